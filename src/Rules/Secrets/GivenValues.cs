using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Secrets;

/// <summary>What a custom resource gives to others: the values of a Helm chart, a file of configuration.</summary>
internal static class GivenValues
{
    /// <summary>The values that a resource gives, by the projects that the lines name; none for all other kinds. What names a Secret is left out.</summary>
    public static IEnumerable<Setting> Of(KubernetesObject @object) =>
        @object.IsCustom && @object.Kind.TryGet(out var kind) ? Holders(@object, kind).SelectMany(SettingsIn) : [];

    private static IEnumerable<Node> Holders(KubernetesObject @object, string kind) => (@object.Group, kind) switch
    {
        // https://fluxcd.io/flux/components/helm/helmreleases/#values, and the operator before it.
        ("helm.toolkit.fluxcd.io" or "helm.fluxcd.io", "HelmRelease") => [@object.Spec["values"]],

        // https://argo-cd.readthedocs.io/en/stable/user-guide/helm/
        ("argoproj.io", "Application") => OfApplication(@object.Spec),
        ("argoproj.io", "ApplicationSet") => OfApplication(@object.Spec["template"]["spec"]),

        // https://docs.k3s.io/helm
        ("helm.cattle.io", "HelmChart" or "HelmChartConfig") => [@object.Spec["set"], @object.Spec["valuesContent"]],

        // https://www.rabbitmq.com/kubernetes/operator/using-operator
        ("rabbitmq.com", "RabbitmqCluster") => [@object.Spec["rabbitmq"]["additionalConfig"], @object.Spec["rabbitmq"]["envConfig"]],
        _ => [],
    };

    private static IEnumerable<Node> OfApplication(Node spec) =>
        spec["sources"].Items.Append(spec["source"]).Select(source => source["helm"])
            .SelectMany(chart => new[] { chart["valuesObject"], chart["parameters"], chart["values"] });

    private static IEnumerable<Setting> SettingsIn(Node node)
    {
        if (node.Key is { } key && CredentialNames.NamesSecret(key))
            return [];
        return node switch
        {
            ListNode => node.Items.SelectMany(SettingsIn),
            MapNode map => map.Entries.SelectMany(entry => SettingsIn(entry.Value)),
            _ => [new Setting(NameOf(node), node.Text())],
        };
    }

    // That of a variable, or of a parameter, stands beside it.
    private static string NameOf(Node value) =>
        value.Key == "value" && value.Parent!["name"].Text().TryGet(out var name) && !CredentialNames.NamesSecret(name) ? name : value.Key ?? "";
}
