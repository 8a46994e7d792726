using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>Elements of lists, entries of dictionaries, and items of tuples and of what can be taken apart like one.</summary>
internal sealed partial class Evaluator
{
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
        return index.Type?.Name is "Range" ? Slice(array, element, index) : ElementAt(array, Evaluate(index), element.Type);
    }

    private Value ReadImplicitIndexer(IImplicitIndexerReferenceOperation element)
    {
        var list = Evaluate(element.Instance);
        return element.Argument.Type?.Name is not "Range" ? ElementAt(list, Evaluate(element.Argument), element.Type)
            : element.Type?.SpecialType is SpecialType.System_String ? PartOf(list, element.Argument)
            : Slice(list, element, element.Argument);
    }

    private Reference Slice(Value list, IOperation slice, IOperation? range = null)
    {
        var elements = SequenceIn(list) ?? Sequence.Any;
        return Allocate(slice.Syntax, slice.Type, elements.IsDecided ? PartOf(elements, range) ?? elements.Loosened : elements.Loosened);
    }

    // What is out of bounds throws.
    private Sequence? PartOf(Sequence list, IOperation? range)
    {
        if (range is not IRangeOperation { Method: not null } bounds)
            return null;
        var (start, end) = (BoundOf(bounds.LeftOperand, 0, list.Elements.Count), BoundOf(bounds.RightOperand, list.Elements.Count, list.Elements.Count));
        return start >= 0 && start <= end && end <= list.Elements.Count
            ? Sequence.Of(list.Elements.Skip((int)start).Take((int)(end - start)))
            : null;
    }

    private Value ReadIndexer(IPropertyReferenceOperation reference, Value receiver)
    {
        var index = reference.Arguments.Select(argument => Evaluate(argument.Value)).ToList();
        var choices = receiver.Choices.Where(choice => !choice.IsNull.IsTrue).ToList();
        return choices.Count == 0 ? Value.Unknown("an element of null") : OneOfThese(choices, choice =>
            ((IPropertySymbol)Hierarchy.ReadBy(IndexerOf(reference, choice))).GetMethod is { } getter && _methods.BodyOf(getter) is { } body && CanEnter(getter)
                ? RunBody(getter, body, choice, home: null, ArgumentsOf(getter, index), reference.Syntax)
                : ElementAt(choice, index[0], reference.Type));
    }

    // The one of the object's class where that is known.
    private static ISymbol IndexerOf(IPropertyReferenceOperation reference, Value receiver) =>
        receiver is Reference { Target.Type: { } type } && !IsOfBase(reference) ? Hierarchy.Actual(reference.Property, type) : reference.Property;

    private void WriteIndexer(IPropertyReferenceOperation reference, Value value, SyntaxNode at)
    {
        var receiver = Evaluate(reference.Instance!);
        var index = reference.Arguments.Select(argument => Evaluate(argument.Value)).ToList();
        var others = new List<Value>();
        foreach (var choice in receiver.Choices)
        {
            var setter = ((IPropertySymbol)Hierarchy.SetBy(IndexerOf(reference, choice))).SetMethod;
            if (choice is Reference one && _methods.BodyOf(setter) is { } body)
                RunSetter(setter!, body, one, [.. index, value], at, isSure: receiver is Reference);
            else
                others.Add(choice);
        }

        if (others.Count > 0)
            WriteIndex(Value.Join(others), index, value, at, reference.Syntax);
    }

    private Value ElementAt(Value collection, Value index, ITypeSymbol? type)
    {
        var choices = collection.Choices.Where(choice => !choice.IsNull.IsTrue).ToList();
        return choices.Count == 0 ? Value.Unknown("an element of null") : Value.Join([.. choices.Select(Element)]);

        Value Element(Value choice) => ContentOf(choice) switch
        {
            Map map => map.At(index, type),
            Sequence sequence => sequence.At(index, type),
            _ => CharacterAt(choice, index) ?? FromOutside(type, $"an element of {Describe(choice)}"),
        };
    }

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
                Map map => map.Put(index[0], stored, at, nameAt),
                Sequence sequence => sequence.Put(index[0], stored, at),
                _ => null,
            };
            if (written is not null)
                Set(reference.Target, isSure ? written : HeapObject.Join(content!, written));
            else if (content is Instance)
                Lose([reference, value], at, "an indexer that is not followed");
        }
    }
}
