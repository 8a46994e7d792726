using Hale.Rules.Tree;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Hale.Yaml;

/// <summary>Builds the tree of one chunk from the parser's events.</summary>
internal sealed class TreeBuilder
{
    private readonly DocumentChunk _chunk;
    private readonly YamlLimits _limits;
    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, Node?> _anchors = []; // null while the value is still being read
    private readonly Stack<int> _openCollections = new();
    private int _aliasedNodes;

    public TreeBuilder(DocumentChunk chunk, YamlLimits limits)
    {
        _chunk = chunk;
        _limits = limits;
        _parser = new Parser(new Scanner(new StringReader(Readable(chunk)), skipComments: true));
    }

    /// <summary>Where the scalars stand, in order: what lies between them may be a comment.</summary>
    public List<Place> ScalarPlaces { get; } = [];

    public List<InputProblem> Problems { get; } = [];

    /// <summary>Offset in the chunk of the innermost collection that was being read.</summary>
    public int OpenCollection => _openCollections.Count > 0 ? _openCollections.Peek() : 0;

    /// <summary>The root of each document that is not empty.</summary>
    public IEnumerable<Node> ReadRoots()
    {
        _parser.Consume<StreamStart>();
        while (!_parser.Accept<StreamEnd>(out _))
        {
            _parser.Consume<DocumentStart>();
            _anchors.Clear();
            var root = ReadNode(0);
            _parser.Consume<DocumentEnd>();
            CheckRoot(root);
            if (root is not AbsentNode)
                yield return root;
        }
    }

    // JSON allows tabs between its tokens, YAML does not; a tab inside a JSON string has to be escaped.
    private static string Readable(DocumentChunk chunk)
    {
        var text = chunk.Text;
        var start = text.TrimStart();
        return start.Length > 0 && start[0] is '{' or '[' && text.IndexOf('\t') >= 0 ? text.Replace('\t', ' ') : text;
    }

    private Node ReadNode(int depth)
    {
        if (depth > _limits.Depth)
            throw new LimitException($"Maps and lists are nested more than {_limits.Depth} levels deep", PlaceOf(_parser.Current!));
        if (_parser.TryConsume<AnchorAlias>(out var alias))
            return ReadAlias(alias);
        var anchor = (_parser.Current as NodeEvent)?.Anchor ?? AnchorName.Empty;
        if (!anchor.IsEmpty)
            _anchors[anchor] = null;
        var node = _parser.Accept<MappingStart>(out _) ? ReadMap(depth)
            : _parser.Accept<SequenceStart>(out _) ? ReadList(depth)
            : ReadScalar(_parser.Consume<Scalar>());
        if (!anchor.IsEmpty)
            _anchors[anchor] = node;
        return node;
    }

    private Node ReadMap(int depth)
    {
        var start = _parser.Consume<MappingStart>();
        var offset = OffsetOf(start);
        _openCollections.Push(offset);
        var entries = new List<Entry>();
        var isOpen = false;
        MappingEnd end;
        while (!_parser.TryConsume(out end!))
        {
            if (_parser.TryConsume<Scalar>(out var key))
            {
                var keyAt = PlaceOfScalar(key);
                ScalarPlaces.Add(keyAt);
                entries.Add(new Entry(key.Value, keyAt, ReadNode(depth + 1)));
                continue;
            }

            isOpen = true; // A map or list as key: a template's hole, or nothing that Kubernetes knows.
            ReadNode(depth + 1);
            ReadNode(depth + 1);
        }

        _openCollections.Pop();
        if (isOpen && IsHole(offset))
            return new UnknownNode(_chunk.At(offset, HoleEnd(offset)), isPresent: true);
        var last = entries.Count == 0 ? offset : Math.Max(entries[entries.Count - 1].Value.At.End, entries[entries.Count - 1].KeyAt.End) - _chunk.Start;
        var at = _chunk.At(offset, EndOf(start.Style is MappingStyle.Flow, end, last));
        var all = Merge(entries);
        return new MapNode(at, all, isOpen, NameOf(entries));
    }

    private ListNode ReadList(int depth)
    {
        var start = _parser.Consume<SequenceStart>();
        var offset = OffsetOf(start);
        _openCollections.Push(offset);
        var items = new List<Node>();
        SequenceEnd end;
        while (!_parser.TryConsume(out end!))
            items.Add(ReadNode(depth + 1));
        _openCollections.Pop();
        var last = items.Count == 0 ? offset : items[items.Count - 1].At.End - _chunk.Start;
        return new ListNode(_chunk.At(offset, EndOf(start.Style is SequenceStyle.Flow, end, last)), items);
    }

    private Node ReadScalar(Scalar scalar)
    {
        var at = PlaceOfScalar(scalar);
        ScalarPlaces.Add(at);
        if (Holes.Find(at, scalar.Value) is { } hole)
            return hole;
        return IsText(scalar) ? new ScalarNode(at, ScalarKind.String, scalar.Value) : Scalars.Plain(at, scalar.Value);
    }

    // A tag beats the style: '!!str 1' is text, '!!int "1"' a number.
    private static bool IsText(Scalar scalar) => scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific
        ? scalar.Style is not ScalarStyle.Plain
        : scalar.Tag.Value is not ("tag:yaml.org,2002:int" or "tag:yaml.org,2002:bool" or "tag:yaml.org,2002:float" or "tag:yaml.org,2002:null");

    private Node ReadAlias(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value, out var target))
            throw new YamlException(alias.Start, alias.End, $"No anchor is called '{alias.Value}'.");
        if (target is null)
            throw new LimitException($"The alias '*{alias.Value}' stands inside the value that it repeats, which would never end", PlaceOf(alias));
        return Copy(target, PlaceOf(alias));
    }

    // Every place where a value is used gets its own copy, so that each knows its path; the copies keep the written places.
    private Node Copy(Node node, Place usedAt) => node.Copy(_ => ++_aliasedNodes > _limits.AliasedNodes
        ? throw new LimitException($"The document's aliases repeat more than {_limits.AliasedNodes} values", usedAt)
        : null);

    // '<<' brings in the entries of one map or several; what is written beside it wins (https://yaml.org/type/merge.html).
    private List<Entry> Merge(List<Entry> entries)
    {
        if (!entries.Any(entry => entry.Key == "<<"))
            return entries;
        var result = entries.Where(entry => !IsMerge(entry)).ToList();
        var keys = new HashSet<string>(result.Select(entry => entry.Key), StringComparer.Ordinal);
        var sources = entries.Where(IsMerge).SelectMany(entry => entry.Value is ListNode list ? list.Items : [entry.Value]).OfType<MapNode>();
        foreach (var merged in sources.SelectMany(map => map.Entries))
        {
            if (keys.Add(merged.Key))
                result.Add(merged with { Value = Copy(merged.Value, merged.KeyAt) });
        }

        return result;
    }

    private static bool IsMerge(Entry entry) =>
        entry.Key == "<<" && (entry.Value is MapNode || (entry.Value is ListNode list && list.Items.All(item => item is MapNode)));

    // What stands for an object or a list's item: its kind or name where it has one, else its first entry.
    private Place? NameOf(List<Entry> entries)
    {
        if (entries.Count == 0)
            return null;
        var named = entries.Find(entry => entry.Key == "kind" && entry.Value is ScalarNode);
        if (named.Value is null)
            named = entries.Find(entry => entry.Key == "name" && entry.Value is ScalarNode);
        if (named.Value is null)
            return entries[0].KeyAt;
        return new Place(_chunk.Source, named.KeyAt.Start, named.Value.At.End);
    }

    // kubectl wants one object a document, or a List; a bare sequence of objects is neither.
    private void CheckRoot(Node root)
    {
        var isListOfObjects = root is ListNode { Items.Count: > 0 } list
            && list.Items.All(item => item is MapNode && item["apiVersion"].Exists.IsTrue && item["kind"].Exists.IsTrue);
        if (isListOfObjects)
            Problems.Add(new InputProblem(InputProblemKind.Unreadable, root.Items[0].NameAt, "The document is a bare list of objects: write one object a document, or 'kind: List' with 'items'"));
    }

    private int OffsetOf(NodeEvent start) => AfterProperties(start, (int)start.Start.Index, (int)start.End.Index);

    // The event of a value with an anchor or tag starts at that; the value itself starts behind it.
    private int AfterProperties(NodeEvent start, int from, int end)
    {
        if (start.Anchor.IsEmpty && start.Tag.IsEmpty)
            return from;
        var text = _chunk.Source.Text;
        while (from < end && text[_chunk.Start + from] is '&' or '!')
        {
            while (from < end && !char.IsWhiteSpace(text[_chunk.Start + from]))
                from++;
            while (from < end && char.IsWhiteSpace(text[_chunk.Start + from]))
                from++;
        }

        return from;
    }

    private Place PlaceOfScalar(Scalar scalar)
    {
        var end = (int)scalar.End.Index;
        var start = AfterProperties(scalar, (int)scalar.Start.Index, end);
        while (end > start && char.IsWhiteSpace(_chunk.Source.Text[_chunk.Start + end - 1]))
            end--;
        return _chunk.At(start, end);
    }

    private Place PlaceOf(ParsingEvent @event)
    {
        var start = Math.Min((int)@event.Start.Index, _chunk.End - _chunk.Start);
        return _chunk.At(start, Math.Max(start, Math.Min((int)@event.End.Index, _chunk.End - _chunk.Start)));
    }

    private int EndOf(bool isFlow, ParsingEvent end, int lastEnd)
    {
        var mark = (int)end.Start.Index;
        var closes = isFlow && _chunk.Start + mark < _chunk.End && _chunk.Source.Text[_chunk.Start + mark] is '}' or ']';
        return closes ? mark + 1 : lastEnd;
    }

    private bool IsHole(int offset) => string.CompareOrdinal(_chunk.Source.Text, _chunk.Start + offset, "{{", 0, 2) == 0;

    private int HoleEnd(int offset)
    {
        var end = _chunk.Source.Text.IndexOf("}}", _chunk.Start + offset, StringComparison.Ordinal);
        return end < 0 || end + 2 > _chunk.End ? _chunk.End - _chunk.Start : end + 2 - _chunk.Start;
    }
}
