namespace Hale.Rules;

/// <summary>One of the equal stretches into which work is divided, so that several processors can do it.</summary>
/// <param name="Index">Which one it is, from 0.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct Share(int Index, int Count)
{
    // More than there are processors, so that one that is done early finds more to do; but not for a few objects.
    private const int Most = 64;
    private const int LeastObjects = 64;

    /// <summary>All of the work.</summary>
    public static Share Whole => new(0, 1);

    /// <summary>Whether there is enough work for several processors.</summary>
    public static bool IsWorthDividing(int objects) => objects >= 2 * LeastObjects;

    /// <summary>The items of a list that are in this stretch of it.</summary>
    public IEnumerable<T> Of<T>(IReadOnlyList<T> all)
    {
        var end = EndIn(all.Count, Index);
        for (var i = EndIn(all.Count, Index - 1); i < end; i++)
            yield return all[i];
    }

    /// <summary>The results of all stretches, in their order whoever is done first.</summary>
    /// <param name="objects">How many objects the work is about.</param>
    /// <param name="work">What is to be done for a stretch.</param>
    public static IEnumerable<TResult> Divide<TResult>(int objects, Func<Share, IEnumerable<TResult>> work)
    {
        if (!IsWorthDividing(objects))
            return work(Whole);
        var count = Math.Min(Most, objects / LeastObjects);
        var results = new List<TResult>[count];
        Sequences.ForEachInParallel(count, index => results[index] = [.. work(new Share(index, count))]);
        return results.SelectMany(share => share);
    }

    private int EndIn(int length, int index) => (int)((index + 1L) * length / Count);
}
