using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// The references by which the API server finds the Services that it calls itself. Sources:
/// https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/,
/// https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/
/// </summary>
internal static class ApiCalls
{
    private static readonly string[] WebhookKinds = ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"];

    /// <summary>Every reference in an object that fails requests when nothing answers it; none for an object without.</summary>
    public static IEnumerable<Node> ServiceReferences(KubernetesObject @object)
    {
        if (@object.IsA("APIService", "apiregistration.k8s.io"))
            return [@object.Spec["service"]];
        return WebhookKinds.Any(kind => @object.IsA(kind, "admissionregistration.k8s.io"))
            ? @object.Root["webhooks"].Items.Where(IsRequired).Select(webhook => webhook["clientConfig"]["service"])
            : [];
    }

    private static bool IsRequired(Node webhook) => webhook["failurePolicy"].Text().Or(Defaults.FailurePolicy).Is("Fail").IsTrue;
}
