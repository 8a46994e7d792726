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
    private readonly List<Returned> _returns = [];

    /// <summary>What stands for the call where the call itself, with all that it leads to, need not be kept.</summary>
    public object Id => field ??= new object();

    public Frame? Caller { get; } = caller;

    public Frame? Home { get; } = home;

    public IMethodSymbol? Method { get; } = method;

    public Value? Self { get; } = self;

    public SyntaxNode? CallSite { get; } = callSite;

    public int Depth { get; } = caller is null ? 0 : caller.Depth + 1;

    /// <summary>What is left to join when the call ends: each <c>return</c> with its value, and the state there.</summary>
    public IReadOnlyList<Returned> Returns => _returns;

    /// <summary>The sequence that an iterator gives, once it has given something.</summary>
    public ObjectId? Yields { get; set; }

    /// <summary>What holds where an iterator gives something: whoever asks for its elements may stop there.</summary>
    public List<State>? Yielded { get; set; }

    /// <summary>Whether nothing goes on before a task that the call returns is done.</summary>
    public bool IsWaitedFor { get; set; }

    /// <summary>Whether a lambda may still use its variables when it is over.</summary>
    public bool IsCaptured { get; set; }

    /// <summary>Lambdas made in a turn of a loop, and the variables that are theirs once the next turn has variables of its own.</summary>
    public List<OwnVariable> Turns { get; } = [];

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

    /// <summary>A <c>return</c>. In a later turn of a loop, an object made in it stands for the one that the first turn made.</summary>
    public void Return(SyntaxNode at, State state, Value value)
    {
        var earlier = _returns.FindIndex(other => other.At == at);
        if (earlier >= 0 && value is Reference { Target.IsRehearsed: true })
            _returns[earlier] = _returns[earlier] with { State = State.Join(_returns[earlier].State, state) };
        else
            _returns.Add(new Returned(at, state, value));
    }

    /// <summary>What forgets the ways out of the call that are found from now on.</summary>
    public Action Mark()
    {
        var (count, yielded, jumps) = (_returns.Count, Yielded?.Count ?? 0, _jumps.ToList());
        return () =>
        {
            _returns.RemoveRange(count, _returns.Count - count);
            Yielded?.RemoveRange(yielded, Yielded.Count - yielded);
            _jumps.Clear();
            foreach (var jump in jumps)
                _jumps.Add(jump.Key, jump.Value);
        };
    }

    /// <summary>Goes on with every way out of the call, as <c>finally</c> does.</summary>
    /// <param name="goOn">What is done before it is taken.</param>
    public void Detour(Func<State, State> goOn)
    {
        var count = _returns.Count; // In code that does not compile there may be a 'return' on the detour.
        for (var i = 0; i < count; i++)
            _returns[i] = _returns[i] with { State = goOn(_returns[i].State) };
        foreach (var jump in _jumps.ToList())
            _jumps[jump.Key] = goOn(jump.Value);
    }

    /// <summary>Takes away the ways out of the call that were found so far.</summary>
    /// <returns>What puts them back.</returns>
    public Action SetAside()
    {
        var (returns, jumps) = (_returns.ToList(), _jumps.ToList());
        _returns.Clear();
        _jumps.Clear();
        return () =>
        {
            _returns.InsertRange(0, returns);
            foreach (var jump in jumps)
                Jump(jump.Key, jump.Value);
        };
    }

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

/// <summary>A <c>return</c>, the state there, and its value.</summary>
internal sealed record Returned(SyntaxNode At, State State, Value Value);

/// <summary>A variable that a lambda has for itself.</summary>
internal sealed record OwnVariable(Frame Home, ISymbol Variable);
