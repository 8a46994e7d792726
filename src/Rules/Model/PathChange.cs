using System.Globalization;
using System.Text.RegularExpressions;
using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>A change of what stands at one path of an object, and of nothing else.</summary>
internal sealed class PathChange
{
    private const string End = "-";

    private static readonly Pattern StepOfField = new(@"\[(?<key>[^\]=]*)=(?<value>[^\]]*)\]|(\\.|[^.\\])+");

    private readonly IReadOnlyList<string> _steps;
    private readonly Node _path;
    private readonly Node? _value;
    private readonly bool _isCertain;
    private readonly bool _movesItems;

    private PathChange(IReadOnlyList<string> steps, Node path, Node? value, bool isCertain, bool movesItems) =>
        (_steps, _path, _value, _isCertain, _movesItems) = (steps, path, value, isCertain, movesItems);

    /// <summary>What an operation of a JSON patch does (https://datatracker.ietf.org/doc/html/rfc6902); null when its path is not known.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="isCertain">Whether the object is never used without it; else the change is one of two possibilities.</param>
    public static PathChange? OfOperation(Node operation, bool isCertain)
    {
        var path = operation["path"];
        if (!path.Text().TryGet(out var text))
            return null;
        var sets = operation["op"].Text().Is(name => name is "add" or "replace").IsTrue && operation["value"].Exists.IsTrue;
        return new PathChange(StepsOf(text), path, sets ? operation["value"] : null, isCertain, !operation["op"].Text().Is("replace").IsTrue);
    }

    /// <summary>What such an operation may take away from where it stood, when it moves it; null when that place is not known.</summary>
    public static PathChange? OfOrigin(Node operation) =>
        operation["from"].Text().TryGet(out var text) ? new PathChange(StepsOf(text), operation["from"], null, isCertain: false, movesItems: true) : null;

    /// <summary>
    /// What a replacement of a kustomization does: the field gets a value that is not looked for
    /// (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/replacements/#field-path-format).
    /// </summary>
    public static PathChange OfReplacement(Node path, string field) =>
        new([.. StepOfField.Matches(field).Cast<Match>().Select(step => step.Value.Replace("\\", ""))], path, null, isCertain: false, movesItems: false);

    private static List<string> StepsOf(string pointer) =>
        pointer.StartsWith("/", StringComparison.Ordinal) ? [.. pointer.Split('/').Skip(1).Select(step => step.Replace("~1", "/").Replace("~0", "~"))] : [];

    /// <summary>The tree with the change in it. Without any step it is for all of the tree, of which nothing is certain then.</summary>
    public Node ApplyTo(Node root) => _steps.Count == 0 ? root.CopyOpen() : Change(root, 0);

    private Node Change(Node node, int depth) => node switch
    {
        _ when depth == _steps.Count => After(node),
        MapNode => ChangeEntry(node, depth),
        ListNode => ChangeItems(node, depth),
        _ => new UnknownNode(node.At, isPresent: false),
    };

    private Node After(Node before) =>
        _value is null ? new UnknownNode(before.At, isPresent: false)
        : _isCertain ? _value.Copy()
        : new ChoiceNode(_value.At, [before.Copy(), _value.Copy()]);

    private MapNode ChangeEntry(Node map, int depth)
    {
        var key = _steps[depth];
        var entries = map.Entries.Select(entry => entry with { Value = entry.Key == key ? Change(entry.Value, depth + 1) : entry.Value.Copy() }).ToList();
        if (entries.TrueForAll(entry => entry.Key != key))
            entries.Add(new Entry(key, _path.At, Change(new AbsentNode(map.NameAt), depth + 1)));
        return new MapNode(map.At, entries, map.IsOpen, map.NameAt);
    }

    private Node ChangeItems(Node list, int depth)
    {
        if (_steps[depth] == End && depth == _steps.Count - 1)
            return Append(list);
        // When an item is put between others or removed, its place in the list says nothing about them.
        var indices = Enumerable.Range(0, list.Items.Count).Where(index => MayBeMeant(list.Items[index], index, _steps[depth])).ToList();
        return indices.Count == 0 || (_movesItems && depth == _steps.Count - 1)
            ? new UnknownNode(list.At, isPresent: true)
            : new ListNode(list.At, [.. list.Items.Select((item, i) => indices.Contains(i) ? Change(item, depth + 1) : item.Copy())], list.IsOpen);
    }

    private ListNode Append(Node list)
    {
        var items = list.Items.Select(item => item.Copy());
        return _isCertain ? new(list.At, [.. items, After(new AbsentNode(list.At))], list.IsOpen) : new(list.At, [.. items], isOpen: true);
    }

    private static bool MayBeMeant(Node item, int index, string step)
    {
        if (int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number == index;
        var named = StepOfField.Match(step);
        return step == "*" || (named.Groups["key"] is { Success: true, Value: var key } && !item[key].Text().Is(named.Groups["value"].Value).IsFalse);
    }
}
