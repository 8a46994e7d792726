using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// A LimitRange: what the containers of a namespace get that do not say it themselves. Source:
/// https://kubernetes.io/docs/concepts/policy/limit-range/; what stands in for what is left out of it is in
/// SetDefaults_LimitRangeItem of https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go
/// </summary>
internal sealed class LimitRange(KubernetesObject @object) : ObjectView(@object)
{
    public static LimitRange? From(KubernetesObject @object) => @object.IsA("LimitRange", "") ? new(@object) : null;

    /// <summary>Whether a container that requests nothing of a resource gets a request from it.</summary>
    public Truth GivesRequest(string resource) => Gives(resource, "defaultRequest", "default", "max", "min");

    /// <summary>Whether a container without a limit for a resource gets one from it.</summary>
    public Truth GivesLimit(string resource) => Gives(resource, "default", "max");

    private Truth Gives(string resource, params string[] fields) => Spec["limits"].Any(limit =>
        limit["type"].Text().Is("Container") && Truth.Any(fields, field => limit[field][resource].Exists));
}
