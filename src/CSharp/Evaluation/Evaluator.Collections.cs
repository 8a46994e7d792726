using Hale.CSharp.Values;
using Hale.Rules.Tree;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Evaluation;

/// <summary>How lists and dictionaries are changed and looked into.</summary>
internal sealed partial class Evaluator
{
    // A change to what may be one of several collections may be one to each of them.
    private Value? CallCollection(Call call)
    {
        if (call.Receiver is not { } receiver)
            return IsOfAnyCollection(call.Method) ? LookUp(call) ?? CallCollection(call.OnFirst()) : null;
        var collections = receiver.Choices.OfType<Reference>().Where(choice => ContentOf(choice) is Sequence or Map).ToList();
        if (collections.Count == 0)
            return null;
        if (receiver is Reference && ContentOf(receiver) is Map map && LookUp(map, call) is { } found)
            return found;
        var changes = collections.ConvertAll(target => ChangeOf(target, call));
        if (changes.Exists(change => change.After is null))
            return null;
        var mayBeAnother = collections.Count < receiver.Choices.Count(choice => !choice.IsNull.IsTrue);
        if (mayBeAnother)
            Escape(call.Arguments);
        if (KnownCalls.IsImmutable(call.Method))
            return Replacing(changes, call, mayBeAnother);
        foreach (var change in changes)
            Set(change.Target, receiver is Reference ? change.After! : HeapObject.Join(change.Before, change.After!));
        return ResultOfChange(call.Method, receiver);
    }

    // 'IDictionary.TryAdd', say, which is no member of the interface.
    private static bool IsOfAnyCollection(IMethodSymbol method) => KnownCalls.IsOfCollectionExtensions(method) && method.IsExtensionMethod;

    // An immutable collection stays as it is: another one is made of it.
    private Value Replacing(List<Change> changes, Call call, bool mayBeAnother)
    {
        var type = call.Method.ReturnType;
        var made = changes.Select(change => (Value)Allocate(call.Syntax, type, change.After!));
        return Value.Join([.. made, .. mayBeAnother ? [Value.OfType(type, $"the result of '{call.Method.Name}'")] : Array.Empty<Value>()]);
    }

    private Change ChangeOf(Reference collection, Call call)
    {
        var before = ContentOf(collection)!;
        return new Change(collection.Target, before, Changed(before, call));
    }

    private static Value ResultOfChange(IMethodSymbol method, Value receiver) =>
        method.ReturnsVoid || SymbolEqualityComparer.Default.Equals(method.ReturnType, method.ContainingType)
            ? receiver
            : Value.OfType(method.ReturnType, $"the result of '{method.Name}'");

    private HeapObject? Changed(HeapObject content, Call call)
    {
        if (content is Map map)
            return Changed(map, call);
        var type = call.Receiver is Reference { Target.Type: { } own } ? own : call.Method.ContainingType;
        return Changed((Sequence)content, call) is { } changed ? Arranged(changed, type) : null;
    }

    private static bool IsSet(ITypeSymbol type) =>
        type.Name.EndsWith("Set", StringComparison.Ordinal)
        || type.AllInterfaces.Any(@interface => @interface.Name is "ISet" or "IReadOnlySet");

    // What a collection of a type makes of the elements that it is given.
    private static Sequence Arranged(Sequence list, ITypeSymbol type)
    {
        var distinct = IsSet(type) ? Unique(list) : list;
        return HasOwnOrder(type) && distinct.Elements.Count > 1 ? distinct.Loosened : distinct;
    }

    // By their values, or by hash codes, which are others in every run.
    private static bool HasOwnOrder(ITypeSymbol? type) => type is not null
        && (type.Name.IndexOf("Sorted", StringComparison.Ordinal) >= 0
            || type.Name is "ConcurrentBag" or "ConcurrentDictionary" or "Hashtable" or "ImmutableDictionary" or "IImmutableDictionary"
                or "ImmutableHashSet" or "IImmutableSet" or "FrozenDictionary" or "FrozenSet"
            || HasOwnOrder(type.ContainingType));

    // Two of them are never equal.
    private static bool IsByIdentity(Value value)
    {
        var type = (value as Reference)?.Target.Type;
        return type is INamedTypeSymbol { TypeKind: TypeKind.Class, IsRecord: false, IsAnonymousType: false } named
            ? !Hierarchy.Levels(named).Any(OverridesEquals)
            : type is IArrayTypeSymbol;
    }

    private static bool OverridesEquals(INamedTypeSymbol type) => type.GetMembers("Equals").Any(member => member.IsOverride);

    // A set has each value once. What is not known may be one that it has.
    private static Sequence Unique(Sequence list)
    {
        var distinct = list.Elements.GroupBy(element => element.Value).Select(same => same.First());
        var elements = distinct.Select((element, i) => i == 0 || IsComparable(element.Value) ? element : element.Maybe);
        return list with { Elements = [.. elements] };
    }

    private static bool IsComparable(Value value) => value is Scalar || IsByIdentity(value);

    private Sequence? Changed(Sequence list, Call call)
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
                return list.Put(call.Arguments[0], call.Arguments[1], call.SyntaxOf(1));
            case "Insert" or "InsertRange" or "UnionWith" or "AddFirst" or "AddLast" or "AddBefore" or "AddAfter" or "Replace":
                return list.Loosened with { Elements = [.. list.Loosened.Elements, .. MaybeIn(call)] };
            case "Remove" or "RemoveAll" or "RemoveAt" or "RemoveRange" or "RemoveWhere" or "RemoveFirst" or "RemoveLast":
            case "Sort" or "Reverse" or "ExceptWith" or "IntersectWith":
                return list.Loosened;
            default:
                return null;
        }
    }

    // What a call gives to a collection, wherever it puts it.
    private IEnumerable<Element> MaybeIn(Call call) => call.Arguments
        .SelectMany(argument => SequenceIn(argument)?.Elements ?? [new Element(argument, call.Syntax, IsCertain: false)])
        .Select(element => element.Maybe);

    private Element Added(Call call, int argument) => new(Stored(call.Arguments[argument]), call.SyntaxOf(argument), IsCertain: true);

    private static int? Position(Sequence list, Value index, bool isEndIncluded)
    {
        var known = list.Elements.TakeWhile(element => element.IsCertain).Count();
        return index.AsInteger() is { } position && position >= 0 && position < known + (isEndIncluded ? 1 : 0) ? (int)position : null;
    }

    private Sequence WithoutThose(Sequence list, Call call)
    {
        var predicate = call.Arguments[0];
        var kept = list.Elements
            .SelectMany((element, i) => Kept(element, !Apply(predicate, call, element, Value.Of(i)).AsTruth())).ToList();
        RunOnUnseen(predicate, call, list);
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
                return map.Put(call.Arguments[0], Stored(call.Arguments[1]), call.SyntaxOf(1), call.SyntaxOf(0));
            case "SetItem" when call.Arguments.Count == 2:
                return map.Put(call.Arguments[0], call.Arguments[1], call.SyntaxOf(1), call.SyntaxOf(0));
            case "TryAdd" when call.Arguments is [Scalar key, _]:
                return map.TryPut(key, call.Arguments[1], call.SyntaxOf(1), call.SyntaxOf(0));
            case "AddRange" or "SetItems" when MapIn(call.Arguments[0]) is { } more:
                return map.Merged(more);
            case "Clear":
                return Map.Empty;
            case "Remove" when call.Arguments is [Scalar key, ..] && call.Arguments.Count == 1:
                return map.Without(key.Text);
            case "Add" or "TryAdd":
                return map with { IsOpen = true }; // What is there already stays as it is.
            case "AddRange" or "SetItem" or "SetItems":
                return map.Merged(Map.Any);
            case "Remove" when call.Arguments.Count == 1:
                return new Map([.. map.Entries.Select(entry => entry.Maybe)], IsOpen: true);
            default:
                return null;
        }
    }

    private Value? LookUp(Map map, Call call)
    {
        if (call.Arguments.Count == 0 || call.Method.Name is not ("ContainsKey" or "TryGetValue" or "GetValueOrDefault"))
            return null;
        var key = call.Arguments[0] as Scalar;
        var entry = key is null ? null : map.Find(key.Text);
        var found = key is null ? Value.Join([MissingFor(call), map.AnyValue(ValueTypeOf(call))]) : map.ValueOr(MissingFor(call), key);
        if (call.Method.Name is "GetValueOrDefault")
            return found;
        if (call.Method.Name is "TryGetValue" && call.Passed[1].Operation is { } target)
            Write(target, found, call.SyntaxOf(1));
        return key is null ? Value.Present("a condition") : OfTruth(entry is { IsCertain: true } ? Truth.True : entry is null && !map.IsOpen ? Truth.False : Truth.Unknown);
    }

    // 'CollectionExtensions.GetValueOrDefault', which is there for dictionaries of all sorts.
    private Value? LookUp(Call call)
    {
        if (call.Method.Name is not "GetValueOrDefault" || ContentOf(call.Arguments[0]) is not Map map)
            return null;
        var missing = call.Arguments.Count > 2 ? call.Arguments[2] : Value.DefaultOf(call.Method.ReturnType);
        return call.Arguments[1] is Scalar key
            ? map.ValueOr(missing, key)
            : Value.Join([missing, map.AnyValue(call.Method.ReturnType)]);
    }

    private static Value MissingFor(Call call) => call.Arguments.Count > 1 && call.Method.Name is "GetValueOrDefault"
        ? call.Arguments[1]
        : Value.DefaultOf(ValueTypeOf(call));

    private static ITypeSymbol? ValueTypeOf(Call call) => call.Method.ContainingType.TypeArguments.LastOrDefault();

    private Map MapOf(Value value) => MapIn(value) ?? Map.Any;

    /// <summary>A dictionary, also one that is made of pairs; null when nothing is known of it.</summary>
    private Map? MapIn(Value value)
    {
        if (ContentOf(value) is Map map)
            return map;
        if (value.Choices.Count == 1)
            return ContentOf(value) is Sequence pairs ? Keyed(pairs) : null;
        var maps = value.Choices.Where(choice => !choice.IsNull.IsTrue).Select(MapIn).ToList();
        return maps.Contains(null) ? null : maps.Aggregate((one, other) => Map.Join(one!, other!));
    }

    private Map Keyed(Sequence pairs)
    {
        var map = Map.Empty with { IsOpen = pairs.IsOpen };
        foreach (var pair in pairs.Elements)
        {
            var slots = InstanceOf(pair.Value)?.Slots ?? Instance.Empty(isOpen: true).Slots;
            var added = slots.TryGetValue("key", out var key) && slots.TryGetValue("value", out var slot)
                ? map.Put(key.Value, slot.Value, slot.At, key.NameAt)
                : map with { IsOpen = true };
            map = pair.IsCertain ? added : Map.Join(map, added);
        }

        return map;
    }
    /// <summary>What a call makes of a collection.</summary>
    private sealed record Change(ObjectId Target, HeapObject Before, HeapObject? After);
}
