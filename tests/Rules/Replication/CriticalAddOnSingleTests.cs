using Hale.Rules.Model;
using Hale.Rules.Replication;
using Hale.Rules.Tree;
using Hale.Rules.Wiring;
using Hale.Testing;
using Hale.Yaml;

namespace Hale.Rules.Tests.Replication;

public sealed class CriticalAddOnSingleTests
{
    private const string Webhook = """

        ---
        kind: Service
        apiVersion: v1
        metadata: { name: guard, namespace: guard }
        spec: { selector: { app: guard } }
        ---
        kind: ValidatingWebhookConfiguration
        apiVersion: admissionregistration.k8s.io/v1
        metadata: { name: guard }
        webhooks: [{ name: guard.example.com, failurePolicy: POLICY, clientConfig: { service: { name: NAME, namespace: guard } } }]
        """;

    private const string ApiService = """

        ---
        kind: Service
        apiVersion: v1
        metadata: { name: api, namespace: guard }
        spec: { selector: { app: guard } }
        ---
        kind: APIService
        apiVersion: apiregistration.k8s.io/v1
        metadata: { name: v1.guard.example.com }
        spec: { service: { name: api, namespace: guard } }
        """;

    private const string IngressClass = """

        ---
        kind: IngressClass
        apiVersion: networking.k8s.io/v1
        metadata: { name: edge }
        spec: { controller: example.com/edge }
        """;

    [Theory]
    [InlineData("coredns:v1.12.1", Severity.Warning)]
    [InlineData("registry.k8s.io/ingress-nginx/controller:v1.13.0", Severity.Warning)]
    [InlineData("registry.k8s.io/sig-storage/csi-provisioner:v5.3.0", Severity.Warning)]
    [InlineData("registry.k8s.io/autoscaling/cluster-autoscaler:v1.33.0", Severity.Note)]
    public void Reports_one_replica(string image, Severity severity)
    {
        Lint.Expect<CriticalAddOnSingle>(AddOn("replicas: {|HA0105:1|}", image));
        var finding = Lint.One<CriticalAddOnSingle>(AddOn("replicas: 1", image));
        Assert.Equal(severity, finding.Severity);
        Assert.EndsWith(severity is Severity.Note ? "nothing stands in for it when its node fails or is drained" : "everything that needs it waits when its node fails or is drained", finding.Message, StringComparison.Ordinal);
        Lint.Expect<ReplicasSingle>(AddOn("replicas: 1", image)); // One cause, one finding.
    }

    [Fact]
    public void Reports_replicas_that_are_left_out()
    {
        var finding = Lint.One<CriticalAddOnSingle>(AddOn("", "coredns:v1.12.1"));
        Assert.Equal("Deployment 'guard' is the DNS of the cluster and runs 1 replica because replicas is not set: everything that needs it waits when its node fails or is drained", finding.Message);
        Assert.Equal(Severity.Warning, finding.Severity);
    }

    [Fact]
    public void Reports_what_the_API_server_calls()
    {
        var manifest = AddOn("replicas: {|HA0105:1|}", "guard:1") + ApiService;
        Lint.Expect<CriticalAddOnSingle>(manifest);
        Lint.Expect<WebhookFailSingle>(AddOn("replicas: 1", "guard:1") + ApiService); // One cause, one finding.
        Assert.Single(Lint.One<CriticalAddOnSingle>(manifest).Related);
    }

    [Fact]
    public void Leaves_the_backend_of_a_webhook_to_another_rule()
    {
        var manifest = AddOn("replicas: 1", "guard:1") + Calls("Fail", "guard");
        Lint.Expect<CriticalAddOnSingle>(manifest);
        Lint.Expect<ReplicasSingle>(manifest);
        Assert.Single(Lint.Findings<WebhookFailSingle>(manifest));
    }

    [Theory]
    [InlineData("namespace: prod", 0)] // which is then the one of the reference, too
    [InlineData("namePrefix: a-", 1)]
    public void Finds_the_backend_of_a_webhook_in_the_namespace_that_a_kustomization_sets(string kustomization, int notes)
    {
        var manifest = AddOn("replicas: 1", "guard:1") + Calls("Fail", "guard").Replace("namespace: guard } } }]", "namespace: system } } }]", StringComparison.Ordinal);
        var findings = Lint.Run([new SourceText("all.yaml", manifest), new SourceText("kustomization.yaml", $"resources: [all.yaml]\n{kustomization}")], "HA0101");
        Assert.Equal(notes, findings.Count);
    }

    [Fact]
    public void Speaks_of_the_backend_of_a_webhook_when_the_other_rule_is_not_certain()
    {
        var manifest = AddOn("replicas: {|HA0105:1|}", "guard:1") + Calls("Fail", "guard");
        (string, string)[] files = [("all.yaml", manifest), ("variant.yaml", AddOn("replicas: 2", "guard:2"))]; // Which of the two answers?
        Lint.Expect<CriticalAddOnSingle>(files);
        Lint.Expect<WebhookFailSingle>([("all.yaml", manifest.Replace("{|HA0105:1|}", "1", StringComparison.Ordinal)), files[1]]);
    }

    [Theory]
    [InlineData("ingress-nginx/controller:v1.13.0", "")]
    [InlineData("guard:1", "apiservice")]
    public void Speaks_of_a_webhook_that_does_more(string image, string more)
    {
        var manifest = AddOn("replicas: 1", image) + Calls("Fail", "guard") + (more.Length == 0 ? "" : ApiService);
        Assert.Single(Lint.Findings<CriticalAddOnSingle>(manifest));
        Assert.Empty(Lint.Findings<WebhookFailSingle>(manifest));
    }

    [Fact]
    public void Reports_what_an_IngressClass_names() =>
        Lint.Expect<CriticalAddOnSingle>(AddOn("replicas: {|HA0105:1|}", "edge:1 }, { image: proxy:1, args: [--class=example.com/edge]") + IngressClass);

    [Theory]
    [InlineData("replicas: 2", "coredns:v1.12.1")]
    [InlineData("replicas: 0", "coredns:v1.12.1")]
    [InlineData("replicas: ${REPLICAS}", "coredns:v1.12.1")] // unknown: stay silent
    [InlineData("replicas: 1", "'${IMAGE}'")]
    [InlineData("replicas: 1", "web:1")]
    public void Is_silent_when_there_are_more_or_it_is_not_known_to_be_one(string replicas, string image) => Lint.Expect<CriticalAddOnSingle>(AddOn(replicas, image));

    [Theory]
    [InlineData("Ignore", "guard")]
    [InlineData("Fail", "other")]
    public void Leaves_what_nothing_depends_on_to_another_rule(string policy, string service)
    {
        Lint.Expect<CriticalAddOnSingle>(AddOn("replicas: 1", "guard:1") + Calls(policy, service));
        Lint.Expect<ReplicasSingle>(AddOn("replicas: {|HA0101:1|}", "guard:1") + Calls(policy, service));
    }

    [Theory]
    [InlineData("'${POLICY}'", "guard")]
    [InlineData("Fail", "'${NAME}'")]
    [InlineData("Fail", "guard", "'${NAMESPACE}'")]
    public void Neither_rule_speaks_when_it_may_be_called(string policy, string service, string @namespace = "guard")
    {
        var manifest = AddOn("replicas: 1", "guard:1") + Calls(policy, service).Replace(", namespace: guard } } }]", $", namespace: {@namespace} }} }} }}]", StringComparison.Ordinal);
        Lint.Expect<CriticalAddOnSingle>(manifest);
        Lint.Expect<ReplicasSingle>(manifest);
    }

    [Fact]
    public void Neither_rule_speaks_when_it_may_serve_a_part_of_the_API()
    {
        var manifest = AddOn("replicas: 1", "guard:1") + ApiService.Replace("service: { name: api, namespace: guard }", "service: '${SERVICE}'", StringComparison.Ordinal);
        Lint.Expect<CriticalAddOnSingle>(manifest);
        Lint.Expect<ReplicasSingle>(manifest);
    }

    [Fact]
    public void A_webhook_of_the_older_version_may_be_away_unless_it_is_told_otherwise()
    {
        var manifest = AddOn("replicas: {|HA0101:1|}", "guard:1")
            + Calls("Fail", "guard").Replace("failurePolicy: Fail, ", "", StringComparison.Ordinal).Replace("admissionregistration.k8s.io/v1", "admissionregistration.k8s.io/v1beta1", StringComparison.Ordinal);
        Lint.Expect<ReplicasSingle>(manifest);
    }

    [Fact]
    public void Is_silent_on_every_node() =>
        Lint.Expect<CriticalAddOnSingle>(AddOn("", "traefik:v3.4").Replace("kind: Deployment", "kind: DaemonSet", StringComparison.Ordinal));

    [Fact]
    public void Is_a_note_for_development() => Assert.Equal(
        Severity.Note,
        Lint.One<CriticalAddOnSingle>(AddOn("replicas: 1", "coredns:v1.12.1").Replace("namespace: guard", "namespace: dev", StringComparison.Ordinal)).Severity);

    [Theory]
    [InlineData("coredns:v1.12.1", "")]
    [InlineData("guard:1", Webhook)]
    [InlineData("edge:1, args: [example.com/edge]", IngressClass)]
    public void Knowing_less_brings_up_no_other_finding(string image, string rest)
    {
        var manifest = AddOn("replicas: 1", image) + rest.Replace("POLICY", "Fail", StringComparison.Ordinal).Replace("NAME", "guard", StringComparison.Ordinal);
        var content = YamlReader.Read(new SourceText("manifest.yaml", manifest));
        for (var i = 0; i < content.Documents.Count; i++)
        {
            foreach (var node in TreeCopy.Nodes(content.Documents[i].Root))
            {
                var documents = content.Documents.Select((document, index) => index == i ? TreeCopy.WithUnknown(document, node) : TreeCopy.Of(document)).ToList();
                var findings = Lint.Run(new Cluster(documents, content.Problems, new ClusterFacts()), "HA0101");
                Assert.Empty(findings.Select(finding => $"{node.PathFrom(content.Documents[i].Root)}: {finding.Message}"));
            }
        }
    }

    private static string Calls(string policy, string service) =>
        Webhook.Replace("POLICY", policy, StringComparison.Ordinal).Replace("NAME", service, StringComparison.Ordinal);

    private static string AddOn(string replicas, string image) => $$"""
        kind: Deployment
        apiVersion: apps/v1
        metadata: { name: guard, namespace: guard }
        spec:
          {{replicas}}
          selector: { matchLabels: { app: guard } }
          template:
            metadata: { labels: { app: guard } }
            spec:
              containers: [{ name: guard, image: {{image}} }]
        """;
}
