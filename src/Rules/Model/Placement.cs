using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// One wish about where a pod runs beside pods of some kind: an (anti-)affinity term or a topology spread constraint.
/// Sources: https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity,
/// https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
/// </summary>
internal sealed class PlacementTerm
{
    private readonly Workload _workload;
    private readonly Node _term;

    private PlacementTerm(Workload workload, Node term, bool isRequired, bool isConstraint)
    {
        _workload = workload;
        _term = term;
        IsRequired = isRequired;
        IsConstraint = isConstraint;
    }

    /// <summary>The term; for something missing in it, where it would stand.</summary>
    public Node Node => _term;

    /// <summary>Whether the scheduler leaves a pod pending rather than break it.</summary>
    public bool IsRequired { get; }

    /// <summary>Whether the scheduler breaks it rather than leave a pod pending.</summary>
    public Truth IsPreference => IsConstraint ? _term["whenUnsatisfiable"].Text().Is("ScheduleAnyway") : !IsRequired;

    /// <summary>By how many pods places may differ; only a constraint has it.</summary>
    public Field<long> MaxSkew => _term["maxSkew"].Integer();

    /// <summary>Whether it is a topology spread constraint, which is always about the workload's own pods.</summary>
    public bool IsConstraint { get; }

    public Field<string> TopologyKey => _term["topologyKey"].Text();

    public LabelSelector Selector => LabelSelector.Of(_term["labelSelector"]);

    /// <summary>Whether it says what to keep apart; the API server takes no term without it.</summary>
    public Truth HasTopologyKey => TopologyKey.Node.Exists && !TopologyKey.Is("");

    /// <summary>Whether it keeps nodes apart, by name.</summary>
    public Truth IsByHost => TopologyKey.Is("kubernetes.io/hostname");

    /// <summary>Whether it keeps zones apart.</summary>
    public Truth IsByZone => TopologyKey.Is(key => key is "topology.kubernetes.io/zone" or "failure-domain.beta.kubernetes.io/zone");

    /// <summary>Whether old and new pods of a rollout are told apart (KEP-3633, KEP-3243).</summary>
    public Truth IsPerRevision =>
        _term["matchLabelKeys"].Any(key => key.Text().Is(text => text is "pod-template-hash" or "controller-revision-hash"));

    /// <summary>Whether the pods it is about are those of the workload itself.</summary>
    public Truth SelectsOwnPods => Selector.Matches(_workload.PodLabels) && IsInOwnNamespace && !_term["mismatchLabelKeys"].Exists;

    /// <summary>
    /// Whether it is about other pods: those of another workload of the input, or those that differ in a label
    /// (KEP-3633, mismatchLabelKeys).
    /// </summary>
    public Truth IsAboutOthers =>
        Truth.Any(_workload.Cluster.CandidatesFor(Selector).Where(other => other != _workload), other => Selector.Matches(other.PodLabels))
        || _term["mismatchLabelKeys"].Exists
        || (Selector.Node.Exists && (_workload.Object.MayHaveUnseenWorkload ? Truth.Unknown : Truth.False));

    // Without namespaces the term is about the pod's own (api: PodAffinityTerm); a spread constraint always is.
    private Truth IsInOwnNamespace
    {
        get
        {
            if (_term["namespaceSelector"].Exists is var chosen && !chosen.IsFalse)
                return _term["namespaceSelector"].Entries.Count == 0 && !_term["namespaceSelector"].IsOpen ? chosen : Truth.Unknown;
            var names = _term["namespaces"];
            if (names.Exists.IsFalse || (names.Items.Count == 0 && !names.IsOpen))
                return Truth.True;
            return _workload.Object.Namespace.TryGet(out var own) ? names.Any(name => name.Text().Is(own)) : Truth.Unknown;
        }
    }

    /// <summary>Everything that may keep the pods of a workload apart: anti-affinity terms, then spread constraints.</summary>
    public static IEnumerable<PlacementTerm> Spreading(Workload workload) => AntiAffinity(workload).Concat(SpreadConstraints(workload));

    /// <summary>The terms of <c>affinity.podAntiAffinity</c>, required ones first.</summary>
    public static IEnumerable<PlacementTerm> AntiAffinity(Workload workload) => Affinity(workload, "podAntiAffinity");

    /// <summary>The terms of <c>affinity.podAffinity</c> or <c>affinity.podAntiAffinity</c>, required ones first.</summary>
    public static IEnumerable<PlacementTerm> Affinity(Workload workload, string kind)
    {
        if (workload.Pod.Lacks("affinity"))
            return [];
        var affinity = workload.Pod["affinity"][kind];
        var required = affinity["requiredDuringSchedulingIgnoredDuringExecution"].Items;
        var preferred = affinity["preferredDuringSchedulingIgnoredDuringExecution"].Items;
        return required.Select(term => new PlacementTerm(workload, term, isRequired: true, isConstraint: false))
            .Concat(preferred.Select(term => new PlacementTerm(workload, term["podAffinityTerm"], isRequired: false, isConstraint: false)));
    }

    /// <summary>The topology spread constraints.</summary>
    public static IEnumerable<PlacementTerm> SpreadConstraints(Workload workload) =>
        workload.Pod["topologySpreadConstraints"].Items.Select(constraint =>
            new PlacementTerm(workload, constraint, constraint["whenUnsatisfiable"].Text().Is("DoNotSchedule").IsTrue, isConstraint: true));
}
