using System.Collections.Immutable;
using Hale.CSharp.Values;
using Hale.Rules.Tree;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Evaluation;

/// <summary>LINQ, and the methods of lists that are like it.</summary>
internal sealed partial class Evaluator
{
    private Value? CallSequenceMethod(Call call)
    {
        var isLinq = KnownCalls.IsIn(call.Method, "System.Linq") && call.Method.ContainingType.Name is "Enumerable";
        var isStatic = call.Method.ContainingType.Name is "Enumerable" or "Array" or "ImmutableArray" or "ImmutableList" or "ImmutableDictionary" && call.Receiver is null;
        if (!isLinq && !isStatic && ContentOf(call.Receiver ?? Value.Null) is not (Sequence or Map))
            return null;
        if (call.Method.Name is "Empty")
            return Allocate(call.Syntax, call.Method.ReturnType, call.Method.ContainingType.Name is "ImmutableDictionary" ? Map.Empty : Sequence.Empty);
        if (call.Method.Name is "Range" or "Repeat")
            return MakeSequence(call);
        var source = call.Receiver ?? (call.Arguments.Count > 0 ? call.Arguments[0] : Value.Null);
        var rest = call.Receiver is null ? call.Arguments.Skip(1).ToList() : call.Arguments;
        return CallOnSequence(call, source, SequenceIn(source) ?? Unseen(source, call), rest);
    }

    // Of a sequence from elsewhere: there may be elements, and nothing is known of them.
    private static Sequence Unseen(Value source, Call call) =>
        new([new Element(ElementOfUnknown(source), call.Syntax, IsCertain: false)], IsOpen: true);

    private Value MakeSequence(Call call)
    {
        if (call.Arguments is not [var first, var second] || second.AsInteger() is not { } count || count > Limits.LoopTurns)
            return Allocate(call.Syntax, call.Method.ReturnType, new Sequence([], IsOpen: true));
        var values = Enumerable.Range(0, (int)Math.Max(count, 0)).Select(i => call.Method.Name is "Repeat" ? first : Calculate(Microsoft.CodeAnalysis.Operations.BinaryOperatorKind.Add, first, Value.Of(i)));
        return Allocate(call.Syntax, call.Method.ReturnType, new Sequence([.. values.Select(value => new Element(value, call.Syntax, IsCertain: true))], IsOpen: false));
    }

    private Value? CallOnSequence(Call call, Value source, Sequence list, IReadOnlyList<Value> rest)
    {
        switch (call.Method.Name)
        {
            case "Select" or "ConvertAll":
                return Made(call, list, (element, i) => [element with { Value = Apply(rest[0], call, element, Value.Of(i)), At = call.Syntax }]);
            case "SelectMany" when rest.Count == 1:
                return Made(call, list, (element, i) => Flattened(Apply(rest[0], call, element, Value.Of(i)), element));
            case "Where" or "FindAll":
                return Made(call, list, (element, i) => Kept(element, Apply(rest[0], call, element, Value.Of(i)).AsTruth()));
            case "OfType":
                return Made(call, list, (element, _) => Kept(element, IsOfType(element.Value, call.Method.TypeArguments[0])));
            case "ToList" or "ToArray" or "ToImmutableList" or "ToImmutableArray" or "ToHashSet" or "AsReadOnly" or "AsEnumerable" or "Cast" or "ToImmutableHashSet":
                return Made(call, list, (element, _) => [element]);
            case "Concat" or "Union" or "AddRange" when rest.Count >= 1:
                return Allocate(call.Syntax, call.Method.ReturnType, Appended(list, rest[0]));
            case "Append" or "Prepend":
                var added = new Element(rest[0], call.SyntaxOf(call.Arguments.Count - 1), IsCertain: true);
                return Allocate(call.Syntax, call.Method.ReturnType, list with { Elements = call.Method.Name is "Append" ? [.. list.Elements, added] : [added, .. list.Elements] });
            case "Reverse" or "OrderBy" or "OrderByDescending" or "ThenBy" or "Distinct" or "DistinctBy" or "Take" or "Skip" or "Except" or "TakeWhile" or "SkipWhile" or "Order":
                return Allocate(call.Syntax, call.Method.ReturnType, new Sequence([.. list.Elements.Select(element => element with { IsCertain = false })], IsOpen: true));
            case "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "Find":
                return FirstOf(call, list, rest);
            case "Last" or "LastOrDefault" when rest.Count == 0:
                return list is { IsOpen: false, Elements.Count: > 0 } && list.Elements[list.Elements.Count - 1].IsCertain ? list.Elements[list.Elements.Count - 1].Value : AnyElement(list);
            case "Any" or "Exists" or "All" or "TrueForAll" or "Contains":
                return OfTruth(AskAll(call, list, rest));
            case "Count" when rest.Count == 0 && list.IsDecided:
                return Value.Of(list.Elements.Count);
            case "ToDictionary" or "ToImmutableDictionary":
                return Allocate(call.Syntax, call.Method.ReturnType, Keyed(call, source, list, rest));
            case "ForEach":
                foreach (var (element, i) in list.Elements.Select((element, i) => (element, i)))
                    Apply(rest[0], call, element, Value.Of(i));
                return Value.Null;
            case "Aggregate" when rest.Count >= 2:
                return list.IsDecided ? list.Elements.Aggregate(rest[0], (sum, element) => CallAny(rest[1], [sum, element.Value], call)) : Value.Unknown("an aggregate");
            default:
                return null;
        }
    }

    private Reference Made(Call call, Sequence list, Func<Element, int, IEnumerable<Element>> make) =>
        Allocate(call.Syntax, call.Method.ReturnType, new Sequence([.. list.Elements.SelectMany((element, i) => make(element, i).ToList())], list.IsOpen));

    // What a lambda does for an element that may not be there may not be done.
    private Value Apply(Value function, Call call, Element element, Value index)
    {
        var before = _state;
        var result = CallAny(function, [element.Value, index], call);
        if (!element.IsCertain)
            _state = State.Join(before, _state);
        return result;
    }

    private IEnumerable<Element> Flattened(Value inner, Element outer) => SequenceIn(inner) is { IsOpen: false } list
        ? list.Elements.Select(element => element with { IsCertain = element.IsCertain && outer.IsCertain })
        : [new Element(ElementOfUnknown(inner), outer.At, IsCertain: false)];

    private static IEnumerable<Element> Kept(Element element, Truth isKept) =>
        isKept.IsFalse ? [] : [element with { IsCertain = element.IsCertain && isKept.IsTrue }];

    private Value FirstOf(Call call, Sequence list, IReadOnlyList<Value> rest)
    {
        var candidates = new List<Value>();
        foreach (var element in list.Elements)
        {
            var isIt = rest.Count > 0 && rest[0] is Function ? Apply(rest[0], call, element, Value.Null).AsTruth() : Truth.True;
            if (!isIt.IsFalse)
                candidates.Add(element.Value);
            if (isIt.IsTrue && element.IsCertain)
                return candidates.Aggregate(Value.Join);
        }

        if (list.IsOpen)
            return Value.Unknown("an element of a list that is not known");
        if (call.Method.Name is "FirstOrDefault" or "SingleOrDefault" or "Find")
            candidates.Add(Value.Null);
        return candidates.Count == 0 ? Value.Unknown("an element that is not there") : candidates.Aggregate(Value.Join);
    }

    private Truth AskAll(Call call, Sequence list, IReadOnlyList<Value> rest)
    {
        var answers = list.Elements.Select(element =>
        {
            var answer = rest.Count == 0 ? Truth.True : call.Method.Name is "Contains" ? AreEqual(element.Value, rest[0]) : Apply(rest[0], call, element, Value.Null).AsTruth();
            return element.IsCertain ? answer : call.Method.Name is "All" or "TrueForAll" ? answer | Truth.Unknown : answer & Truth.Unknown;
        }).ToList();
        var unseen = list.IsOpen ? Truth.Unknown : Truth.False;
        return call.Method.Name is "All" or "TrueForAll" ? Truth.All(answers) & !unseen : Truth.Any(answers) | unseen;
    }

    private Map Keyed(Call call, Value source, Sequence list, IReadOnlyList<Value> rest)
    {
        if (rest.Count == 0 || rest[0] is not Function)
            return ContentOf(source) as Map ?? new Map([], IsOpen: true);
        var map = Map.Empty with { IsOpen = list.IsOpen };
        foreach (var element in list.Elements)
        {
            var key = Apply(rest[0], call, element, Value.Null);
            var value = rest.Count > 1 && rest[1] is Function ? Apply(rest[1], call, element, Value.Null) : element.Value;
            var added = Put(map, key, value, element.At, element.At);
            map = element.IsCertain ? added : Map.Join(map, added);
        }

        return map;
    }

    /// <summary>The elements of a list, or the pairs of a dictionary; null when they are not known.</summary>
    private Sequence? SequenceIn(Value value) => ContentOf(value) switch
    {
        Sequence list => list,
        Map map => new Sequence([.. map.Entries.Select(Pair)], map.IsOpen),
        _ => null,
    };

    private Element Pair(MapEntry entry)
    {
        var slots = ImmutableDictionary<string, Slot>.Empty
            .Add("key", new Slot(new Scalar(entry.Key), entry.Slot.NameAt, entry.Slot.NameAt))
            .Add("value", entry.Slot);
        return new Element(Allocate(entry.Slot.At, type: null, new Instance(slots, IsOpen: false)), entry.Slot.At, entry.IsCertain);
    }
}
