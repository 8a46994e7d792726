using System.Text.RegularExpressions;
using Hale.Rules.Tree;

namespace Hale.LoadBalancers;

/// <summary>
/// Reads a haproxy.cfg: sections, each with one keyword a line (https://docs.haproxy.org/3.0/configuration.html#2). Where a
/// keyword of one value is repeated, the last one counts.
/// </summary>
internal static class HaproxyReader
{
    private static readonly HashSet<string> Sections = new(
        [
            "global", "defaults", "frontend", "backend", "listen", "peers", "resolvers", "userlist", "cache", "mailers",
            "program", "ring", "http-errors", "fcgi-app", "log-forward", "log-profile", "crt-store", "traces", "acme",
        ],
        StringComparer.Ordinal);

    // A name, an address, then words.
    private static readonly HashSet<string> Servers = new(["server", "server-template"], StringComparer.Ordinal);

    // A name, then the rest of the line.
    private static readonly HashSet<string> Named =
        new(["option", "no option", "stats", "use_backend", "http-check", "tcp-check", "http-request", "tcp-request", "acl"], StringComparer.Ordinal);

    private static readonly Regex Recognised = new(
        @"^[ \t]*(frontend|backend|listen)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, TimeSpan.FromSeconds(5));

    /// <summary>The document; null when the text is something else.</summary>
    public static Document? Read(ConfigText text)
    {
        if (!(text.Mentions("frontend") || text.Mentions("backend") || text.Mentions("listen")) || !Recognised.Match(text.Text, text.Start, text.End - text.Start).Success)
            return null;
        var reader = new LineReader(text, "#", hasBlocks: false);
        var sections = Parse(reader);
        var isOne = sections.Exists(section => section.Key.Text is "frontend" or "backend" or "listen"
            && section.Block!.Exists(line => line.Key.Text is "bind" or "server" or "server-template" or "default_backend"));
        return isOne ? text.Document(DocumentFormat.Haproxy, Root(text, sections), reader, sections) : null;
    }

    private static List<Statement> Parse(LineReader reader)
    {
        var sections = new List<Statement>();
        var conditions = new Conditions();
        foreach (var line in reader.Lines())
        {
            if (conditions.Take(line))
                continue;
            if (Sections.Contains(line[0].Text))
                sections.Add(new Statement(line, conditions.IsCertain) { Block = [] });
            else if (sections.Count > 0)
                sections[sections.Count - 1].Block!.Add(new Statement(Negated(line), conditions.IsCertain));
        }

        return sections;
    }

    // 'no option x' is a keyword of its own.
    private static List<Word> Negated(List<Word> line) =>
        line.Count > 1 && line[0].Text == "no" ? [Word.Join([line[0], line[1]])!, .. line.Skip(2)] : line;

    private static MapNode Root(ConfigText text, List<Statement> sections) => new(
        text.At(text.Start, text.End),
        [.. sections.GroupBy(section => section.Key.Text)
            .Select(same => new Entry(same.Key, same.First().Key.At, List([.. same], Section)))],
        isOpen: sections.Exists(section => !section.IsCertain));

    private static Node Section(Statement section)
    {
        var entries = new List<Entry>();
        var arguments = section.Arguments;
        if (arguments.Count > 0 && arguments[0].Text != "from")
            entries.Add(new Entry("name", arguments[0].At, arguments[0].TextValue()));
        var from = arguments.ToList().FindIndex(word => word.Text == "from");
        if (from >= 0 && from + 1 < arguments.Count)
            entries.Add(new Entry("from", arguments[from].At, arguments[from + 1].TextValue()));
        var lines = section.Block ?? [];
        foreach (var same in lines.Where(line => !line.Key.HasHole).GroupBy(line => line.Key.Text))
            entries.Add(new Entry(same.Key, same.Last().Key.At, Values(same.Key, [.. same])));
        return new MapNode(section.At, entries, isOpen: lines.Exists(line => line.Key.HasHole || !line.IsCertain), section.Name);
    }

    private static Node Values(string key, List<Statement> same) => key switch
    {
        _ when Servers.Contains(key) => List(same, line => Item(line, "name", "address")),
        _ when Named.Contains(key) => List(same, line => Item(line, "name")),
        "bind" => List(same, line => Item(line, "address")),
        "default-server" => List(same, line => Item(line)),
        "timeout" => Timeouts(same),
        _ => Single(same[same.Count - 1], 0),
    };

    private static MapNode Timeouts(List<Statement> same) => new(
        same[0].At with { End = same[same.Count - 1].At.End },
        [.. same.Where(line => line.Arguments.Count > 0).GroupBy(line => line.Arguments[0].Text)
            .Select(timeout => new Entry(timeout.Key, timeout.Last().Arguments[0].At, Single(timeout.Last(), 1)))],
        isOpen: same.Exists(line => !line.IsCertain || line.Arguments.Any(word => word.HasHole)));

    private static Node Single(Statement line, int skip) =>
        !line.IsCertain ? new UnknownNode(line.At, isPresent: false)
        : Word.Join([.. line.Arguments.Skip(skip)])?.TextValue() ?? new ScalarNode(line.Key.At, ScalarKind.Boolean, "true");

    private static ListNode List(List<Statement> same, Func<Statement, Node> item) => new(
        same[0].At with { End = same[same.Count - 1].At.End },
        [.. same.Select(line => line.IsCertain ? item(line) : new UnknownNode(line.At, isPresent: false))],
        isOpen: same.Exists(line => !line.IsCertain));

    // The first words have names. The others are options; for what only has a name, one value.
    private static MapNode Item(Statement line, params string[] names)
    {
        var entries = names.Zip(line.Arguments, (name, word) => new Entry(name, word.At, word.TextValue())).ToList();
        var isNamed = names.Length == 1 && names[0] == "name";
        var rest = line.Arguments.Skip(names.Length).ToList();
        if (isNamed && Word.Join(rest) is { } value)
            entries.Add(new Entry("value", value.At, value.TextValue()));
        else if (!isNamed && rest.Count > 0)
            entries.Add(new Entry("options", line.Key.At, new ListNode(rest[0].At with { End = rest[rest.Count - 1].At.End }, [.. rest.Select(word => word.TextValue())], isOpen: rest.Exists(word => word.HasHole))));
        return new MapNode(line.At, entries, isOpen: line.Arguments.Any(word => word.HasHole), line.Name);
    }
}
