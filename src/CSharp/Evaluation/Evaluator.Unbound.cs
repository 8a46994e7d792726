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
            { Type: INamedTypeSymbol { TypeKind: not TypeKind.Error } type, Syntax: BaseObjectCreationExpressionSyntax } =>
                CreateInvalid(operation, type),
            { Syntax: BaseObjectCreationExpressionSyntax } => CreateStranger(operation),
            _ when OnlyChildOf(operation) is { } child && child.Syntax == operation.Syntax => Evaluate(child),
            _ when BackedBy(operation) is { } property => ReadBackingField(property),
            _ when MetadataMethodOf(operation) is { } method => MetadataOfStranger(operation, method),
            { Syntax: InvocationExpressionSyntax invocation } when IsOwnerReference(invocation) => OwnedStranger(operation),
            _ => CallNamedStranger(operation) ?? ReadInferred(operation) ?? TryReadMember(operation) ?? EvaluateOther(operation),
        };
    }

    // What an initializer sets is of the object that is made there, not of the one around it.
    private Value CreateStranger(IInvalidOperation creation)
    {
        _implicitReceivers.Push(Value.Present("an object of a type that is not known"));
        var created = EvaluateOther(creation);
        _implicitReceivers.Pop();
        return created;
    }

    // 'field' in a property, for a compiler that does not know it yet.
    private IPropertySymbol? BackedBy(IInvalidOperation operation)
    {
        if (operation.Syntax is not IdentifierNameSyntax { Identifier.ValueText: "field" } name)
            return null;
        var declaration = name.FirstAncestorOrSelf<PropertyDeclarationSyntax>();
        return declaration is null ? null : _methods.ModelOf(name.SyntaxTree)?.GetDeclaredSymbol(declaration) as IPropertySymbol;
    }

    private Value ReadBackingField(IPropertySymbol property) =>
        _frame.Self is Reference { Target: var target } self && !property.IsStatic
            ? ReadSlot(self, _models.SlotName(property, target.Type), property.Type, $"'{property.Name}'")
            : Value.Unknown($"'{property.Name}'");

    // KubeOps's 'x.WithOwnerReference(owner)'.
    private static bool IsOwnerReference(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Count == 1 && MemberName(call.Expression) is { Identifier.ValueText: "WithOwnerReference" };

    private Value OwnedStranger(IInvalidOperation call)
    {
        var values = call.ChildOperations.Select(child => Evaluate(Unwrapped(child))).ToList();
        if (values.Count > 0 && WithOwner(values[0], call.Syntax) is { } owned)
            return owned;
        Lose(values, call.Syntax, "code that is not followed");
        return Value.Unknown("code that is not followed");
    }

    // The holder of a member that is not known.
    private static IOperation Unwrapped(IOperation holder) =>
        holder.Kind is OperationKind.None && OnlyChildOf(holder) is { } inner ? inner : holder;

    private static IOperation? OnlyChildOf(IOperation operation) =>
        operation.ChildOperations.Count == 1 ? operation.ChildOperations.First() : null;

    // 'x.Name()' and 'x.Namespace()', the extension methods of the client.
    private static IdentifierNameSyntax? MetadataMethodOf(IInvalidOperation operation) =>
        OnlyChildOf(operation) is not null
        && operation.Syntax is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: var called }
        && MemberName(called) is { Identifier.ValueText: "Name" or "Namespace" } name
            ? name
            : null;

    // Before Roslyn 4.14 a member that has the name of an extension method is no operation of a kind of its own.
    private Value? TryReadMember(IOperation operation) =>
        operation.Syntax.Parent is not InvocationExpressionSyntax
        && OnlyChildOf(operation) is { } holder && MemberName(operation.Syntax) is { } name
            ? MemberOfStranger(holder, name)
            : null;

    private Value MetadataOfStranger(IInvalidOperation call, IdentifierNameSyntax name)
    {
        var value = Evaluate(Unwrapped(call.ChildOperations.First()));
        return value is Opaque ? OfMetadata(value, name.Identifier.ValueText) : LoseIn(value, name);
    }

    private Value OfMetadata(Value stranger, string method)
    {
        var metadata = SameAgain(stranger, "Metadata", Value.Unknown($"'Metadata' of {Describe(stranger)}"));
        var member = method is "Namespace" ? "NamespaceProperty" : method;
        return SameAgain(metadata, member, Value.Unknown($"'{method}' of {Describe(stranger)}"));
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
        return value.Choices.All(choice => choice is Opaque or Scalar or PartialText)
            ? SameAgain(value, name.Identifier.ValueText, Value.Unknown($"'{name}' of {Describe(value)}"))
            : LoseIn(value, name);
    }

    private Value LoseIn(Value value, IdentifierNameSyntax name)
    {
        Lose([value], name, "code that is not followed");
        return Value.Unknown("code that is not followed");
    }

    private Value Invoke(UnboundCall unbound)
    {
        var receiver = unbound.Receiver is { } operation ? Evaluate(operation)
            : unbound.Method.IsStatic ? null
            : _frame.Self ?? Value.Present("the object itself");
        return Invoke(CallOf(unbound, receiver));
    }

    private Call CallOf(UnboundCall unbound, Value? receiver)
    {
        var arguments = ArgumentsOf(unbound);
        var passed = unbound.Arguments.Select(group => new Passed(group.Parameter, group.IsExpanded ? null : group.Only));
        var values = arguments.Select(argument => argument.Value);
        return new Call(unbound.Method, unbound.Operation, [.. passed], receiver, [.. values]) { Before = _state };
    }

    private List<Argument> ArgumentsOf(UnboundCall call) =>
        [.. call.Arguments.Select(group => new Argument(group.Parameter, group switch
        {
            { IsExpanded: true } =>
                Allocate(call.Operation.Syntax, group.Parameter.Type, Sequence.Of(group.Operations.Select(ElementFrom))),
            { Only: { } only } => Evaluate(only),
            { Parameter.HasExplicitDefaultValue: true } => DefaultOf(group.Parameter),
            _ => Value.Unknown($"the parameter '{group.Parameter.Name}'"),
        }))];

    private static Value DefaultOf(IParameterSymbol parameter) =>
        parameter.ExplicitDefaultValue is { } value ? Constant(parameter.Type, value) : Value.DefaultOf(parameter.Type);

    private Value Create(IInvalidOperation creation, UnboundCall call)
    {
        var initializer = creation.ChildOperations.OfType<IObjectOrCollectionInitializerOperation>().FirstOrDefault();
        var passed = call.Arguments.Select(group => group.Only).ToList();
        var compares = call.Arguments.Any(group => group.Only is { } only && ComparesOtherwise(group.Parameter, only));
        var type = (INamedTypeSymbol)Substituted(call.Method.ContainingType);
        return Create(creation.Syntax, call.Method, ArgumentsOf(call), initializer, type, compares, passed);
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
