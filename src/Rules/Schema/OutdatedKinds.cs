namespace Hale.Rules.Schema;

/// <summary>
/// Kinds in versions that Kubernetes has stopped serving, and that had the fields of the version that replaced them, but for the
/// few named here. Those whose fields have changed since, as an Ingress's, are not among them. Source: the types.go of both
/// versions in https://github.com/kubernetes/api, v0.15 to v0.25.
/// </summary>
/// <param name="Version">The outdated version.</param>
/// <param name="Kinds">The kinds that it held.</param>
/// <param name="Successor">The version that has the same fields.</param>
internal sealed record OutdatedKinds(string Version, string[] Kinds, string Successor)
{
    public static readonly IReadOnlyList<OutdatedKinds> All =
    [
        new("extensions/v1beta1", ["Deployment", "DaemonSet", "ReplicaSet"], "apps/v1") { Dropped = ["rollbackTo", "templateGeneration"], Defaulted = ["selector", "template"] },
        new("apps/v1beta1", ["Deployment", "StatefulSet"], "apps/v1") { Dropped = ["rollbackTo"], Defaulted = ["selector"] },
        new("apps/v1beta2", ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"], "apps/v1"),
        new("autoscaling/v2beta2", ["HorizontalPodAutoscaler"], "autoscaling/v2"),
        new("batch/v1beta1", ["CronJob"], "batch/v1"),
        new("policy/v1beta1", ["PodDisruptionBudget"], "policy/v1"),
        new("rbac.authorization.k8s.io/v1beta1", ["Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"], "rbac.authorization.k8s.io/v1"),
        new("scheduling.k8s.io/v1beta1", ["PriorityClass"], "scheduling.k8s.io/v1"),
        new("storage.k8s.io/v1beta1", ["StorageClass"], "storage.k8s.io/v1"),
    ];

    /// <summary>Fields of the spec that the successor does not have.</summary>
    public string[] Dropped { get; init; } = [];

    /// <summary>Fields of the spec that only the successor requires.</summary>
    public string[] Defaulted { get; init; } = [];

    /// <summary>The type of one of its kinds.</summary>
    public SchemaType TypeOf(SchemaType successor) => Dropped.Length + Defaulted.Length == 0
        ? successor
        : new(successor.Name, () => successor.Fields.Values.Select(field => field.Name == "spec" ? field with { Value = SchemaValue.Object(() => SpecOf(field.Value.Type)) } : field));

    private SchemaType SpecOf(SchemaType spec) => new(spec.Name, () =>
        spec.Fields.Values.Select(field => field with { IsRequired = field.IsRequired && !Defaulted.Contains(field.Name) })
            .Concat(Dropped.Select(name => new SchemaField(name, IsRequired: false, SchemaValue.Of(SchemaKind.Any)))));
}
