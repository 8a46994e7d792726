using System.Text.RegularExpressions;
using Hale.Rules.Tree;

namespace Hale.LoadBalancers;

/// <summary>Recognises the configuration of keepalived and haproxy, and lines of <c>/etc/hosts</c>, in files and in ConfigMaps.</summary>
public static class LoadBalancerFiles
{
    // What Debian and Red Hat package has neither checks nor servers of ours, so that more may be put behind it.
    private static readonly Regex Installation = ScriptLines.Pattern(@"\binstall\b[^#;|]*[ \t]haproxy\b");

    /// <summary>Reads a file; null when it is neither. Nothing is thrown for any text.</summary>
    public static Document? Read(SourceText source) => Read(ConfigText.Of(source));

    /// <summary>Reads a hosts file; null when it is something else. Nothing is thrown for any text.</summary>
    public static Document? ReadHosts(SourceText source) => ReadHosts(ConfigText.Of(source), HostsReader.Read);

    /// <summary>Reads what a script writes into <c>/etc/hosts</c>; null when it writes nothing there. Nothing is thrown for any text.</summary>
    public static Document? ReadHostsInScript(SourceText source) =>
        source.Text.IndexOf("/etc/hosts", StringComparison.Ordinal) < 0 ? null : ReadHosts(ConfigText.Of(source), HostsReader.ReadScript);

    /// <summary>The configurations that a script writes. Nothing is thrown for any text.</summary>
    public static IReadOnlyList<Document> InScript(SourceText source)
    {
        var found = new List<Document>();
        foreach (var text in HereDocument.In(source).Where(text => text.IsWritten && !text.RunsCommands))
        {
            if (Read(ConfigText.Of(text.Text)) is { Problems.Count: 0 } document)
                found.Add(text.IsAppended && !InstallsPackage(source) ? document with { Root = document.Root.CopyOpen() } : document);
        }

        return found;
    }

    private static bool InstallsPackage(SourceText script) => ScriptLines.All(script).Any(line => Installation.IsMatch(line.Text));

    /// <summary>The configurations that cloud-init writes to a node, as one of the documents says.</summary>
    public static IReadOnlyList<Document> InCloudConfig(IEnumerable<Document> documents) =>
        [.. documents.SelectMany(document => document.Root["write_files"].Items).Select(file => TextOf(file["content"]) is { } text ? Read(text) : null).OfType<Document>()];

    /// <summary>The configurations that ConfigMaps among the documents hold.</summary>
    public static IReadOnlyList<Document> In(IEnumerable<Document> documents)
    {
        var found = new List<Document>();
        foreach (var document in documents.Where(document => document.Format is DocumentFormat.Manifest or DocumentFormat.CSharp))
        {
            foreach (var entry in ConfigMaps(document.Root).SelectMany(map => map["data"].Entries))
            {
                if (TextOf(entry.Value) is { } text && Read(entry.Key, text) is { } configuration)
                    found.Add(configuration);
            }
        }

        return found;
    }

    private static Document? Read(string key, ConfigText text) =>
        key is "hosts" or "NodeHosts" ? ReadHosts(text, HostsReader.Read) : Read(text);

    private static Document? ReadHosts(ConfigText text, Func<ConfigText, MapNode?> read)
    {
        try
        {
            return read(text) is { } root ? new Document(text.Source, root) { Format = DocumentFormat.Hosts } : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static Document? Read(ConfigText text)
    {
        try
        {
            return KeepalivedReader.Read(text) ?? HaproxyReader.Read(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static IEnumerable<Node> ConfigMaps(Node root) =>
        IsConfigMap(root) ? [root] : root["items"].Items.Where(IsConfigMap);

    private static bool IsConfigMap(Node node) => node is MapNode && node["kind"].Text().Is("ConfigMap").IsTrue;

    // What stands in a literal block is read where it stands; neither format cares for indentation. Of other text only the
    // place of the whole is known.
    private static ConfigText? TextOf(Node value)
    {
        var at = value.At;
        var isBlock = value is ScalarNode or PartialNode && at.End > at.Start && at.Source.Text[at.Start] == '|';
        if (isBlock && at.Source.Text.IndexOf('\n', at.Start, at.End - at.Start) is >= 0 and var end)
            return ConfigText.Of(at with { Start = end + 1 });
        return value is ScalarNode { Kind: ScalarKind.String } scalar && scalar.Text.IndexOf('\n') >= 0 ? ConfigText.Of(scalar.Text, at) : null;
    }
}
