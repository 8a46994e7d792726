using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>What calls do with the object: as what they are made on, as an argument, and as a result.</summary>
internal sealed partial class MemberChanges
{
    private bool FollowReceiver(IInvocationOperation call) =>
        methods.IsInSource(call.TargetMethod.ContainingType) ? FollowThis(call.TargetMethod)
        : KnownCalls.IsTextBuilder(call.TargetMethod.ContainingType) ? call.TargetMethod.Name is not "ToString"
        : KnownCalls.MayChangeCollection(call.TargetMethod) || FollowForeign(call);

    private bool FollowThis(IMethodSymbol method)
    {
        var targets = TargetsOf(method);
        return targets.Count == 0 || targets.Any(AddThis);
    }

    // None when one of them cannot be followed.
    private IReadOnlyList<IMethodSymbol> TargetsOf(IMethodSymbol method)
    {
        var targets = method.IsVirtual || method.IsAbstract || method.IsOverride ? methods.Overrides.Of(method) : [method];
        return targets.Any(target => methods.BodyOf(target) is null) ? [] : targets;
    }

    private bool FollowArgument(IArgumentOperation argument)
    {
        if (argument.Parameter is not { RefKind: not (RefKind.Ref or RefKind.Out) } parameter)
            return true;
        if (KnownCalls.IsTextBuilder(parameter.Type) && !methods.IsInSource(parameter.ContainingType))
            return true; // A writer goes on to write into it.
        return argument.Parent switch
        {
            IInvocationOperation call => FollowArgument(call, parameter),
            IObjectCreationOperation { Constructor: { } constructor } when methods.IsInSource(constructor.ContainingType) =>
                FollowParameter([constructor], parameter.Ordinal),
            IObjectCreationOperation creation => FollowForeign(creation),
            _ => true,
        };
    }

    private bool FollowArgument(IInvocationOperation call, IParameterSymbol parameter) =>
        methods.IsInSource(call.TargetMethod.ContainingType) ? FollowParameter(TargetsOf(call.TargetMethod), parameter.Ordinal)
        : KnownCalls.MayChangeCollection(call.TargetMethod) ? call.Instance is null || FollowHolder(call.Instance)
        : FollowForeign(call);

    private bool FollowParameter(IReadOnlyList<IMethodSymbol> targets, int ordinal)
    {
        foreach (var target in targets)
        {
            var parameter = SourceMethods.Implemented(target).Parameters[ordinal];
            Add(parameter);
            if (parameter.ContainingType.IsRecord)
                Add(parameter.ContainingType.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault());
        }

        return targets.Count == 0;
    }

    // A copy of what cannot be changed itself is another collection.
    private bool FollowForeign(IObjectCreationOperation creation) => creation.Type is not { } type
        || (!(KnownCalls.IsIn(type, "System.Collections") && ImmutableTypes.AreIn(type)) && (!IsHolder(type) || Follow(creation)));

    // Those only keep what they are given.
    private static bool IsHolder(ITypeSymbol type) =>
        KnownCalls.IsIn(type, "System") || KnownCalls.IsIn(type, "k8s") || KnownCalls.IsPulumi(type);

    private bool FollowForeign(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (KnownCalls.IsClient(method))
            return false;
        if (method.MethodKind is MethodKind.DelegateInvoke || !KnownCalls.IsPure(method))
            return true;
        return call.Arguments.Any(MayChangeByArgument) || (!IsMadeByCallback(method) && Follow(call));
    }

    // What such a query gives is what its lambda gives.
    private static bool IsMadeByCallback(IMethodSymbol method) => method.Name is "Select" or "SelectMany" or "ConvertAll"
        && (KnownCalls.IsIn(method, "System.Linq") || KnownCalls.IsIn(method, "System.Collections"));

    // Lambdas get the elements; what they do not give back, others get by reference.
    private bool MayChangeByArgument(IArgumentOperation argument) => argument switch
    {
        { Parameter.RefKind: RefKind.Out or RefKind.Ref } => FollowInto(argument.Value),
        { Value: IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } } => lambda.Symbol.Parameters.Any(Add),
        { Value: IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var method } } } =>
            methods.BodyOf(method) is null || method.OriginalDefinition.Parameters.Any(Add),
        _ => false,
    };

    private bool FollowResult(IReturnOperation @return)
    {
        IOperation? function = @return;
        while (function is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
            function = function.Parent;
        if (function is IAnonymousFunctionOperation)
            return FollowResultOfLambda(function);
        var method = (function as ILocalFunctionOperation)?.Symbol ?? methods.MethodAround(@return.Syntax);
        return method is null || Hierarchy.DeclarationsOf(method).Any(declared => Add((ISymbol?)declared.AssociatedSymbol ?? declared));
    }

    // It is what a query makes of its elements.
    private bool FollowResultOfLambda(IOperation lambda) =>
        lambda.Parent is not IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation call } }
        || !KnownCalls.IsPure(call.TargetMethod) || Follow(call);
}
