using Hale.CSharp.Manifests;
using Hale.CSharp.Models;
using Hale.CSharp.Values;
using Hale.Rules.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SourceText = Hale.Rules.Tree.SourceText;

namespace Hale.CSharp.Evaluation;

/// <summary>
/// Runs C# without running it: follows the operations of a method with values that may be known, partly known or unknown,
/// joins what several ways leave behind, and calls the methods whose source is there. Every root object that leaves the
/// source by a call is recorded as it is at that moment.
/// </summary>
internal sealed partial class Evaluator
{
    private readonly SourceMethods _methods;
    private readonly ModelTypes _models;
    private readonly ManifestRecorder _manifests;
    private readonly HashSet<IMethodSymbol> _followed;
    private readonly Func<SyntaxTree, SourceText> _sourceOf;
    private readonly Func<SourceText, IReadOnlyList<Document>>? _readYaml;
    private readonly Stack<Value> _implicitReceivers = new();
    private readonly Stack<Value> _conditionalReceivers = new();
    private readonly Dictionary<(Frame Frame, IOperation Operation), Value> _held = [];
    private readonly Frame _statics = new(caller: null, home: null, method: null, self: null, callSite: null);
    private readonly Dictionary<(ObjectId? Holder, ISymbol Member), InitialValue> _initial = [];
    private readonly Dictionary<(object Origin, string Member), object> _members = [];
    private readonly Dictionary<object, ObjectId> _strangers = [];
    private readonly List<Function> _lambdas = [];
    private readonly HashSet<IOperation> _calledLambdas = [];
    private Reference _outside = null!;
    private readonly Budget _budget;
    private State _state;
    private Frame _frame;
    private int _created;
    private bool _isRehearsal;

    public Evaluator(
        SourceMethods methods, ModelTypes models, ManifestRecorder manifests, HashSet<IMethodSymbol> followed,
        BuilderText text, Budget budget)
    {
        _sourceOf = text.SourceOf;
        _readYaml = text.ReadYaml;
        _methods = methods;
        _models = models;
        _manifests = manifests;
        _followed = followed;
        _budget = budget;
        _state = State.Empty(budget);
        _frame = _statics;
    }

    private delegate Value Evaluation();

    /// <summary>Runs an entry: a method that nothing in the source calls, on an object of which nothing else is known.</summary>
    /// <param name="method">The entry.</param>
    /// <param name="type">The class on whose object it runs; it may be derived from the one that declares the method.</param>
    /// <exception cref="BudgetException">It is too much to follow.</exception>
    public void Run(IMethodSymbol method, INamedTypeSymbol? type)
    {
        var body = _methods.BodyOf(method);
        if (body is null)
            return;
        Begin(body.Syntax);
        var self = method.IsStatic || type is null ? null : StrangerOf(type, body.Syntax);
        var parameters = method.Parameters.Select(parameter => new Argument(parameter, Stranger(parameter)));
        var result = RunBody(method, body, self, home: null, [.. parameters], callSite: null);
        RunUncalled();
        var unfinished = HeldElsewhere(self, initial => !initial.IsFinal);
        _manifests.EndEntry(_state, result, [.. unfinished], [.. HeldElsewhere(self, _ => true)]);
    }

    /// <summary>Runs what gives a field or property its first value.</summary>
    /// <param name="member">The field or property.</param>
    /// <param name="initializer">What gives it the value.</param>
    /// <param name="isUsed">Whether some method does something with it.</param>
    /// <exception cref="BudgetException">It is too much to follow.</exception>
    public void Run(ISymbol member, IOperation initializer, bool isUsed)
    {
        Begin(initializer.Syntax);
        var self = member.IsStatic ? null : StrangerOf(member.ContainingType, initializer.Syntax);
        var value = Initially(self?.Target, member, initializer);
        RunUncalled();
        var others = HeldElsewhere(self, initial => !ReferenceEquals(initial.Value, value));
        _manifests.EndInitializer(_state, value, [.. others], isFinal: !isUsed && _methods.Uses.IsSetOnlyByInitializer(member));
    }

    private void Begin(SyntaxNode entry)
    {
        _state = State.Empty(_budget);
        _frame = _statics;
        _outside = new Reference(new ObjectId(entry, type: null, _statics, _created++, isRehearsed: false));
    }

    // A lambda that was kept and that nothing called, such as one of a table of factories, is called by code that was not followed.
    private void RunUncalled()
    {
        for (var i = 0; i < _lambdas.Count; i++)
        {
            if (!_calledLambdas.Contains(_lambdas[i].Body!))
                RunForStranger(_lambdas[i], _lambdas[i].Body!.Syntax);
        }
    }

    // What the object and the static members hold may be completed by other methods.
    private IEnumerable<Value> HeldElsewhere(Value? self, Func<InitialValue, bool> isHeld) =>
        _state.Variables.Keys.Where(IsStatic).Select(variable => _state.Variables[variable])
            .Concat(_initial.Values.Where(isHeld).Select(initial => initial.Value)).Concat(self is null ? [] : [self]);

    /// <summary>What an expression evaluates to; its effects are in the state afterwards.</summary>
    private Value Evaluate(IOperation operation)
    {
        _budget.Step();
        if (_held.Count > 0 && _held.TryGetValue((_frame, operation), out var held))
            return held;
        if (operation.ConstantValue is { HasValue: true } constant)
            return constant.Value is string text ? ConstantText(operation, text) : Constant(operation.Type, constant.Value);
        return operation switch
        {
            IConversionOperation conversion => EvaluateConversion(conversion),
            IParenthesizedOperation parenthesized => Evaluate(parenthesized.Operand),
            IObjectCreationOperation creation => Create(creation),
            IInvocationOperation invocation => Invoke(invocation),
            ILocalReferenceOperation local => Read(local.Local),
            IParameterReferenceOperation parameter => ReadParameter(parameter.Parameter),
            IPropertyReferenceOperation property => ReadProperty(property),
            IFieldReferenceOperation field => ReadField(field),
            ISimpleAssignmentOperation assignment => Assign(assignment),
            ICoalesceAssignmentOperation assignment => AssignIfNull(assignment),
            ICompoundAssignmentOperation assignment => AssignCompound(assignment),
            IIncrementOrDecrementOperation increment => Increment(increment),
            IDeconstructionAssignmentOperation assignment => Deconstruct(assignment),
            IInstanceReferenceOperation instance => ReadInstance(instance),
            IInterpolatedStringOperation text => Interpolate(text),
            IInterpolatedStringHandlerCreationOperation handler => Interpolate(handler),
            IBinaryOperation binary => EvaluateBinary(binary),
            IUnaryOperation unary => EvaluateUnary(unary),
            IConditionalOperation conditional => Choose(conditional),
            ICoalesceOperation coalesce => Coalesce(coalesce),
            IConditionalAccessOperation access => AccessIfPresent(access),
            IConditionalAccessInstanceOperation when _conditionalReceivers.Count > 0 => _conditionalReceivers.Peek(),
            IConditionalAccessInstanceOperation => Value.Unknown("a conditional access"),
            IIsPatternOperation or IIsTypeOperation => EvaluateCondition(operation),
            ISwitchExpressionOperation @switch => EvaluateSwitch(@switch),
            IArrayCreationOperation array => CreateArray(array),
            IArrayElementReferenceOperation element => ReadElement(element),
            IImplicitIndexerReferenceOperation element => ReadImplicitIndexer(element),
            IAnonymousObjectCreationOperation anonymous => CreateAnonymous(anonymous),
            ITupleOperation tuple => CreateTuple(tuple),
            ITypeParameterObjectCreationOperation creation => Create(creation),
            IWithOperation with => CopyWith(with),
            IAnonymousFunctionOperation function => Capture(function),
            IDelegateCreationOperation creation => Evaluate(creation.Target),
            IMethodReferenceOperation method => TakeMethod(method),
            IAwaitOperation awaited => ResultOf(Evaluate(awaited.Operation), awaited.Type),
            IDefaultValueOperation => CreateDefault(operation),
            IThrowOperation @throw => Throw(@throw),
            IDeclarationExpressionOperation declaration => Evaluate(declaration.Expression),
            ITranslatedQueryOperation query => Evaluate(query.Operation),
            IInvalidOperation invalid => EvaluateInvalid(invalid),
            IAddressOfOperation => throw new BudgetException("What is changed by a pointer is not followed"),
            INameOfOperation or ITypeOfOperation or ISizeOfOperation => Value.Present("a name"),
            _ => EvaluateOther(operation),
        };
    }

    // What is not modelled may do anything to what it is given.
    private Value EvaluateOther(IOperation operation)
    {
        if (TryCreateCollection(operation) is { } collection)
            return collection;
        if (operation.Kind is OperationKind.None && TryReadMember(operation) is { } member)
            return member;
        var values = operation.ChildOperations.Select(Evaluate).ToList();
        var called = (operation.Syntax as InvocationExpressionSyntax)?.Expression as MemberAccessExpressionSyntax;
        if (called is not null && KnownCalls.IsSinkName(called.Name.Identifier.ValueText))
            values.ForEach(value => Leave(value, sinkNamespace: null));
        if (called is not null && KnownCalls.IsScaling(called.Name.Identifier.ValueText))
            HideScaling(operation.Syntax);
        Lose(values, operation.Syntax, "code that is not followed");
        return Value.Unknown("code that is not followed");
    }

    // A task that is there may have null as its result.
    private static Value ResultOf(Value task, ITypeSymbol? type) =>
        task is Opaque { IsPresent: true } unknown && Value.OfType(type, unknown.Reason).IsNull.IsUnknown
            ? unknown with { IsPresent = false }
            : task;

    private Value Throw(IThrowOperation @throw)
    {
        if (@throw.Exception is { } exception)
            Evaluate(exception);
        _state = _state.Unreachable;
        return Value.Null;
    }

    // Several ways, of which it is not known which one is taken.
    private Value Either(State first, Evaluation onFirst, State second, Evaluation onSecond)
    {
        _state = first;
        var left = first.IsReachable ? onFirst() : Value.Null;
        var afterLeft = _state;
        _state = second;
        var right = second.IsReachable ? onSecond() : Value.Null;
        var result = !afterLeft.IsReachable ? right : !_state.IsReachable ? left : Value.Join(left, right);
        _state = State.Join(afterLeft, _state);
        return result;
    }

    // Long collections are work too: they are copied for each element.
    private void Spend(int elements)
    {
        _budget.Look(elements / 4);
        if (elements > Limits.Elements)
            throw new BudgetException();
    }
}

/// <summary>What an initializer gives to a member that nothing else sets.</summary>
/// <param name="Value">The value.</param>
/// <param name="Objects">The objects of the value as they are made.</param>
/// <param name="IsFinal">Whether nothing in the source may change it later.</param>
internal sealed record InitialValue(Value Value, IReadOnlyList<ObjectContent> Objects, bool IsFinal);
