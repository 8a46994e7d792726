namespace Hale.Rules.Schema;

/// <summary>
/// Fields that a type does not have, but an older version of it, or a type much like it. Source:
/// https://kubernetes.io/docs/reference/using-api/deprecation-guide/
/// </summary>
internal static class RenamedFields
{
    private const string OfNewerAutoscaling = "autoscaling/v2 has it";
    private const string UpdateStrategy = "'updateStrategy' may be meant";

    private static readonly Dictionary<(string Type, string Field), string> Hints = new()
    {
        [("V1CustomResourceDefinitionSpec", "additionalPrinterColumns")] = "'versions[].additionalPrinterColumns' took its place",
        [("V1CustomResourceDefinitionSpec", "subresources")] = "'versions[].subresources' took its place",
        [("V1CustomResourceDefinitionSpec", "validation")] = "'versions[].schema' took its place",
        [("V1CustomResourceDefinitionSpec", "version")] = "'versions' took its place",
        [("V1DaemonSetSpec", "strategy")] = UpdateStrategy,
        [("V1DeploymentSpec", "updateStrategy")] = "'strategy' may be meant",
        [("V1HorizontalPodAutoscalerSpec", "behavior")] = OfNewerAutoscaling,
        [("V1HorizontalPodAutoscalerSpec", "metrics")] = OfNewerAutoscaling,
        [("V1IngressBackend", "serviceName")] = "'service.name' took its place",
        [("V1IngressBackend", "servicePort")] = "'service.port' took its place",
        [("V1IngressSpec", "backend")] = "'defaultBackend' took its place",
        [("V1StatefulSetSpec", "strategy")] = UpdateStrategy,
        [("V2HorizontalPodAutoscalerSpec", "targetCPUUtilizationPercentage")] = "'metrics' took its place",
        [("V2ResourceMetricSource", "targetAverageUtilization")] = "'target.averageUtilization' took its place",
        [("V2ResourceMetricSource", "targetAverageValue")] = "'target.averageValue' took its place",
    };

    /// <summary>What to say of such a field; null of any other.</summary>
    public static string? HintFor(SchemaType type, string field) => Hints.TryGetValue((type.Name, field), out var hint) ? hint : null;
}
