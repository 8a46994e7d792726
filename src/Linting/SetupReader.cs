using Hale.LoadBalancers;
using Hale.Rules.Tree;
using Hale.Yaml;

namespace Hale.Linting;

/// <summary>Reads what sets up nodes: scripts, and what cloud-init is told (https://docs.cloud-init.io/en/latest/reference/examples.html).</summary>
internal static class SetupReader
{
    private const string CloudConfig = "#cloud-config";

    /// <summary>kubeadm's commands, and the texts that the script writes to files or applies to a cluster.</summary>
    public static IEnumerable<Document> ReadScript(SourceText source, YamlLimits limits)
    {
        List<Document> found = [.. KubeadmCommands.Read(source), .. LoadBalancerFiles.InScript(source), .. Manifests(source, limits)];
        if (LoadBalancerFiles.ReadHostsInScript(source) is { } hosts)
            found.Add(hosts);
        return found.OrderBy(document => document.Root.At.Start);
    }

    /// <summary>The documents of a text, and for cloud-init's also what they run and write.</summary>
    public static YamlContent ReadYaml(SourceText source, YamlLimits limits)
    {
        var content = YamlReader.Read(source, limits);
        return source.Text.StartsWith(CloudConfig, StringComparison.Ordinal)
            ? content with { Documents = [.. content.Documents, .. KubeadmCommands.Read(source), .. LoadBalancerFiles.InCloudConfig(content.Documents)] }
            : content;
    }

    // Where a kustomization is made, a text may be a patch of it.
    private static IEnumerable<Document> Manifests(SourceText source, YamlLimits limits) =>
        source.Text.IndexOf("kustomiz", StringComparison.OrdinalIgnoreCase) >= 0
            ? []
            : HereDocument.OfObjects(source).SelectMany(text => ManifestsIn(text, limits));

    private static IEnumerable<Document> ManifestsIn(HereDocument text, YamlLimits limits)
    {
        var content = YamlReader.Read(text.Text, limits);
        return content.Problems.Count > 0 ? []
            : text.IsExpanded ? content.Documents.Select(document => document with { Root = document.Root.Copy(Expanded) })
            : content.Documents;
    }

    // Variables in capitals are holes already, as they are for envsubst.
    private static UnknownNode? Expanded(Node node) =>
        node is ScalarNode { Text: var text } && MayChange(text) || node is PartialNode { Segments: var segments } && segments.Any(segment => segment is not null && MayChange(segment))
            ? new UnknownNode(node.At, isPresent: true)
            : null;

    private static bool MayChange(string text) => text.IndexOf('$') >= 0 || text.IndexOf('`') >= 0;
}
