using Hale.CSharp.Models;
using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>Variables, members and elements: how they are read and written.</summary>
internal sealed partial class Evaluator
{
    private Value Read(ISymbol variable) =>
        Find(variable) is { } found ? ValueOf(found) : Value.Unknown($"'{variable.Name}', which is set elsewhere");

    private Value ReadParameter(IParameterSymbol parameter)
    {
        if (Find(parameter) is { } found)
            return ValueOf(found);
        if (SourceMethods.IsReceiver(parameter))
            return ReadReceiver(parameter);

        // A parameter of a primary constructor lives as long as its object.
        return parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } && _frame.Self is { } self
            ? ReadSlot(self, CapturedName(parameter), parameter.Type, $"the parameter '{parameter.Name}'", () => StrangerOf(self, parameter))
            : Stranger(parameter);
    }

    // What the method of an 'extension' block is called on. For an entry that is the stranger on which it runs.
    private Value ReadReceiver(IParameterSymbol parameter) =>
        parameter.RefKind is not RefKind.None ? throw new BudgetException("What is changed under another name of a variable is not followed")
        : _frame.Self is not Reference { Target.Type: { } type } || !SymbolEqualityComparer.Default.Equals(type, parameter.ContainingSymbol)
            ? _frame.Self ?? Stranger(parameter)
            : Stranger(parameter);

    // The object that has a parameter of a primary constructor, outside of it; null for any other parameter.
    private ObjectId? HolderOf(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } && Find(parameter) is null ? (_frame.Self as Reference)?.Target : null;

    // What the constructor of an object got that came from outside. It is the same wherever the object's class asks for it.
    private Value? StrangerOf(Value self, IParameterSymbol parameter) => _methods.Uses.IsSetInItsClass(parameter) ? null
        : SameAgain(((Reference)self).Target, CapturedName(parameter), (Opaque)Value.OfType(parameter.Type, $"the parameter '{parameter.Name}'"));

    // What a caller that is not known passes.
    private static Opaque Stranger(IParameterSymbol parameter) =>
        new(parameter.Type.IsValueType && !ValueTypes.IsNullable(parameter.Type), $"the parameter '{parameter.Name}'");

    // The variable of the call that has it; null when none has given it a value.
    private Variable? Find(ISymbol symbol)
    {
        for (var frame = _frame; frame is not null; frame = frame.Home)
        {
            if (new Variable(frame, symbol) is var variable && _state.Variables.ContainsKey(variable))
                return variable;
        }

        return null;
    }

    private Value ValueOf(Variable variable)
    {
        NotIn(_borrowed, variable);
        return _state.Variables[variable];
    }

    // A class and those that it is derived from may have parameters of the same name.
    private static string CapturedName(IParameterSymbol parameter)
    {
        var level = 0;
        for (var type = parameter.ContainingType.BaseType; type is not null; type = type.BaseType)
            level++;
        return $".{parameter.Name}.{level}";
    }

    private void Write(ISymbol variable, Value value)
    {
        var found = Find(variable);
        if (found is null)
            _frame.Declare(variable);
        Set(found ?? new Variable(_frame, variable), Stored(value));
    }

    // What holds a struct or tuple has a copy of its own.
    private Value Stored(Value value) =>
        value is Reference { Target: var target } && IsCopied(target) && ContentOf(value) is { } content
            ? Allocate(target.Creation, target.Type, content is Map ? content : content.Mapped(Stored))
            : value;

    private static bool IsCopied(ObjectId target) => target.Type is { IsValueType: true } || target.Creation is TupleExpressionSyntax;

    private Value ReadInstance(IInstanceReferenceOperation instance) => instance.ReferenceKind switch
    {
        InstanceReferenceKind.ImplicitReceiver or InstanceReferenceKind.PatternInput when _implicitReceivers.Count > 0 =>
            _implicitReceivers.Peek(),
        InstanceReferenceKind.ContainingTypeInstance => _frame.Self ?? Value.Present("the object itself"),
        _ => Value.Present("the object itself"),
    };

    // What has a member that is read or set is not null, or the method ends there.
    private Value EvaluateHolder(IOperation instance)
    {
        var holder = Evaluate(instance);
        var mayBeNull = holder is OneOf && holder.IsNull.IsUnknown && instance.Type is { IsReferenceType: true };
        if (!mayBeNull || _held.ContainsKey((_frame, instance)))
            return holder;
        var present = holder.WithoutNull();
        _state = Refined(_state, instance, present);
        return present;
    }

    private Value ReadField(IFieldReferenceOperation reference)
    {
        var field = reference.Field;
        if (field.IsStatic)
            return ReadStatic(field);
        var receiver = EvaluateHolder(reference.Instance!);
        return IsTupleItem(field)
            ? TupleItem(receiver, TupleIndex(field))
            : ReadMember(receiver, field, field.Type);
    }

    private Value ReadProperty(IPropertyReferenceOperation reference)
    {
        var property = reference.Property;
        if (property is { IsStatic: true, IsAbstract: false, IsVirtual: false })
            return ReadStaticProperty(property, reference.Syntax);
        if (property.IsStatic)
            return ReadOfTypeParameter(property, reference);
        var receiver = EvaluateHolder(reference.Instance!);
        if (reference.Arguments.Length > 0)
            return ReadIndexer(reference, receiver);
        return ReadKnownProperty(receiver, property, reference)
            ?? (IsOfBase(reference) ? ReadExactly(receiver, Hierarchy.ReadBy(property), property.Type) : ReadMember(receiver, property, property.Type));
    }

    // 'base.Name' does not look at the object's class.
    private static bool IsOfBase(IMemberReferenceOperation reference) => reference.Instance?.Syntax is BaseExpressionSyntax;

    private Value ReadStaticProperty(IPropertySymbol property, SyntaxNode site)
    {
        if (property.GetMethod is { } getter && _methods.BodyOf(getter) is { } body && CanEnter(getter))
            return RunBody(getter, body, self: null, home: null, [], site);
        return ReadStatic(property);
    }

    private Value ReadOfTypeParameter(IPropertySymbol property, IPropertyReferenceOperation reference) =>
        OfTypeParameter(property, reference.ConstrainedToType) is IPropertySymbol { IsAbstract: false } own
            ? ReadStaticProperty(own, reference.Syntax)
            : FromOutside(property.Type, $"'{property.Name}' of a type that is not known");

    // What an initializer gives a member that nothing else can change.
    private Value ReadStatic(ISymbol member)
    {
        if (IsEmptyCollection(member))
            return CreateEmpty(_outside.Target.Creation, (INamedTypeSymbol)TypeOf(member));
        if (member.Name is "Zero" && ValueTypes.IsTimeSpan(member.ContainingType))
            return new Duration(0);
        if (member.Name is "Empty" && member.ContainingType.SpecialType is SpecialType.System_String)
            return new Scalar("");
        if (new Variable(_statics, member) is var variable && _state.Variables.ContainsKey(variable))
            return ValueOf(variable);
        if (IsYetToBeSet(member))
            return Value.Unknown($"'{member.ContainingType.Name}.{member.Name}', which has no value yet");
        var isOfMany = member.ContainingType.IsGenericType && _methods.IsChangedSomewhere(member);
        return !isOfMany && DecisionOf(member) is { } initializer ? Initially(holder: null, member, initializer)
            : FromOutside(TypeOf(member), $"'{member.ContainingType.Name}.{member.Name}', which is set elsewhere");
    }

    // Of the framework's immutable collections.
    private bool IsEmptyCollection(ISymbol member) =>
        member.Name is "Empty" && TypeOf(member) is INamedTypeSymbol type && _models.CollectionOf(type) is not CollectionKind.None
        && NamespaceName.Of(member) is "System.Collections.Immutable" or "System.Collections.Frozen";

    private static ITypeSymbol TypeOf(ISymbol member) => member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;

    private Value ReadMember(Value receiver, ISymbol member, ITypeSymbol type)
    {
        var choices = receiver.Choices.Where(choice => !choice.IsNull.IsTrue).ToList();
        return choices.Count == 0 ? Value.Unknown("a member of null") : OneOfThese(choices, choice => ReadMemberOf(choice, member, type));
    }

    // What is evaluated for one of several values, of which it is not known which one it is.
    private Value OneOfThese(IReadOnlyList<Value> choices, Func<Value, Value> evaluate)
    {
        var before = _state;
        var result = evaluate(choices[0]);
        foreach (var choice in choices.Skip(1))
        {
            var (after, value) = (_state, result);
            result = Either(after, () => value, before, () => evaluate(choice));
        }

        return result;
    }

    private Value ReadMemberOf(Value receiver, ISymbol member, ITypeSymbol type) => InstanceOf(receiver) is null
        ? ReadExactly(receiver, member, type)
        : ReadExactly(receiver, Hierarchy.ReadBy(Hierarchy.Actual(member, ((Reference)receiver).Target.Type)), type);

    private Value ReadExactly(Value receiver, ISymbol member, ITypeSymbol type)
    {
        if (InstanceOf(receiver) is not { } instance)
            return DecidedByClass(member, receiver) ?? SameAgain(receiver, member.Name, FromOutside(type, $"'{member.Name}' of {Describe(receiver)}"));
        var target = ((Reference)receiver).Target;
        if (member is IPropertySymbol { GetMethod: { } getter } && _methods.BodyOf(getter) is { } body)
            return CanEnter(getter) ? RunBody(getter, body, receiver, home: null, [], target.Creation) : TooDeep(receiver, member, type);
        var name = _models.SlotName(member, target.Type);
        return ReadSlot(receiver, name, type, $"'{member.Name}'", () => InitialValue(member, name, target, instance));
    }

    private Value TooDeep(Value receiver, ISymbol member, ITypeSymbol type) =>
        Aliased(Value.OfType(type, $"'{member.Name}', which is too deep to follow"), ReachedFrom([receiver]), type);

    /// <summary>What an object with members holds now; null for anything else.</summary>
    private Instance? InstanceOf(Value value) => value is Reference reference ? InstanceAt(reference.Target) : null;

    private Instance? InstanceAt(ObjectId target) => _state.Heap.TryGetValue(target, out var content) ? content as Instance : null;

    private Value ReadSlot(Value receiver, string name, ITypeSymbol? type, string what, Func<Value?>? initially = null)
    {
        if (InstanceOf(receiver) is not { } instance)
            return Value.OfType(type, what);
        if (instance.Slots.TryGetValue(name, out var slot))
            return slot.Value;
        return initially?.Invoke() ?? (instance.IsOpen ? Value.OfType(type, $"{what}, which is set elsewhere") : Value.DefaultOf(type));
    }

    private static string Describe(Value value) => value is Opaque opaque ? opaque.Reason : "something that is not followed";

    private static SyntaxNode NameOf(SyntaxNode reference) => reference switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => reference,
    };

    private void WriteMember(Value receiver, ISymbol member, Value value, SyntaxNode at, SyntaxNode nameAt, bool isExact = false)
    {
        ForgetMembers([receiver]);
        if (_hasTextBuilders && SetLength(receiver, member, value))
            return;
        if (receiver.Choices.Any(choice => choice is Opaque))
            Escape([value]);
        foreach (var reference in receiver.Choices.OfType<Reference>())
        {
            var actual = Hierarchy.SetBy(isExact ? member : Hierarchy.Actual(member, reference.Target.Type));
            if (actual is IPropertySymbol { SetMethod: { } setter } && _methods.BodyOf(setter) is { } body)
                RunSetter(setter, body, reference, [value], at, isSure: receiver is Reference);
            else
                WriteSlot(reference.Target, _models.SlotName(actual, reference.Target.Type), new Slot(value, at, nameAt), isSure: receiver is Reference);
        }
    }

    private void RunSetter(
        IMethodSymbol setter, IOperation body, Reference receiver, IReadOnlyList<Value> arguments, SyntaxNode at, bool isSure)
    {
        if (!CanEnter(setter))
        {
            Lose([receiver, .. arguments], at, "a property that is too deep to follow");
            return;
        }

        var before = _state;
        RunBody(setter, body, receiver, home: null, ArgumentsOf(setter, arguments), at);
        if (!isSure)
            _state = State.Join(before, _state);
    }

    private static List<Argument> ArgumentsOf(IMethodSymbol method, IReadOnlyList<Value> values) =>
        [.. method.Parameters.Zip(values, (parameter, value) => new Argument(parameter, value))];

    private void WriteSlot(ObjectId target, string name, Slot slot, bool isSure)
    {
        slot = slot.With(Stored(slot.Value));
        if (InstanceAt(target) is not { } instance)
            return;
        var written = instance with { Slots = instance.Slots.SetItem(name, slot) };
        Set(target, isSure ? written : Instance.Join(instance, written));
    }

    private void Refine(Value receiver, IPropertySymbol property, Value value, SyntaxNode at)
    {
        if (InstanceOf(receiver) is not { } instance)
            return;
        var target = ((Reference)receiver).Target;
        var actual = (IPropertySymbol)Hierarchy.ReadBy(Hierarchy.Actual(property, target.Type));
        if (FieldNames.IsComputed(actual))
            return;
        var name = _models.SlotName(actual, target.Type);
        var slot = instance.Slots.TryGetValue(name, out var written) ? written.With(value) : new Slot(value, at, NameOf(at));
        if (!value.IsNull.IsTrue || instance.Slots.ContainsKey(name) || instance.IsOpen)
            Set(target, instance with { Slots = instance.Slots.SetItem(name, slot) });
    }

    /// <summary>What an object of the heap holds now; null for anything that is not one object.</summary>
    private HeapObject? ContentOf(Value value)
    {
        if (value is not Reference reference || !_state.Heap.TryGetValue(reference.Target, out var content))
            return null;
        return content is Sequence { Later: { } later } query && IsStale(later)
            ? query.Loosened with { Later = later, IsRead = query.IsRead }
            : content;
    }
}
