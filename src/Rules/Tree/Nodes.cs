namespace Hale.Rules.Tree;

/// <summary>Nothing: the key is not there, or null stands there.</summary>
public sealed class AbsentNode : Node
{
    /// <summary>A written null, or a value that a source knows not to have been set.</summary>
    public AbsentNode(Place at) : base(at) { }

    /// <inheritdoc />
    public override Truth Exists => Truth.False;

    /// <inheritdoc />
    public override bool IsOpen => false;

    internal override bool MayBeOther => false;

    /// <inheritdoc />
    public override Place Place => NameAt;

    /// <inheritdoc />
    public override Node this[string key] => new AbsentNode(NameAt).In(this, key);

    internal override bool Lacks(string key) => true;

    private protected override Node CopyInto(Func<Node, Node?>? replace, bool isOpen) => new AbsentNode(At);
}

/// <summary>Something whose content cannot be seen: a placeholder, a parameter, a foreign call.</summary>
/// <param name="at">Where it stands.</param>
/// <param name="isPresent">True when it is there for sure, whatever it holds; false when it may also be absent.</param>
/// <param name="valueId">For a value that C# computes: see <see cref="Node.ValueId"/>.</param>
public sealed class UnknownNode(Place at, bool isPresent, object? valueId = null) : Node(at)
{
    /// <summary>Why it cannot be seen, in a few words such as <c>the parameter 'image'</c>; null where that goes without saying.</summary>
    public string? Reason { get; init; }

    /// <inheritdoc />
    public override Truth Exists => isPresent ? Truth.True : Truth.Unknown;

    /// <inheritdoc />
    public override object? ValueId => valueId;

    private protected override Node CopyInto(Func<Node, Node?>? replace, bool isOpen) => new UnknownNode(At, isPresent, valueId) { Reason = Reason };
}

/// <summary>What kind of scalar a value is, as the API server would see it in JSON.</summary>
public enum ScalarKind
{
    /// <summary>Text.</summary>
    String,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a fraction or exponent.</summary>
    Float,

    /// <summary>True or false.</summary>
    Boolean,
}

/// <summary>A known scalar.</summary>
/// <param name="at">Where it stands.</param>
/// <param name="kind">What it is.</param>
/// <param name="text">Its content: for a number or boolean in the form that JSON has (<c>420</c> for a YAML <c>0644</c>).</param>
/// <param name="content">For text that is itself a manifest: the tree that it holds.</param>
public sealed class ScalarNode(Place at, ScalarKind kind, string text, Node? content = null) : Node(at)
{
    /// <summary>For text that is itself a manifest, such as a kustomization's inline patch: the tree that it holds.</summary>
    public Node? Content { get; } = content;

    /// <summary>What it is.</summary>
    public ScalarKind Kind { get; } = kind;

    /// <summary>Its content: for a number or boolean in the form that JSON has.</summary>
    public string Text { get; } = text;

    /// <inheritdoc />
    public override Truth Exists => Truth.True;

    internal override IEnumerable<ScalarNode> Scalars => [this];

    internal override bool MayBeOther => false;

    private protected override Node CopyInto(Func<Node, Node?>? replace, bool isOpen) => new ScalarNode(At, Kind, Text, Content);
}

/// <summary>Text that is known in part, such as <c>registry/${NAME}:1.2</c>.</summary>
/// <param name="at">Where it stands.</param>
/// <param name="segments">Its pieces in order; null for a hole.</param>
/// <param name="valueId">For a value that C# computes: see <see cref="Node.ValueId"/>.</param>
public sealed class PartialNode(Place at, IReadOnlyList<string?> segments, object? valueId = null) : Node(at)
{
    /// <summary>Stands for a hole in <see cref="Text"/>: a code point that is no character.</summary>
    internal const char Hole = '\uFFFF';

    /// <summary>Its pieces in order; null for a hole.</summary>
    public IReadOnlyList<string?> Segments { get; } = segments;

    /// <summary>Its pieces as one text, with <see cref="Hole"/> in each hole.</summary>
    internal string Text => string.Concat(Segments.Select(segment => segment ?? Hole.ToString()));

    /// <inheritdoc />
    public override Truth Exists => Truth.True;

    /// <inheritdoc />
    public override object? ValueId => valueId;

    private protected override Node CopyInto(Func<Node, Node?>? replace, bool isOpen) => new PartialNode(At, Segments, valueId);
}

/// <summary>One of several values, and it could not be decided which: a condition in C#, say.</summary>
public sealed class ChoiceNode : Node
{
    /// <summary>One of these; an <see cref="AbsentNode"/> among them means that it may not be there.</summary>
    public ChoiceNode(Place at, IReadOnlyList<Node> choices) : base(at) => Choices = choices;

    /// <summary>The values; an <see cref="AbsentNode"/> among them means that it may not be there.</summary>
    public IReadOnlyList<Node> Choices { get; }

    /// <inheritdoc />
    public override Truth Exists
    {
        get
        {
            var first = Choices[0].Exists;
            return Choices.All(choice => choice.Exists == first) ? first : Truth.Unknown;
        }
    }

    /// <summary>A value, or what a change makes of it that may not have been made.</summary>
    internal static Node Either(Place at, Node before, Node after)
    {
        var known = Alternatives(before).ToList();
        var added = Alternatives(after).Where(other => !known.Exists(other.IsAlike)).ToList();
        return added.Count == 0 ? before.Copy() : new ChoiceNode(at, [.. known.Concat(added).Select(choice => choice.Copy())]);
    }

    /// <summary>The values of which one is meant: the only one, where it is known.</summary>
    internal static IEnumerable<Node> Alternatives(Node value) => value is ChoiceNode several ? several.Choices.SelectMany(Alternatives) : [value];

    internal override IEnumerable<ScalarNode> Scalars => Choices.SelectMany(choice => choice.Scalars);

    internal override bool MayBeOther => Choices.Any(choice => choice.MayBeOther);

    /// <inheritdoc />
    public override Node this[string key] =>
        new ChoiceNode(At, [.. Choices.Select(choice => choice[key])]).In(this, key);

    private protected override Node CopyInto(Func<Node, Node?>? replace, bool isOpen) =>
        new ChoiceNode(At, [.. Choices.Select(choice => choice.Copy(replace))]);
}

/// <summary>A map from keys to values.</summary>
public sealed class MapNode : Node
{
    // So few that going through them is quicker than a lookup.
    private const int Few = 8;

    private readonly Place _nameAt; // without a source where nothing stands for it
    private readonly bool _isOpen;
    private readonly Entry[] _entries;

    /// <summary>Takes the entries as its own; they may not belong to another map.</summary>
    /// <param name="at">Where it stands, from its first character to its last.</param>
    /// <param name="entries">In the order in which they were written; repeated keys stay.</param>
    /// <param name="isOpen">Whether there may be more entries than these.</param>
    /// <param name="nameAt">What stands for it where it has no key of its own: in a list, or at the root.</param>
    public MapNode(Place at, IReadOnlyList<Entry> entries, bool isOpen = false, Place? nameAt = null) : base(at)
    {
        _entries = entries as Entry[] ?? [.. entries];
        _isOpen = isOpen;
        _nameAt = nameAt ?? default;
        for (var i = 0; i < _entries.Length; i++)
            _entries[i].Value.In(this, _entries[i].Key, i);
    }

    /// <summary>For what a method of C# makes: where that method is called, and where its caller is, and so on outwards.</summary>
    public IReadOnlyList<Place> Calls { get; init; } = [];

    /// <inheritdoc />
    public override Truth Exists => Truth.True;

    /// <inheritdoc />
    public override IReadOnlyList<Entry> Entries => _entries;

    /// <summary>Whether it is known to hold nothing.</summary>
    internal bool IsEmpty => !_isOpen && _entries.Length == 0;

    /// <inheritdoc />
    public override bool IsOpen => _isOpen;

    /// <inheritdoc />
    public override Place NameAt => Key is not null || _nameAt.Source is null ? base.NameAt : _nameAt;

    /// <inheritdoc />
    public override Place Place => NameAt;

    /// <summary>The value under a key: the first one that holds anything, where the key repeats.</summary>
    public override Node this[string key] => Find(key) ?? Missing(key);

    /// <summary>The same as <see cref="Entries"/>, for those who go through many maps.</summary>
    internal Entry[] EntryArray => _entries;

    /// <summary>Whether a key stands in it more than once.</summary>
    internal bool HasRepeatedKeys
    {
        get
        {
            if (_entries.Length > Few)
                return ByKey.Count < _entries.Length;
            for (var i = 1; i < _entries.Length; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    if (_entries[i].Key == _entries[j].Key)
                        return true;
                }
            }

            return false;
        }
    }

    internal override bool Lacks(string key) => !_isOpen && Find(key) is null;

    internal override void AddTo(List<Node> nodes, Func<Node, bool> which)
    {
        base.AddTo(nodes, which);
        foreach (var entry in _entries)
            entry.Value.AddTo(nodes, which);
    }

    internal override void AddMapsTo(List<MapNode> maps)
    {
        maps.Add(this);
        foreach (var entry in _entries)
            entry.Value.AddMapsTo(maps);
    }

    private Dictionary<string, Node> ByKey => field ??= Indexed();

    private Node? Find(string key)
    {
        if (_entries.Length > Few)
            return ByKey.TryGetValue(key, out var value) ? value : null;

        Node? found = null;
        foreach (var entry in _entries)
        {
            if (entry.Key != key)
                continue;
            if (!entry.Value.Exists.IsFalse)
                return entry.Value;
            found ??= entry.Value;
        }

        return found;
    }

    private Dictionary<string, Node> Indexed()
    {
        var index = new Dictionary<string, Node>(_entries.Length, StringComparer.Ordinal);
        foreach (var entry in _entries)
        {
            if (!index.TryGetValue(entry.Key, out var found) || (found.Exists.IsFalse && !entry.Value.Exists.IsFalse))
                index[entry.Key] = entry.Value;
        }

        return index;
    }

    private Node Missing(string key) =>
        _isOpen ? new UnknownNode(NameAt, isPresent: false).In(this, key) : new AbsentNode(NameAt).In(this, key);

    private protected override Node CopyInto(Func<Node, Node?>? replace, bool isOpen) =>
        new MapNode(At, Array.ConvertAll(_entries, entry => entry with { Value = entry.Value.Copy(replace) }), isOpen, _nameAt) { Calls = Calls };
}

/// <summary>A schema in a CustomResourceDefinition: it says what others may hold, and is no part of the object that rules look into.</summary>
/// <param name="at">Where it stands.</param>
/// <param name="content">What it says of fields and their types, without explanations and limits.</param>
public sealed class SchemaNode(Place at, Node content) : Node(at)
{
    /// <summary>What it says of fields and their types, without explanations and limits.</summary>
    public Node Content { get; } = content;

    /// <inheritdoc />
    public override Truth Exists => Truth.True;

    /// <inheritdoc />
    public override Place Place => NameAt;

    private protected override Node CopyInto(Func<Node, Node?>? replace, bool isOpen) => new SchemaNode(At, Content);
}

/// <summary>A list of values.</summary>
public sealed class ListNode : Node
{
    private readonly bool _isOpen;
    private readonly Node[] _items;

    /// <summary>Takes the items as its own; they may not belong to another list.</summary>
    /// <param name="at">Where it stands, from its first character to its last.</param>
    /// <param name="items">In the order in which they were written.</param>
    /// <param name="isOpen">Whether there may be more items than these.</param>
    public ListNode(Place at, IReadOnlyList<Node> items, bool isOpen = false) : base(at)
    {
        _items = items as Node[] ?? [.. items];
        _isOpen = isOpen;
        for (var i = 0; i < _items.Length; i++)
            _items[i].In(this, i);
    }

    /// <inheritdoc />
    public override Truth Exists => Truth.True;

    /// <inheritdoc />
    public override IReadOnlyList<Node> Items => _items;

    /// <summary>Whether it is known to hold nothing.</summary>
    internal bool IsEmpty => !_isOpen && _items.Length == 0;

    /// <inheritdoc />
    public override bool IsOpen => _isOpen;

    /// <inheritdoc />
    public override Place Place => NameAt;

    private protected override Node CopyInto(Func<Node, Node?>? replace, bool isOpen) =>
        new ListNode(At, [.. _items.Select(item => item.Copy(replace))], isOpen);

    internal override void AddTo(List<Node> nodes, Func<Node, bool> which)
    {
        base.AddTo(nodes, which);
        foreach (var item in _items)
            item.AddTo(nodes, which);
    }

    internal override void AddMapsTo(List<MapNode> maps)
    {
        foreach (var item in _items)
            item.AddMapsTo(maps);
    }
}
