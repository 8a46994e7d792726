using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// The references by which the API server finds the Services that it calls itself. Sources:
/// https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/,
/// https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/
/// </summary>
internal static class ApiCalls
{
    /// <summary>Whether it makes a Service answer for a part of the API.</summary>
    public static bool IsAggregation(KubernetesObject @object) => @object.IsA("APIService", "apiregistration.k8s.io");

    /// <summary>Every reference in an object that fails requests when nothing answers it; none for an object without.</summary>
    public static IEnumerable<Node> ServiceReferences(KubernetesObject @object)
    {
        return IsAggregation(@object)
            ? [@object.Spec["service"]]
            : Webhook.Of(@object).Where(webhook => webhook.FailurePolicy.Is("Fail").IsTrue).Select(webhook => webhook.Node["clientConfig"]["service"]);
    }

    /// <summary>The Services that an object makes the API server call, also those that it can do without.</summary>
    public static IEnumerable<Backend> Backends(KubernetesObject @object) =>
        from reference in IsAggregation(@object) ? [@object.Spec["service"]] : Webhook.Of(@object).Select(webhook => webhook.Node["clientConfig"]["service"])
        select new Backend(reference["name"].Text(), ServiceReference.NamespaceOf(@object, reference), reference["port"]);

    /// <summary>The kinds of objects that have such references.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["APIService", "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"];

    /// <summary>Whether an object has, or may have, such a reference.</summary>
    public static bool IsCaller(KubernetesObject @object) => IsAggregation(@object) || IsWebhookConfiguration(@object);

    /// <summary>Whether it cannot be told in full which Services such an object has called, and whether requests fail without them.</summary>
    public static bool IsUnclear(KubernetesObject caller) =>
        !caller.IsPartial.IsFalse
        || (IsAggregation(caller) ? IsUnclearReference(caller.Spec["service"]) : MayHaveUnclearWebhook(caller.Root["webhooks"]));

    /// <summary>Whether it makes webhooks answer for changes to objects.</summary>
    public static bool IsWebhookConfiguration(KubernetesObject @object) =>
        @object.IsA("ValidatingWebhookConfiguration", "admissionregistration.k8s.io") || @object.IsA("MutatingWebhookConfiguration", "admissionregistration.k8s.io");

    private static bool MayHaveUnclearWebhook(Node webhooks) => !webhooks.All(webhook => IsClear(webhook)).IsTrue;

    private static Truth IsClear(Node webhook) =>
        webhook["failurePolicy"].Text().Is("Ignore")
        || (!webhook["failurePolicy"].Text().MayBeOther && !IsUnclearReference(webhook["clientConfig"]["service"]));

    private static bool IsUnclearReference(Node service) =>
        service.Exists.IsUnknown || service["name"].Text().MayBeOther || service["namespace"].Text().MayBeOther;
}
