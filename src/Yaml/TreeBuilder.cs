using Hale.Rules.Tree;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Hale.Yaml;

/// <summary>Builds the tree of one chunk from the parser's events.</summary>
internal sealed partial class TreeBuilder
{
    private const int CharactersPerScalar = 24;
    private const int MostScalarsExpected = 4096;

    private readonly DocumentChunk _chunk;
    private readonly ParserText _text;
    private readonly YamlLimits _limits;
    private readonly bool _summarizes;
    private readonly Scanner _scanner;
    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, Node?> _anchors = []; // null while the value is still being read
    private readonly List<Entry> _entries = []; // of the maps that are being read, the innermost last
    private readonly List<Node> _items = []; // of the lists that are being read, the innermost last
    private bool _isDefinition; // whether the document says that it is a CustomResourceDefinition
    private int _lastEnd; // of what was read last, as an offset in the chunk
    private int _aliasedNodes;

    /// <param name="chunk">What is read.</param>
    /// <param name="text">What the parser reads of it.</param>
    /// <param name="limits">Where to stop.</param>
    /// <param name="summarizes">Whether of the schemas in a CustomResourceDefinition only that is kept which says something of types.</param>
    public TreeBuilder(DocumentChunk chunk, ParserText text, YamlLimits limits, bool summarizes = true)
    {
        _chunk = chunk;
        _text = text;
        _limits = limits;
        _summarizes = summarizes;
        _scanner = new Scanner(text.Open(), skipComments: true);
        _parser = new Parser(_scanner);
        ScalarPlaces = new List<Place>(Math.Min(chunk.Length / CharactersPerScalar, MostScalarsExpected));
    }

    /// <summary>Where the scalars stand, in order: what lies between them may be a comment.</summary>
    public List<Place> ScalarPlaces { get; }

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
            _isDefinition = false;
            var root = ReadNode(0);
            _parser.Consume<DocumentEnd>();
            CheckRoot(root);
            if (root is not AbsentNode)
                yield return root;
        }
    }

    /// <summary>The first root of a stretch that is YAML by itself; null when it is none.</summary>
    public static Node? ReadPart(DocumentChunk chunk, YamlLimits limits)
    {
        try
        {
            return new TreeBuilder(chunk, new ParserText(chunk), limits, summarizes: false).ReadRoots().FirstOrDefault();
        }
        catch (Exception error) when (error is StopException || YamlReader.IsFromParser(error))
        {
            return null;
        }
    }

    private Node ReadNode(int depth)
    {
        if (depth > _limits.Depth)
            throw TooDeep(PlaceOf(_parser.Current!));
        if (_parser.Current is AnchorAlias alias)
        {
            _parser.MoveNext();
            return ReadAlias(alias, depth);
        }

        var anchor = (_parser.Current as NodeEvent)?.Anchor ?? AnchorName.Empty;
        if (!anchor.IsEmpty)
            _anchors[anchor] = null;
        var node = ReadContent(depth);
        if (!anchor.IsEmpty)
            _anchors[anchor] = node;
        return node;
    }

    private Node ReadContent(int depth)
    {
        switch (_parser.Current)
        {
            case Scalar scalar:
                _parser.MoveNext();
                return ReadScalar(scalar);
            case MappingStart map:
                _parser.MoveNext();
                return ReadMap(map, depth);
            default:
                return ReadList(_parser.Consume<SequenceStart>(), depth);
        }
    }

    private Node ReadMap(MappingStart start, int depth)
    {
        var isBracket = Opens(start, start.Style is MappingStyle.Flow, '{', out var offset);
        var first = _entries.Count;
        var isOpen = ReadEntries(depth + 1);
        var entries = TakeFrom(_entries, first);
        if (!isBracket && start.Style is MappingStyle.Flow && entries.Length > 0)
            offset = entries[0].KeyAt.Start - _chunk.Start;
        Close(isBracket, _parser.Consume<MappingEnd>());
        var at = _chunk.At(offset, Math.Max(offset, _lastEnd));
        if (isOpen && isBracket && IsHole(offset))
            return new UnknownNode(at, isPresent: true);
        var hasMerge = Array.Exists(entries, entry => entry.Key == "<<");
        return hasMerge
            ? new MapNode(at, Merge(entries, depth), isOpen || entries.Any(MayMergeUnseen), NameOf(entries))
            : new MapNode(at, entries, isOpen, NameOf(entries));
    }

    // Puts the entries of one map behind the others; says whether there may be more than these.
    private bool ReadEntries(int depth)
    {
        var isOpen = false;
        while (_parser.Current is not MappingEnd)
        {
            if (_parser.Current is Scalar key)
            {
                _parser.MoveNext();
                var keyAt = ReadKey(key);
                var name = SharedTexts.Of(key.Value);
                isOpen |= name == "..." || Holes.Find(keyAt, name) is not null; // It may be any key.
                _entries.Add(new Entry(name, keyAt, ReadValue(name, depth)));
            }
            else
            {
                isOpen = true; // A map, list or alias as key: a template's hole, or nothing that Kubernetes knows.
                ReadNode(depth);
                ReadNode(depth);
            }
        }

        return isOpen;
    }

    private Node ReadValue(string key, int depth)
    {
        if (key == "openAPIV3Schema" && _isDefinition && _summarizes && _parser.Current is MappingStart { Style: MappingStyle.Block })
        {
            var schema = ReadSchema(depth, isSchema: true);
            return new SchemaNode(schema.At, schema);
        }

        var value = ReadNode(depth);
        _isDefinition |= key == "kind" && value is ScalarNode { Text: "CustomResourceDefinition" };
        return value;
    }

    private Place ReadKey(Scalar key)
    {
        var at = PlaceOfScalar(key);
        ScalarPlaces.Add(at);
        if (!key.Anchor.IsEmpty)
            _anchors[key.Anchor] = new ScalarNode(at, ScalarKind.String, key.Value);
        return at;
    }

    private ListNode ReadList(SequenceStart start, int depth)
    {
        var isBracket = Opens(start, start.Style is SequenceStyle.Flow, '[', out var offset);
        var first = _items.Count;
        while (_parser.Current is not SequenceEnd)
            _items.Add(ReadNode(depth + 1));
        Close(isBracket, _parser.Consume<SequenceEnd>());
        return new ListNode(_chunk.At(offset, Math.Max(offset, _lastEnd)), TakeFrom(_items, first));
    }

    private static T[] TakeFrom<T>(List<T> open, int first)
    {
        var taken = new T[open.Count - first];
        open.CopyTo(first, taken, 0, taken.Length);
        open.RemoveRange(first, taken.Length);
        return taken;
    }

    // The event of a pair in a list, '[a: 1]', tells no place: it starts behind what was read last.
    private bool Opens(NodeEvent start, bool isFlow, char bracket, out int offset)
    {
        offset = AfterProperties(start, _text.Original(start.Start.Index), _text.Original(start.End.Index));
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
        var text = SharedTexts.Of(scalar.Value);
        if (Holes.Find(at, text) is { } hole)
            return hole;
        return IsText(scalar) ? new ScalarNode(at, ScalarKind.String, text) : Scalars.Plain(at, text);
    }

    // A tag beats the style: '!!str 1' and '! 1' are text, '!!int "1"' is a number.
    private static bool IsText(Scalar scalar) => scalar.Tag.IsEmpty
        ? scalar.Style is not ScalarStyle.Plain
        : scalar.Tag.Value is not ("tag:yaml.org,2002:int" or "tag:yaml.org,2002:bool" or "tag:yaml.org,2002:float" or "tag:yaml.org,2002:null");

    // What stands for an object or a list's item: its kind or name where it has one, else its first entry.
    private Place? NameOf(Entry[] entries)
    {
        if (entries.Length == 0)
            return null;
        var named = Array.Find(entries, entry => entry.Key == "kind" && entry.Value is ScalarNode);
        if (named.Value is null)
            named = Array.Find(entries, entry => entry.Key == "name" && entry.Value is ScalarNode);
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
