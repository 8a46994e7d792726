using Hale.CSharp.Models;
using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>Calls on objects whose types are missing, and which their names tell all the same.</summary>
internal sealed partial class Evaluator
{
    // KubeOps's client and loggers leave what they get as it is. Null for a call on anything else.
    private Value? CallNamedStranger(IInvalidOperation call)
    {
        if (call.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } }
            || HeldBy(call.ChildOperations.FirstOrDefault())?.Type is not IErrorTypeSymbol { Name: "IKubernetesClient" or "KubernetesClient" or "ILogger" } type)
        {
            return null;
        }

        var given = call.ChildOperations.Skip(1).ToList();
        var values = given.ConvertAll(Evaluate);
        if (type.Name is not "ILogger")
            LeaveToStranger(name, given, values);
        if (FunctionsIn(values).Any())
            Lose(values, call.Syntax, $"the call of '{name}'");
        return Value.Unknown($"the result of '{name}'");
    }

    private void LeaveToStranger(string method, List<IOperation> given, List<Value> values)
    {
        if (KnownCalls.IsPatch(method) || KnownCalls.IsDelete(method))
            _manifests.Withdraw(_state, values);
        if (!KnownCalls.IsSinkName(method) && !KnownCalls.IsTakingName(method))
            return;
        for (var i = 0; i < values.Count; i++)
        {
            Leave(values[i], sinkNamespace: null, isWhole: true);
            if (Plain(given[i]).Type is { TypeKind: not TypeKind.Error } type)
                Hide(values[i], type, ModelTypes.IsAnyManifest(type), given[i].Syntax);
            else if (i == 0 && values[i] is Opaque && !method.StartsWith("Update", StringComparison.Ordinal))
                Hide(kind: null, given[i].Syntax); // What is updated came from the cluster.
        }
    }

    // What the chain of members begins with that is called.
    private static IOperation? HeldBy(IOperation? called)
    {
        while (called is { Kind: OperationKind.None or OperationKind.Invalid, Syntax: MemberAccessExpressionSyntax })
            called = OnlyChildOf(called);
        return called;
    }
}
