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

    private ILookup<string, int> ByFolder => field ??= Enumerable.Range(0, all.Count).ToLookup(index => all[index].Object.Source.Directory, StringComparer.Ordinal);

    private ILookup<Kustomization, int> ByKustomization => field ??= Enumerable.Range(0, all.Count)
        .SelectMany(index => all[index].Object.Kustomizations, (index, kustomization) => (index, kustomization))
        .ToLookup(pair => pair.kustomization, pair => pair.index);

    /// <summary>All of them, in the order of the input.</summary>
    public IReadOnlyList<T> All => all;

    /// <summary>Those in the folder of an object or in a kustomization in common with it, itself included, in the order of the input.</summary>
    public IEnumerable<T> To(KubernetesObject from) =>
        all.Count == 0 ? []
        : all.Count <= Few ? all.Where(view => Cluster.IsNear(from, view.Object))
        : from.Kustomizations.Count == 0 ? ByFolder[from.Source.Directory].Select(index => all[index])
        : InAnyOf([ByFolder[from.Source.Directory], .. from.Kustomizations.Select(kustomization => ByKustomization[kustomization])]);

    // Each place has its own in order; what stands in several of them comes once.
    private IEnumerable<T> InAnyOf(IReadOnlyList<IEnumerable<int>> places)
    {
        var waiting = places.Select(place => place.GetEnumerator()).Where(place => place.MoveNext()).ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.Min(place => place.Current);
            yield return all[next];
            waiting.RemoveAll(place => place.Current == next && !place.MoveNext());
        }
    }
}
