using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// Knative's Services, which run no pod while there are no requests. Sources:
/// https://knative.dev/docs/serving/autoscaling/scale-bounds/, https://knative.dev/docs/serving/autoscaling/autoscaler-types/
/// </summary>
internal static class Knative
{
    private const string Prefix = "autoscaling.knative.dev/";

    public static bool IsService(KubernetesObject @object) => @object.IsA("Service", "serving.knative.dev") && @object.ApiVersion.Origin is Origin.Written;

    /// <summary>The annotation that sets the least number of pods.</summary>
    public static Node MinScale(KubernetesObject service) => Annotations(service)[$"{Prefix}min-scale"];

    /// <summary>Whether nobody sets how many pods it keeps, so that it goes down to none.</summary>
    public static Truth ScalesToZeroByDefault(KubernetesObject service) =>
        !MinScale(service).Exists && !Misplaced(service).Any() && !Annotations(service)[$"{Prefix}minScale"].Exists
        && !Annotations(service)[$"{Prefix}class"].Text().Is(name => name.StartsWith("hpa.", StringComparison.Ordinal));

    /// <summary>
    /// The annotations on how it scales that stand at the Service, where its webhook refuses them (ValidateObjectMetadata of
    /// github.com/knative/serving, pkg/apis/serving): they belong to the template.
    /// </summary>
    public static IEnumerable<Node> Misplaced(KubernetesObject service) =>
        service.Annotations.Entries.Where(entry => entry.Key.StartsWith(Prefix, StringComparison.Ordinal)).Select(entry => entry.Value);

    private static Node Annotations(KubernetesObject service) => service.Spec["template"]["metadata"]["annotations"];
}
