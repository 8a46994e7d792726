using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>What validation says about single fields of a container. Source: pkg/apis/core/validation of kubernetes/kubernetes.</summary>
internal static class ContainerChecks
{
    private static readonly string[] Resources = ["cpu", "memory", "ephemeral-storage"];

    /// <summary>What is wrong with the containers of a pod, each for itself.</summary>
    public static IEnumerable<ApiProblem> OfPod(KubernetesObject subject, Node pod)
    {
        foreach (var container in PodChecks.ContainersOf(pod))
        {
            foreach (var name in container.Lacks("resources") ? [] : UnknownResources(container["resources"]))
                yield return new(name, $"'{name.Key}' of {PodChecks.TitleOf(container)} in {subject.Title} is no resource of containers, which are cpu, memory, ephemeral-storage, hugepages-… and names with a domain") { IsOfKey = true };
            if (!container.Lacks("securityContext") && EscalationOfPrivileged(subject, container) is { } escalation)
                yield return escalation;
            foreach (var mount in container.Lacks("volumeMounts") ? [] : container["volumeMounts"].Items)
            {
                if (!mount.Lacks("subPath") && mount["subPath"].Text().Is(IsOutside).IsTrue)
                    yield return new(mount["subPath"], $"{subject.Title} has the subPath '{mount["subPath"].Text()}', which has to be relative to the volume, without '..'");
            }
        }

        foreach (var problem in RepeatedHostPorts(subject, pod))
            yield return problem;
    }

    // Others have a domain (https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#extended-resources).
    private static IEnumerable<Node> UnknownResources(Node resources) =>
        resources["limits"].Values.Concat(resources["requests"].Values).Where(amount => !IsResource(amount.Key!));

    private static bool IsResource(string name) =>
        Resources.Contains(name, StringComparer.Ordinal) || name.IndexOf('/') > 0 || name.StartsWith("hugepages-", StringComparison.Ordinal) || PlaceholderText.HasHole(name);

    private static ApiProblem? EscalationOfPrivileged(KubernetesObject subject, Node container)
    {
        var context = container["securityContext"];
        var (privileged, escalation) = (context["privileged"], context["allowPrivilegeEscalation"]);
        return (privileged.Flag().Is(true) && escalation.Flag().Is(false)).IsTrue
            ? new(escalation, $"{subject.Title} forbids privilege escalation to {PodChecks.TitleOf(container)}, which is privileged") { Other = privileged, OtherMessage = "it is privileged" }
            : null;
    }

    private static bool IsOutside(string path) => path.StartsWith("/", StringComparison.Ordinal) || path.Split('/').Contains("..");

    private static IEnumerable<ApiProblem> RepeatedHostPorts(KubernetesObject subject, Node pod)
    {
        List<Node> ports = [.. pod["containers"].Items.SelectMany(container => container["ports"].Items).Where(port => !port.Lacks("hostPort") && port.Lacks("$patch"))];
        if (ports.Count < 2)
            yield break;
        var seen = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (var port in ports)
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
