using Hale.Rules.Tree;

namespace Hale.Rules.Model;

// Where its pods run beside each other.
internal sealed partial class Workload
{
    /// <summary>Whether there may be terms that keep its pods apart and cannot be seen.</summary>
    public Truth MayHidePlacement
    {
        get
        {
            if (Pod.Lacks("affinity"))
                return Pod["topologySpreadConstraints"].IsOpen;
            var anti = Pod["affinity"]["podAntiAffinity"];
            return anti["requiredDuringSchedulingIgnoredDuringExecution"].IsOpen
                || anti["preferredDuringSchedulingIgnoredDuringExecution"].IsOpen
                || Pod["topologySpreadConstraints"].IsOpen;
        }
    }

    /// <summary>Whether something keeps its pods apart, or at least tries to.</summary>
    public Truth IsSpread =>
        Truth.Any(PlacementTerm.Spreading(this), term => term.SelectsOwnPods)
        || TakesHostPorts
        || (MayHidePlacement.IsFalse ? Truth.False : Truth.Unknown);

    /// <summary>Whether all of its pods are bound to one node on purpose: required affinity to themselves by host.</summary>
    public Truth IsCoLocated =>
        Truth.Any(PlacementTerm.Affinity(this, "podAffinity").Where(term => term.IsRequired), term => term.IsByHost && term.SelectsOwnPods)
        || (Pod["affinity"]["podAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"].IsOpen ? Truth.Unknown : Truth.False);
}
