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
