using System.Text.RegularExpressions;
using Hale.Rules.Tree;

namespace Hale.LoadBalancers;

/// <summary>
/// Reads lines that give names to an address, as <c>/etc/hosts</c> has them (https://man7.org/linux/man-pages/man5/hosts.5.html):
/// from such a file, and from scripts that write one.
/// </summary>
internal static class HostsReader
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private const string Hole = @"\$\{\w+\}|\$\w+|\{\{[^{}\r\n]{1,200}\}\}|<[\w -]{1,100}>";

    // '192.0.2.1~3' is not an address, but people write it.
    private static readonly Regex Mapping = Pattern(
        $@"^[ \t]*(?<address>\d{{1,3}}(\.\d{{1,3}}){{3}}([~-][\d.]+)?|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+|[\d.]*({Hole})[\d.]*)(?<names>([ \t]+([A-Za-z0-9_]|{Hole})([\w.-]|{Hole})*)+)[ \t]*(#.*)?$");

    private static readonly Regex Line = Pattern(@"[^\r\n]+");
    private static readonly Regex Name = Pattern($@"({Hole}|[^ \t])+");

    private static readonly Regex File = Pattern(@"/etc/hosts(?![\w./-])");

    private static readonly Regex Echo = Pattern(
        @"^[ \t]*(sudo[ \t]+)?echo[ \t]+(?<quote>[""']?)(?<text>[^""'>|;&]*)\k<quote>[ \t]*(>{1,2}|\|[ \t]*(sudo[ \t]+)?tee([ \t]+-\S+)*)[ \t]*[""']?/etc/hosts(?![\w./-])");

    /// <summary>The root; null when a line is something else, or there are none.</summary>
    public static MapNode? Read(ConfigText text)
    {
        var mappings = new List<Node>();
        foreach (var (line, at) in LinesOf(text))
        {
            var content = line.TrimStart('\uFEFF', ' ', '\t');
            if (content.Length == 0 || content[0] == '#')
                continue;
            if (MappingIn(text, line, at) is not { } mapping)
                return null;
            mappings.Add(mapping);
        }

        return Root(text, mappings);
    }

    /// <summary>What a script writes into <c>/etc/hosts</c> on every node; null when it writes nothing there.</summary>
    public static MapNode? ReadScript(ConfigText text) =>
        Root(text, [.. LinesWritten(text).Select(line => MappingIn(text, line.Text, line.At)).OfType<Node>()]);

    // By 'echo', and those of here-documents.
    private static IEnumerable<(string Text, int At)> LinesWritten(ConfigText script)
    {
        foreach (var line in ScriptLines.Of(script.Source))
        {
            if (line.Begins is { } text)
            {
                foreach (var written in File.IsMatch(text.Command.Text) ? LinesOf(ConfigText.Of(text.Text)) : [])
                    yield return written;
            }
            else if (Echo.Match(line.At.Text) is { Success: true } echo)
            {
                yield return (echo.Groups["text"].Value, line.At.Start + echo.Groups["text"].Index);
            }
        }
    }

    private static MapNode? Root(ConfigText text, List<Node> mappings)
    {
        if (mappings.Count == 0)
            return null;
        var at = text.At(text.Start, text.End);
        return new MapNode(at, [new Entry("lines", at, new ListNode(at, mappings))]);
    }

    private static IEnumerable<(string Text, int At)> LinesOf(ConfigText text) =>
        Line.Matches(text.Text.Substring(text.Start, text.End - text.Start)).Cast<Match>().Select(line => (line.Value, text.Start + line.Index));

    private static MapNode? MappingIn(ConfigText text, string line, int at)
    {
        if (Mapping.Match(line) is not { Success: true } mapping)
            return null;
        var (address, names) = (mapping.Groups["address"], mapping.Groups["names"]);
        var all = text.At(at + address.Index, at + names.Index + names.Length);
        return new MapNode(
            all,
            [
                Entry("address", WordAt(address.Index, address.Value).TextValue()),
                Entry("names", new ListNode(text.At(at + names.Index, at + names.Index + names.Length), [.. Name.Matches(names.Value).Cast<Match>().Select(name => WordAt(names.Index + name.Index, name.Value).TextValue())])),
            ]);

        Word WordAt(int index, string value) => new(value, text.At(at + index, at + index + value.Length));
    }

    private static Entry Entry(string key, Node value) => new(key, value.At, value);

    private static Regex Pattern(string pattern) => new(pattern, Options, TimeSpan.FromSeconds(5));
}
