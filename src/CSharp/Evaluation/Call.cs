using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>A call whose receiver and arguments have been evaluated.</summary>
/// <param name="Operation">The call.</param>
/// <param name="Receiver">The object it is made on; null for a static method.</param>
/// <param name="Arguments">What it is given, in the order of the operation's arguments.</param>
internal sealed record Call(IInvocationOperation Operation, Value? Receiver, IReadOnlyList<Value> Arguments)
{
    public IMethodSymbol Method => Operation.TargetMethod;

    public SyntaxNode Syntax => Operation.Syntax;

    /// <summary>Whether it is written <c>base.Method()</c>, which does not look at the object's class.</summary>
    public bool IsBaseCall => Operation.Instance is IInstanceReferenceOperation { Syntax: BaseExpressionSyntax };

    public Value ValueOf(IArgumentOperation argument) => Arguments[Operation.Arguments.IndexOf(argument)];

    /// <summary>The expression of an argument.</summary>
    public SyntaxNode SyntaxOf(int index) => Operation.Arguments[index].Value.Syntax;
}
