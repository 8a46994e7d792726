using System.Globalization;
using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>Who decides how many pods a workload runs.</summary>
internal enum ReplicaSource
{
    /// <summary>It cannot be seen.</summary>
    Unknown,

    /// <summary>Nobody: Kubernetes' default applies.</summary>
    Default,

    /// <summary>The workload's own <c>spec.replicas</c>.</summary>
    Written,

    /// <summary>The <c>replicas</c> or a patch of a kustomization.</summary>
    Kustomization,

    /// <summary>A HorizontalPodAutoscaler or a KEDA ScaledObject.</summary>
    Autoscaler,

    /// <summary>The nodes: one pod each.</summary>
    Nodes,

    /// <summary>It is a single pod, or pods that run to completion.</summary>
    Fixed,
}

/// <summary>How many pods a workload runs in effect, at least and at most, and who says so.</summary>
internal sealed record Replicas(Field<long> Minimum, Field<long> Maximum, ReplicaSource Source)
{
    private static readonly string[] Managers = ["hpa", "autoscal", "keda", "scaledobject", "gitops", "argo", "flux"];

    /// <summary>Where the number is written, or where it should be.</summary>
    public Node Node => Minimum.Node;

    /// <summary>Whether two or more pods are always meant to run.</summary>
    public Truth AlwaysSeveral => Minimum.Is(count => count > 1);

    /// <summary>Whether two or more pods run, if only while an autoscaler asks for them.</summary>
    public Truth AtTimesSeveral => Maximum.Is(count => count > 1);

    /// <summary>For a related place of a finding: where the number comes from.</summary>
    public string SourceText => Source switch
    {
        ReplicaSource.Autoscaler => "the autoscaler's minimum",
        ReplicaSource.Kustomization => "replicas set by the kustomization",
        ReplicaSource.Default => "replicas is not set: Kubernetes runs one",
        _ => "replicas set here",
    };

    public static Replicas Of(Workload workload)
    {
        var own = workload.Spec["replicas"];
        switch (workload.Kind)
        {
            case WorkloadKind.DaemonSet:
                return UnknownAt(own, ReplicaSource.Nodes);
            case WorkloadKind.Job or WorkloadKind.CronJob or WorkloadKind.Pod:
                return UnknownAt(own, ReplicaSource.Fixed);
            case WorkloadKind.Other or WorkloadKind.DeploymentConfig when own.Exists.IsFalse: // OpenShift gives no default.
                return UnknownAt(own, ReplicaSource.Unknown);
        }

        if (workload.Cluster.MayBeScaledUnseen(workload) || workload.Cluster.MayScaleWithNodes(workload))
            return UnknownAt(own, ReplicaSource.Unknown);
        if (workload.Cluster.AutoscalersOf(workload) is { Count: > 0 } autoscalers)
            return new(Union(autoscalers.Select(scaler => scaler.Minimum)), Union(autoscalers.Select(scaler => scaler.Maximum)), ReplicaSource.Autoscaler);
        if (IsManagedElsewhere(workload, own))
            return UnknownAt(own, ReplicaSource.Unknown);
        var replicas = own.Integer().Or(Defaults.Replicas);
        return new(replicas, replicas, SourceOf(replicas, workload.Object));
    }

    /// <summary>
    /// Such as <c>3 replicas</c> or <c>1 replica</c>; with an autoscaler <c>2 to 10 replicas</c>, and with several overlays
    /// <c>2 or 3 replicas</c>.
    /// </summary>
    public override string ToString()
    {
        var isOne = Minimum.TryGet(out var least);
        var minimum = Minimum.Values.Count > 0 && !Minimum.MayBeOther
            ? string.Join(" or ", Minimum.Values.OrderBy(value => value).Select(value => value.ToString(CultureInfo.InvariantCulture)))
            : "some";
        var isRange = isOne && Maximum.TryGet(out var most) && most != least;
        var number = isRange ? FormattableString.Invariant($"{minimum} to {Maximum}") : minimum;
        return $"{number} {(number == "1" ? "replica" : "replicas")}";
    }

    private static Replicas UnknownAt(Node node, ReplicaSource source)
    {
        var unknown = Field<long>.Unknown(node);
        return new(unknown, unknown, source);
    }

    private static ReplicaSource SourceOf(Field<long> replicas, KubernetesObject @object) =>
        replicas.Origin is Origin.Defaulted ? ReplicaSource.Default
        : @object.Kustomizations.Count > 0 && replicas.Node.At.Source != @object.Source ? ReplicaSource.Kustomization
        : ReplicaSource.Written;

    // Each autoscaler is for one environment, and each environment is possible.
    private static Field<long> Union(IEnumerable<Field<long>> fields)
    {
        var all = fields.ToList();
        if (all.Count == 1)
            return all[0];
        var values = all.SelectMany(field => field.Values).Distinct().ToList();
        var isOpen = all.Any(field => field.MayBeOther || field.Origin is Origin.Absent);
        return new Field<long>(all[0].Node, values.Count == 1 && !isOpen ? Origin.Written : Origin.Unknown, values, mayBeOther: isOpen);
    }

    // "# owned by the HPA of the platform repository" beside the number means that it is not this number, and
    // "# replicas omitted: the HPA owns it" in its place that it is not the default.
    private static bool IsManagedElsewhere(Workload workload, Node own)
    {
        if (workload.Object.Comments.Count == 0)
            return false;
        var line = own.At.StartPosition.Line;
        var template = workload.Spec["template"].At.StartPosition.Line;
        return workload.Object.Comments.Any(comment =>
            Words.AnyIn(comment.Text, Managers)
            && comment.At.StartPosition.Line is var at
            && (own.Exists.IsFalse ? line < at && at < template && Words.IsIn(comment.Text, "replica") : line - at is 0 or 1));
    }
}
