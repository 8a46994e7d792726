using Hale.CSharp.Values;
using Hale.Rules.Tree;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Evaluation;

/// <summary>Queries whose result is another sequence or a collection.</summary>
internal sealed partial class Evaluator
{
    private Value? MakeOfEach(Call call, Sequence list, IReadOnlyList<Value> rest) => call.Method.Name switch
    {
        "Select" or "ConvertAll" =>
            Made(call, list, (element, i) => [element with { Value = Apply(rest[0], call, element, i), At = call.Syntax }]),
        "SelectMany" => Made(call, list, (element, i) => Flattened(call, element, Apply(rest[0], call, element, i), rest)),
        "Where" or "FindAll" => Made(call, list, (element, i) => Kept(element, Apply(rest[0], call, element, i).AsTruth())),
        "Zip" => Zipped(call, list, rest),
        "GroupBy" => Grouped(call, list, rest),
        "OfType" => Made(call, list, (element, _) => Kept(element, IsOfType(element.Value, call.Method.TypeArguments[0]))),
        _ => null,
    };

    private Reference Made(Call call, Sequence list, Func<Element, Value, IEnumerable<Element>> make)
    {
        var certain = list.Elements.TakeWhile(element => element.IsCertain).Count();
        var made = new List<Element>();
        for (var i = 0; i < list.Elements.Count; i++)
        {
            made.AddRange(make(list.Elements[i], i <= certain ? Value.Of(i) : Value.Present("a position")));
            Spend(made.Count);
        }

        made.AddRange(OfUnseen(list, call, unseen => make(unseen, Value.Present("a position"))));
        return Query(call, list with { Elements = made });
    }

    // What is made of any number of elements that were not seen.
    private IReadOnlyList<Element> OfUnseen(Sequence list, Call call, Func<Element, IEnumerable<Element>> make)
    {
        if (!list.IsOpen)
            return [];
        List<Element> made = [];
        var isRehearsal = _isRehearsal;
        var unseen = new Element(list.AnyElement(type: null), call.Syntax, IsCertain: false);
        Repeat(
            () =>
            {
                var now = make(unseen).ToList();
                made = _isRehearsal == isRehearsal ? now : made;
            },
            condition: null);
        return [.. made.Select(element => element.Maybe)];
    }

    private void RunOnUnseen(Value function, Call call, Sequence list) =>
        OfUnseen(list, call, unseen => [unseen with { Value = Apply(function, call, unseen, Value.Null) }]);

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
        return rest.Count < 2 ? elements
            : elements.Select(element => element with { Value = CallAny(rest[1], [outer.Value, element.Value], call), At = call.Syntax });
    }

    private static IEnumerable<Element> Kept(Element element, Truth isKept) =>
        isKept.IsFalse ? [] : [element with { IsCertain = element.IsCertain && isKept.IsTrue }];

    // Pairs, or what a lambda makes of each.
    private Reference? Zipped(Call call, Sequence list, IReadOnlyList<Value> rest)
    {
        var isPair = rest.Count == 1;
        if (!list.IsDecided || SequenceIn(rest[0]) is not { IsDecided: true } other || !(isPair || rest[1] is Function))
            return null;
        var made = new List<Element>();
        for (var i = 0; i < list.Elements.Count && i < other.Elements.Count; i++)
        {
            var (one, two) = (list.Elements[i], other.Elements[i]);
            Value pair = isPair
                ? Allocate(call.Syntax, ElementTypeOf(call.Method.ReturnType), Sequence.Of([one, two]))
                : CallAny(rest[1], [one.Value, two.Value], call);
            made.Add(new Element(pair, call.Syntax, IsCertain: true));
        }

        return Query(call, Sequence.Of(made));
    }

    // Groups in the order in which their keys are first met.
    private Reference? Grouped(Call call, Sequence list, IReadOnlyList<Value> rest)
    {
        var isPlain = call.Method.Parameters.All(parameter => parameter.Name is "source" or "keySelector" or "elementSelector");
        if (!list.IsDecided || !isPlain)
            return null;
        var groups = new Dictionary<Value, List<Element>>();
        foreach (var element in list.Elements)
        {
            var key = Apply(rest[0], call, element, Value.Null);
            var part = rest.Count > 1 ? element with { Value = Apply(rest[1], call, element, Value.Null), At = call.Syntax } : element;
            if (key is not Scalar)
                return null;
            groups.AddTo(key, part);
        }

        var type = ElementTypeOf(call.Method.ReturnType);
        var found = groups.Select(group => (Value)Allocate(call.Syntax, type, Sequence.Of(group.Value) with { Key = group.Key }));
        return Query(call, Sequence.Of(found.ToList(), call.Syntax));
    }

    private Value? Collect(Call call, Value source, Sequence list, IReadOnlyList<Value> rest)
    {
        switch (call.Method.Name)
        {
            case "AsEnumerable" or "AsReadOnly" when source is Reference:
                return source;
            case "ToImmutable" when ContentOf(source) is Map map:
                return Allocate(call.Syntax, call.Method.ReturnType, map);
            case "ToList" or "ToArray" or "ToHashSet" or "AsReadOnly" or "AsEnumerable":
            case "ToImmutableList" or "ToImmutableArray" or "ToImmutableHashSet" or "ToImmutable" or "MoveToImmutable" or "ToFrozenSet":
                return Allocate(call.Syntax, call.Method.ReturnType, Collected(list, call.Method.ReturnType));
            case "ToDictionary" or "ToImmutableDictionary" or "ToFrozenDictionary":
                return Allocate(call.Syntax, call.Method.ReturnType, Keyed(call, source, list, rest));
            default:
                return null;
        }
    }

    private static Sequence Collected(Sequence list, ITypeSymbol type) => Arranged(list, type) with { Later = null, IsRead = false };

    private Map Keyed(Call call, Value source, Sequence list, IReadOnlyList<Value> rest)
    {
        if (rest.Count == 0 || rest[0] is not Function)
            return MapOf(source);
        var map = Map.Empty with { IsOpen = list.IsOpen };
        foreach (var element in list.Elements)
        {
            var key = Apply(rest[0], call, element, Value.Null);
            var value = rest.Count > 1 && rest[1] is Function ? Apply(rest[1], call, element, Value.Null) : element.Value;
            var added = map.Put(key, value, element.At, element.At);
            map = element.IsCertain ? added : Map.Join(map, added);
        }

        foreach (var function in rest.OfType<Function>())
            RunOnUnseen(function, call, list);
        return map;
    }

    private Value? Rearrange(Call call, Sequence list, IReadOnlyList<Value> rest)
    {
        switch (call.Method.Name)
        {
            case "Cast":
                return Query(call, list);
            case "Concat" or "AddRange" when rest.Count >= 1:
                return Query(call, Appended(list, rest[0]));
            case "Union" when rest.Count >= 1:
                return Query(call, Unique(Appended(list, rest[0])));
            case "Append":
                return Query(call, list.With(Given(call, rest[0])));
            case "Prepend":
                return Query(call, list with { Elements = [Given(call, rest[0]), .. list.Elements] });
            case "Take" or "Skip" or "Reverse" or "Distinct" when list.IsDecided:
                return Query(call, Picked(call.Method.Name, list, rest) ?? list.Loosened);
            case "OrderBy" or "OrderByDescending" or "Order" or "OrderDescending" when list.IsDecided:
            case "ThenBy" or "ThenByDescending" when list.IsDecided && list.Ranks?.Count == list.Elements.Count:
                return Query(call, Ordered(call, list, rest) ?? list.Loosened);
            case "TakeWhile" or "SkipWhile" or "TakeLast" or "SkipLast" or "DefaultIfEmpty" or "Except" or "Intersect" when list.IsDecided:
                return Query(call, Parted(call, list, rest) ?? list.Loosened);
            case "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "Order" or "OrderDescending" or "Reverse":
            case "Distinct" or "DistinctBy" or "Take" or "Skip" or "TakeWhile" or "SkipWhile" or "TakeLast" or "SkipLast":
            case "Except" or "ExceptBy" or "Intersect" or "DefaultIfEmpty":
                RunOnAll(call, list, rest);
                return Query(call, list.Loosened);
            default:
                return null;
        }
    }

    private static Element Given(Call call, Value value) => new(value, call.SyntaxOf(call.Arguments.Count - 1), IsCertain: true);

    private static Sequence? Picked(string method, Sequence list, IReadOnlyList<Value> rest) => method switch
    {
        "Take" when rest[0].AsInteger() is { } count =>
            list with { Elements = [.. list.Elements.Take((int)Math.Min(count, int.MaxValue))] },
        "Skip" when rest[0].AsInteger() is { } count =>
            list with { Elements = [.. list.Elements.Skip((int)Math.Min(count, int.MaxValue))] },
        "Reverse" => list with { Elements = [.. list.Elements.Reverse()] },
        "Distinct" when rest.Count == 0 && list.Elements.All(element => element.Value is Scalar) => Unique(list),
        _ => null,
    };

    private void RunOnAll(Call call, Sequence list, IReadOnlyList<Value> functions)
    {
        var isForEach = call.Method.Name is "ForEach";
        foreach (var function in functions.Where(function => isForEach || function is Function or Opaque { Aliases.Count: > 0 }))
        {
            foreach (var element in list.Elements)
                Apply(function, call, element, Value.Null);
            RunOnUnseen(function, call, list);
        }
    }

    // Groups and pairs hold the elements, which may be changed there.
    private Value? ForgetGrouped(Call call)
    {
        if (call.Method.Name is "Zip" or "Chunk" or "GroupBy" or "Join" or "GroupJoin" or "ToLookup")
            Forget(call.Arguments, $"the call of '{call.Method.Name}'");
        return null;
    }
}
