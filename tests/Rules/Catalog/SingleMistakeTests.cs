using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.Rules.Tests.Catalog;

/// <summary>The well-built application of the samples is silent; each single mistake in it is found where it is made.</summary>
public sealed class SingleMistakeTests
{
    private static readonly string Shop = File.ReadAllText(Repository.PathOf("samples/web-shop/available/shop.yaml")).ReplaceLineEndings("\n");

    [Fact]
    public void The_application_gives_nothing_at_warning_or_above() =>
        Assert.DoesNotContain(Findings(Shop), finding => finding.Severity >= Severity.Warning);

    [Theory]
    [InlineData("HA0402", "maxUnavailable: 0\n      maxSurge: 1", "maxUnavailable: 100%\n      maxSurge: 0", "100%")]
    [InlineData("HA0302", "maxUnavailable: 1\n  unhealthy", "minAvailable: 3\n  unhealthy", "3")] // as many as there are replicas
    [InlineData("HA0302", "maxUnavailable: 1\n  unhealthy", "minAvailable: 4\n  unhealthy", "4")] // more than the autoscaler's minimum
    [InlineData("HA0202", "whenUnsatisfiable: ScheduleAnyway\n        labelSelector:\n          matchLabels:\n            app: shop\n      - ", "whenUnsatisfiable: ScheduleAnyway\n        labelSelector:\n          matchLabels:\n            app: web\n      - ", "web")]
    [InlineData("HA0208", "priorityClassName: customer-facing", "priorityClassName: customer-facing\n      nodeName: node-1", "node-1")]
    [InlineData("HA0208", "priorityClassName: customer-facing", "priorityClassName: customer-facing\n      nodeSelector: { kubernetes.io/hostname: node-1 }", "node-1")]
    [InlineData("HA1004", "requests: { cpu: 250m, memory: 256Mi }", "requests: { memory: 256Mi }", "requests")]
    [InlineData("HA1002", "# No replicas: the autoscaler owns them.", "replicas: 5", "5")]
    [InlineData("HA0902", "targetPort: http", "targetPort: web", "web")]
    [InlineData("HA0904", "targetPort: http", "targetPort: http\n  internalTrafficPolicy: Local", "Local")]
    [InlineData("HA0905", "targetPort: http", "targetPort: http\n  publishNotReadyAddresses: true", "true")]
    [InlineData("HA0503", "sleep: { seconds: 10 }", "sleep: { seconds: 60 }", "45")]
    [InlineData("HA0603", "httpGet: { path: /healthz, port: http }\n          periodSeconds: 10\n          failureThreshold: 6", "httpGet: { path: /readyz, port: http }\n          periodSeconds: 5", "livenessProbe")]
    public void A_mistake_in_it_is_found_where_it_is_made(string rule, string right, string wrong, string underlined)
    {
        var mistaken = Replace(right, wrong);
        var finding = Assert.Single(Findings(mistaken), finding => finding.Rule.Id == rule);
        Assert.True(finding.Severity >= Severity.Warning);
        Assert.Equal(underlined, finding.Place.Text);
    }

    [Fact]
    public void A_read_write_once_claim_under_its_replicas_is_found()
    {
        var mistaken = Replace("      containers:\n", "      volumes: [{ name: data, persistentVolumeClaim: { claimName: uploads } }]\n      containers:\n") + """
            ---
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: { name: uploads, namespace: shop }
            spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
            """;
        Assert.Equal("uploads", Assert.Single(Findings(mistaken), finding => finding.Rule.Id == "HA0701").Place.Text);
    }

    [Fact]
    public void A_second_budget_is_found()
    {
        var finding = Assert.Single(Findings(Shop + """
            ---
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: { name: shop-too, namespace: shop }
            spec: { maxUnavailable: 1, selector: { matchLabels: { app: shop } } }
            """), finding => finding.Rule.Id == "HA0304");
        Assert.Equal(Severity.Error, finding.Severity);
    }

    [Fact]
    public void A_bare_pod_is_found()
    {
        var finding = Assert.Single(Findings(Shop + """
            ---
            apiVersion: v1
            kind: Pod
            metadata: { name: cache-warmer, namespace: shop }
            spec: { containers: [{ name: warm, image: "registry.example/warm:1.0" }] }
            """), finding => finding.Rule.Id == "HA0104");
        Assert.Equal(Severity.Warning, finding.Severity);
    }

    [Fact]
    public void A_failing_webhook_behind_one_replica_is_found()
    {
        var findings = Findings(Shop + """
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingWebhookConfiguration
            metadata: { name: policy }
            webhooks:
            - name: policy.shop.example
              failurePolicy: Fail
              clientConfig: { service: { name: policy, namespace: shop, path: /validate } }
              rules: [{ apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments] }]
              sideEffects: None
              admissionReviewVersions: [v1]
            ---
            apiVersion: v1
            kind: Service
            metadata: { name: policy, namespace: shop }
            spec: { selector: { app: policy }, ports: [{ port: 443, targetPort: 8443 }] }
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: policy, namespace: shop }
            spec:
              replicas: 1
              selector: { matchLabels: { app: policy } }
              template:
                metadata: { labels: { app: policy } }
                spec: { containers: [{ name: policy, image: "registry.example/policy:1.0", ports: [{ containerPort: 8443 }] }] }
            """);
        Assert.Equal(Severity.Warning, Assert.Single(findings, finding => finding.Rule.Id == "HA1404").Severity);
    }

    private static string Replace(string right, string wrong)
    {
        var mistaken = Shop.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(Shop, mistaken);
        return mistaken;
    }

    private static IReadOnlyList<Finding> Findings(string text) => Lint.Run([new SourceText("shop.yaml", text)]);
}
