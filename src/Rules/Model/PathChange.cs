using System.Globalization;
using System.Text.RegularExpressions;
using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>A change of what stands at one path of an object, and of nothing else.</summary>
/// <param name="steps">The path: keys, and places in lists.</param>
/// <param name="path">Where the path is written.</param>
internal sealed class PathChange(IReadOnlyList<string> steps, Node path)
{
    private const string End = "-";

    private static readonly Pattern StepOfField = new(@"\[(?<key>[^\]=]*)=(?<value>[^\]]*)\]|(\\.|[^.\\])+");

    // What stands there afterwards; null where that is not known.
    private Node? Value { get; init; }

    // Whether it is gone afterwards.
    private bool Removes { get; init; }

    // Whether the change is known to be for the object; else it is one of two possibilities.
    private bool IsCertain { get; init; }

    // Whether it is for those objects only that have something at its end.
    private bool NeedsOne { get; init; }

    // Whether the items of a list may stand in other places afterwards.
    private bool MovesItems { get; init; }

    /// <summary>What an operation of a JSON patch does (https://datatracker.ietf.org/doc/html/rfc6902); null when its path is not known.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="isCertain">Whether it is known to be for the object; else the change is one of two possibilities.</param>
    public static PathChange? OfOperation(Node operation, bool isCertain)
    {
        var (path, name) = (operation["path"], operation["op"].Text());
        if (!path.Text().TryGet(out var text))
            return null;
        var sets = (name.Is(word => word is "add" or "replace") && operation["value"].Exists).IsTrue;
        return new PathChange(StepsOf(text), path)
        {
            Value = sets ? operation["value"] : null,
            Removes = isCertain && name.Is("remove").IsTrue,
            IsCertain = isCertain,
            NeedsOne = !isCertain && name.Is("replace").IsTrue,
            MovesItems = !name.Is("replace").IsTrue,
        };
    }

    /// <summary>What such an operation may take away from where it stood, when it moves it; null when that place is not known.</summary>
    public static PathChange? OfOrigin(Node operation) =>
        operation["from"].Text().TryGet(out var text) ? new PathChange(StepsOf(text), operation["from"]) { MovesItems = true } : null;

    /// <summary>
    /// What a replacement of a kustomization does: the field gets a value that is not looked for
    /// (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/replacements/#field-path-format).
    /// </summary>
    public static PathChange OfReplacement(Node path, string field) =>
        new([.. StepOfField.Matches(field).Cast<Match>().Select(step => step.Value.Replace("\\", ""))], path);

    private static List<string> StepsOf(string pointer) =>
        pointer.StartsWith("/", StringComparison.Ordinal) ? [.. pointer.Split('/').Skip(1).Select(step => step.Replace("~1", "/").Replace("~0", "~"))] : [];

    /// <summary>The tree with the change in it. Without any step it is for all of the tree, of which nothing is certain then.</summary>
    public Node ApplyTo(Node root) => steps.Count == 0 ? root.CopyOpen() : Change(root, 0);

    private Node Change(Node node, int depth) => node switch
    {
        _ when depth == steps.Count => After(node),
        MapNode => ChangeEntry(node, depth),
        ListNode => ChangeItems(node, depth),
        _ => new UnknownNode(node.At, isPresent: false),
    };

    private Node After(Node before) =>
        Value is null ? new UnknownNode(before.At, isPresent: false)
        : IsCertain ? Value.Copy()
        : ChoiceNode.Either(Value.At, before, Value);

    private MapNode ChangeEntry(Node map, int depth)
    {
        var key = steps[depth];
        if (Removes && depth == steps.Count - 1)
            return new MapNode(map.At, [.. map.Entries.Where(entry => entry.Key != key).Select(entry => entry with { Value = entry.Value.Copy() })], map.IsOpen, map.NameAt);
        var entries = map.Entries.Select(entry => entry with { Value = entry.Key == key ? Change(entry.Value, depth + 1) : entry.Value.Copy() }).ToList();
        if (entries.TrueForAll(entry => entry.Key != key) && !(NeedsOne && depth == steps.Count - 1))
            entries.Add(new Entry(key, path.At, Change(new AbsentNode(map.NameAt), depth + 1)));
        return new MapNode(map.At, entries, map.IsOpen, map.NameAt);
    }

    private Node ChangeItems(Node list, int depth)
    {
        if (steps[depth] == End && depth == steps.Count - 1)
            return Append(list);
        var indices = Enumerable.Range(0, list.Items.Count).Where(index => MayBeMeant(list.Items[index], index, steps[depth])).ToList();
        if (Removes && depth == steps.Count - 1 && indices.Count == 1)
            return new ListNode(list.At, [.. list.Items.Where((_, i) => i != indices[0]).Select(item => item.Copy())], list.IsOpen);
        // When an item is put between others, its place in the list says nothing about them.
        return indices.Count == 0 || (MovesItems && depth == steps.Count - 1)
            ? new UnknownNode(list.At, isPresent: true)
            : new ListNode(list.At, [.. list.Items.Select((item, i) => indices.Contains(i) ? Change(item, depth + 1) : item.Copy())], list.IsOpen);
    }

    private ListNode Append(Node list)
    {
        var items = list.Items.Select(item => item.Copy());
        return IsCertain ? new(list.At, [.. items, After(new AbsentNode(list.At))], list.IsOpen) : new(list.At, [.. items], isOpen: true);
    }

    private static bool MayBeMeant(Node item, int index, string step)
    {
        if (int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number == index;
        var named = StepOfField.Match(step);
        return step == "*" || (named.Groups["key"] is { Success: true, Value: var key } && !item[key].Text().Is(named.Groups["value"].Value).IsFalse);
    }
}
