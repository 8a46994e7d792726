using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Secrets;

/// <summary>What a custom resource gives to others: the values of a Helm chart, a file of configuration.</summary>
/// <param name="Values">Maps of values.</param>
/// <param name="Texts">Texts that are written to a file.</param>
internal sealed record GivenValues(IEnumerable<Node> Values, IEnumerable<Node> Texts)
{
    /// <summary>What a resource gives, by the projects that the lines name; null for all other kinds.</summary>
    public static GivenValues? Of(KubernetesObject @object)
    {
        if (!@object.IsCustom || !@object.Kind.TryGet(out var kind))
            return null;
        return (@object.Group, kind) switch
        {
            // https://fluxcd.io/flux/components/helm/helmreleases/#values, and the operator before it.
            ("helm.toolkit.fluxcd.io" or "helm.fluxcd.io", "HelmRelease") => new([@object.Spec["values"]], []),

            // https://argo-cd.readthedocs.io/en/stable/user-guide/helm/
            ("argoproj.io", "Application") => OfApplication(@object.Spec),
            ("argoproj.io", "ApplicationSet") => OfApplication(@object.Spec["template"]["spec"]),

            // https://docs.k3s.io/helm
            ("helm.cattle.io", "HelmChart" or "HelmChartConfig") => new([@object.Spec["set"]], [@object.Spec["valuesContent"]]),

            // https://www.rabbitmq.com/kubernetes/operator/using-operator
            ("rabbitmq.com", "RabbitmqCluster") => new([], [@object.Spec["rabbitmq"]["additionalConfig"], @object.Spec["rabbitmq"]["envConfig"]]),
            _ => null,
        };
    }

    private static GivenValues OfApplication(Node spec)
    {
        var charts = spec["sources"].Items.Append(spec["source"]).Select(source => source["helm"]).ToList();
        return new(charts.SelectMany(chart => new[] { chart["valuesObject"], chart["parameters"] }), charts.Select(chart => chart["values"]));
    }
}
