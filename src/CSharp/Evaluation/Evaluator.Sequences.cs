using System.Collections.Immutable;
using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>LINQ, and the methods of lists that are like it: on what they are called, and what makes sequences of nothing.</summary>
internal sealed partial class Evaluator
{
    private Value? CallSequenceMethod(Call call)
    {
        var isLinq = IsLinq(call.Method);
        var isStatic = call.Receiver is null && IsOfSequences(call.Method.ContainingType);
        if (!isLinq && !isStatic && ContentOf(call.Receiver ?? Value.Null) is not (Sequence or Map))
            return null;
        if (MakeSequence(call) is { } made)
            return made;
        if (isStatic && !isLinq && IsMakingImmutable(call.Method))
            return MakeImmutable(call);
        var source = call.Receiver ?? (call.Arguments.Count > 0 ? call.Arguments[0] : Value.Null);
        var rest = call.Receiver is null ? call.Arguments.Skip(1).ToList() : call.Arguments;
        var list = SequenceIn(EnumeratorOf(source, call.Syntax) ?? source) ?? Sequence.Any;
        return IsLeftAside(call) ? null
            : MakeOfEach(call, list, rest) ?? Collect(call, source, list, rest) ?? Rearrange(call, list, rest)
                ?? FindElement(call, list, rest) ?? Ask(call, list, rest) ?? ForgetGrouped(call);
    }

    private static bool IsLinq(IMethodSymbol method) =>
        method.ContainingType.Name is "Enumerable" or "ImmutableArrayExtensions" && KnownCalls.IsIn(method, "System.Linq");

    private static bool IsOfSequences(INamedTypeSymbol type) => type.Name is "Enumerable" or "Array"
        or "ImmutableArray" or "ImmutableList" or "ImmutableHashSet" or "ImmutableDictionary" or "ImmutableSortedDictionary" or "FrozenDictionary" or "FrozenSet";

    private static bool IsMakingImmutable(IMethodSymbol method) =>
        method.Name is "Create" or "CreateRange" or "CreateBuilder" && KnownCalls.IsIn(method, "System.Collections.Immutable");

    // With a comparer, others are the same than those that are equal; 'Array.Reverse' changes what it is given.
    private static bool IsLeftAside(Call call) => call.Method.Name switch
    {
        "ToHashSet" or "ToDictionary" or "ToImmutableDictionary" or "ToImmutableHashSet" or "ToFrozenDictionary" or "ToFrozenSet" or "Union" => ComparesOtherwise(call),
        "Reverse" => call.Method.ContainingType.SpecialType is SpecialType.System_Array,
        _ => false,
    };

    private Value? MakeSequence(Call call) => call.Method.Name switch
    {
        "Empty" when call.Method.ContainingType.Name is "ImmutableDictionary" => Allocate(call.Syntax, call.Method.ReturnType, Map.Empty),
        "Empty" => Allocate(call.Syntax, call.Method.ReturnType, Sequence.Empty),
        "Range" or "Repeat" => Allocate(call.Syntax, call.Method.ReturnType, Counted(call)),
        _ => null,
    };

    private static Sequence Counted(Call call)
    {
        if (call.Arguments is not [var first, var second] || second.AsInteger() is not { } count || count > Limits.LoopTurns)
            return Sequence.Any;
        var isRepeat = call.Method.Name is "Repeat";
        var elements = new List<Element>();
        for (var i = 0; i < count; i++)
        {
            var value = isRepeat ? first : Numbers.Calculate(BinaryOperatorKind.Add, first, Value.Of(i), type: null);
            elements.Add(new Element(value, call.Syntax, IsCertain: true));
        }

        return new Sequence(elements, IsOpen: false);
    }

    private Reference MakeImmutable(Call call)
    {
        HeapObject content = call.Method.ContainingType.Name.IndexOf("Dictionary", StringComparison.Ordinal) >= 0
            ? call.Arguments.Count == 0 ? Map.Empty : MapOf(call.Arguments[call.Arguments.Count - 1])
            : call.Method.Name is "CreateBuilder" ? Sequence.Empty
            : call.Method.Parameters is [{ Type: var type }] && IsOfMany(type) ? Appended(Sequence.Empty, call.Arguments[0])
            : ArgumentsAsList(call);
        return Allocate(call.Syntax, call.Method.ReturnType, content is Sequence list ? Arranged(list, call.Method.ReturnType) : content);
    }

    private bool IsOfMany(ITypeSymbol type) => _models.IsCollection(type) || type.Name is "ReadOnlySpan" or "Span";

    private static Sequence ArgumentsAsList(Call call) =>
        Sequence.Of(call.Arguments.Select((argument, i) => new Element(argument, call.SyntaxOf(i), IsCertain: true)));

    /// <summary>The elements of a list, or the pairs of a dictionary, or of any of several; null when nothing is known of them.</summary>
    private Sequence? SequenceIn(Value value)
    {
        var lists = value.Choices.Where(choice => !choice.IsNull.IsTrue).Select(choice => ContentOf(choice) switch
        {
            Sequence list => Read(((Reference)choice).Target, list),
            Map map => InOrder(new Sequence([.. map.Entries.Select(Pair)], map.IsOpen), map, ((Reference)choice).Target.Type),
            _ => null,
        }).ToList();
        var known = lists.OfType<Sequence>().ToList();
        return known.Count == 0 ? null
            : known.Count == lists.Count ? known.Aggregate(Sequence.Join)
            : known.Aggregate(Sequence.Join).Loosened;
    }

    // What was removed leaves a place for what is added later.
    private static Sequence InOrder(Sequence entries, Map map, ITypeSymbol? type) =>
        entries.Elements.Count > 1 && (map.IsReordered || HasOwnOrder(type)) ? entries.Loosened : entries;

    private Element Pair(MapEntry entry)
    {
        var slots = ImmutableDictionary<string, Slot>.Empty
            .Add("key", new Slot(entry.KeyValue, entry.Slot.NameAt, entry.Slot.NameAt))
            .Add("value", entry.Slot);
        return new Element(Allocate(entry.Slot.At, type: null, new Instance(slots, IsOpen: false)), entry.Slot.At, entry.IsCertain);
    }
}
