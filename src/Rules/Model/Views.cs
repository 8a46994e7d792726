namespace Hale.Rules.Model;

/// <summary>Every view of one kind, and the ways to find some of them.</summary>
/// <typeparam name="T">What the views are.</typeparam>
/// <param name="all">All of them, in the order of the input.</param>
internal sealed class Views<T>(IReadOnlyList<T> all)
    where T : View
{
    /// <summary>All of them, in the order of the input.</summary>
    public IReadOnlyList<T> All => Near.All;

    public Nearby<T> Near { get; } = new(all);

    /// <summary>By name; those whose name is not known stand under the empty one.</summary>
    public Grouped<string, T> ByName => field ??= new(All, view => view.Object.Names, StringComparer.Ordinal);

    public IReadOnlyDictionary<KubernetesObject, T> ByObject => field ??= All.ToDictionary(view => view.Object);
}
