using Hale.Rules.Tree;
using Hale.Yaml.Mistakes;
using YamlDotNet.Core;

namespace Hale.Yaml;

/// <summary>Builds the tree of one chunk from the parser's events.</summary>
internal sealed partial class TreeBuilder
{
    [ThreadStatic]
    private static TreeBuffers? _spare;

    private readonly DocumentChunk _chunk;
    private readonly YamlLimits _limits;
    private readonly bool _summarizes;
    private readonly YamlEvents _events;
    private readonly Dictionary<AnchorName, Node?> _anchors = []; // null while the value is still being read
    private readonly TreeBuffers _buffers;
    private bool _isDefinition; // whether the document says that it is a CustomResourceDefinition
    private int _lastEnd; // of what was read last, as an offset in the chunk
    private int _aliasedNodes;

    /// <param name="chunk">What is read.</param>
    /// <param name="events">What was found in it.</param>
    /// <param name="limits">Where to stop.</param>
    /// <param name="summarizes">Whether of the schemas in a CustomResourceDefinition only that is kept which says something of types.</param>
    public TreeBuilder(DocumentChunk chunk, YamlEvents events, YamlLimits limits, bool summarizes = true)
    {
        _chunk = chunk;
        _events = events;
        _limits = limits;
        _summarizes = summarizes;
        _buffers = _spare ?? new TreeBuffers();
        _spare = null;
    }

    /// <summary>Where the scalars stand, in order: what lies between them may be a comment.</summary>
    public List<Place> ScalarPlaces => _buffers.Scalars;

    public List<InputProblem> Problems { get; } = [];

    /// <summary>Where something was left out.</summary>
    public Gap[] Gaps { get; init; } = [];

    /// <summary>Offset in the chunk that the parser has come to.</summary>
    public int Position => _events.Position;

    /// <summary>The root of each document that is not empty.</summary>
    public IEnumerable<Node> ReadRoots()
    {
        _events.MoveNext(); // to the start
        _events.MoveNext();
        while (Next is not YamlEventKind.End)
        {
            _events.MoveNext();
            _anchors.Clear();
            _isDefinition = false;
            var root = ReadNode(0);
            _events.MoveNext();
            CheckRoot(root);
            if (root is not AbsentNode)
                yield return root;
        }

        // Nobody asks for the places any more. After a mistake somebody does.
        if (_buffers.TryClear())
            _spare = _buffers;
    }

    /// <summary>The first root of a stretch that is YAML by itself; null when it is none.</summary>
    public static Node? ReadPart(DocumentChunk chunk, YamlLimits limits)
    {
        try
        {
            return new TreeBuilder(chunk, new ParserEvents(new ParserText(chunk)), limits, summarizes: false).ReadRoots().FirstOrDefault();
        }
        catch (Exception error) when (error is StopException || YamlReader.IsFromParser(error))
        {
            return null;
        }
    }

    private YamlEventKind Next => _events.Current.Kind;

    private Node ReadNode(int depth)
    {
        if (depth > _limits.Depth)
            throw TooDeep(PlaceOf(_events.Current));
        if (Next is YamlEventKind.Alias)
            return ReadAlias(_events.Take(), depth);

        var anchor = _events.Current.Anchor;
        if (!anchor.IsEmpty)
            _anchors[anchor] = null;
        var node = ReadContent(depth);
        if (!anchor.IsEmpty)
            _anchors[anchor] = node;
        return node;
    }

    private Node ReadContent(int depth)
    {
        var next = _events.Take();
        return next.Kind switch
        {
            YamlEventKind.Scalar => ReadScalar(next),
            YamlEventKind.MapStart => ReadMap(next, depth),
            _ => ReadList(next, depth),
        };
    }

    private Node ReadMap(in YamlEvent start, int depth)
    {
        var isBracket = Opens(start, '{', out var offset);
        var first = _buffers.Entries.Count;
        var isOpen = ReadEntries(depth + 1);
        var entries = TakeFrom(_buffers.Entries, first);
        if (!isBracket && start.IsFlow && entries.Length > 0)
            offset = entries[0].KeyAt.Start - _chunk.Start;
        Close(isBracket, _events.Take());
        var at = _chunk.At(offset, Math.Max(offset, _lastEnd));
        isOpen |= HasGap(offset);
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
        while (Next is not YamlEventKind.MapEnd)
        {
            if (Next is YamlEventKind.Scalar)
            {
                var (name, keyAt) = ReadKey(_events.Take());
                isOpen |= name == "..." || Holes.Find(keyAt, name) is not null; // It may be any key.
                _buffers.Entries.Add(new Entry(name, keyAt, ReadValue(name, depth)));
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
        if (key == "openAPIV3Schema" && _isDefinition && _summarizes && _events.Current is { Kind: YamlEventKind.MapStart, IsFlow: false })
        {
            var schema = ReadSchema(depth, isSchema: true);
            return new SchemaNode(schema.At, schema);
        }

        var value = ReadNode(depth);
        _isDefinition |= key == "kind" && value is ScalarNode { Text: "CustomResourceDefinition" };
        return value;
    }

    private (string Name, Place At) ReadKey(in YamlEvent key)
    {
        var (name, at) = (_events.TextOf(key), PlaceOfScalar(key));
        ScalarPlaces.Add(at);
        if (!key.Anchor.IsEmpty)
            _anchors[key.Anchor] = new ScalarNode(at, ScalarKind.String, name);
        return (name, at);
    }

    private ListNode ReadList(in YamlEvent start, int depth)
    {
        var isBracket = Opens(start, '[', out var offset);
        var first = _buffers.Items.Count;
        while (Next is not YamlEventKind.ListEnd)
            _buffers.Items.Add(ReadNode(depth + 1));
        Close(isBracket, _events.Take());
        return new ListNode(_chunk.At(offset, Math.Max(offset, _lastEnd)), TakeFrom(_buffers.Items, first), HasGap(offset));
    }

    private bool HasGap(int start)
    {
        foreach (var gap in Gaps)
        {
            if (gap.IsIn(start - _chunk.LineStart(start), start, _lastEnd))
                return true;
        }

        return false;
    }

    private static T[] TakeFrom<T>(List<T> open, int first)
    {
        var taken = new T[open.Count - first];
        open.CopyTo(first, taken, 0, taken.Length);
        open.RemoveRange(first, taken.Length);
        return taken;
    }

    // The event of a pair in a list, '[a: 1]', tells no place: it starts behind what was read last.
    private bool Opens(in YamlEvent start, char bracket, out int offset)
    {
        offset = AfterProperties(start);
        var isBracket = start.IsFlow && offset >= _lastEnd && offset < _chunk.Length && _chunk.Source.Text[_chunk.Start + offset] == bracket;
        if (!start.IsFlow)
            CheckIndentation(offset);
        offset = Math.Max(offset, _lastEnd);
        _lastEnd = isBracket ? offset + 1 : offset;
        return isBracket;
    }

    private void Close(bool isBracket, in YamlEvent end)
    {
        if (isBracket)
            _lastEnd = Math.Min(end.Start + 1, _chunk.Length);
    }

    // YamlDotNet takes a tab before the first key of a map or the first dash of a list for white space; kubectl rejects it.
    private void CheckIndentation(int offset)
    {
        var text = _chunk.Source.Text;
        for (var i = _chunk.Start + offset - 1; i >= _chunk.Start && text[i] is ' ' or '\t'; i--)
        {
            if (text[i] == '\t')
                throw new StopException(InputProblemKind.Unreadable, new Place(_chunk.Source, i, i + 1), ParserMessages.Tab);
        }
    }

    private Node ReadScalar(in YamlEvent scalar)
    {
        var at = PlaceOfScalar(scalar);
        ScalarPlaces.Add(at);
        var text = _events.TextOf(scalar);
        if (Holes.Find(at, text) is { } hole)
            return hole;
        return IsText(scalar) ? new ScalarNode(at, ScalarKind.String, text) : Scalars.Plain(at, text);
    }

    // A tag beats the style: '!!str 1' and '! 1' are text, '!!int "1"' is a number.
    private static bool IsText(in YamlEvent scalar) => scalar.Tag.IsEmpty
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
    private int AfterProperties(in YamlEvent start)
    {
        if (!start.HasProperties)
            return start.Start;
        var text = _chunk.Source.Text;
        var (from, end) = (start.Start, start.End);
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

    private Place PlaceOfScalar(in YamlEvent scalar)
    {
        var (start, end) = (AfterProperties(scalar), scalar.End);
        while (end > start && char.IsWhiteSpace(_chunk.Source.Text[_chunk.Start + end - 1]))
            end--;
        _lastEnd = end;
        return _chunk.At(start, end);
    }

    private Place PlaceOf(in YamlEvent at) => _chunk.At(at.Start, Math.Max(at.Start, at.End));

    private bool IsHole(int offset) => string.CompareOrdinal(_chunk.Source.Text, _chunk.Start + offset, "{{", 0, 2) == 0;
}
