using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Hale.Rules.Tree;

/// <summary>
/// One value of a manifest, whatever it was written in: where it stands and how well it is known. Every question about a
/// key that is not there is answered by an <see cref="AbsentNode"/> or, where more may be there than was seen, by an
/// <see cref="UnknownNode"/>, so that <c>pod["securityContext"]["fsGroup"]</c> never fails.
/// </summary>
public abstract class Node
{
    // What a key holds that stands in quotes in a path.
    private static readonly char[] InQuotes = ['.', '[', '/'];

    // Most paths are no longer, so that nothing has to grow.
    private const int UsualLength = 80;

    private protected Node(Place at) => At = at;

    /// <summary>Where the value stands; for something absent, where the nearest thing that should hold it is named.</summary>
    public Place At { get; }

    /// <summary>The map or list that holds this value; null for the root of a document.</summary>
    public Node? Parent { get; private set; }

    /// <summary>The key under which a map holds this value; null in a list and at the root.</summary>
    public string? Key { get; private set; }

    /// <summary>The position in the list that holds this value, from 0; -1 in a map and at the root.</summary>
    public int Index => Key is null ? _position : -1;

    /// <summary>
    /// Where the value is named: its key; for an item of a list or a root, what stands for it (a map's identifying entry,
    /// or the type name in C#).
    /// </summary>
    public virtual Place NameAt => Key is not null && _position >= 0 && Parent!.Entries[_position].KeyAt is { Source: not null } keyAt ? keyAt : At;

    /// <summary>What a finding about this value underlines: the value itself, or the name of a map or list.</summary>
    public virtual Place Place => At;

    /// <summary>Whether anything is there. A written null is absent, as it is for the API server.</summary>
    public abstract Truth Exists { get; }

    /// <summary>The items of a list, as far as they are known; none for anything else.</summary>
    public virtual IReadOnlyList<Node> Items => [];

    /// <summary>The entries of a map, as far as they are known; none for anything else.</summary>
    public virtual IReadOnlyList<Entry> Entries => [];

    /// <summary>The values of <see cref="Entries"/>.</summary>
    internal IEnumerable<Node> Values
    {
        get
        {
            foreach (var entry in Entries)
                yield return entry.Value;
        }
    }

    /// <summary>Whether there may be more items or entries than were seen.</summary>
    public virtual bool IsOpen => true;

    /// <summary>The values that a scalar may have; more than one when a choice could not be decided, none when absent.</summary>
    internal virtual IEnumerable<ScalarNode> Scalars => [];

    /// <summary>Whether the value may be something else than <see cref="Scalars"/>.</summary>
    internal virtual bool MayBeOther => true;

    /// <summary>
    /// For a value that C# computes: what is the same for the same value, however little is known of it. Expressions that are
    /// written alike may have different values there. Null where the text tells.
    /// </summary>
    public virtual object? ValueId => null;

    /// <summary>The text for messages, with <c>…</c> for each part that is not known; null where nothing of it is known.</summary>
    internal string? Shown => this switch
    {
        ScalarNode scalar => scalar.Text,
        PartialNode { Segments: var segments } when segments.Any(segment => !string.IsNullOrWhiteSpace(segment)) => string.Concat(segments.Select(segment => segment ?? "…")),
        _ => null,
    };

    /// <summary>The text to look into, with <see cref="PartialNode.Hole"/> for each part that is not known, and for what is no text.</summary>
    internal string TextWithHoles => this switch
    {
        ScalarNode scalar => scalar.Text,
        PartialNode partial => partial.Text,
        _ => PartialNode.Hole.ToString(),
    };

    /// <summary>Whether a value that is not known, or not in full, is the same as another one.</summary>
    internal bool IsSameAs(Node other) =>
        ValueId is null && other.ValueId is null ? At.End > At.Start && At.Text == other.At.Text : ReferenceEquals(ValueId, other.ValueId);

    /// <summary>Whether code computes this value once and uses it for both, so that they are the same, whatever it is.</summary>
    internal bool IsSameValueAs(Node other) => ValueId is { } id && ReferenceEquals(id, other.ValueId);

    /// <summary>Whether as much is known of two values, and the same.</summary>
    internal bool IsAlike(Node other) => (this, other) switch
    {
        (ScalarNode left, ScalarNode right) => left.Kind == right.Kind && left.Text == right.Text,
        (PartialNode left, PartialNode right) => left.Segments.SequenceEqual(right.Segments),
        (UnknownNode, UnknownNode) or (AbsentNode, AbsentNode) => true,
        (ChoiceNode left, ChoiceNode right) => AreAlike(left.Choices, right.Choices),
        (ListNode, ListNode) => IsOpen == other.IsOpen && AreAlike([.. Items], [.. other.Items]),
        (MapNode left, MapNode right) => IsOpen == other.IsOpen && left.Entries.Count == right.Entries.Count
            && left.Entries.All(entry => right[entry.Key].IsAlike(entry.Value)),
        _ => false,
    };

    private static bool AreAlike(IReadOnlyList<Node> left, IReadOnlyList<Node> right) =>
        left.Count == right.Count && left.Zip(right, (one, other) => one.IsAlike(other)).All(isAlike => isAlike);

    /// <summary>Whether it stands in its map or list, if only as null.</summary>
    internal bool IsWritten => _position >= 0;

    private int _position = -1; // among the items or entries of the parent; -1 for what is not there

    /// <summary>The value under a key. Asked of a list or a scalar, which have none, the answer is unknown.</summary>
    public virtual Node this[string key] => new UnknownNode(At, isPresent: false).In(this, key);

    /// <summary>Those of this value and all that it holds that are asked for, in the order in which they are written.</summary>
    internal IReadOnlyList<Node> SelfAndDescendants(Func<Node, bool> which)
    {
        var nodes = new List<Node>();
        AddTo(nodes, which);
        return nodes;
    }

    /// <summary>Whether a key is known not to be there. Quicker than to ask for its value.</summary>
    internal virtual bool Lacks(string key) => false;

    /// <summary>The maps among this value and all that it holds, in the order in which they are written.</summary>
    internal IReadOnlyList<MapNode> Maps()
    {
        var maps = new List<MapNode>();
        AddMapsTo(maps);
        return maps;
    }

    internal virtual void AddTo(List<Node> nodes, Func<Node, bool> which)
    {
        if (which(this))
            nodes.Add(this);
    }

    internal virtual void AddMapsTo(List<MapNode> maps) { }

    /// <summary>Whether another value holds this one, or is it.</summary>
    internal bool IsIn(Node ancestor) => ReferenceEquals(this, ancestor) || Parent?.IsIn(ancestor) == true;

    /// <summary>The path from an ancestor, such as <c>spec.template.spec.containers[0].image</c>; empty for the ancestor itself.</summary>
    public string PathFrom(Node ancestor)
    {
        var path = new StringBuilder(UsualLength);
        AddPath(path, ancestor);
        return path.ToString();
    }

    private void AddPath(StringBuilder path, Node ancestor)
    {
        if (Parent is null || ReferenceEquals(this, ancestor))
            return;
        Parent.AddPath(path, ancestor);
        if (Index >= 0)
            path.Append('[').Append(Index.ToString(CultureInfo.InvariantCulture)).Append(']');
        else if (Key!.IndexOfAny(InQuotes) >= 0)
            path.Append("['").Append(Key).Append("']");
        else
            path.Append(path.Length > 0 ? "." : "").Append(Key);
    }

    /// <summary>The same path as a JSON pointer (RFC 6901), such as <c>/spec/template/spec/containers/0/image</c>.</summary>
    public string PointerFrom(Node ancestor)
    {
        var pointer = new StringBuilder(UsualLength);
        AddPointer(pointer, ancestor);
        return pointer.ToString();
    }

    private void AddPointer(StringBuilder pointer, Node ancestor)
    {
        if (Parent is null || ReferenceEquals(this, ancestor))
            return;
        Parent.AddPointer(pointer, ancestor);
        pointer.Append('/').Append(Index >= 0 ? Index.ToString(CultureInfo.InvariantCulture) : Key!.Replace("~", "~0").Replace("/", "~1"));
    }

    /// <summary>
    /// A copy that belongs nowhere yet, with the same places. Each node may be replaced by another one that belongs nowhere;
    /// what is inside of a replaced node is not asked for.
    /// </summary>
    /// <param name="replace">Gives what stands in for a node, or null to copy it.</param>
    public Node Copy(Func<Node, Node?>? replace = null) => replace?.Invoke(this) ?? CopyInto(replace, IsOpen);

    /// <summary>A copy that may hold more than was seen.</summary>
    public Node CopyOpen() => CopyInto(null, isOpen: true);

    /// <summary>Whether some item satisfies the question; unknown when only an unseen one could.</summary>
    public Truth Any(Func<Node, Truth> question)
    {
        var any = IsOpen ? Truth.Unknown : Truth.False;
        for (var i = 0; i < Items.Count && !any.IsTrue; i++)
            any |= question(Items[i]);
        return any;
    }

    /// <summary>Whether every item satisfies the question; unknown when an unseen one might not.</summary>
    public Truth All(Func<Node, Truth> question)
    {
        var all = IsOpen ? Truth.Unknown : Truth.True;
        for (var i = 0; i < Items.Count && !all.IsFalse; i++)
            all &= question(Items[i]);
        return all;
    }

    /// <summary>Whether some key of a map satisfies the question; unknown when only an unseen one could.</summary>
    public Truth AnyKey(Func<string, bool> question)
    {
        foreach (var entry in Entries)
        {
            if (question(entry.Key))
                return Truth.True;
        }

        return IsOpen ? Truth.Unknown : Truth.False;
    }

    private protected abstract Node CopyInto(Func<Node, Node?>? replace, bool isOpen);

    /// <summary>Puts a newly made value into its map; a value has one parent for life.</summary>
    /// <param name="parent">The map.</param>
    /// <param name="key">The key that was asked for.</param>
    /// <param name="position">Which of the map's entries it is; -1 for none of them.</param>
    internal Node In(Node parent, string key, int position = -1)
    {
        Debug.Assert(Parent is null, "a value has one parent");
        (Parent, Key, _position) = (parent, key, position);
        return this;
    }

    /// <summary>Puts a newly made value into its list; a value has one parent for life.</summary>
    internal Node In(Node parent, int index)
    {
        Debug.Assert(Parent is null, "a value has one parent");
        (Parent, _position) = (parent, index);
        return this;
    }
}

/// <summary>One entry of a map. A key that repeats has one entry each time.</summary>
/// <param name="Key">The key.</param>
/// <param name="KeyAt">Where the key stands.</param>
/// <param name="Value">Its value; an <see cref="AbsentNode"/> for a written null.</param>
public readonly record struct Entry(string Key, Place KeyAt, Node Value);
