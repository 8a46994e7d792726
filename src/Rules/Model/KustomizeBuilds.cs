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
    /// one that has to be available; what these make of a value is one of several.
    /// </summary>
    public KubernetesObject Of(KubernetesObject written)
    {
        if (written.JudgedBy.Count == 0)
            return written;
        var root = Largest(written, VariantsOf(written)).Aggregate(Variants.Join);
        return ReferenceEquals(root, written.Root) ? written : written.With(root);
    }

    private List<Node> VariantsOf(KubernetesObject written)
    {
        var overlays = written.JudgedBy.Where(sets.IsOverlay).ToList();
        var isPatched = written.JudgedBy.Any(kustomization => patchesOf(kustomization).Any(patch => !IsFor(patch, kustomization, written).IsFalse));
        if (overlays.Count < 2 || !isPatched)
            return [Build(written, written.JudgedBy)];
        var order = written.JudgedBy.Select((kustomization, index) => (kustomization, index)).ToDictionary(pair => pair.kustomization, pair => pair.index);
        var keeping = overlays.FindAll(overlay => !MayDelete(overlay, written));
        return (keeping.Count > 0 ? keeping : overlays).ConvertAll(overlay => Build(written, sets.PartsOf(overlay).Where(order.ContainsKey).OrderBy(part => order[part])));
    }

    private bool MayDelete(Kustomization overlay, KubernetesObject written) =>
        sets.PartsOf(overlay).Any(part => patchesOf(part).Any(patch => patch.Deletes && !IsFor(patch, part, written).IsFalse));

    private List<Node> Largest(KubernetesObject written, List<Node> variants)
    {
        if (variants.Count == 1 || written.Name.Values.Any(_scaled.Value.Contains))
            return variants;
        var counts = variants.ConvertAll(CountIn);
        var most = counts.Max(count => count.TryGet(out var number) ? number : 0);
        return [.. variants.Where((_, index) => !counts[index].Is(number => number < most).IsTrue)];
    }

    private static Field<long> CountIn(Node root)
    {
        if (root.IsOpen)
            return Field<long>.Unknown(root); // A patch that cannot be read may set it.
        var counts = CountKeys.Select(key => root["spec"][key]);
        return (counts.FirstOrDefault(count => !count.Exists.IsFalse)?.Integer() ?? Field<long>.Absent(root)).Or(Defaults.Replicas);
    }

    // The nearest kustomization changes the object first.
    private Node Build(KubernetesObject written, IEnumerable<Kustomization> kustomizations)
    {
        var root = written.Root;
        foreach (var kustomization in kustomizations)
        {
            foreach (var patch in patchesOf(kustomization))
            {
                var isForIt = IsFor(patch, kustomization, written);
                if (!isForIt.IsFalse)
                    root = patch.ApplyTo(root, isForIt.IsTrue);
            }

            root = labelsOf(kustomization).Aggregate(root, (tree, labels) => labels.ApplyTo(tree, written));
        }

        return root;
    }

    // 'replicas' come behind the prefix of their own kustomization, and patches before it:
    // https://github.com/kubernetes-sigs/kustomize/blob/master/api/internal/target/kusttarget_configplugin.go
    private Truth IsFor(KustomizePatch patch, Kustomization kustomization, KubernetesObject written) =>
        Truth.Any(sets.NamesIn(kustomization, written, isBehind: patch.SetsReplicas), name => patch.IsFor(written, name.Text()));
}
