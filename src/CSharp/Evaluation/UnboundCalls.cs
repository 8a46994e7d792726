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
        var types = collection is INamedTypeSymbol type ? Hierarchy.Levels(type).Concat(type.AllInterfaces) : [];
        var calls = types.Select(type => Only(type.GetMembers("Add").OfType<IMethodSymbol>(), given, element));
        return calls.FirstOrDefault(call => call is not null);
    }

    private UnboundCall? Find(IInvalidOperation operation)
    {
        if (ArgumentsOf(operation.Syntax) is not { } arguments)
            return null;
        var found = modelOf(operation.Syntax.SyntaxTree)?.GetSymbolInfo(operation.Syntax);
        var given = arguments.Arguments.Select(argument => GivenBy(argument, operation)).ToList();
        return found is not { CandidateSymbols: { IsEmpty: false } candidates } || given.Exists(argument => argument.Operation is null)
            ? null
            : Only(candidates.OfType<IMethodSymbol>(), given, operation, ReceiverOf(operation));
    }

    private static ArgumentListSyntax? ArgumentsOf(SyntaxNode call) => call switch
    {
        InvocationExpressionSyntax invocation => invocation.ArgumentList,
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList,
        _ => null,
    };

    private static Given GivenBy(ArgumentSyntax argument, IOperation call) => new(
        argument.NameColon?.Name.Identifier.ValueText,
        call.ChildOperations.FirstOrDefault(child => child.Syntax == argument.Expression));

    private static IOperation? ReceiverOf(IOperation call) => call.Syntax switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } =>
            call.ChildOperations.FirstOrDefault(child => child.Syntax == access.Expression),
        InvocationExpressionSyntax => call.ChildOperations.FirstOrDefault(child => child is IConditionalAccessInstanceOperation),
        _ => null,
    };

    // Several that have the same result do the same, as far as a foreign method is known by its name.
    private UnboundCall? Only(
        IEnumerable<IMethodSymbol> candidates, IReadOnlyList<Given> given, IOperation site, IOperation? receiver = null)
    {
        var fitting = candidates.Select(candidate => Bound(candidate, given, site, receiver)).OfType<UnboundCall>().ToList();
        var isOne = fitting.Count == 1 || fitting.TrueForAll(call => call.Method.DeclaringSyntaxReferences.IsEmpty
            && (SymbolEqualityComparer.Default.Equals(call.Method.ReturnType, fitting[0].Method.ReturnType) || IsOwning(call.Method)));
        return isOne && fitting.Count > 0 ? fitting[fitting.Count - 1] : null;
    }

    // The client has two, for an owner and for a reference to one; one of them returns nothing.
    private static bool IsOwning(IMethodSymbol method) => method.Name is "AddOwnerReference" && KnownCalls.IsIn(method, "k8s");

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
            if (ParameterFor(given[i], i, method) is not { } parameter)
                return null;
            if (groups.Find(group => IsFor(group, parameter)) is { } group)
                group.Operations.Add(given[i].Operation!);
            else
                groups.Add(new Group(parameter, [given[i].Operation!]));
        }

        var missing = method.Parameters.Where(parameter => !groups.Exists(group => IsFor(group, parameter))).ToList();
        if (missing.Exists(parameter => !parameter.IsOptional && !parameter.IsParams))
            return null;
        return [.. groups, .. missing.Select(parameter => new Group(parameter, []))];
    }

    private static IParameterSymbol? ParameterFor(Given argument, int position, IMethodSymbol method) =>
        argument.Name is { } name ? method.Parameters.FirstOrDefault(candidate => candidate.Name == name)
        : position < method.Parameters.Length ? method.Parameters[position]
        : method.Parameters.LastOrDefault() is { IsParams: true } last ? last : null;

    private static bool IsFor(Group group, IParameterSymbol parameter) => SymbolEqualityComparer.Default.Equals(group.Parameter, parameter);

    private bool Fits(Group group) =>
        group.Operations.Count == 1 && Converts(group.Operations[0], group.Parameter.Type)
        || (group.Parameter is { IsParams: true, Type: IArrayTypeSymbol array }
            && group.Operations.TrueForAll(operation => Converts(operation, array.ElementType)))
        || (group.Operations.Count == 0 && group.Parameter.IsOptional);

    private bool Converts(IOperation operation, ITypeSymbol type) =>
        IsMissing(operation.Type) || IsMissing(type) || operation is IConversionOperation { IsImplicit: true }
        || compilation.ClassifyConversion(operation.Type!, type).IsImplicit;

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
    private sealed record Given(string? Name, IOperation? Operation);

    /// <summary>A parameter and what is given for it: several for 'params', none for a default.</summary>
    public sealed record Group(IParameterSymbol Parameter, List<IOperation> Operations)
    {
        /// <summary>The argument where there is just one; null for none and for several.</summary>
        public IOperation? Only => Operations is [var only] ? only : null;

        /// <summary>Whether the arguments are the elements of an array.</summary>
        public bool IsExpanded => Parameter.IsParams && !(Operations is [{ Type: IArrayTypeSymbol }]);
    }
}

/// <summary>A call that the compiler gave up on, with the method that it can only mean.</summary>
/// <param name="Method">The method or constructor.</param>
/// <param name="Operation">The call.</param>
/// <param name="Receiver">What it is made on; null for a static method, and for the object itself.</param>
/// <param name="Arguments">What each parameter gets.</param>
internal sealed record UnboundCall(
    IMethodSymbol Method, IOperation Operation, IOperation? Receiver, IReadOnlyList<UnboundCalls.Group> Arguments);
