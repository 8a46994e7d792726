using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>A call whose receiver and arguments have been evaluated.</summary>
/// <param name="Method">What is called.</param>
/// <param name="Operation">The call.</param>
/// <param name="Passed">What stands for which parameter.</param>
/// <param name="Receiver">The object it is made on; null for a static method.</param>
/// <param name="Arguments">What it is given, in the order of <paramref name="Passed"/>.</param>
internal sealed record Call(
    IMethodSymbol Method, IOperation Operation, IReadOnlyList<Passed> Passed, Value? Receiver, IReadOnlyList<Value> Arguments)
{
    public Call(IInvocationOperation operation, Value? receiver, IReadOnlyList<Value> arguments)
        : this(
            operation.TargetMethod,
            operation,
            ByParameter(operation, i => new Passed(operation.Arguments[i].Parameter!, operation.Arguments[i].Value)),
            receiver,
            ByParameter(operation, i => arguments[i]))
    {
    }

    /// <summary>What held when it was made.</summary>
    public required State Before { get; init; }

    public SyntaxNode Syntax => Operation.Syntax;

    /// <summary>Whether it is written <c>base.Method()</c>, which does not look at the object's class.</summary>
    public bool IsBaseCall =>
        (Syntax as InvocationExpressionSyntax)?.Expression is MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax };

    /// <summary>What it hands back by reference, each with the parameter for it.</summary>
    public IEnumerable<ReferenceArgument> ByReference =>
        Passed.Where(passed => passed.Parameter.RefKind is RefKind.Out or RefKind.Ref && passed.Operation is not null)
            .Select(passed => new ReferenceArgument(passed.Parameter, passed.Operation!));

    /// <summary>A call of an extension method as one of a method of what it extends.</summary>
    public Call OnFirst() => this with { Passed = [.. Passed.Skip(1)], Receiver = Arguments[0], Arguments = [.. Arguments.Skip(1)] };

    /// <summary>What is passed for a parameter; null for none of that name.</summary>
    public Value? ValueOf(string parameter) => Arguments.Where((_, i) => Passed[i].Parameter.Name == parameter).FirstOrDefault();

    /// <summary>The expression of an argument.</summary>
    public SyntaxNode SyntaxOf(int index) => Passed[index].Operation?.Syntax ?? Syntax;

    // Named arguments are evaluated as they are written.
    private static T[] ByParameter<T>(IInvocationOperation operation, Func<int, T> argument)
        where T : class
    {
        var ordered = new T[operation.Arguments.Length];
        for (var i = 0; i < ordered.Length; i++)
            ordered[operation.Arguments[i].Parameter?.Ordinal ?? i] = argument(i);
        return ordered;
    }
}

/// <summary>An argument of a call.</summary>
/// <param name="Parameter">What it is passed for.</param>
/// <param name="Operation">The argument; null where several make it up, and for a default that is not written.</param>
internal sealed record Passed(IParameterSymbol Parameter, IOperation? Operation);

/// <summary>What a call gets by reference.</summary>
/// <param name="Parameter">What it is passed for.</param>
/// <param name="Target">The variable or member that the call may set.</param>
internal sealed record ReferenceArgument(IParameterSymbol Parameter, IOperation Target);

/// <summary>What a parameter of a call begins with.</summary>
internal sealed record Argument(IParameterSymbol Parameter, Value Value);
