using Hale.CSharp.Models;
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
            : new Opaque(parameter.Type.IsValueType && !IsNullable(parameter.Type), $"the parameter '{parameter.Name}'");
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
        value = Stored(value);
        _state = _state with { Variables = _state.Variables.SetItem(new Variable(owner, variable), value) };
    }

    // What holds a struct or tuple has a copy of its own.
    private Value Stored(Value value) =>
        value is Reference { Target: var target } && (target.Type is { IsValueType: true } || target.Creation is TupleExpressionSyntax) && ContentOf(value) is { } content
            ? Allocate(target.Creation, target.Type, content)
            : value;

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
        return IsTupleItem(field)
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
        if (member.Name is "Empty" && TypeOf(member) is INamedTypeSymbol empty && _models.CollectionOf(empty) is not CollectionKind.None && member.ContainingNamespace.ToDisplayString() == "System.Collections.Immutable")
            return Allocate(_outside.Target.Creation, empty, _models.CollectionOf(empty) is CollectionKind.Map ? Map.Empty : Sequence.Empty);
        if (!isReadOnly || _methods.InitializerOf(member) is not { } initializer)
            return FromOutside(TypeOf(member), $"'{member.ContainingType.Name}.{member.Name}', which is set elsewhere");
        var variable = new Variable(_statics, member);
        if (_state.Variables.TryGetValue(variable, out var known))
            return known;
        var value = RunInitializer(initializer, self: null);
        if (value is Reference && _methods.IsChangedInPlace(member))
            _state = _state.Forgotten([value], $"'{member.ContainingType.Name}.{member.Name}', which is changed elsewhere");
        _state = _state with { Variables = _state.Variables.SetItem(variable, value) };
        return value;
    }

    private static ITypeSymbol TypeOf(ISymbol member) => member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;

    /// <summary>What a foreign member or call gives: its type tells whether it may be null.</summary>
    private static Value Result(ITypeSymbol? type, string reason) =>
        new Opaque(type is { IsValueType: true } && type.OriginalDefinition.SpecialType is not SpecialType.System_Nullable_T
            || type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated }, reason);

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

    private Value ReadMemberOf(Value receiver, ISymbol member, ITypeSymbol type)
    {
        if (receiver is not Reference { Target: var target } || !_state.Heap.TryGetValue(target, out var @object) || @object is not Instance)
            return FromOutside(type, $"'{member.Name}' of {Describe(receiver)}");
        var actual = SourceMethods.Actual(member, target.Type);
        if (actual is IPropertySymbol { GetMethod: { } getter } && _methods.BodyOf(getter) is { } body && CanEnter(getter))
            return RunBody(getter, body, receiver, home: null, [], target.Creation);
        if (_models.SlotName(actual) is not { } name)
            return Value.Unknown($"'{member.Name}', which is not written");
        return ReadSlot(receiver, name, type, $"'{member.Name}'", () => InitialValue(actual, receiver));
    }

    // An object that came from outside still has what its class alone decides.
    private Value? InitialValue(ISymbol member, Value self) =>
        _methods.IsSetOnlyByInitializer(member) && _methods.InitializerOf(member) is { } initializer ? RunInitializer(initializer, self) : null;

    private Value ReadSlot(Value receiver, string name, ITypeSymbol type, string what, Func<Value?>? initially = null)
    {
        if (receiver is not Reference reference || !_state.Heap.TryGetValue(reference.Target, out var @object) || @object is not Instance instance)
            return Result(type, what);
        if (instance.Slots.TryGetValue(name, out var slot))
            return slot.Value;
        return !instance.IsOpen ? DefaultOf(type) : initially?.Invoke() ?? Result(type, $"{what}, which is set elsewhere");
    }

    private static string Describe(Value value) => value is Opaque opaque ? opaque.Reason : "something that is not followed";

    private Value Assign(ISimpleAssignmentOperation assignment) => Holding(assignment.Target, () =>
    {
        var value = Evaluate(assignment.Value);
        Write(assignment.Target, value, assignment.Value.Syntax);
        return value;
    });

    // What a target hangs on is evaluated once, before the value, however often it is then read and written.
    private Value Holding(IOperation target, Evaluation use)
    {
        var parts = PartsOf(target).Select(part => (_frame, part)).ToList();
        foreach (var part in parts)
            _held[part] = Evaluate(part.part);
        var result = use();
        foreach (var part in parts)
            _held.Remove(part);
        return result;
    }

    private static IEnumerable<IOperation> PartsOf(IOperation target) => target switch
    {
        IPropertyReferenceOperation { Instance: { } instance } property => [instance, .. property.Arguments.Select(argument => argument.Value)],
        IFieldReferenceOperation { Instance: { } instance } => [instance],
        IArrayElementReferenceOperation element => [element.ArrayReference, .. element.Indices],
        IImplicitIndexerReferenceOperation element => [element.Instance, element.Argument],
        IConversionOperation conversion => PartsOf(conversion.Operand),
        _ => [],
    };

    private Value AssignIfNull(ICoalesceAssignmentOperation assignment) => Holding(assignment.Target, () =>
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
    });

    private Value AssignCompound(ICompoundAssignmentOperation assignment) => Holding(assignment.Target, () =>
    {
        var left = Evaluate(assignment.Target);
        var right = Evaluate(assignment.Value);
        var value = assignment.OperatorKind is BinaryOperatorKind.Add && assignment.Type?.SpecialType is SpecialType.System_String
            ? PartialText.From([left, right])
            : Converted(Calculate(assignment.OperatorKind, left, Converted(right, assignment.Value.Type, assignment.Type), assignment.Type), assignment.Type, assignment.Target.Type);
        Write(assignment.Target, value, assignment.Value.Syntax);
        return value;
    });

    private Value Increment(IIncrementOrDecrementOperation increment) => Holding(increment.Target, () =>
    {
        var old = Evaluate(increment.Target);
        var kind = increment.Kind is OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        var value = Calculate(kind, old, Value.Of(1), increment.Type);
        Write(increment.Target, value, increment.Syntax);
        return increment.IsPostfix ? old : value;
    });

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
            case IImplicitIndexerReferenceOperation element:
                WriteIndex(Evaluate(element.Instance), [Evaluate(element.Argument)], value, at, element.Syntax);
                break;
            case IDiscardOperation:
                break;
            case IPropertyReferenceOperation { Instance: { } instance } property:
                WriteMember(Evaluate(instance), property.Property, value, at, NameOf(property.Syntax));
                break;
            case IFieldReferenceOperation { Instance: { } instance } item when IsTupleItem(item.Field):
                WriteIndex(Evaluate(instance), [Value.Of(TupleIndex(item.Field))], value, at, item.Syntax);
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
            default:
                Escape([value]); // A static member, say: whoever reads it gets it.
                break;
        }
    }

    private void WriteTuple(ITupleOperation tuple, Value value, SyntaxNode at)
    {
        var items = Enumerable.Range(0, tuple.Elements.Length).Select(i => TupleItem(value, i, tuple.Elements.Length)).ToList();
        foreach (var (element, item) in tuple.Elements.Zip(items, (element, item) => (element, item)))
            Write(element, item, at);
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
            Escape([value]);
        foreach (var reference in receiver.Choices.OfType<Reference>())
        {
            var actual = SourceMethods.Actual(member, reference.Target.Type);
            if (actual is IPropertySymbol { SetMethod: { } setter } && _methods.BodyOf(setter) is { } body && CanEnter(setter))
                RunSetter(setter, body, reference, value, at, isSure: receiver is Reference);
            else if (_models.SlotName(actual) is { } name)
                WriteSlot(reference.Target, name, new Slot(value, at, nameAt), isSure: receiver is Reference);
        }
    }

    private void RunSetter(IMethodSymbol setter, IOperation body, Reference receiver, Value value, SyntaxNode at, bool isSure)
    {
        var before = _state;
        RunBody(setter, body, receiver, home: null, [(setter.Parameters[setter.Parameters.Length - 1], value)], at);
        if (!isSure)
            _state = State.Join(before, _state);
    }

    private void WriteSlot(ObjectId target, string name, Slot slot, bool isSure)
    {
        slot = slot with { Value = Stored(slot.Value) };
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

    private Value TupleItem(Value tuple, int index, int count = 0)
    {
        var choices = tuple.Choices.Where(choice => !choice.IsNull.IsTrue).ToList();
        return choices.Count == 0 ? Value.Unknown("an item of null") : OneOfThese(choices, choice => ItemOf(choice, index, count));
    }

    private Value ItemOf(Value tuple, int index, int count) => ContentOf(tuple) switch
    {
        Sequence sequence when index >= 0 && index < sequence.Elements.Count => sequence.Elements[index].Value,
        Instance pair when ((Reference)tuple).Target.Type is null => pair.Slots[index == 0 ? "key" : "value"].Value,
        Instance when ((Reference)tuple).Target.Type is INamedTypeSymbol type => DeconstructedItem(tuple, type, index, count),
        _ => Value.Unknown($"an item of {Describe(tuple)}"),
    };

    // A record gives its parameters' properties; a class what its 'Deconstruct' sets.
    private Value DeconstructedItem(Value value, INamedTypeSymbol type, int index, int count)
    {
        var method = type.GetMembers("Deconstruct").OfType<IMethodSymbol>().FirstOrDefault(method => method.Parameters.Length == count);
        if (method is null)
            return Value.Unknown($"an item of a '{type.Name}'");
        if (method.IsImplicitlyDeclared)
            return type.GetMembers(method.Parameters[index].Name).OfType<IPropertySymbol>().FirstOrDefault() is { } property
                ? ReadMember(value, property, property.Type)
                : Value.Unknown($"an item of a '{type.Name}'");
        return _methods.BodyOf(method) is { } body && CanEnter(method)
            ? RunBody(method, body, value, home: null, [], body.Syntax, call: null, result: method.Parameters[index])
            : Value.Unknown($"an item of a '{type.Name}'");
    }

    private static bool IsTupleItem(IFieldSymbol field) => field.ContainingType.IsTupleType || field.CorrespondingTupleField is not null;

    private static int TupleIndex(IFieldSymbol field)
    {
        var elements = field.ContainingType.TupleElements;
        return elements.IsDefault ? -1 : elements.ToList().FindIndex(element => SymbolEqualityComparer.Default.Equals(element, field)
            || SymbolEqualityComparer.Default.Equals(element.CorrespondingTupleField, field.CorrespondingTupleField));
    }

    private Value ReadElement(IArrayElementReferenceOperation element)
    {
        var array = Evaluate(element.ArrayReference);
        if (element.Indices is not [var index])
            return Value.Unknown("an element of an array of several dimensions");
        return index.Type?.Name is "Range" ? Slice(array, element) : ElementAt(array, Evaluate(index), element.Type);
    }

    private Value ReadImplicitIndexer(IImplicitIndexerReferenceOperation element)
    {
        var list = Evaluate(element.Instance);
        return element.Argument.Type?.Name is not "Range" ? ElementAt(list, Evaluate(element.Argument), element.Type)
            : element.Type?.SpecialType is SpecialType.System_String ? Value.Present("a part of a text")
            : Slice(list, element);
    }

    private Reference Slice(Value list, IOperation slice) =>
        Allocate(slice.Syntax, slice.Type, SequenceIn(list)?.Loosened ?? new Sequence([], IsOpen: true));

    private Value ReadIndexer(IPropertyReferenceOperation reference, Value receiver)
    {
        var index = Evaluate(reference.Arguments[0].Value);
        if (_methods.BodyOf(reference.Property.GetMethod) is { } body && CanEnter(reference.Property.GetMethod!))
            return RunBody(reference.Property.GetMethod!, body, receiver, home: null, [(reference.Property.GetMethod!.Parameters[0], index)], reference.Syntax);
        return ElementAt(receiver, index, reference.Type);
    }

    private Value ElementAt(Value collection, Value index, ITypeSymbol? type)
    {
        var choices = collection.Choices.Where(choice => !choice.IsNull.IsTrue).ToList();
        return choices.Count == 0 ? Value.Unknown("an element of null") : choices.Select(Element).Aggregate(Value.Join);

        Value Element(Value choice) => ContentOf(choice) switch
        {
            Map map => EntryAt(map, index, type),
            Sequence sequence => ElementAt(sequence, index, type),
            _ => FromOutside(type, $"an element of {Describe(choice)}"),
        };
    }

    private static Value EntryAt(Map map, Value index, ITypeSymbol? type)
    {
        if (index is not Scalar key)
            return map.Entries.Select(entry => entry.Slot.Value).Aggregate(Result(type, "an entry that is not known"), Value.Join);
        var entry = map.Find(key.Text);
        return entry is null ? Result(type, "an entry that is not known")
            : entry.Value.IsCertain || !map.IsOpen ? entry.Value.Slot.Value // Where it is missing, nothing is read.
            : Value.Join(Result(type, "an entry that is not known"), entry.Value.Slot.Value);
    }

    private static Value ElementAt(Sequence sequence, Value index, ITypeSymbol? type)
    {
        var position = index is FromEnd end && !sequence.IsOpen ? sequence.Elements.Count - end.Count : index.AsInteger() ?? -1;
        var isDecided = position >= 0 && position < sequence.Elements.Count
            && (index is FromEnd ? sequence.Elements.Skip((int)position) : sequence.Elements.Take((int)position + 1)).All(element => element.IsCertain);
        return isDecided ? sequence.Elements[(int)position].Value : AnyElement(sequence, type);
    }

    // Which one it is cannot be told: a change to it may be one to any of them.
    private static Value AnyElement(Sequence sequence, ITypeSymbol? type)
    {
        var values = sequence.Elements.Select(element => element.Value);
        return sequence.IsOpen || sequence.Elements.Count == 0 ? values.Aggregate(Result(type, "an element of a list that is not known"), Value.Join) : values.Aggregate(Value.Join);
    }

    private Value AnyElement(Value collection) =>
        SequenceIn(collection) is { } sequence ? AnyElement(sequence, type: null) : Value.Unknown($"an element of {Describe(collection)}");

    private void WriteIndex(Value receiver, IReadOnlyList<Value> index, Value value, SyntaxNode at, SyntaxNode nameAt)
    {
        if (receiver.Choices.Any(choice => choice is Opaque))
            Escape([value]);
        foreach (var reference in receiver.Choices.OfType<Reference>())
        {
            var isSure = receiver is Reference;
            var content = ContentOf(reference);
            var stored = Stored(value);
            HeapObject? written = content switch
            {
                Map map => Put(map, index[0], stored, at, nameAt),
                Sequence sequence => Put(sequence, index[0], stored, at),
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

    private static Sequence Put(Sequence sequence, Value index, Value value, SyntaxNode at)
    {
        var position = index is FromEnd end ? sequence.Elements.Count - end.Count : index.AsInteger() ?? -1;
        var put = new Element(value, at, IsCertain: true);
        if (position >= 0 && position < sequence.Elements.Count && sequence.IsDecided)
            return sequence with { Elements = [.. sequence.Elements.Select((element, i) => i == position ? put : element)] };
        return sequence.Loosened.With(put with { IsCertain = false });
    }

    /// <summary>What an object of the heap holds now; null for anything that is not one object.</summary>
    private HeapObject? ContentOf(Value value)
    {
        if (value is not Reference reference || !_state.Heap.TryGetValue(reference.Target, out var content))
            return null;
        return content is Sequence query && query.Sources.Any(source => HasChanged(source.Target, source.Content)) ? query.Loosened : content;
    }

    private bool HasChanged(ObjectId target, HeapObject content) =>
        !_state.Heap.TryGetValue(target, out var now) || (!ReferenceEquals(now, content) && !now.HasSameAs(content));

}
