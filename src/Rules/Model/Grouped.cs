namespace Hale.Rules.Model;

/// <summary>Views by what they have in common, such as a name or a label.</summary>
/// <typeparam name="TKey">What they have in common.</typeparam>
/// <typeparam name="T">What the views are.</typeparam>
internal sealed class Grouped<TKey, T>
    where T : View
{
    private readonly Dictionary<TKey, Nearby<T>> _groups;

    public Grouped(IEnumerable<(TKey Key, T View)> views, IEqualityComparer<TKey>? comparer = null) =>
        _groups = views.GroupBy(pair => pair.Key, pair => pair.View, comparer).ToDictionary(group => group.Key, group => new Nearby<T>([.. group]), comparer);

    /// <summary>Those that have it.</summary>
    public Nearby<T> this[TKey key] => _groups.TryGetValue(key, out var group) ? group : Nearby<T>.None;
}
