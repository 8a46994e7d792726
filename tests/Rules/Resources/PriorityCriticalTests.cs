using Hale.Rules.Model;
using Hale.Rules.Resources;
using Hale.Testing;

namespace Hale.Rules.Tests.Resources;

public sealed class PriorityCriticalTests
{
    [Theory]
    [InlineData("registry.example/ingress-nginx/controller:v1.13", "is an ingress controller")]
    [InlineData("traefik:v3", "is an ingress controller")]
    [InlineData("envoyproxy/gateway:v1.5", "is a gateway controller")]
    [InlineData("registry.example/coredns/coredns:1.12", "is the DNS of the cluster")]
    [InlineData("registry.example/csi-provisioner:v5", "is a CSI controller")]
    [InlineData("registry.example/csi-disk-controller:v1", "is a CSI controller")]
    [InlineData("metrics-server:v0.8", "is a metrics API server")]
    [InlineData("jetstack/cert-manager-webhook:v1.18", "is an admission webhook")]
    [InlineData("cluster-autoscaler:v1.33", "is a node autoscaler")]
    [InlineData("tigera/operator:v1.38", "is the operator of the pod network")]
    [InlineData("kube-state-metrics:v2.16", "is a metrics exporter of the cluster")]
    [InlineData("postgres:16", "runs PostgreSQL")]
    public void Reports_what_others_depend_on_by_its_image(string image, string what)
    {
        Lint.Expect<PriorityCritical>(Core(image, "{|HA1103:spec|}"));
        var finding = Lint.One<PriorityCritical>(Core(image));
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal($"Deployment 'core' {what} and has no priority class", finding.Message);
    }

    [Theory]
    [InlineData("web:1")]
    [InlineData("operator:1")] // tigera/operator is one, this is not.
    [InlineData("registry.example/csi-node-driver-registrar:v2")]
    [InlineData("redis-exporter:1")]
    [InlineData("registry.example/${IMAGE}")] // unknown: stay silent
    public void Is_silent_about_other_images(string image) => Lint.Expect<PriorityCritical>(Core(image));

    [Theory]
    [InlineData("priorityClassName: system-cluster-critical")]
    [InlineData("priorityClassName: important")]
    [InlineData("priorityClassName: '{{ .Values.priority }}'")]
    public void Is_silent_when_a_class_is_named(string priority) => Lint.Expect<PriorityCritical>(Core("coredns:1", priority: $"{priority}, "));

    [Theory]
    [InlineData("globalDefault: true", false)]
    [InlineData("globalDefault: '{{ .Values.default }}'", false)] // unknown: stay silent
    [InlineData("globalDefault: false", true)]
    [InlineData("value: 1000", true)]
    public void Is_silent_when_a_class_is_the_default(string isDefault, bool isReported) => Lint.Expect<PriorityCritical>($$"""
        {{Core("coredns:1", isReported ? "{|HA1103:spec|}" : "spec")}}
        ---
        apiVersion: scheduling.k8s.io/v1
        kind: PriorityClass
        metadata: { name: important }
        {{isDefault}}
        """);

    [Theory]
    [InlineData("apiVersion: apiregistration.k8s.io/v1\nkind: APIService\nmetadata: { name: v1.example }\nspec: { service: { name: core, namespace: ops } }", "APIService 'v1.example'")]
    [InlineData("apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: { name: policy }\nwebhooks: [{ clientConfig: { service: { name: core, namespace: ops } } }]", "ValidatingWebhookConfiguration 'policy'")]
    [InlineData("apiVersion: admissionregistration.k8s.io/v1\nkind: MutatingWebhookConfiguration\nmetadata: { name: policy }\nwebhooks: [{ failurePolicy: Fail, clientConfig: { service: { name: core, namespace: ops } } }]", "MutatingWebhookConfiguration 'policy'")]
    public void Reports_what_the_api_server_calls(string caller, string title) => Assert.Equal(
        $"Deployment 'core' is the backend of {title} and has no priority class",
        Lint.One<PriorityCritical>(Served(caller)).Message);

    [Theory]
    [InlineData("apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: { name: policy }\nwebhooks: [{ failurePolicy: Ignore, clientConfig: { service: { name: core, namespace: ops } } }]")]
    [InlineData("apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: { name: policy }\nwebhooks: [{ clientConfig: { service: { name: core, namespace: other } } }]")]
    [InlineData("apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: { name: policy }\nwebhooks: [{ clientConfig: { service: { name: core, namespace: ${NAMESPACE} } } }]")] // unknown: stay silent
    [InlineData("apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: { name: policy }\nwebhooks: [{ clientConfig: { url: https://policy.example } }]")]
    public void Is_silent_about_what_the_api_server_can_do_without(string caller) => Lint.Expect<PriorityCritical>(Served(caller));

    [Theory]
    [InlineData("example.com/gateway", true)]
    [InlineData("example.com/other", false)]
    public void Reports_the_controller_of_an_ingress_class(string controller, bool isReported) => Lint.Expect<PriorityCritical>($$"""
        {{Core("gateway:1, args: ['--controller-class=example.com/gateway']", isReported ? "{|HA1103:spec|}" : "spec")}}
        ---
        apiVersion: networking.k8s.io/v1
        kind: IngressClass
        metadata: { name: gateway }
        spec: { controller: {{controller}} }
        """);

    [Fact]
    public void Names_the_server_among_the_containers() => Assert.Equal(
        "Deployment 'core' runs PostgreSQL and has no priority class",
        Lint.One<PriorityCritical>(Core("web:1 }, { name: db, image: postgres:16")).Message);

    [Fact]
    public void Is_silent_when_there_may_be_a_default_class() => Lint.Expect<PriorityCritical>(
        Core("coredns:1") + "\n---\n{ apiVersion: scheduling.k8s.io/v1, kind: '{{ .Values.kind }}', metadata: { name: important } }");

    [Fact]
    public void Is_silent_about_jobs() => Lint.Expect<PriorityCritical>("""
        apiVersion: batch/v1
        kind: Job
        metadata: { name: restore }
        spec: { template: { spec: { restartPolicy: Never, containers: [{ name: restore, image: postgres:16 }] } } }
        """);

    [Fact]
    public void Reports_a_class_that_does_not_exist_where_the_input_holds_everything()
    {
        var web = Core("web:1", priority: "priorityClassName: {|HA1103:important|}, ");
        Lint.Expect<PriorityCritical>(web, new ClusterFacts { ClosedWorld = true });
        Assert.Equal(
            "PriorityClass 'important' of Deployment 'core' is not among the manifests, so its pods are not created",
            Lint.One<PriorityCritical>(web, new ClusterFacts { ClosedWorld = true }).Message);
    }

    [Theory]
    [InlineData("important", "important", true)]
    [InlineData("important", "'{{ .Values.name }}'", true)] // unknown: stay silent
    [InlineData("system-node-critical", "other", true)] // Every cluster has it.
    [InlineData("'{{ .Values.priority }}'", "other", true)] // unknown: stay silent
    [InlineData("important", "other", false)] // It may be declared elsewhere.
    public void Is_silent_when_the_class_exists_or_may(string name, string declared, bool isClosed) => Lint.Expect<PriorityCritical>($$"""
        {{Core("web:1", priority: $"priorityClassName: {name}, ")}}
        ---
        apiVersion: scheduling.k8s.io/v1
        kind: PriorityClass
        metadata: { name: {{declared}} }
        value: 1000
        """, new ClusterFacts { ClosedWorld = isClosed });

    private static string Core(string image, string spec = "spec", string priority = "") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: core, namespace: ops }
        spec:
          selector: { matchLabels: { app: core } }
          template:
            metadata: { labels: { app: core } }
            {{spec}}: { {{priority}}containers: [{ name: core, image: {{image}} }] }
        """;

    private static string Served(string caller) => $$"""
        {{Core("web:1")}}
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: core, namespace: ops }
        spec: { selector: { app: core }, ports: [{ port: 443 }] }
        ---
        {{caller}}
        """;
}
