using Hale.Rules.Model;

namespace Hale.Rules.Wiring;

internal sealed class WebhookFailSingle : Rule<KubernetesObject>
{
    // The API server's own default (https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#timeouts).
    private const long LongTimeout = 10;

    public override RuleInfo Info { get; } = new("HA1404", "webhook-fail-single")
    {
        Severity = Severity.Warning,
        Title = "Admission webhook that blocks the API when its only pod is away",
        Why = """
            With `failurePolicy: Fail` the API server rejects every request that it cannot ask the webhook about. Behind one replica
            that is each time its node is drained or lost, or its pod restarts. If the webhook is asked about pods, and its own
            namespace and kube-system are not left out, then even its own pod cannot come back. An aggregated API on one replica
            takes its part of the API away in the same way.
            """,
        Fix = """
            Run at least two replicas, kept apart and with a PodDisruptionBudget; leave the webhook's own namespace and kube-system
            out with a `namespaceSelector` on `kubernetes.io/metadata.name`; keep `timeoutSeconds` small. Where a missed check does
            no harm, use `failurePolicy: Ignore`.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/",
            "https://github.com/volcano-sh/volcano/issues/3734",
            "https://github.com/digitalocean/clusterlint/issues/62",
        ],
    };

    public override IEnumerable<Finding> Check(KubernetesObject subject, Cluster cluster) =>
        ApiCalls.IsAggregation(subject) ? CheckAggregatedApi(subject) : CheckWebhooks(subject, cluster);

    private IEnumerable<Finding> CheckWebhooks(KubernetesObject configuration, Cluster cluster) =>
        Webhook.Of(configuration).SelectMany(webhook => CheckBackend(webhook, cluster).Concat(Check(webhook)));

    // A backend is reported once, however many webhooks it answers.
    private IEnumerable<Finding> CheckBackend(Webhook webhook, Cluster cluster)
    {
        if (webhook.OnlyBackend is not { } backend || !SingleReplica.AsBackend(backend))
            yield break;

        var all = cluster.WebhooksOf(backend).ToList();
        var worst = all.Find(each => each.MayLockOut.IsTrue) ?? all[0];
        if (ReferenceEquals(worst.Node, webhook.Node))
        {
            var who = all.Count == 1 ? $"{webhook.Title} rejects" : $"{webhook.Title} and {all.Count - 1} more reject";
            yield return Report(webhook.FailurePolicy.Node, $"{who} requests while {backend.Title}, which runs {backend.Replicas}, is away")
                .And(backend.Replicas.Node, backend.Replicas.SourceText).As(SeverityOf(webhook));
        }
    }

    private IEnumerable<Finding> Check(Webhook webhook)
    {
        if (!webhook.FailurePolicy.Is("Fail").IsTrue || webhook.Service is not { Workloads.Count: > 0 } service)
            yield break; // What answers cannot be seen.

        if (webhook.TimeoutSeconds.Is(seconds => seconds > LongTimeout))
            yield return Report(webhook.TimeoutSeconds.Node, $"{webhook.Title} holds each request up for {webhook.TimeoutSeconds} s before it is rejected").As(SeverityOf(webhook));

        if (webhook.MayLockItselfOut)
        {
            yield return Report(webhook.Node["namespaceSelector"], $"{webhook.Title} is asked about the pods of its own namespace '{webhook.Namespace}', {service.Workloads[0].Title} among them")
                .As(SeverityOf(webhook));
        }
    }

    private IEnumerable<Finding> CheckAggregatedApi(KubernetesObject subject)
    {
        var service = ServiceReference.Find(subject, subject.Spec["service"]);
        if (service?.OnlyBackend is { } backend && SingleReplica.AsBackend(backend))
        {
            yield return Report(subject.Spec["service"], $"{subject.Title} is served by {backend.Title}, which runs {backend.Replicas}")
                .And(backend.Replicas.Node, backend.Replicas.SourceText).As(Severity.Note);
        }
    }

    private static Severity SeverityOf(Webhook webhook) => webhook.MayLockOut.IsTrue ? Severity.Error : Severity.Warning;
}
