using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// Pods that a kubelet runs from a file on its node, outside any controller.
/// Source: https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/
/// </summary>
internal static class StaticPods
{
    public static Truth Check(Workload workload)
    {
        if (workload.Kind is not WorkloadKind.Pod)
            return Truth.False;
        var @object = workload.Object;
        return IsControlPlane(workload)
            || @object.Source.Path.Contains("kubernetes/manifests/")
            || @object.Annotations.AnyKey(key => key.StartsWith("kubernetes.io/config.", StringComparison.Ordinal));
    }

    private static Truth IsControlPlane(Workload pod) =>
        pod.Object.Namespace.Is("kube-system") && pod.Pod["hostNetwork"].Flag().Is(true)
        && (pod.Object.Labels["tier"].Text().Is("control-plane") || pod.Object.Labels["component"].Exists || pod.Pod["volumes"].Any(IsConfiguration));

    // Who needs no API server has its configuration on the node, as kubeadm's load balancers have in /etc/haproxy.
    private static Truth IsConfiguration(Node volume) =>
        volume["hostPath"]["path"].Text().Is(path => path.StartsWith("/etc/", StringComparison.Ordinal));
}
