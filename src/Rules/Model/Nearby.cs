namespace Hale.Rules.Model;

/// <summary>Some views, of which those near an object are found without a look at all of them.</summary>
/// <typeparam name="T">What the views are.</typeparam>
/// <param name="all">All of them, in the order of the input.</param>
internal sealed class Nearby<T>(IReadOnlyList<T> all)
    where T : View
{
    // So few that looking at all is quicker than a lookup.
    private const int Few = 8;

    /// <summary>None at all.</summary>
    public static readonly Nearby<T> None = new([]);

    // Which of them there are, in the order of the input.
    private Dictionary<string, List<int>> ByFolder => field ??= Numbered(view => [view.Object.Source.Directory], StringComparer.Ordinal);

    private Dictionary<Kustomization, List<int>> ByKustomization => field ??= Numbered(view => view.Object.Kustomizations);

    /// <summary>All of them, in the order of the input.</summary>
    public IReadOnlyList<T> All => all;

    /// <summary>Those in the folder of an object or in a kustomization in common with it, itself included, in the order of the input.</summary>
    public IEnumerable<T> To(KubernetesObject from) =>
        all.Count == 0 ? []
        : all.Count <= Few ? all.Where(view => from.IsNear(view.Object))
        : PlacesOf(from) switch
        {
            [] => [],
            [var only] => In(only),
            var places => InAnyOf(places),
        };

    // Most objects have nothing near them, and those that do have it in their folder.
    private IReadOnlyList<List<int>> PlacesOf(KubernetesObject from)
    {
        List<List<int>>? places = null;
        if (ByFolder.TryGetValue(from.Source.Directory, out var inFolder))
            (places ??= []).Add(inFolder);
        for (var i = 0; i < from.Kustomizations.Count; i++)
        {
            if (ByKustomization.TryGetValue(from.Kustomizations[i], out var inKustomization))
                (places ??= []).Add(inKustomization);
        }

        return places ?? [];
    }

    private Dictionary<TKey, List<int>> Numbered<TKey>(Func<T, IEnumerable<TKey>> keysOf, IEqualityComparer<TKey>? comparer = null)
    {
        var groups = new Dictionary<TKey, List<int>>(comparer);
        for (var i = 0; i < all.Count; i++)
        {
            foreach (var key in keysOf(all[i]))
                groups.AddTo(key, i);
        }

        return groups;
    }

    private IEnumerable<T> In(List<int> place)
    {
        foreach (var number in place)
            yield return all[number];
    }

    // Each place has its own in order; what stands in several of them comes once.
    private IEnumerable<T> InAnyOf(IReadOnlyList<List<int>> places)
    {
        var passed = new int[places.Count];
        for (var next = Next(-1); next < all.Count; next = Next(next))
            yield return all[next];

        // The least number behind one that has had its turn.
        int Next(int last)
        {
            var next = all.Count;
            for (var i = 0; i < passed.Length; i++)
            {
                while (passed[i] < places[i].Count && places[i][passed[i]] <= last)
                    passed[i]++;
                if (passed[i] < places[i].Count)
                    next = Math.Min(next, places[i][passed[i]]);
            }

            return next;
        }
    }
}
