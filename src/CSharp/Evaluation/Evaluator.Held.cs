using Hale.CSharp.Models;
using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>What members hold before anything in the code that is followed sets them.</summary>
internal sealed partial class Evaluator
{
    // Static members whose initializers are under way.
    private readonly List<ISymbol> _initializing = [];

    private bool IsStatic(Variable variable) => ReferenceEquals(variable.Frame, _statics);

    // Each type that is made of a generic one has members of its own.
    private void WriteStatic(ISymbol member, Value value) =>
        Set(new Variable(_statics, member), member.ContainingType.IsGenericType ? value.Forgotten("a member of a generic type") : value);

    // Static members of a class get their first values in the order in which they are written, those of its constructor last.
    private bool IsYetToBeSet(ISymbol member) => _initializing.Exists(running =>
        SymbolEqualityComparer.Default.Equals(running.ContainingType, member.ContainingType)
        && (IsSetByConstructor(member) || (IsBefore(running, member) && !IsSetByConstructor(running))));

    private bool IsSetByConstructor(ISymbol member) => DecisionOf(member) is IConstructorBodyOperation;

    private static bool IsBefore(ISymbol first, ISymbol second)
    {
        var (one, other) = (first.DeclaringSyntaxReferences[0], second.DeclaringSyntaxReferences[0]);
        return one.SyntaxTree != other.SyntaxTree || one.Span.Start <= other.Span.Start;
    }

    // The same value whenever it is read, wherever that is first.
    private Value Initially(ObjectId? holder, ISymbol member, IOperation initializer)
    {
        if (!_initial.TryGetValue((holder, member), out var initial))
            _initial.Add((holder, member), initial = RunInitially(holder, member, initializer));
        foreach (var made in initial.Objects.Where(made => !_state.Heap.ContainsKey(made.Target)))
            Set(made.Target, made.Content);
        return initial.Value;
    }

    private InitialValue RunInitially(ObjectId? holder, ISymbol member, IOperation initializer)
    {
        var isRehearsal = _isRehearsal;
        _isRehearsal = false;
        if (member.IsStatic)
            _initializing.Add(member);
        var value = RunBeforeAll(() => member.IsStatic && initializer is IConstructorBodyOperation
            ? LeftIn(member, initializer)
            : RunInitializer(initializer, holder is null ? null : new Reference(holder)));
        _initializing.Remove(member);
        var isFinal = !_methods.IsChangedSomewhere(member);
        if (!isFinal)
            Forget([value], $"'{member.Name}', which is changed elsewhere");
        _isRehearsal = isRehearsal;
        var objects = _state.Reachable([value]).Select(target => new ObjectContent(target, _state.Heap[target]));
        return new InitialValue(value, [.. objects], isFinal);
    }

    // What a static constructor leaves in a member, which it may leave in others, too.
    private Value LeftIn(ISymbol member, IOperation constructor)
    {
        var set = member.ContainingType.GetMembers().Where(other => other is { IsStatic: true } and (IFieldSymbol or IPropertySymbol) && IsSetByConstructor(other)).ToList();
        set.ForEach(other => WriteStatic(other, Value.DefaultOf(TypeOf(other))));
        foreach (var other in set.Where(other => _methods.InitializerOf(other) is not null))
            WriteStatic(other, RunInitializer(_methods.InitializerOf(other)!, self: null));
        RunBody(member.ContainingType.StaticConstructors[0], constructor, self: null, home: null, [], callSite: null);
        var value = ReadStatic(member);
        var parts = new HashSet<ObjectId>(_state.Reachable([value]));
        var others = _state.Variables.Keys.Where(variable => IsStatic(variable) && _methods.IsChangedSomewhere(variable.Symbol));
        if (others.Any(other => _state.Reachable([_state.Variables[other]]).Any(parts.Contains)))
            Forget([value], $"'{member.Name}', which has another name");
        return value;
    }

    private bool IsRunningConstructorOf(ITypeSymbol type) =>
        _frame.Method?.MethodKind is MethodKind.StaticConstructor && _initializing.Exists(running => SymbolEqualityComparer.Default.Equals(running.ContainingType, type));

    // An initializer runs at some earlier time, when static members had other values than now. What it gives them may be gone.
    private Value RunBeforeAll(Evaluation initializer)
    {
        var before = _state.Variables;
        var statics = before.Keys.Where(IsStatic).ToList();
        _state = _state with { Variables = before.RemoveRange(statics) };
        var value = initializer();
        var after = _state.Variables;
        foreach (var variable in statics)
            _state = _state.With(variable, before[variable]);
        foreach (var variable in after.Keys.Where(IsStatic))
        {
            var mayBe = before.TryGetValue(variable, out var old) ? Value.Join(old, after[variable]) : after[variable];
            if (IsSetByConstructor(variable.Symbol))
                _state = _state with { Variables = _state.Variables.Remove(variable) }; // The constructor gives it, whenever it is asked for.
            else
                Set(variable, mayBe.Forgotten("an initializer"));
        }

        return value;
    }

    private Value? InitialValue(ISymbol member, string name, ObjectId target, Instance instance) =>
        instance.IsOpen ? DecidedByClass(member, target) : CreatedWhenRead(member, name, target);

    // Lists and maps of Pulumi's models are created when they are first asked for.
    private static bool IsCreatedWhenRead(ISymbol member) =>
        member is IPropertySymbol { Type: INamedTypeSymbol { Name: "InputList" or "InputMap" } type } && KnownCalls.IsPulumi(type)
        && KnownCalls.IsPulumi(member.ContainingType);

    private bool IsYetToBeCreated(Value holder, IOperation member) =>
        member is IPropertyReferenceOperation { Property: var property } && IsCreatedWhenRead(property)
        && InstanceOf(holder) is { IsOpen: false } instance && !instance.Slots.ContainsKey(_models.SlotName(property, property.ContainingType));

    private Value? CreatedWhenRead(ISymbol member, string name, ObjectId target)
    {
        if (!IsCreatedWhenRead(member) || TypeOf(member) is not INamedTypeSymbol type)
            return null;
        var created = Allocate(target.Creation, type, _models.CollectionOf(type) is CollectionKind.Map ? Map.Empty : Sequence.Empty);
        WriteSlot(target, name, new Slot(created, target.Creation, target.Creation), isSure: true);
        return created;
    }

    // An object that came from outside still has what its class alone decides.
    private Value? DecidedByClass(ISymbol member, ObjectId target) =>
        DecisionOf(member) is { } initializer ? Initially(target, member, initializer) : null;

    private IOperation? DecisionOf(ISymbol member) =>
        _methods.InitializerOf(member) is { } initializer && _methods.Uses.IsSetOnlyByInitializer(member) ? initializer : _methods.Uses.GivenByConstructor(member);

    // The same for one of which nothing is seen, and whose class may be a derived one.
    private Value? DecidedByClass(ISymbol member, Value stranger)
    {
        if (stranger is not Opaque { Origin: var origin } || member is not { IsVirtual: false, IsOverride: false, IsAbstract: false, ContainingType.IsReferenceType: true })
            return null;
        if (!_methods.IsInSource(member.ContainingType) || DecisionOf(member) is not { } initializer)
            return null;
        if (!_strangers.TryGetValue(origin, out var target))
            _strangers.Add(origin, target = new ObjectId(initializer.Syntax, member.ContainingType, _statics, _created++, isRehearsed: false));
        return Initially(target, member, initializer);
    }
}
