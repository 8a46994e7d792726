using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>Variables, members and elements: how they are read and written.</summary>
internal sealed partial class Evaluator
{
    private Value Read(ISymbol variable)
    {
        for (var frame = _frame; frame is not null; frame = frame.Home)
        {
            if (_state.Variables.TryGetValue(new Variable(frame, variable), out var value))
                return value;
        }

        return Value.Unknown($"'{variable.Name}', which is set elsewhere");
    }

    private Value ReadParameter(IParameterSymbol parameter)
    {
        for (var frame = _frame; frame is not null; frame = frame.Home)
        {
            if (_state.Variables.TryGetValue(new Variable(frame, parameter), out var value))
                return value;
        }

        // A parameter of a primary constructor lives as long as its object.
        return parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } && _frame.Self is { } self
            ? ReadSlot(self, CapturedName(parameter), parameter.Type, $"the parameter '{parameter.Name}'")
            : Result(parameter.Type, $"the parameter '{parameter.Name}'");
    }

    private static string CapturedName(IParameterSymbol parameter) => $".{parameter.Name}.";

    private void Write(ISymbol variable, Value value)
    {
        var owner = _frame;
        for (var frame = _frame; frame is not null; frame = frame.Home)
        {
            if (_state.Variables.ContainsKey(new Variable(frame, variable)))
                owner = frame;
        }

        if (!_state.Variables.ContainsKey(new Variable(owner, variable)))
            owner.Declare(variable);
        var stored = Copied(value, (variable as ILocalSymbol)?.Type);
        _state = _state with { Variables = _state.Variables.SetItem(new Variable(owner, variable), stored) };
    }

    private Value ReadInstance(IInstanceReferenceOperation instance) => instance.ReferenceKind switch
    {
        InstanceReferenceKind.ImplicitReceiver or InstanceReferenceKind.PatternInput when _implicitReceivers.Count > 0 => _implicitReceivers.Peek(),
        InstanceReferenceKind.ContainingTypeInstance => _frame.Self ?? Value.Present("the object itself"),
        _ => Value.Present("the object itself"),
    };

    private Value ReadField(IFieldReferenceOperation reference)
    {
        var field = reference.Field;
        if (field.IsStatic)
            return ReadStatic(field, field.IsReadOnly);
        var receiver = Evaluate(reference.Instance!);
        return field.ContainingType.IsTupleType || field.CorrespondingTupleField is not null
            ? TupleItem(receiver, TupleIndex(field))
            : ReadMember(receiver, field, field.Type);
    }

    private Value ReadProperty(IPropertyReferenceOperation reference)
    {
        var property = reference.Property;
        if (property.IsStatic)
            return ReadStaticProperty(property, reference.Syntax);
        var receiver = Evaluate(reference.Instance!);
        if (reference.Arguments.Length > 0)
            return ReadIndexer(reference, receiver);
        return ReadKnownProperty(receiver, property, reference) ?? ReadMember(receiver, property, property.Type);
    }

    private Value ReadStaticProperty(IPropertySymbol property, SyntaxNode site)
    {
        if (property.GetMethod is { } getter && _methods.BodyOf(getter) is { } body && CanEnter(getter))
            return RunBody(getter, body, self: null, home: null, [], site);
        return ReadStatic(property, property.SetMethod is null);
    }

    // What an initializer gives a member that nothing else can change.
    private Value ReadStatic(ISymbol member, bool isReadOnly)
    {
        if (_state.Variables.TryGetValue(new Variable(_statics, member), out var known))
            return known;
        if (!isReadOnly || _methods.InitializerOf(member) is not { } initializer || _methods.IsSetByConstructor(member))
            return Result(TypeOf(member), $"'{member.ContainingType.Name}.{member.Name}', which is set elsewhere");
        return Initially(holder: null, member, initializer);
    }

    private static ITypeSymbol TypeOf(ISymbol member) => member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;

    /// <summary>What a foreign member or call gives: its type tells whether it may be null.</summary>
    private static Value Result(ITypeSymbol? type, string reason) =>
        new Opaque(type is { IsValueType: true } && type.OriginalDefinition.SpecialType is not SpecialType.System_Nullable_T
            || type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated }, reason);

    private Value ReadMember(Value receiver, ISymbol member, ITypeSymbol type)
    {
        var values = receiver.Choices.Where(choice => !choice.IsNull.IsTrue).Select(choice => ReadMemberOf(choice, member, type)).ToList();
        return values.Count == 0 ? Value.Unknown("a member of null") : values.Aggregate(Value.Join);
    }

    private Value ReadMemberOf(Value receiver, ISymbol member, ITypeSymbol type)
    {
        if (receiver is not Reference { Target: var target } || !_state.Heap.TryGetValue(target, out var @object) || @object is not Instance)
            return Result(type, $"'{member.Name}' of {Describe(receiver)}");
        var actual = SourceMethods.Actual(member, target.Type);
        if (actual is IPropertySymbol { GetMethod: { } getter } && _methods.BodyOf(getter) is { } body && CanEnter(getter))
            return RunBody(getter, body, receiver, home: null, [], target.Creation);
        if (_models.SlotName(actual) is not { } name)
            return Value.Unknown($"'{member.Name}', which is not written");
        return ReadSlot(receiver, name, type, $"'{member.Name}'", () => InitialValue(actual, name, target, (Instance)@object));
    }

    private Value ReadSlot(Value receiver, string name, ITypeSymbol? type, string what, Func<Value?>? initially = null)
    {
        if (receiver is not Reference reference || !_state.Heap.TryGetValue(reference.Target, out var @object) || @object is not Instance instance)
            return Result(type, what);
        if (instance.Slots.TryGetValue(name, out var slot))
            return slot.Value;
        return initially?.Invoke() ?? (instance.IsOpen ? Result(type, $"{what}, which is set elsewhere") : DefaultOf(type));
    }

    private static string Describe(Value value) => value is Opaque opaque ? opaque.Reason : "something that is not followed";

    private Value Assign(ISimpleAssignmentOperation assignment)
    {
        var value = Evaluate(assignment.Value);
        Write(assignment.Target, value, assignment.Value.Syntax);
        return value;
    }

    private Value AssignIfNull(ICoalesceAssignmentOperation assignment)
    {
        var old = Evaluate(assignment.Target);
        var (isNull, isNotNull) = SplitBy(old.IsNull);
        var result = Either(isNotNull, old.WithoutNull, isNull, () =>
        {
            var value = Evaluate(assignment.Value);
            Write(assignment.Target, value, assignment.Value.Syntax);
            return value;
        });
        if (old.IsNull.IsUnknown)
            Write(assignment.Target, result, assignment.Value.Syntax);
        return result;
    }

    private Value AssignCompound(ICompoundAssignmentOperation assignment)
    {
        var left = Evaluate(assignment.Target);
        var right = Evaluate(assignment.Value);
        var value = assignment.OperatorKind is BinaryOperatorKind.Add && assignment.Type?.SpecialType is SpecialType.System_String
            ? PartialText.From([left, right])
            : Calculate(assignment.OperatorKind, left, right);
        Write(assignment.Target, value, assignment.Value.Syntax);
        return value;
    }

    private Value Increment(IIncrementOrDecrementOperation increment)
    {
        var old = Evaluate(increment.Target);
        var kind = increment.Kind is OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        var value = Calculate(kind, old, Value.Of(1));
        Write(increment.Target, value, increment.Syntax);
        return increment.IsPostfix ? old : value;
    }

    private Value Deconstruct(IDeconstructionAssignmentOperation assignment)
    {
        var value = Evaluate(assignment.Value);
        Write(assignment.Target, value, assignment.Value.Syntax);
        return value;
    }

    private void Write(IOperation target, Value value, SyntaxNode at)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                Write(local.Local, value);
                break;
            case IParameterReferenceOperation parameter:
                Write(parameter.Parameter, value);
                break;
            case IPropertyReferenceOperation { Arguments.Length: > 0 } indexer:
                WriteIndex(Evaluate(indexer.Instance!), [.. indexer.Arguments.Select(argument => Evaluate(argument.Value))], value, at, indexer.Syntax);
                break;
            case IArrayElementReferenceOperation element:
                WriteIndex(Evaluate(element.ArrayReference), [.. element.Indices.Select(Evaluate)], value, at, element.Syntax);
                break;
            case IPropertyReferenceOperation { Instance: { } instance } property:
                WriteMember(Evaluate(instance), property.Property, value, at, NameOf(property.Syntax));
                break;
            case IFieldReferenceOperation { Instance: { } instance } field:
                WriteMember(Evaluate(instance), field.Field, value, at, NameOf(field.Syntax));
                break;
            case IDeclarationExpressionOperation declaration:
                Write(declaration.Expression, value, at);
                break;
            case ITupleOperation tuple:
                WriteTuple(tuple, value, at);
                break;
            case IConversionOperation conversion:
                Write(conversion.Operand, value, at);
                break;
            case IPropertyReferenceOperation { Property.SetMethod: { } setter } when _methods.BodyOf(setter) is { } body && CanEnter(setter):
                RunBody(setter, body, self: null, home: null, [(setter.Parameters[0], value)], at);
                break;
            case IMemberReferenceOperation { Instance: null, Member: IFieldSymbol or IPropertySymbol } member:
                WriteStatic(member.Member, value);
                break;
            default:
                Lose([value], at, "a place that is not followed");
                break;
        }
    }

    private void WriteTuple(ITupleOperation tuple, Value value, SyntaxNode at)
    {
        for (var i = 0; i < tuple.Elements.Length; i++)
            Write(tuple.Elements[i], TupleItem(value, i), at);
    }

    private static SyntaxNode NameOf(SyntaxNode reference) => reference switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => reference,
    };

    private void WriteMember(Value receiver, ISymbol member, Value value, SyntaxNode at, SyntaxNode nameAt)
    {
        if (receiver.Choices.Any(choice => choice is Opaque))
            _state = _state.Forgotten([value], "an object that came from outside, and that shares it"); // It may be changed there unseen.
        value = Copied(value, member is IFieldSymbol or IPropertySymbol ? TypeOf(member) : null);
        foreach (var reference in receiver.Choices.OfType<Reference>())
        {
            var actual = SourceMethods.Actual(member, reference.Target.Type);
            if (actual is IPropertySymbol { SetMethod: { } setter } && _methods.BodyOf(setter) is { } body && CanEnter(setter))
                RunBody(setter, body, reference, home: null, [(setter.Parameters[setter.Parameters.Length - 1], value)], at);
            else if (_models.SlotName(actual) is { } name)
                WriteSlot(reference.Target, name, new Slot(value, at, nameAt), isSure: receiver is Reference);
        }
    }

    private void WriteSlot(ObjectId target, string name, Slot slot, bool isSure)
    {
        if (!_state.Heap.TryGetValue(target, out var @object) || @object is not Instance instance)
            return;
        var written = instance with { Slots = instance.Slots.SetItem(name, slot) };
        Set(target, isSure ? written : Instance.Join(instance, written));
    }

    private void Refine(Value receiver, IPropertySymbol property, Value value, SyntaxNode at)
    {
        if (receiver is not Reference { Target: var target } || _models.SlotName(SourceMethods.Actual(property, target.Type)) is not { } name
            || !_state.Heap.TryGetValue(target, out var @object) || @object is not Instance instance)
        {
            return;
        }

        var slot = instance.Slots.TryGetValue(name, out var written) ? written with { Value = value } : new Slot(value, at, NameOf(at));
        if (!value.IsNull.IsTrue || instance.Slots.ContainsKey(name) || instance.IsOpen)
            Set(target, instance with { Slots = instance.Slots.SetItem(name, slot) });
    }

    private void Set(ObjectId target, HeapObject content) => _state = _state with { Heap = _state.Heap.SetItem(target, content) };

    private Value TupleItem(Value tuple, int index)
    {
        if (tuple is OneOf)
            return tuple.Choices.Select(choice => TupleItem(choice, index)).Aggregate(Value.Join);
        if (tuple is Reference reference && _state.Heap.TryGetValue(reference.Target, out var @object) && @object is Sequence sequence)
            return index >= 0 && index < sequence.Elements.Count ? sequence.Elements[index].Value : Value.Unknown("an item of a tuple");
        if (ContentOf(tuple) is Instance pair && pair.Slots.TryGetValue(index == 0 ? "key" : "value", out var slot))
            return slot.Value;
        return Value.Unknown($"an item of {Describe(tuple)}");
    }

    private static int TupleIndex(IFieldSymbol field)
    {
        var elements = field.ContainingType.TupleElements;
        return elements.IsDefault ? -1 : elements.ToList().FindIndex(element => SymbolEqualityComparer.Default.Equals(element, field)
            || SymbolEqualityComparer.Default.Equals(element.CorrespondingTupleField, field.CorrespondingTupleField));
    }

    private Value ReadElement(IArrayElementReferenceOperation element)
    {
        var array = Evaluate(element.ArrayReference);
        return ElementAt(array, element.Indices.Length == 1 ? Evaluate(element.Indices[0]) : Value.Unknown("an index"));
    }

    private Value ReadIndexer(IPropertyReferenceOperation reference, Value receiver)
    {
        var index = Evaluate(reference.Arguments[0].Value);
        if (_methods.BodyOf(reference.Property.GetMethod) is { } body && CanEnter(reference.Property.GetMethod!))
            return RunBody(reference.Property.GetMethod!, body, receiver, home: null, [(reference.Property.GetMethod!.Parameters[0], index)], reference.Syntax);
        if (ContentOf(receiver) is not Map map)
            return ElementAt(receiver, index);
        var entry = index is Scalar key ? map.Find(key.Text) : null;
        return entry is { IsCertain: true } found ? found.Slot.Value : Result(reference.Type, "an entry that is not known");
    }

    private Value ElementAt(Value list, Value index)
    {
        if (ContentOf(list) is not Sequence sequence)
            return Value.Unknown($"an element of {Describe(list)}");
        var position = index is FromEnd end && !sequence.IsOpen ? sequence.Elements.Count - end.Count : index.AsInteger() ?? -1;
        var isDecided = position >= 0 && position < sequence.Elements.Count
            && (index is FromEnd ? sequence.Elements.Skip((int)position) : sequence.Elements.Take((int)position + 1)).All(element => element.IsCertain);
        return isDecided ? sequence.Elements[(int)position].Value : AnyElement(sequence);
    }

    // Which one it is cannot be told: a change to it may be one to any of them.
    private static Value AnyElement(Sequence sequence) =>
        sequence.IsOpen || sequence.Elements.Count == 0 ? Value.Unknown("an element of a list that is not known") : sequence.Elements.Select(element => element.Value).Aggregate(Value.Join);

    private void WriteIndex(Value receiver, IReadOnlyList<Value> index, Value value, SyntaxNode at, SyntaxNode nameAt)
    {
        foreach (var reference in receiver.Choices.OfType<Reference>())
        {
            var isSure = receiver is Reference;
            var content = ContentOf(reference);
            var written = content switch
            {
                Map map => Put(map, index[0], value, at, nameAt),
                Sequence sequence => Put(sequence, index[0], value, at),
                _ => null,
            };
            if (written is not null)
                Set(reference.Target, isSure ? written : HeapObject.Join(content!, written));
            else if (content is Instance)
                _state = _state.Forgotten([reference], "an indexer that is not followed");
        }
    }

    private static Map Put(Map map, Value key, Value value, SyntaxNode at, SyntaxNode nameAt) => key is Scalar scalar
        ? map.With(new MapEntry(scalar.Text, new Slot(value, at, nameAt), IsCertain: true))
        : new Map([.. map.Entries.Select(entry => entry with { Slot = entry.Slot with { Value = Value.Join(entry.Slot.Value, value) } })], IsOpen: true);

    private static HeapObject Put(Sequence sequence, Value index, Value value, SyntaxNode at) =>
        index.AsInteger() is { } position && position >= 0 && position < sequence.Elements.Count && sequence.IsDecided
            ? sequence with { Elements = [.. sequence.Elements.Select((element, i) => i == position ? new Element(value, at, IsCertain: true) : element)] }
            : sequence.Forgotten("an element that is not known");

    /// <summary>What an object of the heap holds now; null for anything that is not one object.</summary>
    private HeapObject? ContentOf(Value value) =>
        value is Reference reference && _state.Heap.TryGetValue(reference.Target, out var @object) ? @object : null;

    private static Value ElementOfUnknown(Value collection) => Value.Unknown($"an element of {Describe(collection)}");
}
