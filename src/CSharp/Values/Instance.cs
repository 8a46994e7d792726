using System.Collections.Immutable;

namespace Hale.CSharp.Values;

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
        {
            var joined = left.Slots.TryGetValue(pair.Key, out var slot) ? Slot.Join(slot, pair.Value) : left.MaybeNot(pair.Value);
            slots = slots.SetItem(pair.Key, joined);
        }

        foreach (var pair in left.Slots)
        {
            if (!right.Slots.ContainsKey(pair.Key))
                slots = slots.SetItem(pair.Key, right.MaybeNot(pair.Value));
        }

        return new Instance(slots, left.IsOpen || right.IsOpen);
    }

    public override HeapObject Mapped(Func<Value, Value> valueFor) =>
        this with { Slots = Slots.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.With(valueFor(pair.Value.Value))) };

    public override HeapObject Forgotten(string reason) => Mapped(value => value.Forgotten(reason)) with { IsOpen = true };

    public override HeapObject Widened(HeapObject before, string reason)
    {
        if (before is not Instance old)
            return Forgotten(reason);
        var slots = Slots.ToImmutableDictionary(
            pair => pair.Key,
            pair => old.HasSame(pair.Key, pair.Value) ? pair.Value : pair.Value.With(Opaque.OneOfMany(pair.Value.Value.Choices, reason)));
        return this with { Slots = slots };
    }

    public override bool HasSameAs(HeapObject other) => other is Instance instance && IsOpen == instance.IsOpen
        && Slots.Count == instance.Slots.Count && Slots.All(pair => instance.HasSame(pair.Key, pair.Value));

    private bool HasSame(string name, Slot slot) => Slots.TryGetValue(name, out var own) && own.Value.Equals(slot.Value);

    private Slot MaybeNot(Slot slot) =>
        slot.With(Value.Join(slot.Value, IsOpen ? Value.Unknown("set under a condition") : Value.Null));
}
