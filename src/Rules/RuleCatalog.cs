namespace Hale.Rules;

/// <summary>Every rule that Hale has, sorted by id. Rules keep no state, so one instance of each is enough.</summary>
public static class RuleCatalog
{
    /// <summary>The rules, sorted by id.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new Input.UnreadableInput(),
        new Input.TemplateNotRendered(),
        new Input.LimitExceeded(),
        new Replication.ReplicasSingle(),
        new Replication.ReplicasZero(),
        new Replication.QuorumReplicas(),
        new Replication.NakedPod(),
        new Placement.SpreadMissing(),
        new Placement.SpreadSelectorMismatch(),
        new Placement.AntiAffinityRolloutDeadlock(),
        new Placement.SpreadTooWeak(),
        new Placement.ZoneSpreadMissing(),
        new Placement.TolerationNeverEvicted(),
        new Placement.TolerationSeconds(),
        new Placement.NodePinned(),
        new Disruption.PdbMissing(),
        new Disruption.PdbBlocksEvictions(),
        new Disruption.PdbIneffective(),
        new Disruption.EvictionBlocked(),
        new Rollout.RolloutRecreate(),
        new Shutdown.GraceDefaultStateful(),
        new Shutdown.GraceZero(),
        new Shutdown.GraceVsPreStop(),
        new Shutdown.SigtermSwallowed(),
        new Probes.ReadinessMissing(),
        new Storage.RwoMultiReplica(),
        new Storage.RwoRollingUpdate(),
        new Storage.SingleWriterNodeLoss(),
        new Storage.ReclaimDelete(),
        new Storage.BindingImmediate(),
        new Storage.LocalPvAffinity(),
        new StatefulSets.StsGoverningService(),
        new StatefulSets.StsSharedPvc(),
        new Services.SvcPublicDatastore(),
        new Secrets.SecretPlaintextEnv(),
        new Secrets.SecretWeakValue(),
        new Images.ImageMutable(),
        new Deprecation.ApiRemoved(),
    ];

    /// <summary>The rule with an id such as <c>HA0101</c>, or a name such as <c>replicas-single</c>; null when there is none.</summary>
    public static Rule? Find(string idOrName) =>
        All.FirstOrDefault(rule => string.Equals(rule.Info.Id, idOrName, StringComparison.OrdinalIgnoreCase) || rule.Info.Name == idOrName);
}
