using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Evaluation;

/// <summary>One call under way: of a method, an accessor, a lambda, or an initializer.</summary>
/// <param name="caller">The call that made it; null for an entry.</param>
/// <param name="home">For a lambda or local function: the call whose variables it captures.</param>
/// <param name="method">What is called; null for an initializer.</param>
/// <param name="self">What <c>this</c> is.</param>
/// <param name="callSite">The expression that made the call; null for an entry.</param>
internal sealed class Frame(Frame? caller, Frame? home, IMethodSymbol? method, Value? self, SyntaxNode? callSite)
{
    private readonly Dictionary<ILabelSymbol, State> _jumps = new(SymbolEqualityComparer.Default);
    private readonly List<ISymbol> _variables = [];

    public Frame? Caller { get; } = caller;

    public Frame? Home { get; } = home;

    public IMethodSymbol? Method { get; } = method;

    public Value? Self { get; } = self;

    public SyntaxNode? CallSite { get; } = callSite;

    public int Depth { get; } = caller is null ? 0 : caller.Depth + 1;

    /// <summary>What is left to join when the call ends: the state at each <c>return</c>, and its value.</summary>
    public List<(State State, Value Value)> Returns { get; } = [];

    /// <summary>The sequence that an iterator gives, once it has given something.</summary>
    public ObjectId? Yields { get; set; }

    /// <summary>Whether a lambda may still use its variables when it is over.</summary>
    public bool IsCaptured { get; set; }

    /// <summary>The variables that were given a value.</summary>
    public IReadOnlyList<ISymbol> Variables => _variables;

    /// <summary>The type arguments of the call, by type parameter.</summary>
    public Dictionary<ITypeParameterSymbol, ITypeSymbol> TypeArguments { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>How often a method is already under way.</summary>
    public int CountOf(IMethodSymbol method)
    {
        var count = 0;
        for (var frame = this; frame is not null; frame = frame.Caller)
            count += SymbolEqualityComparer.Default.Equals(frame.Method, method) ? 1 : 0;
        return count;
    }

    public void Declare(ISymbol variable) => _variables.Add(variable);

    public void Jump(ILabelSymbol target, State state) =>
        _jumps[target] = _jumps.TryGetValue(target, out var other) ? State.Join(other, state) : state;

    /// <summary>The state of all jumps to a label so far, which are then forgotten; null when there was none.</summary>
    public State? Land(ILabelSymbol label)
    {
        if (!_jumps.TryGetValue(label, out var state))
            return null;
        _jumps.Remove(label);
        return state;
    }
}
