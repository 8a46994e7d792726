using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.StatefulSets;

internal sealed class StsPeerDiscovery : Rule<Workload>
{
    private const string OldAnnotation = "service.alpha.kubernetes.io/tolerate-unready-endpoints";

    public override RuleInfo Info { get; } = new("HA0802", "sts-peer-discovery")
    {
        Severity = Severity.Warning,
        Title = "Members find each other only after they are ready",
        Why = """
            A headless Service publishes the name of a pod when the pod is ready, unless it is told not to wait. After a full
            stop no member of the cluster is ready before it has found a majority, and none can be found before it is ready: the
            cluster does not start again by itself.
            """,
        Fix = """
            Set `publishNotReadyAddresses: true` on the headless Service that `serviceName` names. Let clients use another
            Service, which leaves out the pods that are not ready.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id",
            "https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#a-aaaa-records-1",
            "https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (workload.Kind is not WorkloadKind.StatefulSet || !workload.Object.IsOwned.IsFalse)
            yield break;

        var serviceName = workload.Spec["serviceName"].Text();
        if (cluster.Find<Service>(workload.Object, serviceName) is not { } service || !workload.Object.BelongsWith(service.Object))
            yield break; // Declared elsewhere: what it publishes cannot be seen from here.

        var isForMembers = workload.IsQuorum && workload.Replicas.AtTimesSeveral && service.IsHeadless && service.Selects(workload);
        if (isForMembers && WaitsForReady(service))
        {
            var waits = NeedsMajorityToBeReady(workload).IsTrue;
            yield return Report(service.Spec["publishNotReadyAddresses"], $"{service.Title} publishes the members of {workload.Title} only when they are ready, {(waits ? "which they are not before they find each other" : "and not while they start and look for each other")}")
                .And(serviceName.Node, "the members have their names from this Service")
                .As(waits ? Severity.Warning : Severity.Note);
        }
    }

    private static Truth WaitsForReady(Service service)
    {
        var now = service.Spec["publishNotReadyAddresses"];
        var before = service.Object.Annotations[OldAnnotation];
        return (!now.Exists || now.Flag().Is(false)) && (!before.Exists || before.Text().Is("false"));
    }

    // Without a probe a member is ready once it runs; where members start one by one, the first needs no other; and some are
    // ready before they have found the others.
    private static Truth NeedsMajorityToBeReady(Workload workload) => Truth.Any(
        from container in workload.Containers
        where container.Image.Product is { StartsOneByOne: false, AnswersAlone: false } && container.IsQuorum.IsTrue
        select container.Node["readinessProbe"].Exists || container.Node["startupProbe"].Exists);
}
