using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>A PodDisruptionBudget. Source: https://kubernetes.io/docs/tasks/run-application/configure-pdb/</summary>
internal sealed class DisruptionBudget(KubernetesObject @object) : ObjectView(@object)
{
    public LabelSelector Selector => field ??= LabelSelector.Of(Spec["selector"]);

    public DisruptionLimits Limits { get; } = new(@object.Spec);

    public Field<IntOrPercent> MinAvailable => Limits.MinAvailable;

    public Field<IntOrPercent> MaxUnavailable => Limits.MaxUnavailable;

    public (string Name, Field<IntOrPercent> Value)? Limit => Limits.InForce;

    /// <summary>Whether it has neither limit. Then the disruption controller expects no pods and allows no disruption (disruption.go).</summary>
    public bool IsWithoutLimit => MinAvailable.Origin is Origin.Absent && MaxUnavailable.Origin is Origin.Absent;

    /// <summary>In <c>policy/v1beta1</c> an empty selector chooses no pod; in <c>policy/v1</c> every pod of the namespace.</summary>
    public bool IsBeta => Object.ApiVersion.Is("policy/v1beta1").IsTrue;

    public static DisruptionBudget? From(KubernetesObject @object) => @object.IsA("PodDisruptionBudget", "policy") ? new(@object) : null;

    public Truth Selects(Workload workload) =>
        Selector.Matches(workload.PodLabels) && (IsBeta ? !Selector.IsEmpty : Truth.True);

    /// <summary>The workloads whose pods it protects, the nearest only.</summary>
    public IReadOnlyList<Workload> Workloads => Cluster.SelectedBy(this);

    /// <summary>
    /// Whether its controller asks the owner of each pod for the number of replicas, which a Job and a DaemonSet do not have;
    /// it does not have to where a number of pods must be available.
    /// Source: https://kubernetes.io/docs/tasks/run-application/configure-pdb/#arbitrary-controllers-and-selectors
    /// </summary>
    public Truth AsksOwners =>
        Limit is not { } limit ? Truth.Unknown
        : limit.Name == "maxUnavailable" ? Truth.True
        : limit.Value.Is(value => value.IsPercent);

    /// <summary>The workloads whose pods are there all the time, of those that it protects; the others only add pods now and then.</summary>
    public IReadOnlyList<Workload> LastingWorkloads => [.. Workloads.Where(workload => !workload.RunsForever.IsFalse)];

    /// <summary>
    /// How many pods it protects at least: the replicas of all workloads that it selects, together. Null unless it is known
    /// which workloads these are, that they share the budget's namespace, and how many replicas each has.
    /// </summary>
    public long? Pods
    {
        get
        {
            var counted = AsksOwners.IsFalse ? LastingWorkloads : Workloads;
            if (counted.Count == 0 || !Selector.IsEmpty.IsFalse || Cluster.MayProtectMore(this))
                return null;
            var pods = 0L;
            foreach (var workload in counted)
            {
                if (!IsCertainOf(workload) || !workload.Replicas.Minimum.TryGet(out var replicas))
                    return null;
                pods += replicas;
            }

            return pods;
        }
    }

    /// <summary>The workloads that it protects all the time and their replicas, for messages.</summary>
    public string WorkloadTitles => string.Join(" and ", LastingWorkloads.Select(workload => $"{workload.Title} with {workload.Replicas}"));

    /// <summary>Whether a workload that it selects is in its namespace for sure, and all of it is seen.</summary>
    public bool IsCertainOf(Workload workload) =>
        workload.Object.IsPartial.IsFalse && Object.BelongsWith(workload.Object) && Object.IsBuiltWith(workload.Object);

    public Field<long> AllowedDisruptions(long pods) => Limits.AllowedDisruptions(pods);
}

/// <summary>The two limits of a PodDisruptionBudget, in its spec or where a resource asks its operator for one.</summary>
/// <param name="Node">What has them.</param>
internal sealed record DisruptionLimits(Node Node)
{
    public Field<IntOrPercent> MinAvailable => Node["minAvailable"].IntOrPercent();

    public Field<IntOrPercent> MaxUnavailable => Node["maxUnavailable"].IntOrPercent();

    /// <summary>
    /// The limit in force and its name; null unless it is known to be the only one, and of more than 100%: the API server
    /// rejects these.
    /// </summary>
    public (string Name, Field<IntOrPercent> Value)? InForce =>
        Only is { } only && !only.Value.Is(limit => limit.IsPercent && limit.Value > 100).IsTrue ? only : null;

    private (string Name, Field<IntOrPercent> Value)? Only =>
        MinAvailable.Origin is Origin.Absent && MaxUnavailable.Node.Exists ? ("maxUnavailable", MaxUnavailable)
        : MaxUnavailable.Origin is Origin.Absent && MinAvailable.Node.Exists ? ("minAvailable", MinAvailable)
        : null;

    /// <summary>How many of the pods may be away at a time; unknown unless one of the two limits is known. Percentages round up.</summary>
    public Field<long> AllowedDisruptions(long pods)
    {
        var (available, unavailable) = (MinAvailable, MaxUnavailable);
        return unavailable.Origin is not Origin.Absent
            ? unavailable.Select(limit => Math.Min(pods, limit.RoundedUp(pods)))
            : available.Select(limit => Math.Max(0, pods - limit.RoundedUp(pods)));
    }
}
