using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>
/// What calls mean that the compiler gave up on, because a package is missing that declares the type of an argument. Where only
/// one of the methods takes such arguments, whatever the missing types are, it is that one.
/// </summary>
internal sealed class UnboundCalls(Compilation compilation, Func<SyntaxTree, SemanticModel?> modelOf)
{
    private readonly Dictionary<IOperation, UnboundCall?> _calls = [];

    /// <summary>The call or creation that an operation means; null when it is none, or that cannot be told.</summary>
    public UnboundCall? Of(IInvalidOperation operation)
    {
        if (!_calls.TryGetValue(operation, out var call))
            _calls.Add(operation, call = Find(operation));
        return call;
    }

    /// <summary>The call of 'Add' that an element of a collection initializer is.</summary>
    public UnboundCall? AddOf(IInvalidOperation element, ITypeSymbol collection)
    {
        var given = element.ChildOperations.Select(child => new Given(Name: null, child)).ToList();
        var types = new List<ITypeSymbol>();
        for (var type = collection; type is not null; type = type.BaseType)
            types.Add(type);
        return types.Concat(collection.AllInterfaces).Select(type => Only(type.GetMembers("Add").OfType<IMethodSymbol>(), given, element)).FirstOrDefault(call => call is not null);
    }

    private UnboundCall? Find(IInvalidOperation operation)
    {
        var arguments = operation.Syntax switch
        {
            InvocationExpressionSyntax { ArgumentList: var list } => list,
            BaseObjectCreationExpressionSyntax { ArgumentList: { } list } => list,
            _ => null,
        };
        if (arguments is null || modelOf(operation.Syntax.SyntaxTree)?.GetSymbolInfo(operation.Syntax).CandidateSymbols is not { IsEmpty: false } candidates)
            return null;
        var given = arguments.Arguments.Select(argument => new Given(argument.NameColon?.Name.Identifier.ValueText, OperationOf(argument.Expression, operation))).ToList();
        if (given.Exists(argument => argument.Operation is null))
            return null;
        var receiver = ReceiverOf(operation);
        return Only(candidates.OfType<IMethodSymbol>(), given, operation, receiver);
    }

    private static IOperation? OperationOf(ExpressionSyntax argument, IOperation call) => call.ChildOperations.FirstOrDefault(child => child.Syntax == argument);

    private static IOperation? ReceiverOf(IOperation call) => call.Syntax is InvocationExpressionSyntax { Expression: var called }
        ? call.ChildOperations.FirstOrDefault(child => called is MemberAccessExpressionSyntax access ? child.Syntax == access.Expression : child is IConditionalAccessInstanceOperation)
        : null;

    // Several that have the same result do the same, as far as a foreign method is known by its name.
    private UnboundCall? Only(IEnumerable<IMethodSymbol> candidates, IReadOnlyList<Given> given, IOperation site, IOperation? receiver = null)
    {
        var fitting = candidates.Select(candidate => Bound(candidate, given, site, receiver)).OfType<UnboundCall>().ToList();
        var isOne = fitting.Count == 1 || fitting.TrueForAll(call => call.Method.DeclaringSyntaxReferences.IsEmpty
            && SymbolEqualityComparer.Default.Equals(call.Method.ReturnType, fitting[0].Method.ReturnType));
        return isOne && fitting.Count > 0 ? fitting[0] : null;
    }

    private UnboundCall? Bound(IMethodSymbol candidate, IReadOnlyList<Given> given, IOperation site, IOperation? receiver)
    {
        var isExtension = candidate.ReducedFrom is not null;
        var method = isExtension ? candidate.GetConstructedReducedFrom()! : candidate;
        if (isExtension)
            given = [new Given(Name: null, receiver), .. given];
        if (given.Any(argument => argument.Operation is null) || Assigned(method, given) is not { } groups || !groups.TrueForAll(Fits))
            return null;
        return new UnboundCall(method, site, isExtension || method.IsStatic ? null : receiver, groups);
    }

    // The arguments of each parameter; null when some have no parameter, or a parameter that needs one has none.
    private static List<Group>? Assigned(IMethodSymbol method, IReadOnlyList<Given> given)
    {
        var groups = new List<Group>();
        for (var i = 0; i < given.Count; i++)
        {
            var last = method.Parameters.LastOrDefault();
            var parameter = given[i].Name is { } name ? method.Parameters.FirstOrDefault(candidate => candidate.Name == name)
                : i < method.Parameters.Length ? method.Parameters[i]
                : last is { IsParams: true } ? last : null;
            if (parameter is null)
                return null;
            if (groups.Find(group => SymbolEqualityComparer.Default.Equals(group.Parameter, parameter)) is { } group)
                group.Operations.Add(given[i].Operation!);
            else
                groups.Add(new Group(parameter, [given[i].Operation!]));
        }

        var missing = method.Parameters.Where(parameter => !groups.Exists(group => SymbolEqualityComparer.Default.Equals(group.Parameter, parameter))).ToList();
        if (missing.Exists(parameter => !parameter.IsOptional && !parameter.IsParams))
            return null;
        return [.. groups, .. missing.Select(parameter => new Group(parameter, []))];
    }

    private bool Fits(Group group) =>
        group.Operations.Count == 1 && Converts(group.Operations[0], group.Parameter.Type)
        || (group.Parameter is { IsParams: true, Type: IArrayTypeSymbol array } && group.Operations.TrueForAll(operation => Converts(operation, array.ElementType)))
        || (group.Operations.Count == 0 && group.Parameter.IsOptional);

    private bool Converts(IOperation operation, ITypeSymbol type) =>
        IsMissing(operation.Type) || IsMissing(type) || compilation.ClassifyConversion(operation.Type!, type).IsImplicit || operation is IConversionOperation { IsImplicit: true };

    // A missing type may be anything; what has no type at all, such as a lambda, takes that of the parameter.
    private static bool IsMissing(ITypeSymbol? type) => type switch
    {
        null => true,
        { TypeKind: TypeKind.Error or TypeKind.TypeParameter } => true,
        IArrayTypeSymbol array => IsMissing(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsMissing),
        _ => false,
    };

    /// <summary>An argument as it is written.</summary>
    private readonly record struct Given(string? Name, IOperation? Operation);

    /// <summary>A parameter and what is given for it: several for 'params', none for a default.</summary>
    public sealed record Group(IParameterSymbol Parameter, List<IOperation> Operations)
    {
        /// <summary>Whether the arguments are the elements of an array.</summary>
        public bool IsExpanded => Parameter.IsParams && !(Operations is [{ Type: IArrayTypeSymbol }]);
    }
}

/// <summary>A call that the compiler gave up on, with the method that it can only mean.</summary>
/// <param name="Method">The method or constructor.</param>
/// <param name="Operation">The call.</param>
/// <param name="Receiver">What it is made on; null for a static method, and for the object itself.</param>
/// <param name="Arguments">What each parameter gets.</param>
internal sealed record UnboundCall(IMethodSymbol Method, IOperation Operation, IOperation? Receiver, IReadOnlyList<UnboundCalls.Group> Arguments);
