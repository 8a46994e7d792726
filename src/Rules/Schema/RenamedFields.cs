namespace Hale.Rules.Schema;

/// <summary>
/// Fields that a type does not have, but an older version of it, or a type much like it. Source:
/// https://kubernetes.io/docs/reference/using-api/deprecation-guide/, and for Services
/// https://kubernetes.io/docs/concepts/services-networking/dual-stack/; those of OpenShift are in
/// https://github.com/openshift/api/blob/master/apps/v1/types.go
/// </summary>
internal static class RenamedFields
{
    private static readonly RenamedField OfNewerAutoscaling = new(null, "autoscaling/v2 has it");
    private static readonly RenamedField OfOpenShift = new(null, "only OpenShift's DeploymentConfig has it");
    private static readonly RenamedField UpdateStrategy = new("updateStrategy", "'updateStrategy' may be meant");

    private static readonly Dictionary<(string Type, string Field), RenamedField> All = new()
    {
        [("V1CustomResourceDefinitionSpec", "additionalPrinterColumns")] = RenamedField.To("versions[].additionalPrinterColumns"),
        [("V1CustomResourceDefinitionSpec", "subresources")] = RenamedField.To("versions[].subresources"),
        [("V1CustomResourceDefinitionSpec", "validation")] = RenamedField.To("versions[].schema"),
        [("V1CustomResourceDefinitionSpec", "version")] = RenamedField.To("versions"),
        [("V1DaemonSetSpec", "strategy")] = UpdateStrategy,
        [("V1DeploymentSpec", "triggers")] = OfOpenShift,
        [("V1DeploymentSpec", "updateStrategy")] = new("strategy", "'strategy' may be meant"),
        [("V1DeploymentStrategy", "activeDeadlineSeconds")] = OfOpenShift,
        [("V1DeploymentStrategy", "customParams")] = OfOpenShift,
        [("V1DeploymentStrategy", "recreateParams")] = OfOpenShift,
        [("V1DeploymentStrategy", "resources")] = OfOpenShift,
        [("V1DeploymentStrategy", "rollingParams")] = OfOpenShift,
        [("V1HorizontalPodAutoscalerSpec", "behavior")] = OfNewerAutoscaling,
        [("V1HorizontalPodAutoscalerSpec", "metrics")] = OfNewerAutoscaling,
        [("V1IngressBackend", "serviceName")] = RenamedField.To("service.name"),
        [("V1IngressBackend", "servicePort")] = RenamedField.To("service.port"),
        [("V1IngressSpec", "backend")] = RenamedField.To("defaultBackend"),
        [("V1ServiceSpec", "ipFamily")] = RenamedField.To("ipFamilies"),
        [("V1StatefulSetSpec", "strategy")] = UpdateStrategy,
        [("V2HorizontalPodAutoscalerSpec", "targetCPUUtilizationPercentage")] = RenamedField.To("metrics"),
        [("V2ResourceMetricSource", "targetAverageUtilization")] = RenamedField.To("target.averageUtilization"),
        [("V2ResourceMetricSource", "targetAverageValue")] = RenamedField.To("target.averageValue"),
    };

    /// <summary>What became of such a field; null for any other.</summary>
    public static RenamedField? Find(SchemaType type, string field) => All.TryGetValue((type.Name, field), out var renamed) ? renamed : null;
}

/// <summary>What became of a field.</summary>
/// <param name="Successor">The path, from the same map, of what has its place now; null where it has none in this version.</param>
/// <param name="Hint">What to say of it.</param>
internal sealed record RenamedField(string? Successor, string Hint)
{
    public static RenamedField To(string successor) => new(successor, $"'{successor}' took its place");
}
