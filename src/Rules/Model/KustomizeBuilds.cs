using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>What kustomizations make of the objects that they build from.</summary>
/// <param name="objects">The objects of the input, as they are written.</param>
/// <param name="sets">Which of them build from what.</param>
/// <param name="patchesOf">What one of them patches.</param>
/// <param name="labelsOf">The labels that one of them gives to whatever is built through it.</param>
internal sealed class KustomizeBuilds(
    IReadOnlyList<KubernetesObject> objects,
    KustomizationSets sets,
    Func<Kustomization, IReadOnlyList<KustomizePatch>> patchesOf,
    Func<Kustomization, IReadOnlyList<KustomizeLabels>> labelsOf)
{
    // Of workloads, autoscalers and the custom resources of operators.
    private static readonly string[] CountKeys = ["replicas", "minReplicas", "minReplicaCount", "instances", "members"];

    // The names of what has as many replicas as an autoscaler says.
    private readonly Lazy<HashSet<string>> _scaled = new(() =>
        [.. objects.Where(@object => !@object.Spec.Lacks("scaleTargetRef")).SelectMany(@object => @object.Spec["scaleTargetRef"]["name"].Text().Values)]);

    /// <summary>
    /// An object as it is built. Of several overlays those count that run the most of it, because one with fewer is hardly the
    /// one that has to be available; what only some of these change is one of several values.
    /// </summary>
    public KubernetesObject Of(KubernetesObject written)
    {
        if (written.Kustomizations.Count == 0)
            return written;
        var overlays = written.Kustomizations.Where(sets.IsOverlay).ToList();
        var judged = overlays.Count > 1 ? Largest(written, overlays) : overlays;
        var root = Build(written, judged.Count < overlays.Count ? Between(written, judged) : written.Kustomizations, judged);
        return ReferenceEquals(root, written.Root) ? written : written.With(root);
    }

    private List<Kustomization> Largest(KubernetesObject written, List<Kustomization> overlays)
    {
        if (!written.Kustomizations.SelectMany(patchesOf).Any(patch => patch.IsFor(written).IsTrue) || written.Name.Values.Any(_scaled.Value.Contains))
            return overlays;
        var order = written.Kustomizations.Select((kustomization, index) => (kustomization, index)).ToDictionary(pair => pair.kustomization, pair => pair.index);
        var counts = overlays.ToDictionary(
            overlay => overlay,
            overlay => CountIn(Build(written, sets.PartsOf(overlay).Where(order.ContainsKey).OrderBy(part => order[part]), [overlay])));
        var most = counts.Values.Select(count => count.TryGet(out var number) ? number : 0).Max();
        return overlays.FindAll(overlay => !counts[overlay].Is(number => number < most).IsTrue);
    }

    private static Field<long> CountIn(Node root)
    {
        if (root.IsOpen)
            return Field<long>.Unknown(root); // A patch that cannot be read may set it.
        var counts = CountKeys.Select(key => root["spec"][key]);
        return (counts.FirstOrDefault(count => !count.Exists.IsFalse)?.Integer() ?? Field<long>.Absent(root)).Or(Defaults.Replicas);
    }

    private IEnumerable<Kustomization> Between(KubernetesObject written, List<Kustomization> overlays)
    {
        var parts = new HashSet<Kustomization>(overlays.SelectMany(sets.PartsOf));
        return written.Kustomizations.Where(parts.Contains);
    }

    // The nearest kustomization changes the object first.
    private Node Build(KubernetesObject written, IEnumerable<Kustomization> kustomizations, List<Kustomization> overlays)
    {
        var root = written.Root;
        foreach (var kustomization in kustomizations)
        {
            foreach (var patch in patchesOf(kustomization))
            {
                var isForIt = patch.IsFor(written);
                if (!isForIt.IsFalse)
                    root = patch.ApplyTo(root, isForIt.IsTrue && overlays.TrueForAll(overlay => sets.Uses(overlay, kustomization)));
            }

            root = labelsOf(kustomization).Aggregate(root, (tree, labels) => labels.ApplyTo(tree, written));
        }

        return root;
    }
}
