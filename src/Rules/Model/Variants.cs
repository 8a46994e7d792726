using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>What is known of an object of which there are several variants.</summary>
internal static class Variants
{
    /// <summary>Two variants as one tree: where they differ, a value is one of both.</summary>
    public static Node Join(Node one, Node other) => (one, other) switch
    {
        _ when one.IsAlike(other) => one.Copy(),
        (MapNode, MapNode) => JoinMaps(one, other),
        (ListNode, ListNode) when AreNamed(one) && AreNamed(other) => JoinLists(one, other),
        _ => ChoiceNode.Either(one.At, one, other),
    };

    private static MapNode JoinMaps(Node one, Node other)
    {
        var own = one.Entries.Select(entry => entry with { Value = ReferenceEquals(entry.Value, one[entry.Key]) ? Join(entry.Value, other[entry.Key]) : entry.Value.Copy() });
        var added = other.Entries.Where(entry => one.Entries.All(mine => mine.Key != entry.Key))
            .Select(entry => entry with { Value = ChoiceNode.Either(entry.Value.At, one[entry.Key], entry.Value) });
        return new MapNode(one.At, [.. own, .. added], one.IsOpen || other.IsOpen, one.NameAt);
    }

    // What only one of them has may be in the list, as something that is not seen.
    private static ListNode JoinLists(Node one, Node other)
    {
        var items = one.Items.Where(item => NamedAs(item, other) is not null).Select(item => Join(item, NamedAs(item, other)!)).ToList();
        return new ListNode(one.At, items, one.IsOpen || other.IsOpen || items.Count < Math.Max(one.Items.Count, other.Items.Count));
    }

    private static bool AreNamed(Node list) => list.Items.All(item => item["name"].Text().Origin is Origin.Written);

    private static Node? NamedAs(Node item, Node list) => list.Items.FirstOrDefault(other => other["name"].Text().Is(item["name"].Text().ToString()).IsTrue);
}
