using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// Custom resources with pod templates deeper than <c>spec.template</c>, or with several. How many pods come of each, and what is
/// added to them, is known to their operators only, so rules look at what their containers say, and not at the whole. Sources:
/// https://agones.dev/site/docs/reference/fleet/, https://docs.ray.io/en/latest/cluster/kubernetes/references.html,
/// https://www.kubeflow.org/docs/components/trainer/legacy-v1/, https://volcano.sh/en/docs/vcjob/, https://jobset.sigs.k8s.io/docs/reference/jobset.v1alpha2/,
/// https://lws.sigs.k8s.io/docs/reference/leaderworkerset.v1/, https://keda.sh/docs/latest/reference/scaledjob-spec/
/// </summary>
internal static class NestedPods
{
    private static readonly Dictionary<string, NestingKind> Kinds = new NestingKind[]
    {
        new("agones.dev", "Fleet"),
        new("agones.dev", "GameServerSet"),
        new("ray.io", "RayCluster"),
        new("ray.io", "RayService"),
        new("ray.io", "RayJob") { Ends = true },
        new("kubeflow.org", "MPIJob") { Ends = true },
        new("kubeflow.org", "PyTorchJob") { Ends = true },
        new("kubeflow.org", "TFJob") { Ends = true },
        new("kubeflow.org", "XGBoostJob") { Ends = true },
        new("batch.volcano.sh", "Job") { Ends = true },
        new("jobset.x-k8s.io", "JobSet") { Ends = true },
        new("leaderworkerset.x-k8s.io", "LeaderWorkerSet"),
        new("keda.sh", "ScaledJob") { Ends = true },
    }.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>The kind of such an object; null for others.</summary>
    public static NestingKind? KindOf(KubernetesObject @object) =>
        @object.IsIdentified && @object.Kind.TryGet(out var name) && Kinds.TryGetValue(name, out var kind) && @object.Group == kind.Group ? kind : null;

    /// <summary>The pod templates in such an object.</summary>
    public static IEnumerable<Node> TemplatesIn(KubernetesObject @object) =>
        @object.Spec.SelfAndDescendants(node => node is MapNode && node["spec"]["containers"] is ListNode);
}

/// <summary>A kind with pod templates in it.</summary>
internal sealed record NestingKind(string Group, string Name)
{
    /// <summary>Whether its pods run to completion.</summary>
    public bool Ends { get; init; }
}
