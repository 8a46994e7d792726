using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.ControlPlane;

internal sealed class KubeadmSecretCommitted : Rule<ControlPlaneSetup>
{
    private static readonly Pattern Token =
        new(@"^[a-z0-9]{6}\.[a-z0-9]{16}\z");

    private static readonly Pattern CertificateKey =
        new(@"^[0-9a-fA-F]{64}\z");

    public override RuleInfo Info { get; } = new("HA1504", "kubeadm-secret-committed")
    {
        Severity = Severity.Error,
        Title = "Secret for joining the cluster in a manifest",
        Why = """
            Whoever has a valid bootstrap token can add a machine to the cluster, and with the certificate key also fetch the
            keys of its certificate authorities. A token lives for 24 hours and uploaded certificates for two, unless the
            configuration says otherwise; but the file stays, and the next cluster made from it has the same token. A node
            that skips the check of the certificate authority may join an attacker's control plane.
            """,
        Fix = """
            Leave token and certificate key out, so that kubeadm makes new ones: `kubeadm token create --print-join-command` and
            `kubeadm init phase upload-certs --upload-certs` print them when a node has to join. Give `caCertHashes` instead of
            `unsafeSkipCAVerification`, and tokens a time to live.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-init/",
            "https://kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-join/#token-based-discovery-with-ca-pinning",
        ],
    };

    public override IEnumerable<Finding> Check(ControlPlaneSetup setup, Cluster cluster)
    {
        if (setup.Object.IsForDevelopment)
            return [];
        return (setup.InitConfiguration is { } init ? CheckInit(setup, init) : [])
            .Concat(setup.JoinConfiguration is { } join ? CheckJoin(setup, join) : []);
    }

    private IEnumerable<Finding> CheckInit(ControlPlaneSetup setup, Node init)
    {
        foreach (var token in init["bootstrapTokens"].Items)
        {
            foreach (var finding in Written(setup, token["token"], "bootstrap token", Token))
                yield return finding;
            if (token["ttl"].Text().Duration().Is(TimeSpan.Zero))
                yield return Report(token["ttl"], $"A bootstrap token of {setup.Title} never expires, because its ttl is 0").As(Severity.Warning);
        }

        foreach (var finding in Written(setup, init["certificateKey"], "certificate key", CertificateKey))
            yield return finding;
    }

    private IEnumerable<Finding> CheckJoin(ControlPlaneSetup setup, Node join)
    {
        var discovery = join["discovery"];
        var skipsCheck = discovery["bootstrapToken"]["unsafeSkipCAVerification"];
        if (skipsCheck.Flag().Is(true))
            yield return Report(skipsCheck, $"{setup.Title} joins whatever answers, because it does not check the certificate authority").As(Severity.Warning);
        var secrets = Written(setup, discovery["bootstrapToken"]["token"], "bootstrap token", Token)
            .Concat(Written(setup, discovery["tlsBootstrapToken"], "bootstrap token", Token))
            .Concat(Written(setup, join["controlPlane"]["certificateKey"], "certificate key", CertificateKey));
        foreach (var finding in secrets)
            yield return finding;
    }

    // The values themselves are never said: reports are read by more people than the file is.
    private IEnumerable<Finding> Written(ControlPlaneSetup setup, Node node, string what, Pattern form)
    {
        if (node.Text().Is(text => form.IsMatch(text) && text.Distinct().Count() > 3))
            yield return Report(node, $"{setup.Title} is committed with a {what}");
    }
}
