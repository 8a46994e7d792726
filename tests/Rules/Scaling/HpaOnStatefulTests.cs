using Hale.Rules.Scaling;
using Hale.Testing;

namespace Hale.Rules.Tests.Scaling;

public sealed class HpaOnStatefulTests
{
    private const string Horizontal = """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: db }
        spec: { scaleTargetRef: { kind: StatefulSet, name: {|HA1005:db|} }, minReplicas: 3, maxReplicas: 9 }
        """;

    private const string Scaled = """
        apiVersion: keda.sh/v1alpha1
        kind: ScaledObject
        metadata: { name: db }
        spec: { scaleTargetRef: { kind: StatefulSet, name: {|HA1005:db|} }, triggers: [{ type: cpu }] }
        """;

    [Theory]
    [InlineData(Horizontal)]
    [InlineData(Scaled)]
    public void Reports_an_autoscaler_on_a_database(string scaler) => Lint.Expect<HpaOnStateful>(Database("postgres:16", scaler));

    [Theory]
    [InlineData("")] // Recreate is the default.
    [InlineData(", updatePolicy: { updateMode: Auto }")]
    [InlineData(", updatePolicy: { updateMode: Recreate }")]
    public void Reports_a_vertical_autoscaler_that_evicts_its_pods(string policy) =>
        Lint.Expect<HpaOnStateful>(Database("postgres:16", Vertical("StatefulSet", "{|HA1005:db|}", policy)));

    [Fact]
    public void Is_an_error_where_members_decide_by_majority()
    {
        var finding = Lint.One<HpaOnStateful>(Database("registry.example/etcd:3.6", Horizontal));
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("HorizontalPodAutoscaler 'db' scales StatefulSet 'db': it runs etcd, whose members decide by majority", finding.Message);
        Assert.Equal(Severity.Warning, Lint.One<HpaOnStateful>(Database("postgres:16", Horizontal)).Severity);
    }

    [Theory]
    [InlineData("web:1", "")]
    [InlineData("postgres-exporter:1", "")]
    [InlineData("'{{ .Values.image }}'", "")] // unknown: stay silent
    [InlineData("redis:7", "")] // A cache loses nothing that cannot be read again.
    [InlineData("postgres:16", ", labels: { app.kubernetes.io/managed-by: cloudnative-pg }")]
    [InlineData("postgres:16", ", labels: { app.kubernetes.io/managed-by: '{{ .Values.manager }}' }")] // unknown: stay silent
    public void Is_silent_when_it_keeps_no_data_or_an_operator_manages_it(string image, string labels) =>
        Lint.Expect<HpaOnStateful>(Database(image, Unmarked(Horizontal), labels));

    [Fact]
    public void Reports_a_cache_that_has_a_volume() => Lint.Expect<HpaOnStateful>(Database("redis:7", Horizontal).Replace(
        "spec: # set", "spec:\n  volumeClaimTemplates: [{ metadata: { name: data }, spec: { accessModes: [ReadWriteOnce] } }]", StringComparison.Ordinal));

    [Theory]
    [InlineData("updatePolicy: { updateMode: 'Off' }")]
    [InlineData("updatePolicy: { updateMode: Initial }")]
    [InlineData("updatePolicy: { updateMode: InPlaceOrRecreate }")]
    [InlineData("updatePolicy: { updateMode: '{{ .Values.mode }}' }")] // unknown: stay silent
    public void Is_silent_about_a_vertical_autoscaler_that_evicts_nothing(string policy) =>
        Lint.Expect<HpaOnStateful>(Database("postgres:16", Vertical("StatefulSet", "db", $", {policy}")));

    [Fact]
    public void Reports_pods_that_share_a_volume_of_one_node()
    {
        Lint.Expect<HpaOnStateful>(Wiki("5", "ReadWriteOnce", "{|HA1005:wiki|}"));
        var finding = Lint.One<HpaOnStateful>(Wiki("5", "ReadWriteOnce", "wiki"));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("HorizontalPodAutoscaler 'wiki' scales Deployment 'wiki', whose pods share the claim 'data': one node at a time can mount it", finding.Message);
    }

    [Fact]
    public void Reports_pods_that_share_a_disk() => Assert.Equal(
        "HorizontalPodAutoscaler 'wiki' scales Deployment 'wiki', whose pods share the disk 'wiki': one node at a time can mount it",
        Lint.One<HpaOnStateful>(Wiki("5", "ReadWriteOnce", "wiki").Replace("persistentVolumeClaim: { claimName: data }", "gcePersistentDisk: { pdName: wiki }", StringComparison.Ordinal)).Message);

    [Fact]
    public void Reports_a_cache_that_mounts_a_claim() =>
        Assert.Contains("it runs Redis, which keeps data", Lint.One<HpaOnStateful>(Wiki("5", "ReadWriteMany", "wiki").Replace("wiki:1", "redis:7", StringComparison.Ordinal)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("kind: Deployment", "kind: DaemonSet")] // not scaled at all
    [InlineData("containers: [", "affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: wiki } } }] } }\n      containers: [")]
    public void Is_silent_when_no_pods_on_two_nodes_share_the_volume(string before, string after) =>
        Lint.Expect<HpaOnStateful>(Wiki("5", "ReadWriteOnce", "wiki").Replace(before, after, StringComparison.Ordinal));

    [Fact]
    public void Is_silent_when_the_claim_may_be_anothers()
    {
        var parts = Wiki("5", "ReadWriteOnce", "wiki").Replace("metadata: { name: data }", "metadata: { name: data, namespace: other }", StringComparison.Ordinal).Split("---\n");
        Lint.Expect<HpaOnStateful>([("wiki/wiki.yaml", $"{parts[0]}---\n{parts[1]}"), ("storage/claim.yaml", parts[2])]);
    }

    [Theory]
    [InlineData("1", "ReadWriteOnce")]
    [InlineData("5", "ReadWriteMany")]
    [InlineData("'{{ .Values.max }}'", "ReadWriteOnce")] // unknown: stay silent
    [InlineData("5", "'{{ .Values.mode }}'")] // unknown: stay silent
    public void Is_silent_when_the_volume_can_be_shared_or_it_is_not_known(string maximum, string accessMode) =>
        Lint.Expect<HpaOnStateful>(Wiki(maximum, accessMode, "wiki"));

    [Theory]
    [InlineData("Resource, resource: { name: cpu, target: { type: Utilization } }", "")]
    [InlineData("Resource, resource: { name: memory, target: { type: AverageValue } }", "")]
    [InlineData("ContainerResource, containerResource: { name: cpu, container: web, target: { type: Utilization } }", "")]
    [InlineData("Resource, resource: { name: cpu, target: { type: Utilization } }", ", resourcePolicy: { containerPolicies: [{ containerName: web, controlledResources: [cpu] }] }")]
    [InlineData("Resource, resource: { name: cpu, target: { type: Utilization } }", ", resourcePolicy: { containerPolicies: [{ containerName: proxy, mode: 'Off' }] }")]
    public void Reports_two_autoscalers_that_drive_each_other(string metric, string policy) => Lint.Expect<HpaOnStateful>(Web(metric, Vertical("Deployment", "{|HA1005:web|}", policy)));

    [Fact]
    public void Names_both_autoscalers_and_the_resource() => Assert.Equal(
        "VerticalPodAutoscaler 'vertical' sets the cpu requests of Deployment 'web', by which HorizontalPodAutoscaler 'web' scales it",
        Lint.One<HpaOnStateful>(Web("Resource, resource: { name: cpu, target: { type: Utilization } }", Vertical("Deployment", "web", ""))).Message);

    [Theory]
    [InlineData("Pods, pods: { metric: { name: requests } }", "")]
    [InlineData("ContainerResource, containerResource: { name: cpu, container: proxy, target: { type: Utilization } }", "")]
    [InlineData("Resource, resource: { name: cpu, target: { type: Utilization } }", ", updatePolicy: { updateMode: 'Off' }")]
    [InlineData("Resource, resource: { name: cpu, target: { type: Utilization } }", ", resourcePolicy: { containerPolicies: [{ containerName: '*', controlledResources: [memory] }] }")]
    [InlineData("Resource, resource: { name: cpu, target: { type: Utilization } }", ", resourcePolicy: { containerPolicies: [{ containerName: web, mode: 'Off' }] }")]
    [InlineData("Resource, resource: { name: cpu, target: { type: Utilization } }", ", resourcePolicy: '{{ .Values.policy }}'")] // unknown: stay silent
    [InlineData("Resource, resource: { name: '{{ .Values.resource }}', target: { type: Utilization } }", "")] // unknown: stay silent
    public void Is_silent_when_they_act_on_different_things(string metric, string policy) => Lint.Expect<HpaOnStateful>(Web(metric, Vertical("Deployment", "web", policy)));

    [Fact]
    public void Is_silent_when_the_target_is_elsewhere() => Lint.Expect<HpaOnStateful>(Database("postgres:16", Unmarked(Horizontal).Replace("name: db }, min", "name: other }, min", StringComparison.Ordinal)));

    private static string Unmarked(string scaler) => scaler.Replace("{|HA1005:db|}", "db", StringComparison.Ordinal);

    private static string Vertical(string kind, string name, string policy) => $$"""
        apiVersion: autoscaling.k8s.io/v1
        kind: VerticalPodAutoscaler
        metadata: { name: vertical }
        spec: { targetRef: { apiVersion: apps/v1, kind: {{kind}}, name: {{name}} }{{policy}} }
        """;

    private static string Database(string image, string scaler, string labels = "") => $$"""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: db{{labels}} }
        spec: # set
          selector: { matchLabels: { app: db } }
          template:
            metadata: { labels: { app: db } }
            spec: { containers: [{ name: db, image: {{image}} }] }
        ---
        {{scaler}}
        """;

    private static string Wiki(string maximum, string accessMode, string target) => $$"""
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: wiki }
        spec: { scaleTargetRef: { kind: Deployment, name: {{target}} }, minReplicas: 1, maxReplicas: {{maximum}} }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: wiki }
        spec:
          selector: { matchLabels: { app: wiki } }
          template:
            metadata: { labels: { app: wiki } }
            spec:
              containers: [{ name: wiki, image: wiki:1 }]
              volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]
        ---
        kind: PersistentVolumeClaim
        metadata: { name: data }
        spec: { accessModes: [{{accessMode}}] }
        """;

    private static string Web(string metric, string vertical) => $$"""
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: web }
        spec: { scaleTargetRef: { kind: Deployment, name: web }, minReplicas: 2, maxReplicas: 5, metrics: [{ type: {{metric}} }] }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec: { containers: [{ name: web, image: web:1 }] }
        ---
        {{vertical}}
        """;
}
