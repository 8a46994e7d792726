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
        new Replication.QuorumReplicas(),
        new Replication.NakedPod(),
        new Placement.SpreadMissing(),
        new Placement.SpreadSelectorMismatch(),
        new Placement.AntiAffinityRolloutDeadlock(),
        new Disruption.PdbMissing(),
        new Disruption.PdbBlocksEvictions(),
        new Disruption.PdbIneffective(),
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
        new Scaling.AutoscaleMinLow(),
        new Scaling.HpaReplicasConflict(),
        new Scaling.HpaTargetMissing(),
        new Scaling.HpaNoRequests(),
        new Scaling.HpaOnStateful(),
        new Resources.RequestsMissing(),
        new Resources.MemoryLimitMissing(),
        new Resources.PriorityCritical(),
        new Secrets.SecretPlaintextEnv(),
        new Secrets.SecretWeakValue(),
        new Secrets.SecretInText(),
        new Secrets.SecretCommitted(),
        new Secrets.DbNoPassword(),
        new Images.ImageMutable(),
        new Images.ImageMissing(),
        new Images.ImageEol(),
        new Deprecation.ApiRemoved(),
        new Deprecation.MetadataDeprecated(),
        new Deprecation.ProvisionerIntree(),
        new Structure.FlattenedIndentation(),
        new Structure.DuplicateKey(),
        new Structure.MisplacedField(),
        new Structure.MissingRequired(),
        new Structure.TypeMismatch(),
        new Structure.Placeholder(),
        new Structure.ApiInvalid(),
    ];

    /// <summary>The rule with an id such as <c>HA0101</c>, or a name such as <c>replicas-single</c>; null when there is none.</summary>
    public static Rule? Find(string idOrName) =>
        All.FirstOrDefault(rule => string.Equals(rule.Info.Id, idOrName, StringComparison.OrdinalIgnoreCase) || rule.Info.Name == idOrName);
}
