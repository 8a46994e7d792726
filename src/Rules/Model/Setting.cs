using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>A ConfigMap.</summary>
internal sealed class ConfigMap(KubernetesObject @object) : ObjectView(@object)
{
    public Node Data => Root["data"];

    public static ConfigMap? From(KubernetesObject @object) => @object.IsA("ConfigMap", "") ? new(@object) : null;
}

/// <summary>A text that a program is given: the value of a variable, an argument, an entry of a ConfigMap.</summary>
/// <param name="Key">What it is for: the name of the variable, flag or entry; empty where nothing says.</param>
/// <param name="Value">The text.</param>
internal sealed record Setting(string Key, Field<string> Value)
{
    /// <summary>Everything that the containers of a workload are given.</summary>
    public static IEnumerable<Setting> Of(Workload workload) => workload.AllContainers.SelectMany(OfContainer).Concat(InConfigMaps(workload));

    /// <summary>The entries of the ConfigMaps that a workload refers to, as far as these can be seen.</summary>
    public static IEnumerable<Setting> InConfigMaps(Workload workload) =>
        Reference.Of(workload).Where(reference => reference.Kind == "ConfigMap")
            .Select(reference => workload.Cluster.Find<ConfigMap>(workload.Object, reference.Name))
            .OfType<ConfigMap>().Distinct()
            .SelectMany(Of);

    /// <summary>The entries of a ConfigMap.</summary>
    public static IEnumerable<Setting> Of(ConfigMap map) => map.Data.Values.Select(value => new Setting(value.Key!, value.Text()));

    /// <summary>The variables of a container that have a value of their own.</summary>
    public static IEnumerable<Setting> Variables(Container container) =>
        container.Env.Items.Select(variable => new Setting(variable["name"].Text().TryGet(out var name) ? name : "", variable["value"].Text()));

    private static IEnumerable<Setting> OfContainer(Container container) =>
        Variables(container)
            .Concat(container.CommandWords
                .Select(word => new Setting(word.Text().TryGet(out var text) && text.IndexOf('=') is > 0 and var end ? text.Substring(0, end) : "", word.Text())));
}
