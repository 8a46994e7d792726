using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>What validation says about values of a pod that belong together. Source: pkg/apis/core/validation of kubernetes/kubernetes.</summary>
internal static class PodChecks
{
    private const int MostNameServers = 3;

    private static readonly Func<KubernetesObject, Node, IEnumerable<ApiProblem>>[] Checks =
    [
        HostPortsOnHostNetwork, PortNames, ContainerNames, NameChecks.InPods, MountsWithoutVolume, MountPaths, FieldsOfRunningPods, ProbesOfInitContainers, Tolerations, NameServers, Hosts,
        ResourceChecks.OfPod, EnvironmentChecks.OfPod, VolumeChecks.OfPod, ContainerChecks.OfPod, PlacementChecks.OfPod, PortChecks.OfPod, PortChecks.OfTwoContainers, AllowedValues.OfPod,
    ];

    private static readonly string[] NamesOfHosts = ["hostname", "subdomain"];

    private static readonly string[] FieldsOfRunning = ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"];

    /// <summary>What is wrong with the pods of an object; nothing when it has none.</summary>
    public static IEnumerable<ApiProblem> Problems(KubernetesObject subject) =>
        Workload.KindOf(subject) is not WorkloadKind.Other and var kind && Workload.TemplateOf(subject, kind)["spec"] is var pod ? Checks.SelectMany(check => check(subject, pod)) : [];

    private static IEnumerable<ApiProblem> HostPortsOnHostNetwork(KubernetesObject subject, Node pod)
    {
        if (!pod["hostNetwork"].Flag().Is(true).IsTrue)
            return [];
        return from container in pod["containers"].Items.Concat(pod["initContainers"].Items)
            from port in container["ports"].Items
            let inside = port["containerPort"].Integer()
            let outside = port["hostPort"].Integer()
            where inside.Origin is Origin.Written && outside.Origin is Origin.Written && outside.Values[0] != inside.Values[0]
            select new ApiProblem(outside.Node, $"{subject.Title} uses the host's network, where hostPort {outside} has to be the same as containerPort {inside}");
    }

    private static IEnumerable<ApiProblem> PortNames(KubernetesObject subject, Node pod) =>
        ContainersOf(pod).SelectMany(container => ApiChecks.Repeated(container["ports"].Items, () => $"ports of {TitleOf(container)} in {subject.Title}", Severity.Error));

    private static IEnumerable<ApiProblem> ContainerNames(KubernetesObject subject, Node pod) =>
        ApiChecks.Repeated(ContainersOf(pod), () => $"containers of {subject.Title}", Severity.Error);

    // A StatefulSet is taken all the same, and then its controller cannot create a pod.
    private static IEnumerable<ApiProblem> MountsWithoutVolume(KubernetesObject subject, Node pod)
    {
        if (!ApiChecks.IsWhole(subject))
            yield break;
        var reported = new HashSet<string>(StringComparer.Ordinal);
        foreach (var container in ContainersOf(pod).Where(container => !IsInjected(container)))
        {
            foreach (var mount in container["volumeMounts"].Items.Concat(container["volumeDevices"].Items))
            {
                if (mount["name"].Text().TryGet(out var name) && HasVolume(subject, pod, name).IsFalse && reported.Add(name))
                    yield return new(mount["name"], $"{subject.Title} mounts the volume '{name}' in {TitleOf(container)}, and has none of that name");
            }
        }
    }

    private static Truth HasVolume(KubernetesObject subject, Node pod, string name) =>
        pod["volumes"].Any(volume => volume["name"].Text().Is(name))
        || subject.Spec["volumeClaimTemplates"].Any(template => template["metadata"]["name"].Text().Is(name));

    // Istio fills in the rest of such a container, volumes included
    // (https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#customizing-injection).
    private static bool IsInjected(Node container) => !container["image"].Text().Is("auto").IsFalse;

    private static IEnumerable<ApiProblem> MountPaths(KubernetesObject subject, Node pod) =>
        from container in ContainersOf(pod)
        where container["volumeMounts"].Items.Count > 1
        from problem in ApiChecks.Repeated(
            container["volumeMounts"].Items,
            "mountPath",
            mount => mount["mountPath"].Text().TryGet(out var path) ? path : null,
            mount => $"{subject.Title} mounts two volumes at '{mount["mountPath"].Text()}' in {TitleOf(container)}")
        select problem;

    // With restartPolicy 'Always' it is a sidecar.
    private static IEnumerable<ApiProblem> ProbesOfInitContainers(KubernetesObject subject, Node pod) =>
        from container in pod["initContainers"].Items
        from field in FieldsOfRunning
        where !container.Lacks(field) && container[field].Exists.IsTrue && container["restartPolicy"].Exists.IsFalse
        select new ApiProblem(container[field], $"{subject.Title} has a {field} for init {TitleOf(container)}, which takes one only as a sidecar, with restartPolicy 'Always'") { IsOfKey = true };

    private static IEnumerable<ApiProblem> Tolerations(KubernetesObject subject, Node pod)
    {
        foreach (var toleration in pod.Lacks("tolerations") ? [] : pod["tolerations"].Items)
        {
            var (isExists, value, seconds) = (toleration["operator"].Text().Is("Exists"), toleration["value"], toleration["tolerationSeconds"]);
            if (isExists.IsTrue && value.Text().Is(text => text.Length > 0).IsTrue)
                yield return new(value, $"{subject.Title} has a toleration with a value and the operator 'Exists', which takes none") { Other = toleration["operator"], OtherMessage = "the operator" };
            if (isExists.IsFalse && toleration["key"].Exists.IsFalse)
                yield return new(toleration, $"{subject.Title} has a toleration without a key, which takes the operator 'Exists' only");
            if (seconds.Exists.IsTrue && toleration["effect"].Text().Or("").Is("NoExecute").IsFalse)
                yield return new(seconds, $"{subject.Title} has a toleration with tolerationSeconds, which only the effect 'NoExecute' takes");
        }
    }

    private static IEnumerable<ApiProblem> NameServers(KubernetesObject subject, Node pod)
    {
        if (pod.Lacks("dnsPolicy") && pod.Lacks("dnsConfig"))
            yield break;
        var (policy, servers) = (pod["dnsPolicy"], pod["dnsConfig"]["nameservers"]);
        if (policy.Text().Is("None").IsTrue && ApiChecks.IsEmpty(servers) && ApiChecks.IsWhole(subject))
            yield return new(policy, $"{subject.Title} has the dnsPolicy 'None', which takes at least one server at dnsConfig.nameservers");
        if (servers.Items.Count > MostNameServers)
            yield return new(servers.Items[MostNameServers], FormattableString.Invariant($"{subject.Title} has {servers.Items.Count} nameservers, where {MostNameServers} are allowed"));
        foreach (var server in servers.Items)
        {
            if (NoAddress(subject, server) is { } problem)
                yield return problem;
        }
    }

    private static IEnumerable<ApiProblem> Hosts(KubernetesObject subject, Node pod)
    {
        foreach (var alias in pod.Lacks("hostAliases") ? [] : pod["hostAliases"].Items)
        {
            if (NoAddress(subject, alias["ip"]) is { } problem)
                yield return problem;
        }

        foreach (var field in NamesOfHosts)
        {
            if (!pod.Lacks(field) && NameChecks.UnfitLabel(pod[field]) is { } name)
                yield return new(pod[field], $"'{name}' of {subject.Title} is no {field}, which has up to 63 lower-case letters, digits and '-', with a letter or digit at both ends");
        }
    }

    private static ApiProblem? NoAddress(KubernetesObject subject, Node address) =>
        address.Text().Is(AddressRange.IsMistakenAddress) ? new(address, $"'{address.Text()}' of {subject.Title} is not an address") : null;

    // Ephemeral containers are added to a pod that runs, and controllers that keep pods running take no deadline.
    private static IEnumerable<ApiProblem> FieldsOfRunningPods(KubernetesObject subject, Node pod)
    {
        var (containers, deadline) = (pod["ephemeralContainers"], pod["activeDeadlineSeconds"]);
        if (containers.Items.Count > 0 && !IsOfCluster(subject))
            yield return new(containers, $"{subject.Title} has ephemeralContainers, which only a pod that runs gets: 'kubectl debug' adds them") { IsOfKey = true };
        if (deadline.Exists.IsTrue && subject.UnknownFields.Count == 0 && KeepsPodsRunning(Workload.KindOf(subject)))
            yield return new(deadline, $"{subject.Title} has activeDeadlineSeconds for its pods, which only jobs and single pods take") { IsOfKey = true };
        if ((pod["hostPID"].Flag().Is(true) & pod["shareProcessNamespace"].Flag().Is(true)).IsTrue)
            yield return new(pod["shareProcessNamespace"], $"{subject.Title} has both hostPID and shareProcessNamespace, of which one is allowed") { Other = pod["hostPID"], OtherMessage = "hostPID" };
    }

    // What 'kubectl get' wrote: nobody gives an object such an id.
    private static bool IsOfCluster(KubernetesObject subject) => subject.Root["metadata"]["uid"].Exists.IsTrue;

    /// <summary>Whether a kind of Kubernetes' own starts its pods anew when they end.</summary>
    internal static bool KeepsPodsRunning(WorkloadKind kind) =>
        kind is WorkloadKind.Deployment or WorkloadKind.StatefulSet or WorkloadKind.DaemonSet or WorkloadKind.ReplicaSet or WorkloadKind.ReplicationController;

    internal static IEnumerable<Node> ContainersOf(Node pod) =>
        pod.Lacks("initContainers") ? pod["containers"].Items : pod["initContainers"].Items.Concat(pod["containers"].Items);

    internal static string TitleOf(Node container) => container["name"] is ScalarNode name ? $"container '{name.Text}'" : "a container";
}
