using System.Text.Json;

namespace Hale.Cli.Tests.Commands;

/// <summary>What <c>helm template</c> and <c>kubectl get -o yaml</c> write, piped into <c>hale check -</c>.</summary>
public sealed class StandardInputTests : IDisposable
{
    private const string KubectlList = """
        apiVersion: v1
        items:
        - apiVersion: apps/v1
          kind: Deployment
          metadata:
            annotations:
              deployment.kubernetes.io/revision: "3"
              kubectl.kubernetes.io/last-applied-configuration: |
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"annotations":{},"name":"web","namespace":"shop"},"spec":{"replicas":1}}
            creationTimestamp: "2025-01-01T00:00:00Z"
            generation: 3
            managedFields:
            - apiVersion: apps/v1
              fieldsType: FieldsV1
              fieldsV1: { "f:spec": { "f:replicas": {}, "f:strategy": { "f:type": {} } } }
              manager: kubectl-client-side-apply
              operation: Update
              time: "2025-01-01T00:00:00Z"
            name: web
            namespace: shop
            resourceVersion: "123456"
            uid: 6f3c2f0e-0000-4000-8000-000000000000
          spec:
            progressDeadlineSeconds: 600
            replicas: 2
            revisionHistoryLimit: 10
            selector: { matchLabels: { app: web } }
            strategy: { type: Recreate }
            template:
              metadata: { creationTimestamp: null, labels: { app: web } }
              spec:
                containers:
                - image: registry.example/web:1.4
                  imagePullPolicy: IfNotPresent
                  name: web
                  resources: {}
                  terminationMessagePath: /dev/termination-log
                  terminationMessagePolicy: File
                dnsPolicy: ClusterFirst
                restartPolicy: Always
                schedulerName: default-scheduler
                securityContext: {}
                terminationGracePeriodSeconds: 30
                topologySpreadConstraints:
                - { maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: { matchLabels: { app: web } } }
          status:
            availableReplicas: 1
            conditions:
            - { lastTransitionTime: "2025-01-01T00:00:00Z", lastUpdateTime: "2025-01-01T00:00:00Z", message: m, reason: r, status: "True", type: Available }
            observedGeneration: 3
            readyReplicas: 1
            replicas: 1
        - apiVersion: policy/v1
          kind: PodDisruptionBudget
          metadata: { name: web, namespace: shop, resourceVersion: "1", creationTimestamp: "2025-01-01T00:00:00Z", generation: 1 }
          spec: { maxUnavailable: 1, selector: { matchLabels: { app: web } } }
          status: { conditions: [], currentHealthy: 1, desiredHealthy: 0, disruptionsAllowed: 1, expectedPods: 1, observedGeneration: 1 }
        kind: List
        metadata:
          resourceVersion: ""

        """;

    private readonly CommandLine _hale = new();

    public void Dispose() => _hale.Dispose();

    [Fact]
    public void What_helm_rendered_is_reported_with_the_template_that_it_is_from()
    {
        _hale.Input = $"---\n# Source: shop/templates/budget.yaml\n{Manifests.Budget}---\n# Source: shop/charts/web/templates/deployment.yaml\n{Manifests.Deployment}";
        Assert.Equal(1, _hale.Run("check", "-", "--quiet"));
        Assert.StartsWith("<stdin>:14:21: warning HA0401", _hale.Output, StringComparison.Ordinal);
        Assert.Contains("\n   = source: shop/charts/web/templates/deployment.yaml\n", _hale.Output, StringComparison.Ordinal);
        _hale.Run("check", "-", "--format", "json");
        Assert.Equal(["HA0401 <stdin> shop/charts/web/templates/deployment.yaml"], Findings());
    }

    [Theory]
    [InlineData("# Source: /etc/passwd")]
    [InlineData("# Source: ../../outside.yaml")]
    [InlineData("# Source:")]
    [InlineData("# Source of all: shop/a.yaml")]
    [InlineData("  # Source: shop/a.yaml")]
    public void Only_the_comment_of_helm_names_a_template(string comment)
    {
        _hale.Input = $"---\n{comment}\n{Manifests.Deployment}---\n# Source: shop/templates/budget.yaml\n{Manifests.Budget}";
        _hale.Run("check", "-", "--format", "json");
        Assert.Equal(["HA0401 <stdin> "], Findings());
    }

    [Fact]
    public void A_comment_of_any_length_is_looked_at()
    {
        _hale.Input = $"---\n# Source:\n# Source:  \n# Source: shop/{new string(' ', 400_000)}x.yaml\n{Manifests.Deployment}---\n{Manifests.Budget}";
        _hale.Run("check", "-", "--format", "json");
        Assert.Equal([$"HA0401 <stdin> shop/{new string(' ', 400_000)}x.yaml"], Findings());
    }

    [Fact]
    public void Text_with_carriage_returns_and_without_a_first_marker_is_the_same()
    {
        _hale.Input = $"# Source: shop/templates/web.yaml\n{Manifests.Deployment}---\n# Source: shop/templates/budget.yaml\n{Manifests.Budget}".Replace("\n", "\r\n", StringComparison.Ordinal);
        _hale.Run("check", "-", "--format", "json");
        Assert.Equal(["HA0401 <stdin> shop/templates/web.yaml"], Findings());
    }

    /// <summary>The status says one replica, the last applied configuration too: neither is what the cluster is told to run.</summary>
    [Fact]
    public void A_list_of_kubectl_is_read_as_its_objects_and_what_the_cluster_adds_is_ignored()
    {
        _hale.Input = KubectlList;
        Assert.Equal(1, _hale.Run("check", "-", "--format", "json"));
        Assert.Equal(["HA0401 <stdin> "], Findings());
    }

    [Fact]
    public void Files_can_be_context_of_standard_input()
    {
        _hale.Folder.With("budget.yaml", Manifests.Budget).With("bad.yaml", "a: [1\n");
        _hale.Input = Manifests.Deployment;
        _hale.Run("check", "-", "--context", ".", "--format", "json");
        Assert.Equal(["HA0401 <stdin> "], Findings());
    }

    private IEnumerable<string> Findings() => JsonDocument.Parse(_hale.Output).RootElement.GetProperty("findings").EnumerateArray()
        .Select(finding => $"{finding.GetProperty("ruleId").GetString()} {finding.GetProperty("path").GetString()} {finding.GetProperty("renderedFrom").GetString()}");
}
