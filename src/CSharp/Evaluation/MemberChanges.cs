using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>
/// Whether some code of the source may change the object that a member holds. The object is followed to wherever it may go,
/// in whatever order: into variables, parameters, other members, collections and results. Where that ends out of sight of
/// what is modelled here, the answer is that it may. What foreign code gets as a part of something else is left aside.
/// </summary>
internal sealed class MemberChanges(SourceMethods methods)
{
    /// <summary>Uses that are looked at for one member.</summary>
    private const int MaximumUses = 2_000;

    private readonly Dictionary<ISymbol, bool> _answers = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<Holder, Uses> _uses = [];
    private Uses _current = new();

    public bool MayHappenTo(ISymbol member)
    {
        member = member.OriginalDefinition;
        if (!_answers.TryGetValue(member, out var answer))
            _answers.Add(member, answer = !ImmutableTypes.Has(TypeOf(member)) && Search(new Holder(member, IsThis: false)));
        return answer;
    }

    private bool Search(Holder member)
    {
        var seen = new HashSet<Holder> { member };
        var waiting = new Queue<Holder>(seen);
        var count = 0;
        while (waiting.Count > 0)
        {
            var uses = UsesOf(waiting.Dequeue());
            count += uses.Count;
            if (uses.MayChange || count > MaximumUses)
                return true;
            foreach (var holder in uses.Holders.Where(seen.Add))
                waiting.Enqueue(holder);
        }

        return false;
    }

    // Many members go the same ways: the labels of each object into the metadata of all, say.
    private Uses UsesOf(Holder holder)
    {
        if (_uses.TryGetValue(holder, out var uses))
            return uses;
        _uses.Add(holder, _current = uses = new Uses());
        var operations = holder.IsThis ? UsesOfThis((IMethodSymbol)holder.Symbol) : methods.UsesOf(holder.Symbol);
        uses.MayChange = operations.Any(use => ++uses.Count > MaximumUses || use is null || Follow(use));
        return uses;
    }

    private void Add(ISymbol? symbol)
    {
        if (symbol is not null && !ImmutableTypes.Has(TypeOf(symbol)))
            _current.Holders.Add(new Holder(symbol.OriginalDefinition, IsThis: false));
    }

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IMethodSymbol method => method.ReturnType,
        _ => null,
    };

    // The object is what a method runs on.
    private bool AddThis(IMethodSymbol method)
    {
        _current.Holders.Add(new Holder(method.OriginalDefinition, IsThis: true));
        return false;
    }

    private IEnumerable<IOperation?> UsesOfThis(IMethodSymbol method) => methods.BodyOf(method)!.DescendantsAndSelf()
        .Where(operation => operation is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance });

    /// <summary>Whether the object may be changed where a value goes that is the object, a part of it, or holds it.</summary>
    private bool Follow(IOperation value)
    {
        if (ImmutableTypes.Has(value.Type) || (value.Syntax.Parent is SpreadElementSyntax && ImmutableTypes.AreIn(value.Type)))
            return false;
        switch (value.Parent)
        {
            case IExpressionStatementOperation or IObjectOrCollectionInitializerOperation or IBinaryOperation { OperatorMethod: null } or IInterpolationOperation or IIsTypeOperation or ILockOperation:
            case ISimpleAssignmentOperation { Target: var target } when target == value:
                return false;
            case IParenthesizedOperation or IAwaitOperation or IConditionalOperation or ICoalesceOperation or ISwitchExpressionArmOperation:
            case IArrayInitializerOperation or IArrayCreationOperation or ITupleOperation or IAnonymousObjectCreationOperation:
            case ISwitchExpressionOperation @switch when @switch.Value != value:
            case IConditionalAccessOperation access when access.WhenNotNull == value:
                return IsTarget(value) || Follow(value.Parent);
            case IConversionOperation conversion:
                return FollowConversion(conversion);
            case IConditionalAccessOperation access:
                return access.WhenNotNull.DescendantsAndSelf().Any(part => part is IConditionalAccessInstanceOperation && Follow(part));
            case IMethodReferenceOperation method:
                return FollowThis(method.Method);
            case IMemberReferenceOperation member:
                return FollowPart(member);
            case IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation:
                return IsTarget(value.Parent) || Follow(value.Parent);
            case IArgumentOperation argument:
                return FollowArgument(argument);
            case IInvocationOperation call when methods.IsInSource(call.TargetMethod.ContainingType):
                return FollowThis(call.TargetMethod);
            case IInvocationOperation call:
                return KnownCalls.MayChangeCollection(call.TargetMethod) || FollowForeign(call);
            case ISimpleAssignmentOperation { IsRef: false } assignment:
                return FollowInto(assignment.Target) || Follow(assignment);
            case ICoalesceAssignmentOperation assignment:
                return (assignment.Target != value && FollowInto(assignment.Target)) || Follow(assignment);
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { RefKind: RefKind.None } local } }:
                Add(local);
                return false;
            case IFieldInitializerOperation field:
                field.InitializedFields.ToList().ForEach(Add);
                return false;
            case IPropertyInitializerOperation property:
                property.InitializedProperties.ToList().ForEach(Add);
                return false;
            case IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol: { RefKind: RefKind.None } local } }:
                Add(local);
                return false;
            case IWithOperation with:
                return !ImmutableTypes.AreFieldsOf(with.Type) && Follow(with);
            case IReturnOperation @return:
                return FollowResult(@return);
            case IIsPatternOperation { Pattern: var pattern }:
                return FollowPatterns([pattern]);
            case ISwitchExpressionOperation @switch:
                return FollowPatterns(@switch.Arms.Select(arm => arm.Pattern));
            case ISwitchOperation @switch:
                return FollowPatterns(@switch.Cases.SelectMany(section => section.Clauses).OfType<IPatternCaseClauseOperation>().Select(clause => clause.Pattern));
            default:
                return true;
        }
    }

    // A pattern may give the object, and its parts, another name.
    private bool FollowPatterns(IEnumerable<IOperation> patterns)
    {
        foreach (var pattern in patterns.SelectMany(pattern => pattern.DescendantsAndSelf()))
        {
            Add(pattern switch
            {
                IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
                IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
                IListPatternOperation list => list.DeclaredSymbol,
                _ => null,
            });
        }

        return false;
    }

    // Wrappers of libraries copy what they are made of.
    private bool FollowConversion(IConversionOperation conversion)
    {
        if (conversion.OperatorMethod is not { } @operator)
            return Follow(conversion);
        if (methods.BodyOf(@operator) is not null)
            Add(@operator.Parameters[0]);
        return false;
    }

    private bool FollowPart(IMemberReferenceOperation member)
    {
        if (IsTarget(member))
            return true;
        if (member is IPropertyReferenceOperation { Property.GetMethod: { } getter } && methods.BodyOf(getter) is not null)
            FollowThis(getter);
        return Follow(member);
    }

    private static bool IsTarget(IOperation operation) => operation.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == operation,
        IIncrementOrDecrementOperation or IMemberInitializerOperation or IAddressOfOperation => true,
        IArgumentOperation argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out,
        ITupleOperation tuple => IsTarget(tuple),
        _ => false,
    };

    private bool FollowThis(IMethodSymbol method)
    {
        var targets = TargetsOf(method);
        return targets.Count == 0 || targets.Any(AddThis);
    }

    private IReadOnlyList<IMethodSymbol> TargetsOf(IMethodSymbol method)
    {
        var targets = method.IsVirtual || method.IsAbstract || method.IsOverride ? methods.OverridesOf(method) : [method];
        return targets.Any(target => methods.BodyOf(target) is null) ? [] : targets;
    }

    private bool FollowArgument(IArgumentOperation argument)
    {
        if (argument.Parameter is not { RefKind: not (RefKind.Ref or RefKind.Out) } parameter)
            return true;
        return argument.Parent switch
        {
            IInvocationOperation call when methods.IsInSource(call.TargetMethod.ContainingType) => FollowParameter(TargetsOf(call.TargetMethod), parameter.Ordinal),
            IInvocationOperation call when KnownCalls.MayChangeCollection(call.TargetMethod) => call.Instance is null || FollowHolder(call.Instance),
            IInvocationOperation call => FollowForeign(call),
            IObjectCreationOperation { Constructor: { } constructor } creation when methods.IsInSource(constructor.ContainingType) => FollowParameter([constructor], parameter.Ordinal),
            IObjectCreationOperation creation => FollowForeign(creation),
            _ => true,
        };
    }

    private bool FollowParameter(IReadOnlyList<IMethodSymbol> targets, int ordinal)
    {
        foreach (var parameter in targets.Select(target => (target.OriginalDefinition.PartialImplementationPart ?? target.OriginalDefinition).Parameters[ordinal]))
        {
            Add(parameter);
            if (parameter.ContainingType.IsRecord)
                Add(parameter.ContainingType.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault());
        }

        return targets.Count == 0;
    }

    // A copy of what cannot be changed itself is another collection.
    private bool FollowForeign(IObjectCreationOperation creation)
    {
        if (creation.Type is INamedTypeSymbol type && KnownCalls.IsIn(type, "System.Collections") && ImmutableTypes.AreIn(type))
            return false;
        return (creation.Type is null || !(KnownCalls.IsIn(creation.Type, "System") || KnownCalls.IsIn(creation.Type, "k8s") || KnownCalls.IsPulumi(creation.Type))) || Follow(creation);
    }

    private bool FollowForeign(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (KnownCalls.IsClient(method))
            return false;
        if (method.MethodKind is MethodKind.DelegateInvoke || !KnownCalls.IsPure(method))
            return true;
        return FollowCallbacks(call) || (!IsMadeByCallback(method) && Follow(call));
    }

    // What such a query gives is what its lambda gives.
    private static bool IsMadeByCallback(IMethodSymbol method) => method.Name is "Select" or "SelectMany" or "ConvertAll" && (KnownCalls.IsIn(method, "System.Linq") || KnownCalls.IsIn(method, "System.Collections"));

    // Lambdas get the elements; what they do not give back, others get by reference.
    private bool FollowCallbacks(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref)
            {
                if (FollowInto(argument.Value))
                    return true;
            }
            else if (argument.Value is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda })
            {
                lambda.Symbol.Parameters.ToList().ForEach(Add);
            }
            else if (argument.Value is IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var method } })
            {
                if (methods.BodyOf(method) is null)
                    return true;
                method.OriginalDefinition.Parameters.ToList().ForEach(Add);
            }
        }

        return false;
    }

    private bool FollowInto(IOperation target)
    {
        switch (target)
        {
            case ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.Length: 0 }:
                Add(SymbolOf(target));
                return target is IPropertyReferenceOperation { Property.SetMethod: { } setter } && methods.BodyOf(setter) is not null
                    && FollowParameter([setter], setter.Parameters.Length - 1);
            case IDiscardOperation:
                return false;
            case IDeclarationExpressionOperation declaration:
                return FollowInto(declaration.Expression);
            case IConversionOperation conversion:
                return FollowInto(conversion.Operand);
            case IPropertyReferenceOperation { Instance: { } instance }:
                return FollowHolder(instance);
            case IArrayElementReferenceOperation { ArrayReference: var array }:
                return FollowHolder(array);
            default:
                return true;
        }
    }

    // From now on the object is in something else.
    private bool FollowHolder(IOperation holder)
    {
        if (holder is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver })
        {
            var initializer = holder.Parent;
            while (initializer is not (null or IObjectOrCollectionInitializerOperation))
                initializer = initializer.Parent;
            return initializer?.Parent switch
            {
                IMemberInitializerOperation member => FollowInto(member.InitializedMember),
                IObjectCreationOperation creation => Follow(creation),
                _ => true,
            };
        }

        if (SymbolOf(holder) is not { } symbol)
            return true;
        Add(symbol);
        return false;
    }

    internal static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        IInvocationOperation call => call.TargetMethod,
        _ => null,
    };

    private bool FollowResult(IReturnOperation @return)
    {
        IOperation? function = @return;
        while (function is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
            function = function.Parent;
        if (function is IAnonymousFunctionOperation)
            return function.Parent is not IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation call } } || !KnownCalls.IsPure(call.TargetMethod) || Follow(call);
        var method = (function as ILocalFunctionOperation)?.Symbol ?? methods.MethodAround(@return.Syntax);
        if (method is null)
            return true;
        foreach (var declared in SourceMethods.DeclarationsOf(method))
            Add((ISymbol?)declared.AssociatedSymbol ?? declared);
        return false;
    }

    /// <summary>What may hold the object, or a part of it: a variable, parameter, member or result, or what a method runs on.</summary>
    private sealed record Holder(ISymbol Symbol, bool IsThis);

    /// <summary>Where a holder is used.</summary>
    private sealed class Uses
    {
        public int Count { get; set; }

        public bool MayChange { get; set; }

        /// <summary>Where the object goes from there.</summary>
        public List<Holder> Holders { get; } = [];
    }
}
