using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Hale.CSharp.Evaluation;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Values;

/// <summary>A variable of one call.</summary>
internal sealed record Variable(Frame Frame, ISymbol Symbol)
{
    /// <summary>A parameter of a generic or partial method is the one that its body uses.</summary>
    public ISymbol Symbol { get; } = Symbol is IParameterSymbol parameter ? SourceMethods.Implemented(parameter) : Symbol;

    public bool Equals(Variable? other) =>
        other is not null && ReferenceEquals(Frame, other.Frame) && SymbolEqualityComparer.Default.Equals(Symbol, other.Symbol);

    public override int GetHashCode() => (RuntimeHelpers.GetHashCode(Frame) * 31) ^ SymbolEqualityComparer.Default.GetHashCode(Symbol);
}

/// <summary>What is known at one point of the program: its variables and its objects.</summary>
/// <param name="IsReachable">Whether the program can come here.</param>
/// <param name="Variables">The locals and parameters of the calls under way, and static members that were read.</param>
/// <param name="Heap">The objects.</param>
/// <param name="Budget">What work with it is taken from.</param>
internal sealed record State(
    bool IsReachable, ImmutableDictionary<Variable, Value> Variables, ImmutableDictionary<ObjectId, HeapObject> Heap, Budget Budget)
{
    public static State Empty(Budget budget) => new(
        IsReachable: true,
        ImmutableDictionary.Create<Variable, Value>(keyComparer: null, new SameValue()),
        ImmutableDictionary<ObjectId, HeapObject>.Empty,
        budget);

    public State Unreachable => IsReachable ? this with { IsReachable = false } : this;

    /// <summary>What holds after either of two ways.</summary>
    public static State Join(State left, State right)
    {
        if (!left.IsReachable || ReferenceEquals(left, right))
            return right;
        if (!right.IsReachable)
            return left;
        return new State(
            IsReachable: true,
            left.Merge(left.Variables, right.Variables, Value.Join),
            left.Merge(left.Heap, right.Heap, left.Join),
            left.Budget);
    }

    private HeapObject Join(HeapObject left, HeapObject right)
    {
        Budget.Look((long)left.Count * right.Count / 8); // Each element is looked for in the other one.
        return HeapObject.Join(left, right);
    }

    /// <summary>What is sure however often a loop goes from <paramref name="before"/> to this.</summary>
    public State Widened(State before, string reason) => this with
    {
        Variables = Merge(before.Variables, Variables, (old, now) => old.Equals(now) ? now : Opaque.OneOfMany([old, now], reason)),
        Heap = Merge(before.Heap, Heap, (old, now) => now.Widened(old, reason)),
    };

    /// <summary>Whether a loop that leaves this has not changed what was there <paramref name="before"/> any more.</summary>
    public bool HasSameAs(State before) =>
        before.Variables.All(pair => Variables.TryGetValue(pair.Key, out var value) && value.Equals(pair.Value))
        && before.Heap.All(pair => pair.Key.IsRehearsed || HoldsSame(pair.Key, pair.Value));

    private bool HoldsSame(ObjectId target, HeapObject before) =>
        Heap.TryGetValue(target, out var now) && (ReferenceEquals(now, before) || now.HasSameAs(before));

    /// <summary>The state when a variable has another value.</summary>
    public State With(Variable variable, Value value) => this with { Variables = Variables.SetItem(variable, value) };

    /// <summary>The state when an object holds something else.</summary>
    public State With(ObjectId target, HeapObject content) => this with { Heap = Heap.SetItem(target, content) };

    /// <summary>The state when a variable may also have another value.</summary>
    public State Or(Variable variable, Value value) =>
        With(variable, Variables.TryGetValue(variable, out var old) ? Value.Join(old, value) : value);

    /// <summary>The state when an object may also hold something else.</summary>
    public State Or(ObjectId target, HeapObject content) =>
        With(target, Heap.TryGetValue(target, out var old) ? HeapObject.Join(old, content) : content);

    /// <summary>The objects that can be reached from some values, each before what it holds.</summary>
    /// <param name="values">Where to start.</param>
    /// <param name="isClosedTo">Objects that are not looked at or into; null for none.</param>
    public IEnumerable<ObjectId> Reachable(IEnumerable<Value> values, Func<ObjectId, bool>? isClosedTo = null)
    {
        var seen = new HashSet<ObjectId>();
        var waiting = new Stack<Value>(values.Reverse());
        while (waiting.Count > 0)
        {
            foreach (var choice in waiting.Pop().Choices)
            {
                if (TargetOf(choice) is not { } target || !Heap.TryGetValue(target, out var @object) || isClosedTo?.Invoke(target) == true || !seen.Add(target))
                    continue;
                Budget.Look(1);
                yield return target;
                foreach (var content in @object.Contents.Where(content => content is not Scalar).Reverse())
                    waiting.Push(content);
            }
        }
    }

    private static ObjectId? TargetOf(Value value) => value switch
    {
        Reference reference => reference.Target,
        Serialized { Content: Reference reference } => reference.Target,
        _ => null,
    };

    // Values of which nothing is known are equal, but a variable that gets another one has another one.
    private sealed class SameValue : IEqualityComparer<Value>
    {
        public bool Equals(Value? x, Value? y) => ReferenceEquals(x, y);

        public int GetHashCode(Value value) => value.GetHashCode();
    }

    // What only one way knows was made there, and nothing else can ask for it.
    private ImmutableDictionary<TKey, TValue> Merge<TKey, TValue>(
        ImmutableDictionary<TKey, TValue> left, ImmutableDictionary<TKey, TValue> right, Func<TValue, TValue, TValue> join)
        where TKey : notnull
        where TValue : class
    {
        if (ReferenceEquals(left, right))
            return left;
        Budget.Look(right.Count);
        var merged = left.ToBuilder();
        foreach (var pair in right)
        {
            if (!left.TryGetValue(pair.Key, out var value))
                merged[pair.Key] = pair.Value;
            else if (!ReferenceEquals(value, pair.Value))
                merged[pair.Key] = join(value, pair.Value);
        }

        return merged.ToImmutable();
    }
}
