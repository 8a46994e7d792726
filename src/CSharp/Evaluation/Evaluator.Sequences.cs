using System.Collections.Immutable;
using Hale.CSharp.Values;
using Hale.Rules.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>LINQ, and the methods of lists that are like it.</summary>
internal sealed partial class Evaluator
{
    private Value? CallSequenceMethod(Call call)
    {
        var isLinq = KnownCalls.IsIn(call.Method, "System.Linq") && call.Method.ContainingType.Name is "Enumerable";
        var isStatic = call.Receiver is null && call.Method.ContainingType.Name is "Enumerable" or "Array" or "ImmutableArray" or "ImmutableList" or "ImmutableDictionary" or "ImmutableSortedDictionary" or "ImmutableHashSet";
        if (!isLinq && !isStatic && ContentOf(call.Receiver ?? Value.Null) is not (Sequence or Map))
            return null;
        if (call.Method.Name is "Empty")
            return Allocate(call.Syntax, call.Method.ReturnType, call.Method.ContainingType.Name is "ImmutableDictionary" ? Map.Empty : Sequence.Empty);
        if (call.Method.Name is "Range" or "Repeat")
            return MakeSequence(call);
        if (isStatic && !isLinq && call.Method.Name is "Create" or "CreateRange" or "CreateBuilder" && KnownCalls.IsIn(call.Method, "System.Collections.Immutable"))
            return MakeImmutable(call);
        var source = call.Receiver ?? (call.Arguments.Count > 0 ? call.Arguments[0] : Value.Null);
        var rest = call.Receiver is null ? call.Arguments.Skip(1).ToList() : call.Arguments;
        return CallOnSequence(call, source, SequenceIn(EnumeratorOf(source, call.Syntax) ?? source) ?? new Sequence([], IsOpen: true), rest);
    }

    private Reference MakeImmutable(Call call)
    {
        if (call.Method.ContainingType.Name.IndexOf("Dictionary", StringComparison.Ordinal) >= 0)
            return Allocate(call.Syntax, call.Method.ReturnType, call.Arguments.Count == 0 ? Map.Empty : MapIn(call.Arguments[call.Arguments.Count - 1]) ?? new Map([], IsOpen: true));
        var isWhole = call.Method.Parameters is [{ Type: var type }] && _models.IsList(type);
        return Allocate(call.Syntax, call.Method.ReturnType, call.Method.Name is "CreateBuilder" ? Sequence.Empty
            : isWhole ? Appended(Sequence.Empty, call.Arguments[0])
            : new Sequence([.. call.Arguments.Select((argument, i) => new Element(argument, call.SyntaxOf(i), IsCertain: true))], IsOpen: false));
    }

    private Value MakeSequence(Call call)
    {
        if (call.Arguments is not [var first, var second] || second.AsInteger() is not { } count || count > Limits.LoopTurns)
            return Allocate(call.Syntax, call.Method.ReturnType, new Sequence([], IsOpen: true));
        var values = Enumerable.Range(0, (int)Math.Max(count, 0)).Select(i => call.Method.Name is "Repeat" ? first : Calculate(BinaryOperatorKind.Add, first, Value.Of(i), type: null));
        return Allocate(call.Syntax, call.Method.ReturnType, new Sequence([.. values.Select(value => new Element(value, call.Syntax, IsCertain: true))], IsOpen: false));
    }

    private Value? CallOnSequence(Call call, Value source, Sequence list, IReadOnlyList<Value> rest)
    {
        var before = call.Before;
        switch (call.Method.Name)
        {
            case "Select" or "ConvertAll":
                return Made(call, before, list, (element, i) => [element with { Value = Apply(rest[0], call, element, i), At = call.Syntax }]);
            case "SelectMany":
                return Made(call, before, list, (element, i) => Flattened(call, element, Apply(rest[0], call, element, i), rest));
            case "Where" or "FindAll":
                return Made(call, before, list, (element, i) => Kept(element, Apply(rest[0], call, element, i).AsTruth()));
            case "OfType":
                return Made(call, before, list, (element, _) => Kept(element, IsOfType(element.Value, call.Method.TypeArguments[0])));
            case "AsEnumerable" or "AsReadOnly" when source is Reference:
                return source;
            case "ToHashSet" or "ToDictionary" or "ToImmutableDictionary" or "ToImmutableHashSet" or "Union" when call.Method.Parameters.Any(IsComparer):
                return null;
            case "ToList" or "ToArray" or "ToImmutableList" or "ToImmutableArray" or "ToHashSet" or "AsReadOnly" or "AsEnumerable" or "ToImmutableHashSet" or "ToImmutable" or "MoveToImmutable":
                return Allocate(call.Syntax, call.Method.ReturnType, ContentOf(source) is Map map && call.Method.Name is "ToImmutable" ? map : Collected(list, call.Method.ReturnType));
            case "Cast":
                return Query(call, before, list);
            case "Concat" or "Union" or "AddRange" when rest.Count >= 1:
                return Query(call, before, call.Method.Name is "Union" ? Unique(Appended(list, rest[0])) : Appended(list, rest[0]));
            case "Append" or "Prepend":
                var added = new Element(rest[0], call.SyntaxOf(call.Arguments.Count - 1), IsCertain: true);
                return Query(call, before, list with { Elements = call.Method.Name is "Append" ? [.. list.Elements, added] : [added, .. list.Elements] });
            case "Reverse" when call.Method.ContainingType.SpecialType is SpecialType.System_Array:
                return null;
            case "Take" or "Skip" or "Reverse" or "Distinct" when list.IsDecided:
                return Query(call, before, Picked(call.Method.Name, list, rest) ?? list.Loosened);
            case "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "Order" or "OrderDescending" or "Reverse" or "Distinct" or "DistinctBy" or "Take" or "Skip"
                or "Except" or "ExceptBy" or "Intersect" or "TakeWhile" or "SkipWhile" or "TakeLast" or "SkipLast" or "DefaultIfEmpty":
                RunOnAll(call, list, rest);
                return Query(call, before, list.Loosened);
            case "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "Find":
                return HasDefault(call) ? FirstOf(call, list, [.. rest.Take(rest.Count - 1)], rest[rest.Count - 1]) : FirstOf(call, list, rest, DefaultOf(call.Method.ReturnType));
            case "Last" or "LastOrDefault" or "ElementAt" or "ElementAtOrDefault" when list is { IsOpen: false, Elements.Count: 0 }:
                return DefaultOf(call.Method.ReturnType);
            case "Last" or "LastOrDefault" when rest.Count == 0:
                return ElementAt(list, new FromEnd(1), call.Method.ReturnType);
            case "ElementAt" or "ElementAtOrDefault" when rest.Count == 1:
                return ElementAt(list, rest[0], call.Method.ReturnType);
            case "Any" or "Exists" or "All" or "TrueForAll" or "Contains" when rest.Count <= 1:
                return OfTruth(AskAll(call, list, rest));
            case "Count" when rest.Count == 0 && list.IsDecided:
                return Value.Of(list.Elements.Count);
            case "Count" when rest.Count == 1:
                return CountOf(call, list, rest[0]);
            case "ToDictionary" or "ToImmutableDictionary":
                return Allocate(call.Syntax, call.Method.ReturnType, Keyed(call, source, list, rest));
            case "ForEach":
                RunOnAll(call, list, rest);
                return Value.Null;
            case "Aggregate" when rest.Count >= 1:
                return Aggregated(call, list, rest);
            case "Zip" or "Chunk" or "GroupBy" or "Join" or "GroupJoin" or "ToLookup":
                Forget(call.Arguments, $"the call of '{call.Method.Name}'");
                return null;
            default:
                return null;
        }
    }

    private static Sequence Collected(Sequence list, ITypeSymbol type) => Arranged(list, type) with { Later = null, IsRead = false };

    private static Sequence? Picked(string method, Sequence list, IReadOnlyList<Value> rest) => method switch
    {
        "Take" when rest[0].AsInteger() is { } count => list with { Elements = [.. list.Elements.Take((int)Math.Min(count, int.MaxValue))] },
        "Skip" when rest[0].AsInteger() is { } count => list with { Elements = [.. list.Elements.Skip((int)Math.Min(count, int.MaxValue))] },
        "Reverse" => list with { Elements = [.. list.Elements.Reverse()] },
        "Distinct" when rest.Count == 0 && list.Elements.All(element => element.Value is Scalar) =>
            Unique(list),
        _ => null,
    };

    private Reference Made(Call call, State before, Sequence list, Func<Element, Value, IEnumerable<Element>> make)
    {
        var certain = list.Elements.TakeWhile(element => element.IsCertain).Count();
        var made = new List<Element>();
        for (var i = 0; i < list.Elements.Count; i++)
        {
            made.AddRange(make(list.Elements[i], i <= certain ? Value.Of(i) : Value.Present("a position")));
            Spend(made.Count);
        }

        made.AddRange(OfUnseen(list, call, unseen => make(unseen, Value.Present("a position"))));
        return Query(call, before, list with { Elements = made });
    }

    // What is made of any number of elements that were not seen.
    private IReadOnlyList<Element> OfUnseen(Sequence list, Call call, Func<Element, IEnumerable<Element>> make)
    {
        if (!list.IsOpen)
            return [];
        List<Element> made = [];
        var isRehearsal = _isRehearsal;
        var unseen = new Element(AnyElement(list, type: null), call.Syntax, IsCertain: false);
        Repeat(
            () =>
            {
                var now = make(unseen).ToList();
                made = _isRehearsal == isRehearsal ? now : made;
            },
            condition: null);
        return [.. made.Select(element => element with { IsCertain = false })];
    }

    private void RunOnAll(Call call, Sequence list, IReadOnlyList<Value> functions)
    {
        foreach (var function in functions.Where(function => function is Function or Opaque { Aliases.Count: > 0 } || call.Method.Name is "ForEach"))
        {
            foreach (var element in list.Elements)
                Apply(function, call, element, Value.Null);
            OfUnseen(list, call, unseen => [unseen with { Value = Apply(function, call, unseen, Value.Null) }]);
        }
    }

    private Value CountOf(Call call, Sequence list, Value predicate)
    {
        var answers = list.Elements.Select(element => element.IsCertain ? Apply(predicate, call, element, Value.Null).AsTruth() : Apply(predicate, call, element, Value.Null).AsTruth() & Truth.Unknown).ToList();
        OfUnseen(list, call, unseen => [unseen with { Value = Apply(predicate, call, unseen, Value.Null) }]);
        return list.IsOpen || answers.Exists(answer => answer.IsUnknown) ? Value.Present("a number of elements") : Value.Of(answers.Count(answer => answer.IsTrue));
    }

    private Value Aggregated(Call call, Sequence list, IReadOnlyList<Value> rest)
    {
        if (list.IsDecided && rest.Count >= 2)
        {
            var sum = list.Elements.Aggregate(rest[0], (sum, element) => CallAny(rest[1], [sum, element.Value], call));
            return rest.Count == 2 ? sum : CallAny(rest[2], [sum], call);
        }

        Forget(call.Arguments, "an aggregate");
        return Found(call.Arguments, call.Method.ReturnType, call);
    }

    // What a lambda does for an element that may not be there may not be done.
    private Value Apply(Value function, Call call, Element element, Value index)
    {
        var before = _state;
        var result = CallAny(function, [element.Value, index], call);
        if (!element.IsCertain)
            _state = State.Join(before, _state);
        return result;
    }

    private IEnumerable<Element> Flattened(Call call, Element outer, Value inner, IReadOnlyList<Value> rest)
    {
        var list = SequenceIn(inner);
        var elements = list?.Elements.Select(element => element with { IsCertain = element.IsCertain && outer.IsCertain }).ToList() ?? [];
        if (list is not { IsOpen: false })
            elements.Add(new Element(AnyElement(inner, type: null), outer.At, IsCertain: false));
        return rest.Count < 2 ? elements : elements.Select(element => element with { Value = CallAny(rest[1], [outer.Value, element.Value], call), At = call.Syntax });
    }

    private static IEnumerable<Element> Kept(Element element, Truth isKept) =>
        isKept.IsFalse ? [] : [element with { IsCertain = element.IsCertain && isKept.IsTrue }];

    private static bool HasDefault(Call call) => call.Method.Parameters.LastOrDefault()?.Name is "defaultValue";

    private Value FirstOf(Call call, Sequence list, IReadOnlyList<Value> rest, Value missing)
    {
        var candidates = new List<Value>();
        foreach (var element in list.Elements)
        {
            var asked = element with { IsCertain = element.IsCertain && candidates.Count == 0 }; // It may have been found before.
            var isIt = rest.Count > 0 ? Apply(rest[0], call, asked, Value.Null).AsTruth() : Truth.True;
            if (!isIt.IsFalse)
                candidates.Add(element.Value);
            if (isIt.IsTrue && element.IsCertain)
                return Value.Join(candidates);
        }

        if (list.IsOpen && rest.Count > 0)
            OfUnseen(list, call, unseen => [unseen with { Value = Apply(rest[0], call, unseen, Value.Null) }]);
        if (list.IsOpen && HasDefault(call))
            candidates.Add(missing);
        if (list.IsOpen)
            return Value.Join([Result(call.Method.ReturnType, "an element of a list that is not known"), .. candidates]);
        if (call.Method.Name is "FirstOrDefault" or "SingleOrDefault" or "Find")
            candidates.Add(missing);
        return candidates.Count == 0 ? Value.Unknown("an element that is not there") : Value.Join(candidates);
    }

    private Truth AskAll(Call call, Sequence list, IReadOnlyList<Value> rest)
    {
        var isForAll = call.Method.Name is "All" or "TrueForAll";
        var answers = new List<Truth>();
        foreach (var element in list.Elements)
        {
            var asked = element with { IsCertain = element.IsCertain && !answers.Exists(earlier => earlier.IsUnknown) }; // It may have been decided before.
            var answer = rest.Count == 0 ? Truth.True : call.Method.Name is "Contains" ? AreEqual(element.Value, rest[0]) : Apply(rest[0], call, asked, Value.Null).AsTruth();
            answers.Add(element.IsCertain ? answer : isForAll ? answer | Truth.Unknown : answer & Truth.Unknown);
            if (isForAll ? answers[answers.Count - 1].IsFalse : answers[answers.Count - 1].IsTrue)
                return !isForAll;
        }

        if (rest.Count > 0 && call.Method.Name is not "Contains")
            OfUnseen(list, call, other => [other with { Value = Apply(rest[0], call, other, Value.Null) }]);
        var unseen = list.IsOpen ? Truth.Unknown : Truth.False;
        return isForAll ? Truth.All(answers) & !unseen : Truth.Any(answers) | unseen;
    }

    private Map Keyed(Call call, Value source, Sequence list, IReadOnlyList<Value> rest)
    {
        if (rest.Count == 0 || rest[0] is not Function)
            return MapIn(source) ?? new Map([], IsOpen: true);
        var map = Map.Empty with { IsOpen = list.IsOpen };
        foreach (var element in list.Elements)
        {
            var key = Apply(rest[0], call, element, Value.Null);
            var value = rest.Count > 1 && rest[1] is Function ? Apply(rest[1], call, element, Value.Null) : element.Value;
            var added = Put(map, key, value, element.At, element.At);
            map = element.IsCertain ? added : Map.Join(map, added);
        }

        foreach (var function in rest.OfType<Function>())
            OfUnseen(list, call, unseen => [unseen with { Value = Apply(function, call, unseen, Value.Null) }]);
        return map;
    }

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
    private static Sequence InOrder(Sequence entries, Map map, ITypeSymbol? type) => entries.Elements.Count > 1 && (map.IsReordered || IsSorted(type)) ? entries.Loosened : entries;

    private Element Pair(MapEntry entry)
    {
        var slots = ImmutableDictionary<string, Slot>.Empty
            .Add("key", new Slot(entry.KeyValue, entry.Slot.NameAt, entry.Slot.NameAt))
            .Add("value", entry.Slot);
        return new Element(Allocate(entry.Slot.At, type: null, new Instance(slots, IsOpen: false)), entry.Slot.At, entry.IsCertain);
    }
}
