using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Evaluation;

/// <summary>How lists and dictionaries are changed and looked into.</summary>
internal sealed partial class Evaluator
{
    // A change to what may be one of several collections may be one to each of them.
    private Value? CallCollection(Call call)
    {
        if (call.Receiver is not { } receiver)
            return null;
        var collections = receiver.Choices.OfType<Reference>().Where(choice => ContentOf(choice) is Sequence or Map).ToList();
        if (collections.Count == 0)
            return null;
        if (receiver is Reference && ContentOf(receiver) is Map map && LookUp(map, call) is { } found)
            return found;
        var changes = collections.Select(target => (target, content: ContentOf(target)!)).Select(pair => (pair.target, pair.content, changed: Changed(pair.content, call))).ToList();
        if (changes.Exists(change => change.changed is null))
            return null;
        if (collections.Count < receiver.Choices.Count(choice => !choice.IsNull.IsTrue))
            Escape(call.Arguments);
        if (KnownCalls.IsImmutable(call.Method))
            return changes.Select(change => (Value)Allocate(call.Syntax, call.Method.ReturnType, change.changed!)).Aggregate(Value.Join);
        foreach (var (target, content, changed) in changes)
            Set(target.Target, receiver is Reference ? changed! : HeapObject.Join(content, changed!));
        return call.Method.ReturnsVoid || SymbolEqualityComparer.Default.Equals(call.Method.ReturnType, call.Method.ContainingType) ? receiver : Result(call.Method.ReturnType, $"the result of '{call.Method.Name}'");
    }

    private HeapObject? Changed(HeapObject content, Call call) =>
        content is Map map ? Changed(map, call)
        : Changed((Sequence)content, call) is { } changed ? Arranged((Sequence)changed, call.Receiver is Reference { Target.Type: { } type } ? type : call.Method.ContainingType)
        : null;

    private static bool IsSet(ITypeSymbol type) => type.Name.EndsWith("Set", StringComparison.Ordinal) || type.AllInterfaces.Any(@interface => @interface.Name is "ISet" or "IReadOnlySet");

    // What a collection of a type makes of the elements that it is given.
    private static Sequence Arranged(Sequence list, ITypeSymbol type)
    {
        var distinct = IsSet(type) ? Unique(list) : list;
        var isOwnOrder = (IsSorted(type) || type.Name is "ConcurrentBag") && distinct.Elements.Count > 1;
        return isOwnOrder ? distinct.Loosened : distinct;
    }

    private static bool IsSorted(ITypeSymbol? type) => type?.Name.IndexOf("Sorted", StringComparison.Ordinal) >= 0;

    // Two of them are never equal.
    private static bool IsByIdentity(Value value)
    {
        if (value is not Reference { Target: { Type: INamedTypeSymbol { TypeKind: TypeKind.Class, IsRecord: false, IsAnonymousType: false } type } })
            return value is Reference { Target.Type: IArrayTypeSymbol };
        for (INamedTypeSymbol? level = type; level is { SpecialType: not SpecialType.System_Object }; level = level.BaseType)
        {
            if (level.GetMembers("Equals").Any(member => member.IsOverride))
                return false;
        }

        return true;
    }

    // A set has each value once. What is not known may be one that it has.
    private static Sequence Unique(Sequence list) => list with
    {
        Elements = [.. list.Elements.GroupBy(element => element.Value).Select(same => same.First()).Select((element, i) => element with { IsCertain = element.IsCertain && (i == 0 || element.Value is Scalar || IsByIdentity(element.Value)) })],
    };

    private HeapObject? Changed(Sequence list, Call call)
    {
        switch (call.Method.Name)
        {
            case "Add" or "Append" or "Enqueue" or "AddLast" when call.Arguments.Count == 1 && !call.Method.Parameters[0].IsParams:
                return list.With(Added(call, 0));
            case "Add" or "AddRange" when call.Arguments.Count == 1:
                return Appended(list, call.Arguments[0]);
            case "Push" or "AddFirst" when call.Arguments.Count == 1:
                return list with { Elements = [Added(call, 0), .. list.Elements] };
            case "Insert" when Position(list, call.Arguments[0], isEndIncluded: true) is { } index:
                return list with { Elements = [.. list.Elements.Take(index), Added(call, 1), .. list.Elements.Skip(index)] };
            case "Clear":
                return Sequence.Empty;
            case "RemoveAt" when list.IsDecided && Position(list, call.Arguments[0], isEndIncluded: false) is { } index:
                return list with { Elements = [.. list.Elements.Take(index), .. list.Elements.Skip(index + 1)] };
            case "RemoveAll" or "RemoveWhere" when call.Arguments[0] is Function:
                return WithoutThose(list, call);
            case "Reverse" when list.IsDecided && call.Arguments.Count == 0:
                return list with { Elements = [.. list.Elements.Reverse()] };
            case "SetItem" when KnownCalls.IsImmutable(call.Method):
                return Put(list, call.Arguments[0], call.Arguments[1], call.SyntaxOf(1));
            case "Insert" or "InsertRange" or "UnionWith" or "AddFirst" or "AddLast" or "AddBefore" or "AddAfter" or "Replace":
                return call.Arguments.SelectMany(argument => SequenceIn(argument)?.Elements ?? [new Element(argument, call.Syntax, IsCertain: false)])
                    .Aggregate(list.Loosened, (sum, element) => sum.With(element with { IsCertain = false }));
            case "Remove" or "RemoveAll" or "RemoveAt" or "RemoveRange" or "RemoveWhere" or "RemoveFirst" or "RemoveLast" or "Sort" or "Reverse" or "ExceptWith" or "IntersectWith":
                return list.Loosened;
            default:
                return null;
        }
    }

    private Element Added(Call call, int argument) => new(Stored(call.Arguments[argument]), call.SyntaxOf(argument), IsCertain: true);

    private static int? Position(Sequence list, Value index, bool isEndIncluded)
    {
        var known = list.Elements.TakeWhile(element => element.IsCertain).Count();
        return index.AsInteger() is { } position && position >= 0 && position < known + (isEndIncluded ? 1 : 0) ? (int)position : null;
    }

    private Sequence WithoutThose(Sequence list, Call call)
    {
        var kept = list.Elements.SelectMany((element, i) => Kept(element, !Apply(call.Arguments[0], call, element, Value.Of(i)).AsTruth())).ToList();
        RunOnUnseen(call.Arguments[0], call, list);
        return list with { Elements = kept };
    }

    private Sequence Appended(Sequence list, Value more) => SequenceIn(more) is { } added
        ? list with { Elements = [.. list.Elements, .. added.Elements], IsOpen = list.IsOpen || added.IsOpen }
        : list with { IsOpen = true };

    private HeapObject? Changed(Map map, Call call)
    {
        switch (call.Method.Name)
        {
            case "Add" or "SetItem" when call.Arguments is [Scalar, _]:
                return Put(map, call.Arguments[0], Stored(call.Arguments[1]), call.SyntaxOf(1), call.SyntaxOf(0));
            case "SetItem" when call.Arguments.Count == 2:
                return Put(map, call.Arguments[0], call.Arguments[1], call.SyntaxOf(1), call.SyntaxOf(0));
            case "TryAdd" when call.Arguments is [Scalar key, _]:
                return TriedToAdd(map, key, call);
            case "AddRange" or "SetItems" when MapIn(call.Arguments[0]) is { } more:
                return Merged(map, more);
            case "Clear":
                return Map.Empty;
            case "Remove" when call.Arguments is [Scalar key, ..] && call.Arguments.Count == 1:
                return map with { Entries = [.. map.Entries.Where(entry => entry.Key != key.Text)], IsReordered = true };
            case "Add" or "TryAdd":
                return map with { IsOpen = true }; // What is there already stays as it is.
            case "AddRange" or "SetItem" or "SetItems":
                return Merged(map, new Map([], IsOpen: true));
            case "Remove" when call.Arguments.Count == 1:
                return new Map([.. map.Entries.Select(entry => entry with { IsCertain = false })], IsOpen: true);
            default:
                return null;
        }
    }

    // An entry that is there already stays.
    private static Map TriedToAdd(Map map, Scalar key, Call call)
    {
        var entry = map.Find(key.Text);
        if (entry is { IsCertain: true })
            return map;
        var added = Put(map, key, call.Arguments[1], call.SyntaxOf(1), call.SyntaxOf(0));
        return entry is null && !map.IsOpen ? added : (Map)HeapObject.Join(Put(map, key, Value.Present("an entry that is not known"), call.SyntaxOf(1), call.SyntaxOf(0)), added);
    }

    // What a dictionary gets from another one. What that one may hold besides may replace any entry.
    private static Map Merged(Map map, Map more)
    {
        if (more.IsOpen)
            map = map with { Entries = [.. map.Entries.Select(entry => entry with { Slot = entry.Slot with { Value = entry.Slot.Value.Forgotten("an entry of another dictionary") } })] };
        var merged = more.Entries.Aggregate(map, (sum, entry) => entry.IsCertain ? sum.With(entry) : Map.Join(sum, sum.With(entry)));
        return merged with { IsOpen = map.IsOpen || more.IsOpen };
    }

    private Value? LookUp(Map map, Call call)
    {
        if (call.Arguments is not [Scalar key, ..] || call.Method.Name is not ("ContainsKey" or "TryGetValue" or "GetValueOrDefault"))
            return null;
        var entry = map.Find(key.Text);
        var isThere = entry is { IsCertain: true } ? Value.Of(true) : entry is null && !map.IsOpen ? Value.Of(false) : Value.Present("a condition");
        if (call.Method.Name is "ContainsKey")
            return isThere;
        var missing = call.Arguments.Count > 1 && call.Method.Name is "GetValueOrDefault" ? call.Arguments[1] : DefaultOf(((INamedTypeSymbol)call.Method.ContainingType).TypeArguments.LastOrDefault());
        var value = entry is { IsCertain: true } certain ? certain.Slot.Value
            : new[] { missing, entry?.Slot.Value, map.IsOpen ? Value.Unknown("an entry that is not known") : null }.OfType<Value>().Aggregate(Value.Join);
        if (call.Method.Name is "GetValueOrDefault")
            return value;
        if (call.Passed[1].Operation is { } target)
            Write(target, value, call.SyntaxOf(1));
        return isThere;
    }

    private Map MapOf(Value value) => MapIn(value) ?? new Map([], IsOpen: true);

    /// <summary>A dictionary, also one that is made of pairs; null when nothing is known of it.</summary>
    private Map? MapIn(Value value)
    {
        if (ContentOf(value) is Map map)
            return map;
        if (value.Choices.Count > 1 && value.Choices.Where(choice => !choice.IsNull.IsTrue).Select(MapIn).ToList() is var maps && maps.TrueForAll(one => one is not null))
            return maps.Aggregate((one, other) => Map.Join(one!, other!));
        return ContentOf(value) is Sequence pairs ? Keyed(pairs) : null;
    }

    private Map Keyed(Sequence pairs)
    {
        var map = Map.Empty with { IsOpen = pairs.IsOpen };
        foreach (var pair in pairs.Elements)
        {
            var added = ContentOf(pair.Value) is Instance { Slots: var slots } && slots.TryGetValue("key", out var key) && slots.TryGetValue("value", out var slot)
                ? Put(map, key.Value, slot.Value, slot.At, key.NameAt)
                : map with { IsOpen = true };
            map = pair.IsCertain ? added : Map.Join(map, added);
        }

        return map;
    }
}
