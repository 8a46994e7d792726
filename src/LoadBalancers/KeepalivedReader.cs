using Hale.Rules.Tree;

namespace Hale.LoadBalancers;

/// <summary>
/// Reads a keepalived.conf: keywords with values, and blocks in braces
/// (https://www.keepalived.org/manpage.html). A value that a block has twice is the last one, as it is for keepalived.
/// </summary>
internal static class KeepalivedReader
{
    /// <summary>Blocks that a file may have several of, each with a name.</summary>
    internal static readonly HashSet<string> Repeated =
        new(["vrrp_instance", "vrrp_script", "vrrp_sync_group", "vrrp_track_process", "vrrp_track_file", "virtual_server", "virtual_server_group"], StringComparer.Ordinal);

    // Blocks whose lines are the items of a list.
    private static readonly HashSet<string> Lists = new(
        [
            "virtual_ipaddress", "virtual_ipaddress_excluded", "virtual_routes", "virtual_rules", "unicast_peer",
            "track_script", "track_interface", "track_process", "track_file", "group", "notification_email",
        ],
        StringComparer.Ordinal);

    /// <summary>The document; null when the text is something else.</summary>
    public static Document? Read(ConfigText text)
    {
        if (!text.Mentions("vrrp_instance") && !text.Mentions("vrrp_script"))
            return null;
        var reader = new LineReader(text, "#!", hasBlocks: true);
        var blocks = KeepalivedBlocks.Read(text, reader);
        var root = Map(blocks.Root, null, text.At(text.Start, text.End), nameAt: null);
        return root.Entries.Any(entry => entry.Key is "vrrp_instance" or "vrrp_script")
            ? text.Document(DocumentFormat.Keepalived, root, reader, blocks.Root) with { Problems = blocks.Problems }
            : null;
    }

    /// <summary>Whether it says what it says everywhere: '@host priority 100' holds on some hosts only, and an included file may hold anything.</summary>
    internal static bool IsKnown(Statement statement) =>
        !statement.Key.HasHole && statement.Key.Text.Length > 0 && statement.Key.Text[0] is not '@' and not '$' && !statement.Key.Text.StartsWith("include", StringComparison.Ordinal);

    private static MapNode Map(IReadOnlyList<Statement> block, Word? name, Place at, Place? nameAt)
    {
        var entries = new List<Entry>();
        if (name is not null)
            entries.Add(new Entry("name", name.At, name.TextValue()));
        var known = block.Where(IsKnown).ToList();
        foreach (var same in known.GroupBy(statement => statement.Key.Text))
        {
            var first = same.First();
            var value = Repeated.Contains(same.Key) ? Blocks([.. same])
                : Lists.Contains(same.Key) ? List([.. same])
                : Value(same.Last());
            entries.Add(new Entry(same.Key, same.Last() is { Block: null } last ? last.Key.At : first.Key.At, value));
        }

        return new MapNode(at, entries, isOpen: block.Any(statement => !IsKnown(statement) || !statement.IsCertain), nameAt);
    }

    private static Node Value(Statement statement)
    {
        if (!statement.IsCertain)
            return new UnknownNode(statement.At, isPresent: false);
        if (statement.Block is { } block)
            return Map(block, Word.Join(statement.Arguments), statement.At, statement.Name);
        return Word.Join(statement.Arguments)?.Value() ?? new ScalarNode(statement.Key.At, ScalarKind.Boolean, "true");
    }

    private static ListNode Blocks(List<Statement> same) => new(
        same[0].At with { End = same.Max(statement => statement.At.End) },
        [.. same.Select(statement => statement.IsCertain && statement.Block is { } block
            ? (Node)Map(block, Word.Join(statement.Arguments), statement.At, statement.Name)
            : new UnknownNode(statement.At, isPresent: false))],
        isOpen: same.Exists(statement => !statement.IsCertain));

    private static ListNode List(List<Statement> same)
    {
        var items = same.SelectMany(statement => statement.Block ?? []).ToList();
        return new ListNode(
            same[0].At with { End = same.Max(statement => statement.At.End) },
            [.. items.Select(Item)],
            isOpen: same.Concat(items).Any(statement => !statement.IsCertain || !IsKnown(statement)));
    }

    // 'chk_api weight -20', '10.0.0.1/24 dev eth0': a name, then pairs.
    private static Node Item(Statement statement)
    {
        if (!statement.IsCertain || !IsKnown(statement))
            return new UnknownNode(statement.At, isPresent: false);
        var entries = new List<Entry> { new("name", statement.Key.At, statement.Key.TextValue()) };
        for (var i = 0; i + 1 < statement.Arguments.Count; i += 2)
            entries.Add(new Entry(statement.Arguments[i].Text, statement.Arguments[i].At, statement.Arguments[i + 1].Value()));
        return new MapNode(statement.At, entries, isOpen: statement.Arguments.Count % 2 != 0, statement.Key.At);
    }
}
