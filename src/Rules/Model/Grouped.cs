namespace Hale.Rules.Model;

/// <summary>Views by what they have in common, such as a name or a label.</summary>
/// <typeparam name="TKey">What they have in common.</typeparam>
/// <typeparam name="T">What the views are.</typeparam>
internal sealed class Grouped<TKey, T>
    where T : View
{
    private readonly Dictionary<TKey, Nearby<T>> _groups;

    public Grouped(IEnumerable<T> views, Func<T, IReadOnlyList<TKey>> keysOf, IEqualityComparer<TKey>? comparer = null)
    {
        var groups = new Dictionary<TKey, List<T>>(comparer);
        foreach (var view in views)
        {
            var keys = keysOf(view);
            for (var i = 0; i < keys.Count; i++)
                groups.AddTo(keys[i], view);
        }

        _groups = new(groups.Count, comparer);
        foreach (var group in groups)
            _groups.Add(group.Key, new Nearby<T>(group.Value));
    }

    /// <summary>Those that have it.</summary>
    public Nearby<T> this[TKey key] => _groups.TryGetValue(key, out var group) ? group : Nearby<T>.None;
}
