using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>What validation says about single fields of a container. Source: pkg/apis/core/validation of kubernetes/kubernetes.</summary>
internal static class ContainerChecks
{
    private static readonly string[] Hooks = ["postStart", "preStop"];

    /// <summary>What is wrong with the containers of a pod, each for itself.</summary>
    public static IEnumerable<ApiProblem> OfPod(KubernetesObject subject, Node pod)
    {
        foreach (var container in PodChecks.ContainersOf(pod))
        {
            foreach (var problem in container.Lacks("lifecycle") ? [] : HooksOf(subject, container))
                yield return problem;
            if (!container.Lacks("securityContext") && EscalationOfPrivileged(subject, container) is { } escalation)
                yield return escalation;
            foreach (var problem in container.Lacks("securityContext") ? [] : Seccomp(subject, container["securityContext"]["seccompProfile"]))
                yield return problem;
            foreach (var problem in container.Lacks("volumeMounts") ? [] : container["volumeMounts"].Items.SelectMany(mount => Mount(subject, container, mount)))
                yield return problem;
            foreach (var source in container.Lacks("envFrom") ? [] : container["envFrom"].Items)
            {
                foreach (var problem in ApiChecks.SecondOf(subject, source, second => $"{subject.Title} has both {second} in one item of envFrom"))
                    yield return problem;
            }
        }

        foreach (var problem in Seccomp(subject, pod["securityContext"]["seccompProfile"]).Concat(RepeatedHostPorts(subject, pod)))
            yield return problem;
    }

    // A hook is a handler (validateLifecycle).
    private static IEnumerable<ApiProblem> HooksOf(KubernetesObject subject, Node container)
    {
        foreach (var hook in Hooks.Select(name => container["lifecycle"][name]).OfType<MapNode>())
        {
            if (hook.IsEmpty && ApiChecks.IsWhole(subject))
                yield return new(hook, $"{subject.Title} has a {hook.Key} hook without a handler for {PodChecks.TitleOf(container)}, and one of exec, httpGet, sleep and tcpSocket is required") { IsOfKey = true };
            foreach (var problem in ApiChecks.SecondOf(subject, hook, second => $"{subject.Title} has a {hook.Key} hook with both {second} for {PodChecks.TitleOf(container)}"))
                yield return problem;
        }
    }

    private static IEnumerable<ApiProblem> Mount(KubernetesObject subject, Node container, Node mount)
    {
        var (path, expression, propagation) = (mount["subPath"], mount["subPathExpr"], mount["mountPropagation"]);
        if (path.Text().Is(VolumeChecks.IsOutside).IsTrue)
            yield return new(path, $"{subject.Title} has the subPath '{path.Text()}', which has to be relative to the volume, without '..'");
        if (path.Text().Is(text => text.Length > 0).IsTrue && expression.Text().Is(text => text.Length > 0).IsTrue)
            yield return new(expression, $"{subject.Title} has both subPath and subPathExpr for a mount, of which one is allowed") { Other = path, OtherMessage = "subPath" };
        if (propagation.Text().Is("Bidirectional").IsTrue && container["securityContext"]["privileged"].Flag().Or(false).Is(false).IsTrue && ApiChecks.IsWhole(subject))
            yield return new(propagation, $"{subject.Title} has a mount with the mountPropagation 'Bidirectional' in {PodChecks.TitleOf(container)}, which takes a privileged container");
    }

    // https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/ (localhostProfile)
    private static IEnumerable<ApiProblem> Seccomp(KubernetesObject subject, Node profile)
    {
        var (type, file) = (profile["type"], profile["localhostProfile"]);
        if (type.Text().Is("Localhost").IsTrue && file.Exists.IsFalse && ApiChecks.IsWhole(subject))
            yield return new(type, $"{subject.Title} has a seccompProfile of the type 'Localhost' without a localhostProfile");
        else if (file.Exists.IsTrue && type.Text().Is(word => word is "RuntimeDefault" or "Unconfined").IsTrue)
            yield return new(file, $"{subject.Title} has a localhostProfile, which takes the type 'Localhost'") { Other = type, OtherMessage = "the type" };
    }

    private static ApiProblem? EscalationOfPrivileged(KubernetesObject subject, Node container)
    {
        var context = container["securityContext"];
        var (privileged, escalation) = (context["privileged"], context["allowPrivilegeEscalation"]);
        return (privileged.Flag().Is(true) && escalation.Flag().Is(false)).IsTrue
            ? new(escalation, $"{subject.Title} forbids privilege escalation to {PodChecks.TitleOf(container)}, which is privileged") { Other = privileged, OtherMessage = "it is privileged" }
            : null;
    }

    private static IEnumerable<ApiProblem> RepeatedHostPorts(KubernetesObject subject, Node pod) =>
        ApiChecks.Repeated(
            pod["containers"].Items.SelectMany(container => container["ports"].Items).Where(port => !port.Lacks("hostPort")),
            "hostPort",
            PortOfNode,
            port => $"{subject.Title} takes the port {port["hostPort"].Integer()} of its node twice");

    private static string? PortOfNode(Node port) =>
        port["hostPort"].Integer().TryGet(out var number) && port["protocol"].Text().Or("TCP").TryGet(out var protocol) && port["hostIP"].Text().Or("").TryGet(out var address)
            ? FormattableString.Invariant($"{protocol} {address} {number}")
            : null;
}
