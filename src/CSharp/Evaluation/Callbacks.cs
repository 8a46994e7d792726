using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>Which classes of the source have methods that the framework calls, and that do more than look.</summary>
internal sealed class Callbacks(SourceMethods methods)
{
    private readonly Dictionary<ITypeSymbol, bool> _types = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IMethodSymbol, bool> _changing = new(SymbolEqualityComparer.Default);

    public bool Has(ITypeSymbol type)
    {
        if (!_types.TryGetValue(type, out var has))
            _types.Add(type, has = type is INamedTypeSymbol named && methods.IsInSource(type) && Of(named).Any(Changes));
        return has;
    }

    private static IEnumerable<IMethodSymbol> Of(INamedTypeSymbol type)
    {
        var overrides = Hierarchy.Levels(type).SelectMany(level => level.GetMembers().OfType<IMethodSymbol>())
            .Where(method => method.Name is "Equals" or "GetHashCode" or "ToString" or "GetEnumerator");
        var implementations = type.AllInterfaces.Where(@interface => KnownCalls.IsIn(@interface, "System"))
            .SelectMany(@interface => @interface.GetMembers().OfType<IMethodSymbol>())
            .Where(member => member.Name is not ("Dispose" or "DisposeAsync"))
            .Select(type.FindImplementationForInterfaceMember).OfType<IMethodSymbol>();
        return overrides.Concat(implementations);
    }

    // A method that is asked about while it is looked at only calls itself.
    private bool Changes(IMethodSymbol method)
    {
        if (methods.BodyOf(method) is not { } body)
            return false;
        method = method.OriginalDefinition;
        if (_changing.TryGetValue(method, out var changes))
            return changes;
        _changing.Add(method, false);
        return _changing[method] = body.Descendants().Any(Changes);
    }

    private bool Changes(IOperation operation) => operation switch
    {
        IAssignmentOperation assignment => !IsOwn(assignment.Target),
        IIncrementOrDecrementOperation increment => !IsOwn(increment.Target),
        IInvocationOperation call => call.TargetMethod.MethodKind is MethodKind.DelegateInvoke || ChangesBy(call),
        IObjectCreationOperation { Constructor: { } constructor } => Changes(constructor),
        IPropertyReferenceOperation { Property.GetMethod: { } getter } => Changes(getter),
        _ => false,
    };

    private bool ChangesBy(IInvocationOperation call)
    {
        if (methods.BodyOf(call.TargetMethod) is not null)
            return Changes(call.TargetMethod);
        var changesOthers = KnownCalls.MayChangeCollection(call.TargetMethod) && call.Instance is not ILocalReferenceOperation;
        return changesOthers || !KnownCalls.IsPure(call.TargetMethod);
    }

    // A local, and a member of what is being made.
    private static bool IsOwn(IOperation target) => target switch
    {
        ILocalReferenceOperation or IDiscardOperation or IDeclarationExpressionOperation or ITupleOperation => true,
        IMemberReferenceOperation { Instance: IInstanceReferenceOperation instance } =>
            instance.ReferenceKind is InstanceReferenceKind.ImplicitReceiver,
        _ => false,
    };
}
