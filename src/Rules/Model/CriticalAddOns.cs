using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>What a workload does for the whole cluster.</summary>
/// <param name="Text">For messages, such as <c>an ingress controller</c>.</param>
/// <param name="Node">What tells so: an image, or the object by which the API server finds it.</param>
/// <param name="CanWait">
/// Whether running workloads do not notice when it is away for some minutes: it is a loop that one elected pod runs, or only
/// reports.
/// </param>
internal sealed record AddOnRole(string Text, Node Node, bool CanWait)
{
    /// <summary>Whether it is only known by the webhooks that it answers.</summary>
    public bool IsByWebhook { get; init; }
}

/// <summary>
/// The workloads that a whole cluster depends on. Images are compared by the last segment of their repository or the last two;
/// the sources are the add-ons' own manifests, and for the critical ones
/// https://kubernetes.io/docs/tasks/administer-cluster/guaranteed-scheduling-critical-addon-pods/
/// </summary>
internal static class CriticalAddOns
{
    private static readonly KnownAddOn[] Known =
    [
        new("an ingress controller", false,
        [
            "ingress-nginx/controller", "nginx-ingress-controller", "nginx-ingress", "nginx-plus-ingress", "traefik", "haproxy-ingress",
            "haproxytech/kubernetes-ingress", "kong", "kong/kubernetes-ingress-controller", "projectcontour/contour",
        ]),
        new("a gateway controller", false, ["envoyproxy/gateway", "nginx-gateway-fabric"]),
        new("the DNS of the cluster", false, ["coredns", "kube-dns", "k8s-dns-kube-dns", "k8s-dns-kube-dns-amd64"]),
        new("a CSI controller", false, ["csi-provisioner", "csi-attacher", "csi-resizer"]),
        new("a metrics API server", false, ["metrics-server", "metrics-server-amd64", "prometheus-adapter", "k8s-prometheus-adapter", "keda-metrics-apiserver"]),
        new("an admission webhook", false, ["cert-manager-webhook"]),
        new("a snapshot controller", true, ["snapshot-controller", "csi-snapshotter"]),
        new("a node autoscaler", true, ["cluster-autoscaler", "karpenter/controller"]),
        new("the operator of the pod network", true, ["tigera-operator", "tigera/operator", "cilium/operator", "cilium/operator-generic"]),
        new("a metrics exporter of the cluster", true, ["kube-state-metrics"]),
    ];

    private static readonly Dictionary<string, KnownAddOn> ByImage = (
        from known in Known
        from image in known.Images
        select new { image, known }).ToDictionary(pair => pair.image, pair => pair.known, StringComparer.Ordinal);

    /// <summary>What a workload is known to do for the whole cluster; null when it is not known to do anything for it.</summary>
    public static AddOnRole? RoleOf(Workload workload) => workload.RunsForever.IsTrue
        ? OfImages(workload) ?? OfIngressClass(workload) ?? OfApiCall(workload)
        : null;

    /// <summary>Whether a workload does something for the whole cluster; unknown where its image or what calls it cannot be seen.</summary>
    public static Truth HasRole(Workload workload) =>
        RoleOf(workload) is not null ? Truth.True
        : workload.RunsForever && (MayHaveImage(workload) || MayBeNamed(workload));

    private static Truth MayHaveImage(Workload workload) =>
        workload.AnyContainer(container => container.Image.Repository is null ? Truth.Unknown : Truth.False);

    private static Truth MayBeNamed(Workload workload) =>
        workload.Cluster.MayBeCalledUnseen(workload) || workload.Containers.Any(workload.Cluster.MayHaveIngressClass) ? Truth.Unknown : Truth.False;

    // A snapshotter beside a provisioner is a part of a CSI controller.
    private static AddOnRole? OfImages(Workload workload)
    {
        var roles = workload.Containers.Select(OfImage).OfType<AddOnRole>().ToList();
        return roles.Find(role => !role.CanWait) ?? roles.FirstOrDefault();
    }

    private static AddOnRole? OfImage(Container container)
    {
        if (container.Image.Repository is not { } repository)
            return null;
        foreach (var name in ImageNames.Of(repository))
        {
            if (ByImage.TryGetValue(name, out var known))
                return new(known.Role, container.Image.Node, known.CanWait);
            if (IsCsiController(name))
                return new("a CSI controller", container.Image.Node, CanWait: false);
        }

        return null;
    }

    private static bool IsCsiController(string image) =>
        image.StartsWith("csi-", StringComparison.Ordinal) && image.EndsWith("-controller", StringComparison.Ordinal);

    private static AddOnRole? OfApiCall(Workload workload)
    {
        var callers = workload.Services.SelectMany(workload.Cluster.ApiCallersOf).ToList();
        return (callers.Find(ApiCalls.IsAggregation) ?? callers.FirstOrDefault()) is not { } caller
            ? null
            : new($"the backend of {caller.Title}", caller.Root["metadata"]["name"], CanWait: false) { IsByWebhook = !ApiCalls.IsAggregation(caller) };
    }

    // Controllers get the name that they listen to as an argument, such as '--controller-class=k8s.io/ingress-nginx'.
    private static AddOnRole? OfIngressClass(Workload workload)
    {
        var words = workload.Containers.SelectMany(container => container.CommandLine ?? []);
        var ingressClass = words.SelectMany(word => workload.Cluster.IngressClassesOf(word.Substring(word.IndexOf('=') + 1))).FirstOrDefault();
        return ingressClass is null ? null : new("an ingress controller", ingressClass.Spec["controller"], CanWait: false);
    }

    private sealed record KnownAddOn(string Role, bool CanWait, string[] Images);
}
