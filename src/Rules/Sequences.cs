using System.ComponentModel;

namespace Hale;

/// <summary>
/// What all of Hale does with sequences and lists. <c>Select</c> stands in for <c>System.Linq</c>'s: that one is a generic virtual
/// method of every iterator, of which a native build has to hold each combination of iterator, source and result, two thirds of
/// the program.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Sequences
{
    private const int MostThreads = 256;

    /// <summary>Each item turned into another, when it is asked for.</summary>
    public static IEnumerable<TResult> Select<TSource, TResult>(this IEnumerable<TSource> source, Func<TSource, TResult> selector)
    {
        foreach (var item in source)
            yield return selector(item);
    }

    /// <summary>The same, with the number of the item.</summary>
    public static IEnumerable<TResult> Select<TSource, TResult>(this IEnumerable<TSource> source, Func<TSource, int, TResult> selector)
    {
        var index = 0;
        foreach (var item in source)
            yield return selector(item, index++);
    }

    /// <summary>Adds an item to those under a key.</summary>
    public static void AddTo<TKey, TItem>(this Dictionary<TKey, List<TItem>> groups, TKey key, TItem item)
    {
        if (!groups.TryGetValue(key, out var items))
            groups.Add(key, items = []);
        items.Add(item);
    }

    /// <summary>Each item turned into another, by several threads at once; a single one before a second thread would have started.</summary>
    public static TResult[] SelectInParallel<TSource, TResult>(this IReadOnlyList<TSource> source, Func<TSource, TResult> selector)
    {
        var results = new TResult[source.Count];
        if (source.Count == 1)
            results[0] = selector(source[0]);
        else
            ForEachInParallel(source.Count, index => results[index] = selector(source[index]));
        return results;
    }

    /// <summary>
    /// Work for each number below a count, by several threads at once. Each takes the next number when it is done: of the ever
    /// longer stretches that <c>Parallel.For</c> hands out, the last one would keep all others waiting.
    /// </summary>
    internal static void ForEachInParallel(int count, Action<int> work)
    {
        var taken = 0;
        Parallel.For(0, Math.Min(count, MostThreads), _ =>
        {
            for (var next = Interlocked.Increment(ref taken); next <= count; next = Interlocked.Increment(ref taken))
                work(next - 1);
        });
    }
}
