using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.StatefulSets;

internal sealed class StsGoverningService : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0801", "sts-governing-service")
    {
        Severity = Severity.Error,
        Activation = Activation.NotesOff,
        Title = "StatefulSet without a headless Service for its pods' names",
        Why = """
            The pods of a StatefulSet have stable DNS names only through the Service that `serviceName` names, and only if it
            is headless and selects them. Without the names the members of a cluster do not find each other, and nobody
            reaches one of them in particular.
            """,
        Fix = """
            Add a Service with `clusterIP: None` and the labels of the pods as its selector, and name it in `serviceName`.
            Neither `clusterIP` nor `serviceName` can be changed later: make a new Service, and the StatefulSet again.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id",
            "https://kubernetes.io/docs/concepts/services-networking/service/#headless-services",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (workload.Kind is not WorkloadKind.StatefulSet)
            yield break;

        var serviceName = workload.Spec["serviceName"].Text();
        var finding = Unnamed(workload, serviceName) ?? Unfit(workload, serviceName) ?? Missing(workload, serviceName);
        if (finding is not null)
            yield return NeedsNames(workload, serviceName) ? finding : finding.As(Severity.Note);
    }

    private Finding? Unnamed(Workload set, Field<string> serviceName) =>
        (!serviceName.Node.Exists || serviceName.Is("")).IsTrue
            ? Report(serviceName.Node, $"{set.Title} names no Service, so its pods have no DNS names").As(Severity.Warning)
            : null;

    private Finding? Unfit(Workload set, Field<string> serviceName)
    {
        // Without a selector somebody else keeps the endpoints, and names with them, as Patroni does.
        if (set.Cluster.Find<Service>(set.Object, serviceName) is not { } service
            || !set.Object.BelongsWith(service.Object)
            || !(service.Selector.Node.Exists && !service.Selector.IsEmpty).IsTrue)
            return null;

        var says = $"{service.Title}, which {set.Title} names,";
        if (!service.IsHeadless)
        {
            return Report(serviceName.Node, $"{says} is not headless, so the pods have no DNS names")
                .And(service.Spec["clusterIP"], "clusterIP is not None");
        }

        if (!service.Selects(set))
        {
            return Report(serviceName.Node, $"{says} does not select its pods, so they have no DNS names")
                .And(service.Selector.Node, "this selector does not match")
                .And(set.PodLabels, "these labels");
        }

        return null;
    }

    private Finding? Missing(Workload set, Field<string> serviceName)
    {
        if (!serviceName.TryGet(out var name) || set.Cluster.MayExist("Service", name, set.Object))
            return null;
        if (set.Cluster.Called<Service>(name).To(set.Object).FirstOrDefault(service => IsMeantFor(set, service)) is { } service)
        {
            return Report(serviceName.Node, $"{service.Title}, which {set.Title} names, is in another namespace, so the pods have no DNS names")
                .And(service.Object.Namespace.Node, "the namespace of the Service")
                .As(Severity.Warning);
        }

        return Report(serviceName.Node, $"{set.Title} names the Service '{name}', which is not among the manifests")
            .As(set.Cluster.Facts.ClosedWorld ? Severity.Warning : Severity.Note);
    }

    // A Service gives names to pods of its own namespace only. One in the same file that selects these pods is meant for them.
    private static bool IsMeantFor(Workload set, Service service) =>
        service.Object.Source == set.Object.Source && service.Selector.Matches(set.PodLabels).IsTrue;

    // A single pod is reached through any Service, unless somebody calls it by its own name.
    private static bool NeedsNames(Workload set, Field<string> serviceName) =>
        set.Replicas.AtTimesSeveral.IsTrue
        || (serviceName.TryGet(out var service) && set.Cluster.PodNamesOf(set, service).Any(name => name.Ordinal == "0"));
}
