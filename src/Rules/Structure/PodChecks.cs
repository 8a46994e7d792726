using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>What validation says about values of a pod that belong together. Source: pkg/apis/core/validation of kubernetes/kubernetes.</summary>
internal static class PodChecks
{
    private const long LargestMode = 511; // 0777

    private static readonly Func<KubernetesObject, Node, IEnumerable<ApiProblem>>[] Checks =
    [
        HostPortsOnHostNetwork, RequestsAboveLimits, EnvironmentNames, EnvironmentSources, PortNames, ContainerNames, VolumeNames, NameChecks.InPods, VolumeSources, MountsWithoutVolume, MountPaths,
        ProbesOfInitContainers, FileModes, Tolerations, NameServers, ContainerChecks.OfPod, PlacementChecks.OfPod, AllowedValues.OfPod,
    ];

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

    private static IEnumerable<ApiProblem> RequestsAboveLimits(KubernetesObject subject, Node pod) =>
        from holder in ContainersOf(pod).Concat([pod])
        from request in holder["resources"]["requests"].Values
        let limit = holder["resources"]["limits"][request.Key!]
        where Quantity.Of(request) > Quantity.Of(limit)
        select new ApiProblem(request, $"{subject.Title} requests {request.Key} {Written(request)} and limits it to {Written(limit)}, which is less")
        {
            Other = limit,
            OtherMessage = "the limit",
        };

    private static IEnumerable<ApiProblem> EnvironmentNames(KubernetesObject subject, Node pod) =>
        ContainersOf(pod).SelectMany(container => ApiChecks.Repeated(container["env"].Items, () => $"environment variables of {TitleOf(container)} in {subject.Title}", Severity.Warning));

    private static IEnumerable<ApiProblem> PortNames(KubernetesObject subject, Node pod) =>
        ContainersOf(pod).SelectMany(container => ApiChecks.Repeated(container["ports"].Items, () => $"ports of {TitleOf(container)} in {subject.Title}", Severity.Error));

    private static IEnumerable<ApiProblem> ContainerNames(KubernetesObject subject, Node pod) =>
        ApiChecks.Repeated(ContainersOf(pod), () => $"containers of {subject.Title}", Severity.Error);

    private static IEnumerable<ApiProblem> VolumeNames(KubernetesObject subject, Node pod) =>
        ApiChecks.Repeated(pod["volumes"].Items, () => $"volumes of {subject.Title}", Severity.Error);

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

    private static IEnumerable<ApiProblem> EnvironmentSources(KubernetesObject subject, Node pod) =>
        from container in ContainersOf(pod)
        from variable in container["env"].Items
        where !variable.Lacks("valueFrom") && variable["valueFrom"].Exists.IsTrue && variable["value"].Text().Is(value => value.Length > 0).IsTrue
        select new ApiProblem(variable["valueFrom"], $"{subject.Title} has both a value and valueFrom for '{variable["name"].Text()}' in {TitleOf(container)}, of which one is allowed")
        {
            IsOfKey = true,
            Other = variable["value"],
            OtherMessage = "the value",
        };

    // What a field that is none holds is said by HA1803; and a patch may bring one source in place of another.
    private static IEnumerable<ApiProblem> VolumeSources(KubernetesObject subject, Node pod) =>
        from volume in pod["volumes"].Items
        where volume is MapNode { Entries.Count: > 2 } && volume.Lacks("$patch") && subject.UnknownFields.Count == 0
        let sources = volume.Values.Where(value => value is MapNode && value.At.Source == subject.Source).ToList()
        where sources.Count > 1
        select new ApiProblem(sources[1], $"{subject.Title} gives the volume '{volume["name"].Text()}' both {sources[0].Key} and {sources[1].Key}, of which one is allowed")
        {
            IsOfKey = true,
            Other = sources[0],
            OtherMessage = "the other one",
        };

    private static IEnumerable<ApiProblem> MountPaths(KubernetesObject subject, Node pod)
    {
        foreach (var container in ContainersOf(pod).Where(container => container["volumeMounts"].Items.Count > 1))
        {
            var first = new Dictionary<string, Node>(StringComparer.Ordinal);
            foreach (var path in container["volumeMounts"].Items.Where(mount => mount.Lacks("$patch")).Select(mount => mount["mountPath"]))
            {
                if (!path.Text().TryGet(out var text))
                    continue;
                if (first.TryGetValue(text, out var other))
                    yield return new(path, $"{subject.Title} mounts two volumes at '{text}' in {TitleOf(container)}") { Other = other, OtherMessage = "the first one" };
                else
                    first.Add(text, path);
            }
        }
    }

    // With restartPolicy 'Always' it is a sidecar.
    private static IEnumerable<ApiProblem> ProbesOfInitContainers(KubernetesObject subject, Node pod) =>
        from container in pod["initContainers"].Items
        from field in FieldsOfRunning
        where !container.Lacks(field) && container[field].Exists.IsTrue && container["restartPolicy"].Exists.IsFalse
        select new ApiProblem(container[field], $"{subject.Title} has a {field} for init {TitleOf(container)}, which takes one only as a sidecar, with restartPolicy 'Always'") { IsOfKey = true };

    private static IEnumerable<ApiProblem> FileModes(KubernetesObject subject, Node pod) =>
        from volume in pod["volumes"].Items
        from source in SourcesOf(volume)
        from holder in source["items"].Items.Prepend(source)
        let mode = holder[holder == source ? "defaultMode" : "mode"]
        where mode.Integer().Is(value => value is < 0 or > LargestMode).IsTrue
        select new ApiProblem(mode, $"{subject.Title} has {Written(mode)} at {mode.PathFrom(subject.Root)}, and modes go from 0 to 0777: a '0' in front makes it octal");

    private static IEnumerable<Node> SourcesOf(Node volume) =>
        volume.Values.SelectMany(source => source["sources"].Items.SelectMany(projected => projected.Values).Prepend(source));

    private static IEnumerable<ApiProblem> Tolerations(KubernetesObject subject, Node pod)
    {
        foreach (var toleration in pod["tolerations"].Items)
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
        var policy = pod["dnsPolicy"];
        if (policy.Text().Is("None").IsTrue && IsEmpty(pod["dnsConfig"]["nameservers"]) && ApiChecks.IsWhole(subject))
            yield return new(policy, $"{subject.Title} has the dnsPolicy 'None', which takes at least one server at dnsConfig.nameservers");
    }

    private static bool IsEmpty(Node list) => list.Exists.IsFalse || list is ListNode { IsOpen: false, Items.Count: 0 };

    internal static IEnumerable<Node> ContainersOf(Node pod) => pod["initContainers"].Items.Concat(pod["containers"].Items);

    internal static string TitleOf(Node container) => container["name"] is ScalarNode name ? $"container '{name.Text}'" : "a container";

    private static string Written(Node value) => ((ScalarNode)value).Text;
}
