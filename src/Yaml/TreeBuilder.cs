using Hale.Rules.Tree;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Hale.Yaml;

/// <summary>Builds the tree of one chunk from the parser's events.</summary>
internal sealed class TreeBuilder
{
    private readonly DocumentChunk _chunk;
    private readonly ParserText _text;
    private readonly YamlLimits _limits;
    private readonly Scanner _scanner;
    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, Node?> _anchors = []; // null while the value is still being read
    private int _lastEnd; // of what was read last, as an offset in the chunk
    private int _aliasedNodes;

    public TreeBuilder(DocumentChunk chunk, ParserText text, YamlLimits limits)
    {
        _chunk = chunk;
        _text = text;
        _limits = limits;
        _scanner = new Scanner(new StringReader(text.ToString()), skipComments: true);
        _parser = new Parser(_scanner);
    }

    /// <summary>Where the scalars stand, in order: what lies between them may be a comment.</summary>
    public List<Place> ScalarPlaces { get; } = [];

    public List<InputProblem> Problems { get; } = [];

    /// <summary>Offset in the chunk that the scanner has come to.</summary>
    public int Position => _text.Original(_scanner.CurrentPosition.Index);

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

    private Node ReadNode(int depth)
    {
        if (depth > _limits.Depth)
            throw TooDeep(PlaceOf(_parser.Current!));
        if (_parser.TryConsume<AnchorAlias>(out var alias))
            return ReadAlias(alias, depth);
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
        var isBracket = Opens(start.Style is MappingStyle.Flow, ref offset, '{');
        var (entries, isOpen) = ReadEntries(depth + 1);
        if (!isBracket && start.Style is MappingStyle.Flow && entries.Count > 0)
            offset = entries[0].KeyAt.Start - _chunk.Start;
        Close(isBracket, _parser.Consume<MappingEnd>());
        var at = _chunk.At(offset, Math.Max(offset, _lastEnd));
        if (isOpen && isBracket && IsHole(offset))
            return new UnknownNode(at, isPresent: true);
        return new MapNode(at, Merge(entries, depth), isOpen || entries.Any(MayMergeUnseen), NameOf(entries));
    }

    private (List<Entry> Entries, bool IsOpen) ReadEntries(int depth)
    {
        var entries = new List<Entry>();
        var isOpen = false;
        while (!_parser.Accept<MappingEnd>(out _))
        {
            if (_parser.TryConsume<Scalar>(out var key))
            {
                var keyAt = ReadKey(key);
                isOpen |= key.Value == "..." || Holes.Find(keyAt, key.Value) is not null; // It may be any key.
                entries.Add(new Entry(key.Value, keyAt, ReadNode(depth)));
            }
            else
            {
                isOpen = true; // A map, list or alias as key: a template's hole, or nothing that Kubernetes knows.
                ReadNode(depth);
                ReadNode(depth);
            }
        }

        return (entries, isOpen);
    }

    private Place ReadKey(Scalar key)
    {
        var at = PlaceOfScalar(key);
        ScalarPlaces.Add(at);
        if (!key.Anchor.IsEmpty)
            _anchors[key.Anchor] = new ScalarNode(at, ScalarKind.String, key.Value);
        return at;
    }

    private ListNode ReadList(int depth)
    {
        var start = _parser.Consume<SequenceStart>();
        var offset = OffsetOf(start);
        var isBracket = Opens(start.Style is SequenceStyle.Flow, ref offset, '[');
        var items = new List<Node>();
        while (!_parser.Accept<SequenceEnd>(out _))
            items.Add(ReadNode(depth + 1));
        Close(isBracket, _parser.Consume<SequenceEnd>());
        return new ListNode(_chunk.At(offset, Math.Max(offset, _lastEnd)), items);
    }

    // The event of a pair in a list, '[a: 1]', tells no place: it starts behind what was read last.
    private bool Opens(bool isFlow, ref int offset, char bracket)
    {
        var isBracket = isFlow && offset >= _lastEnd && offset < _chunk.Length && _chunk.Source.Text[_chunk.Start + offset] == bracket;
        if (!isFlow)
            CheckIndentation(offset);
        offset = Math.Max(offset, _lastEnd);
        _lastEnd = isBracket ? offset + 1 : offset;
        return isBracket;
    }

    private void Close(bool isBracket, ParsingEvent end)
    {
        if (isBracket)
            _lastEnd = Math.Min(_text.Original(end.Start.Index) + 1, _chunk.Length);
    }

    // YamlDotNet takes a tab before the first key of a map or the first dash of a list for white space; kubectl rejects it.
    private void CheckIndentation(int offset)
    {
        var text = _chunk.Source.Text;
        for (var i = _chunk.Start + offset - 1; i >= _chunk.Start && text[i] is ' ' or '\t'; i--)
        {
            if (text[i] == '\t')
                throw new StopException(InputProblemKind.Unreadable, new Place(_chunk.Source, i, i + 1), YamlMistakes.Tab);
        }
    }

    private Node ReadScalar(Scalar scalar)
    {
        var at = PlaceOfScalar(scalar);
        ScalarPlaces.Add(at);
        if (Holes.Find(at, scalar.Value) is { } hole)
            return hole;
        return IsText(scalar) ? new ScalarNode(at, ScalarKind.String, scalar.Value) : Scalars.Plain(at, scalar.Value);
    }

    // A tag beats the style: '!!str 1' and '! 1' are text, '!!int "1"' is a number.
    private static bool IsText(Scalar scalar) => scalar.Tag.IsEmpty
        ? scalar.Style is not ScalarStyle.Plain
        : scalar.Tag.Value is not ("tag:yaml.org,2002:int" or "tag:yaml.org,2002:bool" or "tag:yaml.org,2002:float" or "tag:yaml.org,2002:null");

    private Node ReadAlias(AnchorAlias alias, int depth)
    {
        if (!_anchors.TryGetValue(alias.Value, out var target))
            throw new StopException(InputProblemKind.Unreadable, PlaceOf(alias), $"No anchor is called '{alias.Value}': text that starts with '*' needs quotes");
        var at = PlaceOf(alias);
        if (target is null)
            throw new StopException(InputProblemKind.OverLimit, at, $"The alias '*{alias.Value}' stands inside the value that it repeats, which would never end");
        _lastEnd = at.End - _chunk.Start;
        return Copy(target, at, depth);
    }

    // Every place where a value is used gets its own copy, so that each knows its path; the copies keep the written places.
    private Node Copy(Node node, Place usedAt, int depth)
    {
        if (depth + HeightOf(node) > _limits.Depth)
            throw TooDeep(usedAt);
        return node.Copy(_ => ++_aliasedNodes > _limits.AliasedNodes
            ? throw new StopException(InputProblemKind.OverLimit, usedAt, $"The document's aliases repeat more than {_limits.AliasedNodes} values")
            : null);
    }

    private static int HeightOf(Node node) =>
        node.Entries.Select(entry => entry.Value).Concat(node.Items).Select(child => HeightOf(child) + 1).DefaultIfEmpty(0).Max();

    private StopException TooDeep(Place at) => new(InputProblemKind.OverLimit, at, $"Maps and lists are nested more than {_limits.Depth} levels deep");

    // '<<' brings in the entries of one map or several; what is written beside it wins (https://yaml.org/type/merge.html).
    private List<Entry> Merge(List<Entry> entries, int depth)
    {
        if (!entries.Any(entry => entry.Key == "<<"))
            return entries;
        var result = entries.Where(entry => !IsMerge(entry)).ToList();
        var keys = new HashSet<string>(result.Select(entry => entry.Key), StringComparer.Ordinal);
        foreach (var merge in entries.Where(IsMerge))
        {
            foreach (var merged in SourcesOf(merge).SelectMany(map => map.Entries))
            {
                if (keys.Add(merged.Key))
                    result.Add(merged with { Value = Copy(merged.Value, merge.KeyAt, depth + 1) });
            }
        }

        return result;
    }

    private static bool IsMerge(Entry entry) => entry.Key == "<<" && SourcesOf(entry).Any();

    private static IEnumerable<MapNode> SourcesOf(Entry merge) =>
        (merge.Value is ListNode list ? list.Items : [merge.Value]).OfType<MapNode>();

    private static bool MayMergeUnseen(Entry entry) =>
        entry.Key == "<<" && (entry.Value is ListNode list ? list.Items : [entry.Value]).Any(source => source is UnknownNode or MapNode { IsOpen: true });

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
        var isAlias = named.Value.At.Start < named.KeyAt.Start;
        return isAlias ? named.KeyAt : new Place(_chunk.Source, named.KeyAt.Start, named.Value.At.End);
    }

    // kubectl wants one object a document, or a List; a bare sequence of objects is neither.
    private void CheckRoot(Node root)
    {
        var isListOfObjects = root is ListNode { Items.Count: > 0 } list
            && list.Items.All(item => item is MapNode && item["apiVersion"].Exists.IsTrue && item["kind"].Exists.IsTrue);
        if (isListOfObjects)
            Problems.Add(new InputProblem(InputProblemKind.Unreadable, root.Items[0].NameAt, "The document is a bare list of objects: write one object a document, or 'kind: List' with 'items'"));
    }

    private int OffsetOf(NodeEvent start) => AfterProperties(start, _text.Original(start.Start.Index), _text.Original(start.End.Index));

    // The event of a value with an anchor or tag starts at that; the value itself starts behind it, and behind comments.
    private int AfterProperties(NodeEvent start, int from, int end)
    {
        if (start.Anchor.IsEmpty && start.Tag.IsEmpty)
            return from;
        var text = _chunk.Source.Text;
        while (from < end && text[_chunk.Start + from] is '&' or '!' or '#')
        {
            var isComment = text[_chunk.Start + from] == '#';
            while (from < end && !(isComment ? text[_chunk.Start + from] is '\r' or '\n' : char.IsWhiteSpace(text[_chunk.Start + from])))
                from++;
            while (from < end && char.IsWhiteSpace(text[_chunk.Start + from]))
                from++;
        }

        return from;
    }

    private Place PlaceOfScalar(Scalar scalar)
    {
        var end = _text.Original(scalar.End.Index);
        var start = AfterProperties(scalar, _text.Original(scalar.Start.Index), end);
        while (end > start && char.IsWhiteSpace(_chunk.Source.Text[_chunk.Start + end - 1]))
            end--;
        _lastEnd = end;
        return _chunk.At(start, end);
    }

    private Place PlaceOf(ParsingEvent @event)
    {
        var start = _text.Original(@event.Start.Index);
        return _chunk.At(start, Math.Max(start, _text.Original(@event.End.Index)));
    }

    private bool IsHole(int offset) => string.CompareOrdinal(_chunk.Source.Text, _chunk.Start + offset, "{{", 0, 2) == 0;
}
