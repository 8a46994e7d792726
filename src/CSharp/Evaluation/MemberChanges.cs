using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>
/// Whether some code of the source may change the object that a member holds. The object is followed to wherever it may go,
/// in whatever order: into variables, parameters, other members, collections and results. Where that ends out of sight of
/// what is modelled here, the answer is that it may. What foreign code gets as a part of something else is left aside.
/// </summary>
internal sealed partial class MemberChanges(SourceMethods methods)
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
        var operations = holder.IsThis ? UsesOfThis((IMethodSymbol)holder.Symbol) : methods.Uses.Of(holder.Symbol);
        uses.MayChange = operations.Any(use => ++uses.Count > MaximumUses || use is null || Follow(use));
        return uses;
    }

    private IEnumerable<IOperation> UsesOfThis(IMethodSymbol method) => methods.BodyOf(method)!.DescendantsAndSelf()
        .Where(operation => operation is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
            || (operation is IParameterReferenceOperation { Parameter: var parameter } && SourceMethods.IsReceiver(parameter)));

    // What is done with it there is asked in its turn.
    private bool Add(ISymbol? symbol)
    {
        if (symbol is not null && !ImmutableTypes.Has(TypeOf(symbol)))
            _current.Holders.Add(new Holder(symbol.OriginalDefinition, IsThis: false));
        return false;
    }

    private bool AddThis(IMethodSymbol method)
    {
        _current.Holders.Add(new Holder(method.OriginalDefinition, IsThis: true));
        return false;
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

    /// <summary>Whether the object may be changed where a value goes that is the object, a part of it, or holds it.</summary>
    private bool Follow(IOperation value)
    {
        if (IsUnchangeable(value) || IsOnlyLookedAt(value))
            return false;
        return value.Parent switch
        {
            { } parent when HandsOn(parent, value) => IsTarget(value) || Follow(parent),
            IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation => IsTarget(value.Parent) || Follow(value.Parent),
            IConversionOperation conversion => FollowConversion(conversion),
            IConditionalAccessOperation access => FollowAccess(access),
            IMethodReferenceOperation method => FollowThis(method.Method),
            IMemberReferenceOperation member => FollowPart(member),
            IArgumentOperation argument => FollowArgument(argument),
            IInvocationOperation call => FollowReceiver(call),
            IWithOperation with => !ImmutableTypes.AreFieldsOf(with.Type) && Follow(with),
            IReturnOperation @return => FollowResult(@return),
            { } parent => FollowAssignment(parent, value) ?? FollowPatterns(parent) ?? true,
            null => true,
        };
    }

    private static bool IsUnchangeable(IOperation value) =>
        ImmutableTypes.Has(value.Type) || (value.Syntax.Parent is SpreadElementSyntax && ImmutableTypes.AreIn(value.Type));

    private static bool IsOnlyLookedAt(IOperation value) => value.Parent switch
    {
        IExpressionStatementOperation or IObjectOrCollectionInitializerOperation or IInterpolationOperation => true,
        IBinaryOperation { OperatorMethod: null } or IIsTypeOperation or ILockOperation => true,
        ISimpleAssignmentOperation assignment => assignment.Target == value,
        _ => false,
    };

    // What it gives is the object, or holds it.
    private static bool HandsOn(IOperation operation, IOperation value) => operation switch
    {
        IParenthesizedOperation or IAwaitOperation or IConditionalOperation or ICoalesceOperation or ISwitchExpressionArmOperation => true,
        IArrayInitializerOperation or IArrayCreationOperation or ITupleOperation or IAnonymousObjectCreationOperation => true,
        ISwitchExpressionOperation @switch => @switch.Value != value,
        IConditionalAccessOperation access => access.WhenNotNull == value,
        { Syntax: CollectionExpressionSyntax or SpreadElementSyntax } => true,
        _ => false,
    };

    // Null for what is no assignment.
    private bool? FollowAssignment(IOperation operation, IOperation value) => operation switch
    {
        ISimpleAssignmentOperation { IsRef: false } assignment => FollowInto(assignment.Target) || Follow(assignment),
        ICoalesceAssignmentOperation assignment => (assignment.Target != value && FollowInto(assignment.Target)) || Follow(assignment),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { RefKind: RefKind.None } local } } => Add(local),
        IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol: { RefKind: RefKind.None } each } } => Add(each),
        IForEachLoopOperation { LoopControlVariable: IDeclarationExpressionOperation parts } => FollowParts(operation, parts),
        IDeconstructionAssignmentOperation assignment when assignment.Value == value => FollowParts(assignment, assignment.Target) || Follow(assignment),
        IFieldInitializerOperation field => field.InitializedFields.Any(Add),
        IPropertyInitializerOperation property => property.InitializedProperties.Any(Add),
        _ => null,
    };

    // A pattern may give the object, and its parts, another name. Null for what has no patterns.
    private bool? FollowPatterns(IOperation operation) => operation switch
    {
        IIsPatternOperation @is => FollowPattern(@is.Pattern),
        ISwitchExpressionOperation @switch => @switch.Arms.Any(arm => FollowPattern(arm.Pattern)),
        ISwitchOperation @switch => @switch.Cases.SelectMany(section => section.Clauses).OfType<IPatternCaseClauseOperation>()
            .Any(clause => FollowPattern(clause.Pattern)),
        _ => null,
    };

    private bool FollowPattern(IOperation pattern) => pattern.DescendantsAndSelf().Any(part => Add(part switch
    {
        IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
        IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
        IListPatternOperation list => list.DeclaredSymbol,
        _ => null,
    }));

    // Wrappers of libraries copy what they are made of.
    private bool FollowConversion(IConversionOperation conversion)
    {
        if (conversion.OperatorMethod is not { } @operator)
            return Follow(conversion);
        return methods.BodyOf(@operator) is not null && Add(@operator.Parameters[0]);
    }

    private bool FollowAccess(IConditionalAccessOperation access) =>
        access.WhenNotNull.DescendantsAndSelf().Any(part => part is IConditionalAccessInstanceOperation && Follow(part));

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

    private bool FollowInto(IOperation target) => target switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation => Add(SymbolOf(target)),
        IPropertyReferenceOperation { Arguments.Length: 0 } property => FollowInto(property.Property),
        IDiscardOperation => false,
        IDeclarationExpressionOperation declaration => FollowInto(declaration.Expression),
        ITupleOperation tuple => tuple.Elements.Any(FollowInto),
        IConversionOperation conversion => FollowInto(conversion.Operand),
        IPropertyReferenceOperation { Instance: { } instance } => FollowHolder(instance),
        IArrayElementReferenceOperation { ArrayReference: var array } => FollowHolder(array),
        _ => true,
    };

    // A 'Deconstruct' of the source may do anything.
    private bool FollowParts(IOperation whole, IOperation parts) => methods.IsTakenApartBySource(whole.Syntax) || FollowInto(parts);

    private bool FollowInto(IPropertySymbol property)
    {
        Add(property);
        return property.SetMethod is { } setter && methods.BodyOf(setter) is not null
            && FollowParameter([setter], setter.Parameters.Length - 1);
    }

    // From now on the object is in something else.
    private bool FollowHolder(IOperation holder)
    {
        if (holder is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver })
            return FollowInitialized(holder);
        return SymbolOf(holder) is not { } symbol || Add(symbol);
    }

    private bool FollowInitialized(IOperation receiver)
    {
        var initializer = receiver.Parent;
        while (initializer is not (null or IObjectOrCollectionInitializerOperation))
            initializer = initializer.Parent;
        return initializer?.Parent switch
        {
            IMemberInitializerOperation member => FollowInto(member.InitializedMember),
            IObjectCreationOperation creation => Follow(creation),
            _ => true,
        };
    }

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        IInvocationOperation call => call.TargetMethod,
        _ => null,
    };

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
