using Hale.Rules.Wiring;
using Hale.Testing;

namespace Hale.Rules.Tests.Wiring;

public sealed class WebhookFailSingleTests
{
    private const string Pods = "rules: [{ apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods] }]";
    private const string Marked = "{|HA1404:name: quota.example.com|}";
    private const string LeavesOut = "namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: NotIn, values: [quota, kube-system] }] }";

    [Fact]
    public void Reports_a_webhook_with_one_replica_behind_it()
    {
        Lint.Expect<WebhookFailSingle>(Webhook("failurePolicy: {|HA1404:Fail|}") + Backend("replicas: 1"));
        Lint.Expect<WebhookFailSingle>(Webhook("sideEffects: None", Marked) + Backend("")); // Fail is the default, and so is one replica
        Assert.Equal(
            "Webhook 'quota.example.com' rejects requests while Deployment 'quota', which runs 1 replica, is away",
            Lint.One<WebhookFailSingle>(Webhook("failurePolicy: Fail") + Backend("")).Message);
    }

    [Theory]
    [InlineData("failurePolicy: Ignore", "replicas: 1")]
    [InlineData("failurePolicy: '${POLICY}'", "replicas: 1")]
    [InlineData("failurePolicy: Fail", "replicas: 2")]
    [InlineData("failurePolicy: Fail", "replicas: '{{ .Values.replicas }}'")]
    [InlineData("failurePolicy: Ignore\n  timeoutSeconds: 30", "replicas: 2")]
    [InlineData("timeoutSeconds: 10", "replicas: 2")]
    [InlineData("timeoutSeconds: '${TIMEOUT}'", "replicas: 2")]
    public void Is_silent_when_requests_pass_or_it_is_not_known(string webhook, string replicas) => Lint.Expect<WebhookFailSingle>(Webhook(webhook) + Backend(replicas));

    [Fact]
    public void Is_silent_when_the_backend_is_not_found()
    {
        Lint.Expect<WebhookFailSingle>(Webhook("timeoutSeconds: 30"));
        Lint.Expect<WebhookFailSingle>(Webhook("timeoutSeconds: 30").Replace("service: { name: quota, namespace: quota }", "url: https://quota.example.com") + Backend(""));
        Lint.Expect<WebhookFailSingle>(Webhook("timeoutSeconds: 30").Replace("namespace: quota }", "namespace: other }") + Backend(""));
        Lint.Expect<WebhookFailSingle>([("webhook.yaml", Webhook("timeoutSeconds: 30")), ("other/quota.yaml", Backend("").Replace(", namespace: quota", ""))]);
    }

    [Fact]
    public void Is_silent_about_a_daemon_set() => Lint.Expect<WebhookFailSingle>(Webhook("failurePolicy: Fail") + Backend("").Replace("kind: Deployment", "kind: DaemonSet"));

    [Fact]
    public void Is_silent_when_two_workloads_answer() =>
        Lint.Expect<WebhookFailSingle>(Webhook("failurePolicy: Fail") + Backend("") + Backend("").Replace("name: quota,", "name: other,"));

    [Fact]
    public void The_older_version_ignores_failures_unless_it_is_told_otherwise()
    {
        Lint.Expect<WebhookFailSingle>((Webhook("sideEffects: None") + Backend("")).Replace("admissionregistration.k8s.io/v1", "admissionregistration.k8s.io/v1beta1"));
        Lint.Expect<WebhookFailSingle>((Webhook("failurePolicy: Fail", Marked) + Backend("replicas: 2")).Replace("admissionregistration.k8s.io/v1", "admissionregistration.k8s.io/v1beta1"));
    }

    [Fact]
    public void Reports_a_long_timeout() => Lint.Expect<WebhookFailSingle>(Webhook("timeoutSeconds: {|HA1404:11|}") + Backend("replicas: 2"));

    [Fact]
    public void Reports_a_webhook_that_is_asked_about_its_own_pods() =>
        Lint.Expect<WebhookFailSingle>(Webhook(Pods, Marked) + Backend("replicas: 2"));

    [Theory]
    [InlineData("", Severity.Error)]
    [InlineData("namespaceSelector: {}", Severity.Error)]
    [InlineData("namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: NotIn, values: [kube-system] }] }", Severity.Warning)]
    [InlineData("namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: NotIn, values: [quota] }] }", Severity.Warning)]
    [InlineData("namespaceSelector: { matchLabels: { quota: enabled } }", Severity.Warning)] // whether its own namespace has the label is not known
    [InlineData("objectSelector: { matchLabels: { quota: enabled } }", Severity.Warning)]
    [InlineData("matchConditions: [{ name: a, expression: 'true' }]", Severity.Warning)]
    [InlineData(LeavesOut, Severity.Warning)]
    public void Is_an_error_when_its_own_pod_cannot_come_back(string selector, Severity severity) =>
        Assert.Contains(Lint.Findings<WebhookFailSingle>(Webhook($"failurePolicy: Fail\n  {Pods}\n  {selector}") + Backend("")), finding => finding.Severity == severity && finding.Place.Text == "Fail");

    [Theory]
    [InlineData("resources: [pods]", "resources: [jobs]")]
    [InlineData("apiGroups: ['']", "apiGroups: [apps]")]
    [InlineData("operations: [CREATE]", "operations: [UPDATE]")]
    [InlineData("resources: [pods]", "resources: [pods], scope: Cluster")]
    [InlineData("resources: [pods]", "resources: ['${RESOURCES}']")]
    public void Is_silent_when_it_is_not_asked_about_new_pods(string what, string instead) =>
        Lint.Expect<WebhookFailSingle>(Webhook(Pods.Replace(what, instead)) + Backend("replicas: 2"));

    [Fact]
    public void Is_silent_when_its_own_namespace_is_left_out() => Lint.Expect<WebhookFailSingle>(Webhook($"{Pods}\n  {LeavesOut}") + Backend("replicas: 2"));

    [Fact]
    public void A_kustomization_sets_the_namespace_of_webhook_and_service() => Lint.Expect<WebhookFailSingle>(
    [
        ("config/webhook.yaml", Webhook("failurePolicy: {|HA1404:Fail|}").Replace("namespace: quota }", "namespace: system }")),
        ("config/manager.yaml", Backend("")),
        ("config/kustomization.yaml", "namespace: quota-system\nresources: [webhook.yaml, manager.yaml]"),
    ]);

    [Fact]
    public void Reports_a_backend_once_at_the_worst_of_its_webhooks()
    {
        var finding = Lint.One<WebhookFailSingle>(
            Webhook("failurePolicy: Fail") + "---\n" + Webhook("sideEffects: None", "name: second.example.com")
            + "---\n" + Webhook($"failurePolicy: Fail\n  {Pods}\n  namespaceSelector: {{ matchLabels: {{ kubernetes.io/metadata.name: kube-system }} }}", "name: third.example.com")
            + Backend(""));
        Assert.Equal("Webhook 'quota.example.com' and 2 more reject requests while Deployment 'quota', which runs 1 replica, is away", finding.Message);
        Assert.Equal(Severity.Warning, finding.Severity);
        var worst = Lint.Findings<WebhookFailSingle>(
            Webhook("failurePolicy: Fail") + "---\n" + Webhook(Pods, "name: second.example.com") + Backend(""));
        Assert.Equal("Webhook 'second.example.com' and 1 more reject requests while Deployment 'quota', which runs 1 replica, is away", worst[0].Message);
        Assert.All(worst, each => Assert.Equal(Severity.Error, each.Severity));
    }

    [Theory]
    [InlineData("service", "replicas: 1")] // HA0105 speaks of it.
    [InlineData("{|HA1404:service|}", "replicas: 1\n  autoscaled: true")]
    [InlineData("service", "replicas: 2")]
    [InlineData("service", "replicas: '${REPLICAS}'")]
    public void Notes_an_aggregated_api_with_one_replica_behind_it(string service, string replicas)
    {
        var manifest = $$"""
            apiVersion: apiregistration.k8s.io/v1
            kind: APIService
            metadata: { name: v1.quota.example.com }
            spec:
              {{service}}: { name: quota, namespace: quota }

            """ + Backend(replicas) + (replicas.Contains("autoscaled", StringComparison.Ordinal) ? Autoscaler : "");
        Lint.Expect<WebhookFailSingle>(manifest);
        Assert.All(Lint.Findings<WebhookFailSingle>(manifest), finding => Assert.Equal(Severity.Note, finding.Severity));
    }

    private const string Autoscaler = """
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: quota, namespace: quota }
        spec: { scaleTargetRef: { kind: Deployment, name: quota }, maxReplicas: 5 }
        """;

    private static string Webhook(string more, string name = "name: quota.example.com") => $$"""
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: { name: quota }
        webhooks:
        - {{name}}
          clientConfig: { service: { name: quota, namespace: quota } }
          {{more}}

        """;

    private static string Backend(string replicas) => $$"""
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: quota, namespace: quota }
        spec: { selector: { app: quota } }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: quota, namespace: quota }
        spec:
          {{replicas}}
          selector: { matchLabels: { app: quota } }
          template:
            metadata: { labels: { app: quota } }
            spec: { containers: [{ name: quota, image: quota:1 }] }

        """;
}
