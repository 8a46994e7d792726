using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Placement;

internal sealed class ZoneSpreadMissing : Rule<Workload>
{
    private static readonly string[] ZoneLabels = ["topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"];

    public override RuleInfo Info { get; } = new("HA0205", "zone-spread-missing")
    {
        Severity = Severity.Note,
        Activation = Activation.Off,
        IsOnInSeveralZones = true,
        Title = "Replicas spread over nodes but not over zones",
        Why = """
            In a cluster of several zones different nodes may still stand in the same zone, share its power and network, and
            fail together. The scheduler's own spreading over zones is a weak preference, and ends as soon as a pod sets a
            constraint of its own. With `zones` in `hale.yaml` the rule is on where there are several, and silent where there
            is one.
            """,
        Fix = """
            Add a second spread constraint with `topologyKey: topology.kubernetes.io/zone`, `maxSkew: 1` and
            `whenUnsatisfiable: ScheduleAnyway`. In a cluster without zones it changes nothing.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/setup/best-practices/multiple-zones/",
            "https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#internal-default-constraints",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        var hasZones = cluster.Facts.HasSeveralZones;
        if (!workload.IsReplicated || hasZones.IsFalse)
            yield break;

        var isSpread = IsSpreadByHostOnly(workload) && !workload.MayHidePlacement;
        if (isSpread && workload.Replicas.AlwaysSeveral && !IsBoundToZone(workload))
        {
            yield return Report(workload.Pod["topologySpreadConstraints"], $"{workload.Replicas} of {workload.Title} are spread over nodes but not over zones, so one zone may hold them all")
                .And(workload.Replicas.Node, workload.Replicas.SourceText)
                .As((hasZones && workload.Replicas.Minimum.Is(count => count >= 3)).IsTrue ? Severity.Warning : Severity.Note);
        }
    }

    // HA0201 speaks of replicas that are not spread at all. A key of their own may stand for a zone.
    private static Truth IsSpreadByHostOnly(Workload workload)
    {
        var terms = PlacementTerm.Spreading(workload).Where(term => !term.SelectsOwnPods.IsFalse).ToList();
        return terms.Count > 0 && Truth.All(terms, term => term.IsByHost && term.SelectsOwnPods);
    }

    private static Truth IsBoundToZone(Workload workload) =>
        (NodePin.Of(workload) is not null)
        || workload.Pod["nodeName"].Exists
        || Truth.Any(ZoneLabels.Concat(["kubernetes.io/hostname"]), label => workload.Pod["nodeSelector"][label].Exists)
        || MayChooseZone(workload.Pod["affinity"]["nodeAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"])
        || IsBesideOthers(workload)
        || HasVolumeOfOneZone(workload);

    // Several zones are a choice that still has to be spread over.
    private static Truth MayChooseZone(Node nodeSelector) => nodeSelector["nodeSelectorTerms"].Any(term => term["matchExpressions"].Any(expression =>
        expression["key"].Text().Is(ZoneLabels.Contains) && !(expression["operator"].Text().Is("In") && expression["values"].Items.Count > 1)));

    // Pods that must run in the zone of others stay with them, such as a proxy beside its database.
    private static Truth IsBesideOthers(Workload workload) =>
        workload.Pod["affinity"]["podAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"].Any(_ => Truth.True);

    private static Truth HasVolumeOfOneZone(Workload workload) =>
        Truth.Any(workload.MountedClaims, claim => claim.IsSingleNode)
        || (workload.Pod["volumes"].IsOpen ? Truth.Unknown : Truth.False)
        || workload.MountedClaims.Any(mounted => mounted.Claim is { } claim && workload.Cluster.MayBeBoundToTopology(claim.Spec, claim.Object))
        || workload.Spec["volumeClaimTemplates"].Any(template => workload.Cluster.MayBeBoundToTopology(template["spec"], workload.Object));
}
