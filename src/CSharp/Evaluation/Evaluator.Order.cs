using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Evaluation;

/// <summary>Queries that put known elements into an order, or leave some of them out.</summary>
internal sealed partial class Evaluator
{
    // By whole numbers, or by text as its characters are numbered: any other order of text is that of somebody's language.
    private Sequence? Ordered(Call call, Sequence list, IReadOnlyList<Value> rest)
    {
        var isByKey = call.Method.Name.EndsWith("By", StringComparison.Ordinal) || call.Method.Name.EndsWith("ByDescending", StringComparison.Ordinal);
        var ranks = call.Method.Name.StartsWith("Then", StringComparison.Ordinal) ? list.Ranks : null;
        var keyed = list.Elements.Select((element, i) =>
            new KeyedElement(ranks?[i] ?? 0, isByKey ? Apply(rest[0], call, element, Value.Null) : element.Value, element)).ToList();
        var isOrdinal = call.Passed.Any(passed => IsComparer(passed.Parameter) && passed.Operation is { } comparer && !IsNullConstant(comparer));
        if (ComparesOtherwise(call))
            return null;
        if (!keyed.TrueForAll(one => one.Key is Scalar { IsText: true, Content: var key } && (isOrdinal ? key is string : key is long)))
            return null;
        var isDescending = call.Method.Name.EndsWith("Descending", StringComparison.Ordinal);
        var byRank = keyed.OrderBy(one => one.Rank);
        var ordered = (isDescending ? byRank.ThenByDescending(KeyOf, KeyOrder) : byRank.ThenBy(KeyOf, KeyOrder)).ToList();
        return Sequence.Of(ordered.Select(one => one.Element)) with { Ranks = RanksOf(ordered) };
    }

    // What has the same rank may be put into another order by what follows.
    private static int[] RanksOf(List<KeyedElement> ordered)
    {
        var ranks = new int[ordered.Count];
        for (var i = 1; i < ranks.Length; i++)
            ranks[i] = ranks[i - 1] + (ordered[i].Rank == ordered[i - 1].Rank && ordered[i].Key.Equals(ordered[i - 1].Key) ? 0 : 1);
        return ranks;
    }

    private static object KeyOf(KeyedElement one) => ((Scalar)one.Key).Content;

    private static Comparer<object> KeyOrder => Comparer<object>.Create((left, right) =>
        left is string text ? string.CompareOrdinal(text, (string)right) : ((long)left).CompareTo((long)right));

    private Sequence? Parted(Call call, Sequence list, IReadOnlyList<Value> rest) => call.Method.Name switch
    {
        "TakeWhile" => Prefix(call, list, rest) is { } count ? Sequence.Of(list.Elements.Take(count)) : null,
        "SkipWhile" => Prefix(call, list, rest) is { } count ? Sequence.Of(list.Elements.Skip(count)) : null,
        "TakeLast" => CountOf(list, rest) is { } count ? Sequence.Of(list.Elements.Skip(list.Elements.Count - count)) : null,
        "SkipLast" => CountOf(list, rest) is { } count ? Sequence.Of(list.Elements.Take(list.Elements.Count - count)) : null,
        "DefaultIfEmpty" => list.Elements.Count > 0 ? list : null,
        _ => Compared(call, list, rest),
    };

    // How many elements there are before the first that a lambda does not hold for; null when that is not known.
    private int? Prefix(Call call, Sequence list, IReadOnlyList<Value> rest)
    {
        for (var i = 0; i < list.Elements.Count; i++)
        {
            var holds = Apply(rest[0], call, list.Elements[i], Value.Of(i)).AsTruth();
            if (holds.IsTrue)
                continue;
            for (var j = i + 1; holds.IsUnknown && j < list.Elements.Count; j++)
                Apply(rest[0], call, list.Elements[j].Maybe, Value.Of(j));
            return holds.IsFalse ? i : null;
        }

        return list.Elements.Count;
    }

    private static int? CountOf(Sequence list, IReadOnlyList<Value> rest) =>
        rest[0].AsInteger() is { } count ? (int)Math.Max(0, Math.Min(count, list.Elements.Count)) : null;

    // What two lists of known values have in common, or only the first one has.
    private Sequence? Compared(Call call, Sequence list, IReadOnlyList<Value> rest)
    {
        if (ComparesOtherwise(call) || SequenceIn(rest[0]) is not { IsDecided: true } other)
            return null;
        if (!list.Elements.Concat(other.Elements).All(element => element.Value is Scalar))
            return null;
        var isExcept = call.Method.Name is "Except";
        var others = new HashSet<Value>(other.Contents);
        return Unique(Sequence.Of(list.Elements.Where(element => others.Contains(element.Value) != isExcept)));
    }

    /// <summary>An element, and by what it is put into order: its place before, and its key.</summary>
    private sealed record KeyedElement(int Rank, Value Key, Element Element);
}
