using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>A PodDisruptionBudget. Source: https://kubernetes.io/docs/tasks/run-application/configure-pdb/</summary>
internal sealed class DisruptionBudget(KubernetesObject @object) : ObjectView(@object)
{
    public LabelSelector Selector => field ??= LabelSelector.Of(Spec["selector"]);

    public Field<IntOrPercent> MinAvailable => Spec["minAvailable"].IntOrPercent();

    public Field<IntOrPercent> MaxUnavailable => Spec["maxUnavailable"].IntOrPercent();

    /// <summary>In <c>policy/v1beta1</c> an empty selector chooses no pod; in <c>policy/v1</c> every pod of the namespace.</summary>
    public bool IsBeta => Object.ApiVersion.Is("policy/v1beta1").IsTrue;

    public static DisruptionBudget? From(KubernetesObject @object) => @object.IsA("PodDisruptionBudget", "policy") ? new(@object) : null;

    public Truth Selects(Node podLabels) =>
        Selector.Matches(podLabels) & (IsBeta ? !Selector.IsEmpty : Truth.True);

    /// <summary>How many of the pods may be away at a time; unknown unless one of the two limits is known. Percentages round up.</summary>
    public Field<long> AllowedDisruptions(long pods)
    {
        var (available, unavailable) = (MinAvailable, MaxUnavailable);
        return unavailable.Origin is not Origin.Absent
            ? unavailable.Select(limit => Math.Min(pods, limit.RoundedUp(pods)))
            : available.Select(limit => Math.Max(0, pods - limit.RoundedUp(pods)));
    }
}
