using Hale.Rules.Tree;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Values;

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

    /// <summary>The same with other values.</summary>
    public abstract HeapObject Mapped(Func<Value, Value> valueFor);

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
        ReferenceEquals(Value, other.Value) && ReferenceEquals(At, other.At) && ReferenceEquals(NameAt, other.NameAt)
        && Place.Equals(other.Place) && NamePlace.Equals(other.NamePlace);

    public override int GetHashCode() => At.GetHashCode();

    /// <summary>Another value, written at the same place.</summary>
    public Slot With(Value value) => this with { Value = value };

    public static Slot Join(Slot left, Slot right) => left.With(Value.Join(left.Value, right.Value));
}
