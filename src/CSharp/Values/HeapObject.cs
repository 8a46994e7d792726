using System.Collections.Immutable;
using Hale.CSharp.Evaluation;
using Hale.Rules.Tree;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Values;

/// <summary>One object that the source creates, in one context of calls. Its identity is what aliases share.</summary>
/// <param name="creation">The expression that creates it.</param>
/// <param name="type">Its type; null for a collection without one.</param>
/// <param name="frame">The call in which it is created.</param>
/// <param name="number">How many were created before it.</param>
/// <param name="isRehearsed">Whether it is made only to see what a loop does.</param>
internal sealed class ObjectId(SyntaxNode creation, ITypeSymbol? type, Frame frame, int number, bool isRehearsed)
{
    public int Number { get; } = number;

    public bool IsRehearsed { get; } = isRehearsed;

    public SyntaxNode Creation { get; } = creation;

    public ITypeSymbol? Type { get; } = type;

    public Frame Frame { get; } = frame;

    /// <summary>For an object written as text in a string: where it stands there.</summary>
    public Place? Place { get; init; }

    /// <summary>For an object written as text in a string: what names it there.</summary>
    public Place? NamePlace { get; init; }
}

/// <summary>What an object of the heap holds at one moment.</summary>
/// <param name="IsOpen">Whether it may hold more than was seen, or no longer hold it.</param>
internal abstract record HeapObject(bool IsOpen)
{
    /// <summary>The values in it.</summary>
    public abstract IEnumerable<Value> Contents { get; }

    /// <summary>How many there are.</summary>
    public abstract int Count { get; }

    /// <summary>What holds after either of two ways.</summary>
    public static HeapObject Join(HeapObject left, HeapObject right) => (left, right) switch
    {
        (Instance a, Instance b) => Instance.Join(a, b),
        (Sequence a, Sequence b) => Sequence.Join(a, b),
        (Map a, Map b) => Map.Join(a, b),
        _ => left.Forgotten("one of several things"),
    };

    /// <summary>What is left when anything may have been done to it.</summary>
    public abstract HeapObject Forgotten(string reason);

    /// <summary>What is sure of it when a loop goes on changing it from <paramref name="before"/> to this.</summary>
    public abstract HeapObject Widened(HeapObject before, string reason);

    /// <summary>Whether it holds the same as <paramref name="other"/>, but for what a rehearsal made.</summary>
    public abstract bool HasSameAs(HeapObject other);
}

/// <summary>A value where it was written.</summary>
/// <param name="Value">The value.</param>
/// <param name="At">The expression that wrote it.</param>
/// <param name="NameAt">The name that it was written to.</param>
internal sealed record Slot(Value Value, SyntaxNode At, SyntaxNode NameAt)
{
    /// <summary>For a value written as text in a string: where it stands there.</summary>
    public Place? Place { get; init; }

    /// <summary>For a value written as text in a string: where its key stands there.</summary>
    public Place? NamePlace { get; init; }

    // Values of which nothing is known are equal, but to write one over another is a change.
    public bool Equals(Slot other) =>
        ReferenceEquals(Value, other.Value) && ReferenceEquals(At, other.At) && ReferenceEquals(NameAt, other.NameAt) && Place.Equals(other.Place) && NamePlace.Equals(other.NamePlace);

    public override int GetHashCode() => At.GetHashCode();

    public static Slot Join(Slot left, Slot right) => left with { Value = Value.Join(left.Value, right.Value) };
}

/// <summary>An object with named members.</summary>
/// <param name="Slots">What was written, by JSON name where the member has one.</param>
/// <param name="IsOpen">Whether a member that was not written may have a value.</param>
internal sealed record Instance(ImmutableDictionary<string, Slot> Slots, bool IsOpen) : HeapObject(IsOpen)
{
    public static Instance Empty(bool isOpen) => new(ImmutableDictionary<string, Slot>.Empty, isOpen);

    public override IEnumerable<Value> Contents => Slots.Values.Select(slot => slot.Value);

    public override int Count => Slots.Count;

    public static Instance Join(Instance left, Instance right)
    {
        var slots = left.Slots;
        foreach (var pair in right.Slots)
            slots = slots.SetItem(pair.Key, left.Slots.TryGetValue(pair.Key, out var slot) ? Slot.Join(slot, pair.Value) : left.MaybeNot(pair.Value));
        foreach (var pair in left.Slots)
        {
            if (!right.Slots.ContainsKey(pair.Key))
                slots = slots.SetItem(pair.Key, right.MaybeNot(pair.Value));
        }

        return new Instance(slots, left.IsOpen || right.IsOpen);
    }

    public override HeapObject Forgotten(string reason) =>
        new Instance(Slots.ToImmutableDictionary(pair => pair.Key, pair => pair.Value with { Value = pair.Value.Value.Forgotten(reason) }), IsOpen: true);

    public override HeapObject Widened(HeapObject before, string reason)
    {
        if (before is not Instance old)
            return Forgotten(reason);
        var slots = Slots.ToImmutableDictionary(
            pair => pair.Key,
            pair => old.Slots.TryGetValue(pair.Key, out var slot) && slot.Value.Equals(pair.Value.Value) ? pair.Value
                : pair.Value with { Value = Opaque.OneOfMany(pair.Value.Value.Choices, reason) });
        return this with { Slots = slots };
    }

    public override bool HasSameAs(HeapObject other) => other is Instance instance && IsOpen == instance.IsOpen && Slots.Count == instance.Slots.Count
        && Slots.All(pair => instance.Slots.TryGetValue(pair.Key, out var slot) && slot.Value.Equals(pair.Value.Value));

    private Slot MaybeNot(Slot slot) =>
        slot with { Value = Value.Join(slot.Value, IsOpen ? Value.Unknown("set under a condition") : Value.Null) };
}

/// <summary>One element of a list.</summary>
/// <param name="Value">The element.</param>
/// <param name="At">The expression that put it there.</param>
/// <param name="IsCertain">Whether it is in the list for sure.</param>
internal sealed record Element(Value Value, SyntaxNode At, bool IsCertain)
{
    /// <summary>For an element written as text in a string: where it stands there.</summary>
    public Place? Place { get; init; }
}

/// <summary>What a query that runs later depends on, as it was when it was followed.</summary>
/// <param name="Objects">The objects that it can look at.</param>
/// <param name="Variables">The variables that it can look at.</param>
/// <param name="Captured">What it can look at besides its elements.</param>
/// <param name="Changes">What it changes itself.</param>
/// <param name="MakesObjects">Whether its elements are others each time.</param>
internal sealed record Deferral(
    IReadOnlyList<(ObjectId Target, HeapObject Content)> Objects,
    IReadOnlyList<(Variable Variable, Value Value)> Variables,
    IReadOnlyList<Value> Captured,
    Changes Changes,
    bool MakesObjects)
{
    public static Deferral? Join(Deferral? left, Deferral? right) => left is null || right is null || ReferenceEquals(left, right) ? left ?? right : new Deferral(
        [.. left.Objects, .. right.Objects],
        [.. left.Variables, .. right.Variables],
        [.. left.Captured, .. right.Captured],
        new Changes([.. left.Changes.Variables, .. right.Changes.Variables], [.. left.Changes.Objects, .. right.Changes.Objects]),
        left.MakesObjects || right.MakesObjects);
}

/// <summary>Variables and objects that something changes.</summary>
internal sealed record Changes(IReadOnlyList<Variable> Variables, IReadOnlyList<ObjectId> Objects);

/// <summary>A list, array or other sequence.</summary>
/// <param name="Elements">What was seen, in order.</param>
/// <param name="IsOpen">Whether there may be more.</param>
internal sealed record Sequence(IReadOnlyList<Element> Elements, bool IsOpen) : HeapObject(IsOpen)
{
    public static Sequence Empty { get; } = new([], IsOpen: false);

    /// <summary>For a query that is not run until its result is asked for: on what its result depends.</summary>
    public Deferral? Later { get; init; }

    /// <summary>For a query: whether its result was asked for.</summary>
    public bool IsRead { get; init; }

    public override IEnumerable<Value> Contents => Elements.Select(element => element.Value);

    public override int Count => Elements.Count;

    /// <summary>Whether every element is known and certain.</summary>
    public bool IsDecided => !IsOpen && Elements.All(element => element.IsCertain);

    public Sequence With(Element added) => this with { Elements = [.. Elements, added] };

    // A common beginning is certain; what follows may be there, in either list's order.
    public static Sequence Join(Sequence left, Sequence right)
    {
        var common = 0;
        while (common < Math.Min(left.Elements.Count, right.Elements.Count) && left.Elements[common].Value.Equals(right.Elements[common].Value))
            common++;
        var elements = left.Elements.Take(common).Select((element, i) => element with { IsCertain = element.IsCertain && right.Elements[i].IsCertain })
            .Concat(Either([.. left.Elements.Skip(common)], right.Elements.Skip(common)).Select(element => element with { IsCertain = false }));
        return new Sequence([.. elements], left.IsOpen || right.IsOpen) { Later = Deferral.Join(left.Later, right.Later), IsRead = left.IsRead || right.IsRead };
    }

    /// <summary>The list when some of its elements may be gone, others there, and their order another.</summary>
    public Sequence Loosened => new([.. Elements.Select(element => element with { IsCertain = false })], IsOpen: true);

    public override HeapObject Forgotten(string reason) =>
        new Sequence([.. Elements.Where(element => Opaque.AliasesIn([element.Value]).Count > 0).Select(element => element with { IsCertain = false })], IsOpen: true);

    public override HeapObject Widened(HeapObject before, string reason)
    {
        if (before is not Sequence old)
            return Forgotten(reason);
        var joined = Join(old, this);
        var certain = joined.Elements.TakeWhile(element => element.IsCertain).ToList();
        var others = joined.Elements.Skip(certain.Count).Where(element => Opaque.AliasesIn([element.Value]).Count > 0).GroupBy(element => element.Value).Select(same => same.First());
        return new Sequence([.. certain, .. others.Select(element => element with { IsCertain = false })], joined.IsOpen || certain.Count < joined.Elements.Count) { Later = joined.Later, IsRead = joined.IsRead };
    }

    public override bool HasSameAs(HeapObject other) => other is Sequence sequence && IsOpen == sequence.IsOpen && IsRead == sequence.IsRead
        && Lasting.SequenceEqual(sequence.Lasting);

    private IEnumerable<(Value, bool)> Lasting => Elements.Where(element => element.IsCertain || element.Value is not Reference { Target.IsRehearsed: true })
        .Select(element => (element.Value, element.IsCertain));

    // What stands in both stands there once.
    private static List<Element> Either(List<Element> left, IEnumerable<Element> right)
    {
        var common = left.ToList();
        var all = left.ToList();
        foreach (var element in right)
        {
            var index = common.FindIndex(other => other.Value.Equals(element.Value));
            if (index < 0)
                all.Add(element);
            else
                common.RemoveAt(index);
        }

        return all;
    }
}

/// <summary>One entry of a dictionary.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Slot">Its value.</param>
/// <param name="IsCertain">Whether it is in the dictionary for sure.</param>
internal sealed record MapEntry(string Key, Slot Slot, bool IsCertain)
{
    /// <summary>The key itself, which may be a number.</summary>
    public Value KeyValue { get; init; } = new Scalar(Key);
}

/// <summary>A dictionary from text.</summary>
/// <param name="Entries">What was seen, in order.</param>
/// <param name="IsOpen">Whether there may be more.</param>
internal sealed record Map(IReadOnlyList<MapEntry> Entries, bool IsOpen) : HeapObject(IsOpen)
{
    public static Map Empty { get; } = new([], IsOpen: false);

    /// <summary>Whether the order of the entries may be another one.</summary>
    public bool IsReordered { get; init; }

    public override IEnumerable<Value> Contents => Entries.Select(entry => entry.Slot.Value);

    public override int Count => Entries.Count;

    public MapEntry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key);

    public Map With(MapEntry entry) => Find(entry.Key) is null
        ? this with { Entries = [.. Entries, entry] }
        : this with { Entries = [.. Entries.Select(other => other.Key == entry.Key ? entry : other)] };

    public static Map Join(Map left, Map right)
    {
        var entries = left.Entries.Select(entry => right.Find(entry.Key) is { } other
            ? entry with { Slot = Slot.Join(entry.Slot, other.Slot), IsCertain = entry.IsCertain && other.IsCertain }
            : entry with { IsCertain = false });
        var added = right.Entries.Where(entry => left.Find(entry.Key) is null).Select(entry => entry with { IsCertain = false });
        var joined = new Map([.. entries, .. added], left.IsOpen || right.IsOpen);
        var isSame = joined.Entries.Where(entry => right.Find(entry.Key) is not null).Select(entry => entry.Key).SequenceEqual(right.Entries.Select(entry => entry.Key));
        return joined with { IsReordered = left.IsReordered || right.IsReordered || !isSame };
    }

    public override HeapObject Forgotten(string reason) =>
        new Map([.. Entries.Where(HoldsObject).Select(entry => entry with { Slot = entry.Slot with { Value = entry.Slot.Value.Forgotten(reason) }, IsCertain = false })], IsOpen: true);

    public override HeapObject Widened(HeapObject before, string reason)
    {
        if (before is not Map old)
            return Forgotten(reason);
        var joined = Join(old, this);
        var certain = joined.Entries.Where(entry => entry.IsCertain && old.Find(entry.Key)?.Slot.Value.Equals(entry.Slot.Value) == true).ToList();
        var others = ((Map)joined.Forgotten(reason)).Entries.Where(entry => certain.TrueForAll(other => other.Key != entry.Key));
        return new Map([.. certain, .. others], joined.IsOpen || certain.Count < joined.Entries.Count) { IsReordered = joined.IsReordered };
    }

    public override bool HasSameAs(HeapObject other) => other is Map map && IsOpen == map.IsOpen && IsReordered == map.IsReordered && Entries.Count == map.Entries.Count
        && Entries.All(entry => map.Find(entry.Key) is { } same && same.IsCertain == entry.IsCertain && same.Slot.Value.Equals(entry.Slot.Value));

    private static bool HoldsObject(MapEntry entry) => Opaque.AliasesIn([entry.Slot.Value]).Count > 0;
}
