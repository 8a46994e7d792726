namespace Hale.CSharp.Values;

/// <summary>What a query that runs later depends on, as it was when it was followed.</summary>
/// <param name="Objects">The objects that it can look at.</param>
/// <param name="Variables">The variables that it can look at.</param>
/// <param name="Captured">What it can look at besides its elements.</param>
/// <param name="Changes">What it changes itself.</param>
/// <param name="MakesObjects">Whether its elements are others each time.</param>
internal sealed record Deferral(
    IReadOnlyList<ObjectContent> Objects,
    IReadOnlyList<VariableValue> Variables,
    IReadOnlyList<Value> Captured,
    Changes Changes,
    bool MakesObjects)
{
    public static Deferral? Join(Deferral? left, Deferral? right) =>
        left is null || right is null || ReferenceEquals(left, right) ? left ?? right : new Deferral(
            [.. left.Objects, .. right.Objects],
            [.. left.Variables, .. right.Variables],
            [.. left.Captured, .. right.Captured],
            new Changes([.. left.Changes.Variables, .. right.Changes.Variables], [.. left.Changes.Objects, .. right.Changes.Objects]),
            left.MakesObjects || right.MakesObjects);
}

/// <summary>What an object held at some time.</summary>
internal sealed record ObjectContent(ObjectId Target, HeapObject Content);

/// <summary>What a variable held at some time.</summary>
internal sealed record VariableValue(Variable Variable, Value Value);

/// <summary>Variables and objects that something changes.</summary>
internal sealed record Changes(IReadOnlyList<Variable> Variables, IReadOnlyList<ObjectId> Objects);
