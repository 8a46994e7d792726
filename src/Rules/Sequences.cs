using System.ComponentModel;

namespace Hale;

/// <summary>
/// Stands in for <c>System.Linq</c>'s <c>Select</c> in all of Hale. That one is a generic virtual method of every iterator, of
/// which a native build has to hold each combination of iterator, source and result: two thirds of the program.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Sequences
{
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

    /// <summary>Each item turned into another, by several threads at once; a single one before a second thread would have started.</summary>
    public static TResult[] SelectInParallel<TSource, TResult>(this IReadOnlyList<TSource> source, Func<TSource, TResult> selector)
    {
        var results = new TResult[source.Count];
        if (source.Count == 1)
            results[0] = selector(source[0]);
        else
            Parallel.For(0, source.Count, index => results[index] = selector(source[index]));
        return results;
    }
}
