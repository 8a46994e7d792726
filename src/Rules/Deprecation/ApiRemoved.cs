using Hale.Rules.Model;

namespace Hale.Rules.Deprecation;

internal sealed class ApiRemoved : Rule<KubernetesObject>
{
    public override RuleInfo Info { get; } = new("HA1701", "api-removed")
    {
        Severity = Severity.Error,
        Title = "API version that Kubernetes does not serve any more",
        Why = """
            Objects that exist already live on after an upgrade of the control plane, so nobody notices. The manifest can no
            longer be applied, though: the next roll-out fails, and so does restoring the service from Git after a disaster.
            """,
        Fix = """
            Use the API version that the message names, and adapt the fields that have changed; `kubectl convert` does both.
            Set `kubernetesVersion` if the cluster is older than Hale assumes.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/reference/using-api/deprecation-guide/",
            "https://kubernetes.io/docs/reference/using-api/deprecation-policy/",
        ],
    };

    public override IEnumerable<Finding> Check(KubernetesObject subject, Cluster cluster)
    {
        var version = cluster.Facts.Version;
        if (RemovedApis.Find(subject.ApiVersion, subject.Kind) is not { } api || !api.IsDeprecatedIn(version))
            yield break;

        var finding = Report(
            subject.ApiVersion.Node,
            $"'{api.ApiVersion}' of {subject.Title} is {StateOf(api, version)}: use {api.Replacement}, available since 1.{api.ReplacedSince}");
        yield return api.IsRemovedIn(version) ? finding : finding.As(Severity.Warning);
    }

    private static string StateOf(RemovedApi api, KubernetesVersion version)
    {
        if (api.IsRemovedIn(version))
            return $"not served since Kubernetes 1.{api.Removed}";
        var end = api.Removed is { } removed ? $" and not served from 1.{removed} on" : "";
        return $"deprecated since Kubernetes 1.{api.Deprecated}{end}";
    }
}
