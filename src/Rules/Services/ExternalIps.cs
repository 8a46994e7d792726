using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Services;

internal sealed class ExternalIps : Rule<Service>
{
    public override RuleInfo Info { get; } = new("HA0906", "external-ips")
    {
        Severity = Severity.Note,
        Title = "Traffic comes in through externalIPs",
        Why = """
            Kubernetes does not manage external addresses: each belongs to some machine, and when that is down, nothing moves
            the address and clients reach nobody, however many replicas run. Whoever may write a Service can also claim
            any address and get its traffic (CVE-2020-8554), so many clusters forbid the field. Since
            Kubernetes 1.36 it is deprecated and meant to be removed.
            """,
        Fix = """
            Use a Service of type LoadBalancer: a cloud's, or on one's own machines MetalLB, kube-vip or Cilium, which move the
            address to another node. If something outside of the cluster moves the addresses, suppress this note and
            say so in the reason.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/services-networking/service/#external-ips",
            "https://github.com/kubernetes/kubernetes/issues/97076",
            "https://github.com/kubernetes/enhancements/issues/5707",
        ],
    };

    public override IEnumerable<Finding> Check(Service service, Cluster cluster)
    {
        var addresses = service.Spec["externalIPs"];
        if (addresses.Items.Count == 0 || !IsProxied(service).IsTrue)
            yield break;

        var known = addresses.Items.OfType<ScalarNode>().Select(address => address.Text).ToList();
        var names = known.Count == addresses.Items.Count ? string.Join(" and ", known) : "externalIPs";
        yield return Report(addresses, $"Clients reach {service.Title} through {names} only while a node has that address, and Kubernetes moves none");
    }

    // Nothing listens on the node for the others (ShouldSkipService in pkg/proxy/util/utils.go).
    private static Truth IsProxied(Service service) => !service.IsHeadless && !service.Type.Is("ExternalName");
}
