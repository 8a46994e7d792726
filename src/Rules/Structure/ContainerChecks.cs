using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>What validation says about single fields of a container. Source: pkg/apis/core/validation of kubernetes/kubernetes.</summary>
internal static class ContainerChecks
{
    private static readonly string[] Resources = ["cpu", "memory", "ephemeral-storage"];

    /// <summary>What is wrong with the containers of a pod, each for itself.</summary>
    public static IEnumerable<ApiProblem> OfPod(KubernetesObject subject, Node pod) =>
        PodChecks.ContainersOf(pod).SelectMany(container => UnknownResources(subject, container).Concat(EscalationOfPrivileged(subject, container)).Concat(SubPaths(subject, container)))
            .Concat(RepeatedHostPorts(subject, pod));

    // Others have a domain (https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#extended-resources).
    private static IEnumerable<ApiProblem> UnknownResources(KubernetesObject subject, Node container)
    {
        if (container.Lacks("resources"))
            return [];
        var resources = container["resources"];
        return from amount in resources["limits"].Values.Concat(resources["requests"].Values)
            let name = amount.Key!
            where !IsResource(name)
            select new ApiProblem(amount, $"'{name}' of {PodChecks.TitleOf(container)} in {subject.Title} is no resource of containers, which are cpu, memory, ephemeral-storage, hugepages-… and names with a domain") { IsOfKey = true };
    }

    private static bool IsResource(string name) =>
        Resources.Contains(name, StringComparer.Ordinal) || name.IndexOf('/') > 0 || name.StartsWith("hugepages-", StringComparison.Ordinal) || PlaceholderText.HasHole(name);

    private static IEnumerable<ApiProblem> EscalationOfPrivileged(KubernetesObject subject, Node container)
    {
        if (container.Lacks("securityContext"))
            yield break;
        var context = container["securityContext"];
        var (privileged, escalation) = (context["privileged"], context["allowPrivilegeEscalation"]);
        if ((privileged.Flag().Is(true) && escalation.Flag().Is(false)).IsTrue)
            yield return new(escalation, $"{subject.Title} forbids privilege escalation to {PodChecks.TitleOf(container)}, which is privileged") { Other = privileged, OtherMessage = "it is privileged" };
    }

    private static IEnumerable<ApiProblem> SubPaths(KubernetesObject subject, Node container)
    {
        if (container.Lacks("volumeMounts"))
            return [];
        return from mount in container["volumeMounts"].Items
            where !mount.Lacks("subPath") && mount["subPath"].Text().Is(path => path.StartsWith("/", StringComparison.Ordinal) || path.Split('/').Contains("..")).IsTrue
            select new ApiProblem(mount["subPath"], $"{subject.Title} has the subPath '{mount["subPath"].Text()}', which has to be relative to the volume, without '..'");
    }

    private static IEnumerable<ApiProblem> RepeatedHostPorts(KubernetesObject subject, Node pod)
    {
        var seen = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (var port in pod["containers"].Items.SelectMany(container => container["ports"].Items).Where(port => !port.Lacks("hostPort") && port.Lacks("$patch")))
        {
            if (!port["hostPort"].Integer().TryGet(out var number) || !port["protocol"].Text().Or("TCP").TryGet(out var protocol) || !port["hostIP"].Text().Or("").TryGet(out var address))
                continue;
            var key = FormattableString.Invariant($"{protocol} {address} {number}");
            if (seen.TryGetValue(key, out var first))
                yield return new(port["hostPort"], FormattableString.Invariant($"{subject.Title} takes the port {number} of its node twice")) { Other = first, OtherMessage = "the first one" };
            else
                seen.Add(key, port["hostPort"]);
        }
    }
}
