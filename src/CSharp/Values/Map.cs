using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Values;

/// <summary>One entry of a dictionary.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Slot">Its value.</param>
/// <param name="IsCertain">Whether it is in the dictionary for sure.</param>
internal sealed record MapEntry(string Key, Slot Slot, bool IsCertain)
{
    /// <summary>The key itself, which may be a number.</summary>
    public Value KeyValue { get; init; } = new Scalar(Key);

    /// <summary>The entry when it may not be there.</summary>
    public MapEntry Maybe => IsCertain ? this with { IsCertain = false } : this;

    /// <summary>The entry with another value.</summary>
    public MapEntry With(Value value) => this with { Slot = Slot.With(value) };
}

/// <summary>A dictionary from text.</summary>
/// <param name="Entries">What was seen, in order.</param>
/// <param name="IsOpen">Whether there may be more.</param>
internal sealed record Map(IReadOnlyList<MapEntry> Entries, bool IsOpen) : HeapObject(IsOpen)
{
    public static Map Empty { get; } = new([], IsOpen: false);

    /// <summary>One of which nothing is known.</summary>
    public static Map Any { get; } = new([], IsOpen: true);

    /// <summary>Whether the order of the entries may be another one.</summary>
    public bool IsReordered { get; init; }

    public override IEnumerable<Value> Contents => Entries.Select(entry => entry.Slot.Value);

    public override int Count => Entries.Count;

    public MapEntry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key);

    public Map With(MapEntry entry) => Find(entry.Key) is null
        ? this with { Entries = [.. Entries, entry] }
        : this with { Entries = [.. Entries.Select(other => other.Key == entry.Key ? entry : other)] };

    public Map Without(string key) => this with { Entries = [.. Entries.Where(entry => entry.Key != key)], IsReordered = true };

    /// <summary>What is read under a key; any value where the key is not known.</summary>
    public Value At(Value index, ITypeSymbol? type)
    {
        if (index is OneOf { Values: var indices })
            return Value.Join([.. indices.Select(one => At(one, type))]);
        if (index is not Scalar key)
            return AnyValue(type);
        var entry = Find(key.Text);
        return entry is null ? Value.OfType(type, "an entry that is not known")
            : entry.IsCertain || !IsOpen ? entry.Slot.Value // Where it is missing, nothing is read.
            : Value.Join(Value.OfType(type, "an entry that is not known"), entry.Slot.Value);
    }

    /// <summary>Some value. Where there is none of the key that is meant, nothing is read; a table of objects gives null.</summary>
    public Value AnyValue(ITypeSymbol? type)
    {
        var values = Entries.Select(entry => entry.Slot.Value);
        var mayBeAnother = IsOpen || Entries.Count == 0 || type is not { SpecialType: not SpecialType.System_Object };
        return Value.Join(mayBeAnother ? [Value.OfType(type, "an entry that is not known"), .. values] : [.. values]);
    }

    /// <summary>The value under a key, or another one where there is none.</summary>
    public Value ValueOr(Value missing, Scalar key)
    {
        var entry = Find(key.Text);
        if (entry is { IsCertain: true })
            return entry.Slot.Value;
        var value = entry is null ? missing : Value.Join(missing, entry.Slot.Value);
        return IsOpen ? Value.Join(value, Value.Unknown("an entry that is not known")) : value;
    }

    /// <summary>The dictionary with a value under a key; under any of them where the key is not known.</summary>
    public Map Put(Value key, Value value, SyntaxNode at, SyntaxNode nameAt) => key is Scalar scalar
        ? With(new MapEntry(scalar.Text, new Slot(value, at, nameAt), IsCertain: true) { KeyValue = scalar })
        : new Map([.. Entries.Select(entry => entry.With(Value.Join(entry.Slot.Value, value)))], IsOpen: true);

    /// <summary>The dictionary with a value under a key, unless it has one there already.</summary>
    public Map TryPut(Scalar key, Value value, SyntaxNode at, SyntaxNode nameAt)
    {
        var entry = Find(key.Text);
        if (entry is { IsCertain: true })
            return this;
        var added = Put(key, value, at, nameAt);
        return entry is null && !IsOpen ? added : Join(Put(key, Value.Present("an entry that is not known"), at, nameAt), added);
    }

    /// <summary>The dictionary with what it gets from another one. What that one may hold besides may replace any entry.</summary>
    public Map Merged(Map more)
    {
        var own = more.IsOpen ? (Map)Mapped(value => value.Forgotten("an entry of another dictionary")) : this;
        var merged = more.Entries.Aggregate(own, (sum, entry) => entry.IsCertain ? sum.With(entry) : Join(sum, sum.With(entry)));
        return merged with { IsOpen = own.IsOpen || more.IsOpen };
    }

    public static Map Join(Map left, Map right)
    {
        var entries = left.Entries.Select(entry => right.Find(entry.Key) is { } other
            ? entry with { Slot = Slot.Join(entry.Slot, other.Slot), IsCertain = entry.IsCertain && other.IsCertain }
            : entry.Maybe);
        var added = right.Entries.Where(entry => left.Find(entry.Key) is null).Select(entry => entry.Maybe);
        var joined = new Map([.. entries, .. added], left.IsOpen || right.IsOpen);
        var ofRight = joined.Entries.Select(entry => entry.Key).Where(key => right.Find(key) is not null);
        var isSameOrder = ofRight.SequenceEqual(right.Entries.Select(entry => entry.Key));
        return joined with { IsReordered = left.IsReordered || right.IsReordered || !isSameOrder };
    }

    public override HeapObject Mapped(Func<Value, Value> valueFor) =>
        this with { Entries = [.. Entries.Select(entry => entry.With(valueFor(entry.Slot.Value)))] };

    public override HeapObject Forgotten(string reason) =>
        new Map([.. Entries.Where(HoldsObject).Select(entry => entry.With(entry.Slot.Value.Forgotten(reason)).Maybe)], IsOpen: true);

    public override HeapObject Widened(HeapObject before, string reason)
    {
        if (before is not Map old)
            return Forgotten(reason);
        var joined = Join(old, this);
        var certain = joined.Entries.Where(entry => entry.IsCertain && old.HasSame(entry)).ToList();
        var others = ((Map)joined.Forgotten(reason)).Entries.Where(entry => certain.TrueForAll(other => other.Key != entry.Key));
        return new Map([.. certain, .. others], joined.IsOpen || certain.Count < joined.Entries.Count) { IsReordered = joined.IsReordered };
    }

    public override bool HasSameAs(HeapObject other) =>
        other is Map map && IsOpen == map.IsOpen && IsReordered == map.IsReordered && Entries.Count == map.Entries.Count
        && Entries.All(entry => map.HasSame(entry) && map.Find(entry.Key)!.IsCertain == entry.IsCertain);

    private bool HasSame(MapEntry entry) => Find(entry.Key)?.Slot.Value.Equals(entry.Slot.Value) == true;

    private static bool HoldsObject(MapEntry entry) => Opaque.AliasesIn([entry.Slot.Value]).Count > 0;
}
