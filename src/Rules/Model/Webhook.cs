using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// One entry of a Validating- or MutatingWebhookConfiguration.
/// Source: https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/
/// </summary>
internal sealed class Webhook
{
    private readonly KubernetesObject _configuration;

    private Webhook(KubernetesObject configuration, Node node)
    {
        _configuration = configuration;
        Node = node;
    }

    public Node Node { get; }

    /// <summary>For messages, such as <c>Webhook 'validate.example.com'</c>.</summary>
    public string Title => Node["name"].Text().TryGet(out var name) ? $"Webhook '{name}'" : $"A webhook of {_configuration.Title}";

    /// <summary>What happens to a request when the webhook does not answer. Only <c>v1</c> rejects it by default.</summary>
    public Field<string> FailurePolicy => Node["failurePolicy"].Text().Or(IsBeta ? Defaults.FailurePolicyBeta : Defaults.FailurePolicy);

    public Field<long> TimeoutSeconds => Node["timeoutSeconds"].Integer().Or(IsBeta ? Defaults.WebhookTimeoutBeta : Defaults.WebhookTimeout);

    /// <summary>The namespace of the Service that answers.</summary>
    public Field<string> Namespace => ServiceReference.NamespaceOf(_configuration, Node["clientConfig"]["service"]);

    /// <summary>The Service that answers; null when it is outside the input.</summary>
    public Service? Service => ServiceReference.Find(_configuration, Node["clientConfig"]["service"]);

    /// <summary>The workload that answers, when requests fail without its answer, and it is certain that there is no other one.</summary>
    public Workload? OnlyBackend => FailurePolicy.Is("Fail").IsTrue ? Service?.OnlyBackend : null;

    /// <summary>Whether the API server asks it about new pods.</summary>
    public Truth IsAskedAboutPods => Node["rules"].Any(rule =>
        !rule["scope"].Text().Is("Cluster") && Has(rule["apiGroups"], "", "*") && Has(rule["resources"], "pods", "*", "*/*") && Has(rule["operations"], "CREATE", "*"));

    private bool IsBeta => _configuration.ApiVersion.Is("admissionregistration.k8s.io/v1beta1").IsTrue;

    public static IEnumerable<Webhook> Of(KubernetesObject @object) =>
        ApiCalls.IsWebhookConfiguration(@object) ? @object.Root["webhooks"].Items.Select(node => new Webhook(@object, node)) : [];

    /// <summary>Whether its own pods cannot come back while it is away, nor those of the control plane.</summary>
    public Truth MayLockOut => MayLockItselfOut && Covers("kube-system");

    /// <summary>Whether its own pods cannot come back while it is away.</summary>
    public Truth MayLockItselfOut => IsAskedAboutPods && CoversOwnNamespace;

    /// <summary>Whether it is asked about every object of its own namespace.</summary>
    public Truth CoversOwnNamespace => Namespace.TryGet(out var name) ? Covers(name) : Truth.Unknown;

    /// <summary>Whether it is asked about every object of a namespace: no selector or condition leaves one out.</summary>
    public Truth Covers(string @namespace)
    {
        var (namespaces, objects) = (Node["namespaceSelector"], Node["objectSelector"]);
        return (!namespaces.Exists || LabelSelector.Of(namespaces).Matches(LabelsOfNamespace(@namespace, namespaces.At)))
            && (!objects.Exists || LabelSelector.Of(objects).IsEmpty)
            && !Node["matchConditions"].Exists;
    }

    // A namespace may have any labels, but this one the API server always sets
    // (https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name).
    private static MapNode LabelsOfNamespace(string name, Place at) =>
        new(at, [new Entry("kubernetes.io/metadata.name", at, new ScalarNode(at, ScalarKind.String, name))], isOpen: true);

    private static Truth Has(Node list, params string[] values) => list.Any(item => item.Text().Is(values.Contains));
}

/// <summary>A Service that the API server is told to call: by a webhook or an APIService.</summary>
internal static class ServiceReference
{
    /// <summary>The Service; null when it is outside the input, and when one far away might be another one of the same name.</summary>
    public static Service? Find(KubernetesObject from, Node reference)
    {
        var @namespace = NamespaceOf(from, reference);
        var found = from.Cluster.Find<Service>(from, reference["name"].Text(), @namespace);
        var isMeant = found is not null && (from.IsNeighbourOf(found.Object) || Namespaces.Compare(@namespace, found.Object.Namespace) is Sameness.Same);
        return isMeant ? found : null;
    }

    /// <summary>Its namespace; a kustomization that sets one sets this one too.</summary>
    public static Field<string> NamespaceOf(KubernetesObject from, Node reference) =>
        from.Kustomizations.Any(kustomization => kustomization.MaySetNamespace) ? from.Namespace : reference["namespace"].Text();
}
