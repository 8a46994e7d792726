using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Services;

internal sealed class SvcPublishNotReady : Rule<Service>
{
    private static readonly Pattern OneOfSeveral =
        new("(^|-)[0-9]+$|^(primary|master|leader|writer)$");

    private static readonly string[] PeerWords =
        ["announce", "peer", "gossip", "discovery", "member", "internal", "headless", "bootstrap", "monitor", "metrics", "exporter"];

    public override RuleInfo Info { get; } = new("HA0905", "svc-publish-not-ready")
    {
        Severity = Severity.Error,
        Activation = Activation.NotesOff,
        Title = "Clients are sent to pods that are not ready",
        Why = """
            `publishNotReadyAddresses` makes a Service ignore readiness. It is meant for the headless Services by which the members
            of a cluster find each other before they are ready. On a Service with an address of its own clients are sent to pods
            that still start, that shut down or that have failed, and part of the requests fail at each rollout.
            """,
        Fix = """
            Remove the field. Where members have to find each other, give them a headless Service of their own (`clusterIP: None`).
            """,
        Sources = ["https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/"],
    };

    public override IEnumerable<Finding> Check(Service service, Cluster cluster)
    {
        var publishes = service.Spec["publishNotReadyAddresses"];
        var isForClients = !service.IsHeadless && !service.Type.Is("ExternalName") && service.Selector.Node.Exists && !SelectsOnePod(service);
        if (publishes.Flag().Is(true) && isForClients && !cluster.MayGovern(service))
        {
            yield return Report(publishes, $"{service.Title} sends clients to pods that are not ready")
                .As(IsForPeers(service).IsFalse && !MayHaveOnePod(service) ? Severity.Error : Severity.Note);
        }
    }

    // Where there is only one pod, no other would serve the requests instead.
    private static bool MayHaveOnePod(Service service) =>
        service.OnlyBackend is { IsReplicated: true } backend && !backend.Replicas.AtTimesSeveral.IsTrue;

    // By the pod's name or number, or by a role that one pod has at a time.
    private static Truth SelectsOnePod(Service service) =>
        Truth.Any(service.Selector.Node.Values, value => value.Text().Is(OneOfSeveral.IsMatch))
        || (service.Selector.Node.IsOpen ? Truth.Unknown : Truth.False);

    private static Truth IsForPeers(Service service)
    {
        var labels = service.Object.Labels;
        return service.Name.Is(HasPeerWord)
            || Truth.Any(labels.Values, value => HasPeerWord(value.Key!) || value.Text().Is(HasPeerWord))
            || (labels.IsOpen ? Truth.Unknown : Truth.False);
    }

    private static bool HasPeerWord(string text) => Words.AnyIn(text, PeerWords);
}
