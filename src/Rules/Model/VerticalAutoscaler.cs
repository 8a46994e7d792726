using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// A VerticalPodAutoscaler. Source:
/// https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/quickstart.md
/// </summary>
internal sealed class VerticalAutoscaler(KubernetesObject @object) : ObjectView(@object)
{
    public Node Target => Spec["targetRef"];

    public Field<string> UpdateMode => Spec["updatePolicy"]["updateMode"].Text().Or(Defaults.UpdateMode);

    /// <summary>Whether it evicts running pods to give them other requests.</summary>
    public Truth Evicts => UpdateMode.Is(mode => mode is "Auto" or "Recreate");

    /// <summary>
    /// The workload whose requests it sets: the nearest one. Null when there is none in the input, and when it is not certain
    /// which one is meant.
    /// </summary>
    public Workload? Workload => Cluster.FindWorkload(Object, Target["kind"].Text(), Target["name"].Text());

    public static VerticalAutoscaler? From(KubernetesObject @object) =>
        @object.IsA("VerticalPodAutoscaler", "autoscaling.k8s.io") ? new(@object) : null;

    /// <summary>Whether it may set the requests of a workload, on running pods or on new ones only.</summary>
    public bool MaySize(Workload workload) =>
        !UpdateMode.Is("Off").IsTrue
        && !Target["name"].Text().Is(name => !workload.Name.Is(name).IsFalse).IsFalse
        && Namespaces.MayBeSame(Object, workload.Object);

    /// <summary>
    /// Whether it sets the requests for a resource of a container. A policy for all containers that excludes the resource
    /// counts as the last word, although one for the container alone would go before it.
    /// </summary>
    public Truth Controls(Container container, string resource) =>
        !Spec["resourcePolicy"]["containerPolicies"].Any(policy => IsFor(policy, container) && Excludes(policy, resource));

    private static Truth IsFor(Node policy, Container container) => container.Name.TryGet(out var name)
        ? policy["containerName"].Text().Is(text => text == "*" || text == name)
        : Truth.Unknown;

    private static Truth Excludes(Node policy, string resource) => policy["mode"].Text().Is("Off")
        || (policy["controlledResources"].Exists && !policy["controlledResources"].Any(controlled => controlled.Text().Is(resource)));
}
