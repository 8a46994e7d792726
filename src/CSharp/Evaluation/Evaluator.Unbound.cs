using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>What the compiler could not make out because a type is missing, such as one of a package that is not restored.</summary>
internal sealed partial class Evaluator
{
    private Value EvaluateInvalid(IInvalidOperation operation)
    {
        if (_methods.Unbound.Of(operation) is { } call)
            return call.Method.MethodKind is MethodKind.Constructor ? Create(operation, call) : Invoke(call);
        return operation switch
        {
            { Type: INamedTypeSymbol { TypeKind: not TypeKind.Error } type, Syntax: BaseObjectCreationExpressionSyntax } => CreateInvalid(operation, type),
            { ChildOperations.Count: 1 } when operation.ChildOperations.First() is var child && child.Syntax == operation.Syntax => Evaluate(child),
            { ChildOperations.Count: 1, Syntax: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: var called } } when MemberName(called)?.Identifier.ValueText is "Name" or "Namespace" =>
                MetadataOfStranger(operation, MemberName(called)!),
            _ => TryReadMember(operation) ?? EvaluateOther(operation),
        };
    }

    // Before Roslyn 4.14 a member that has the name of an extension method is no operation of a kind of its own.
    private Value? TryReadMember(IOperation operation) =>
        operation.ChildOperations.Count == 1 && operation.Syntax.Parent is not InvocationExpressionSyntax && MemberName(operation.Syntax) is { } name
            ? MemberOfStranger(operation.ChildOperations.First(), name)
            : null;

    // The extension methods of the client.
    private Value MetadataOfStranger(IInvalidOperation call, IdentifierNameSyntax name)
    {
        var holder = call.ChildOperations.First();
        var value = Evaluate(holder.Kind is OperationKind.None && holder.ChildOperations.Count == 1 ? holder.ChildOperations.First() : holder);
        return value is Opaque ? OfMetadata(value, name.Identifier.ValueText) : LoseIn(value, name);
    }

    private Value OfMetadata(Value stranger, string method)
    {
        var metadata = SameAgain(stranger, "Metadata", Value.Unknown($"'Metadata' of {Describe(stranger)}"));
        return SameAgain(metadata, method is "Namespace" ? "NamespaceProperty" : method, Value.Unknown($"'{method}' of {Describe(stranger)}"));
    }

    private static IdentifierNameSyntax? MemberName(SyntaxNode syntax) => syntax switch
    {
        MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name } => name,
        MemberBindingExpressionSyntax { Name: IdentifierNameSyntax name } => name,
        _ => null,
    };

    // A member of a type that is missing. To read it changes nothing.
    private Value MemberOfStranger(IOperation holder, IdentifierNameSyntax name)
    {
        var value = Evaluate(holder);
        return value.Choices.All(choice => choice is Opaque or Scalar or PartialText) ? SameAgain(value, name.Identifier.ValueText, Value.Unknown($"'{name}' of {Describe(value)}")) : LoseIn(value, name);
    }

    private Value LoseIn(Value value, IdentifierNameSyntax name)
    {
        Lose([value], name, "code that is not followed");
        return Value.Unknown("code that is not followed");
    }

    private Value Invoke(UnboundCall unbound)
    {
        var receiver = unbound.Receiver is { } operation ? Evaluate(operation) : unbound.Method.IsStatic ? null : _frame.Self ?? Value.Present("the object itself");
        return Invoke(CallOf(unbound, receiver));
    }

    private Call CallOf(UnboundCall unbound, Value? receiver)
    {
        var arguments = ArgumentsOf(unbound);
        var passed = unbound.Arguments.Select(group => new Passed(group.Parameter, group.Operations is [var only] && !group.IsExpanded ? only : null));
        return new Call(unbound.Method, unbound.Operation, [.. passed], receiver, [.. arguments.Select(argument => argument.Value)]) { Before = _state };
    }

    private List<(IParameterSymbol Parameter, Value Value)> ArgumentsOf(UnboundCall call) =>
        [.. call.Arguments.Select(group => (group.Parameter, group switch
        {
            { IsExpanded: true } => Allocate(call.Operation.Syntax, group.Parameter.Type, new Sequence([.. group.Operations.Select(ElementFrom)], IsOpen: false)),
            { Operations: [var only] } => Evaluate(only),
            { Parameter.HasExplicitDefaultValue: true } => DefaultOf(group.Parameter),
            _ => Value.Unknown($"the parameter '{group.Parameter.Name}'"),
        }))];

    private static Value DefaultOf(IParameterSymbol parameter) =>
        parameter.ExplicitDefaultValue is { } value ? Constant(parameter.Type, value) : DefaultOf(parameter.Type);

    private Value Create(IInvalidOperation creation, UnboundCall call)
    {
        var initializer = creation.ChildOperations.OfType<IObjectOrCollectionInitializerOperation>().FirstOrDefault();
        var compares = call.Arguments.Any(group => group.Operations is [var only] && ComparesOtherwise(group.Parameter, only));
        return Create(creation.Syntax, call.Method, ArgumentsOf(call), initializer, (INamedTypeSymbol)Substituted(call.Method.ContainingType), compares, [.. call.Arguments.Select(group => group.Operations is [var only] ? only : null)]);
    }

    // An element of a collection initializer. What cannot be added in a way that is known may be anything.
    private void AddInvalid(Value created, IInvalidOperation element)
    {
        if (created is Reference { Target.Type: { } type } && _methods.Unbound.AddOf(element, type) is { } call)
        {
            Invoke(CallOf(call, created));
            return;
        }

        Lose([.. element.ChildOperations.Select(Evaluate), created], element.Syntax, "an element that is not known");
    }
}
