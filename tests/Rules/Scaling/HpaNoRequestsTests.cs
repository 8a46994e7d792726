using Hale.Rules.Scaling;
using Hale.Testing;

namespace Hale.Rules.Tests.Scaling;

public sealed class HpaNoRequestsTests
{
    private const string CpuUtilization = "metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }]";

    [Theory]
    [InlineData("autoscaling/v2", CpuUtilization)]
    [InlineData("autoscaling/v2", "minReplicas: 2")] // cpu at 80 % by default
    [InlineData("autoscaling/v2", "metrics: []")]
    [InlineData("autoscaling/v1", "targetCPUUtilizationPercentage: 50")]
    [InlineData("autoscaling/v1", "minReplicas: 2")]
    [InlineData("autoscaling/v2beta1", "metrics: [{ type: Resource, resource: { name: cpu, targetAverageUtilization: 70 } }]")]
    [InlineData("autoscaling/v2", "metrics: [{ type: ContainerResource, containerResource: { name: cpu, container: proxy, target: { type: Utilization, averageUtilization: 70 } } }]")]
    public void Reports_a_container_that_does_not_request_what_is_measured(string apiVersion, string metrics) =>
        Lint.Expect<HpaNoRequests>(Web(Horizontal(apiVersion, metrics), "{|HA1004:name: proxy|}"));

    [Theory]
    [InlineData("metricType: Utilization, metadata: { value: '60' }")]
    [InlineData("metadata: { type: Utilization, value: '60' }")]
    [InlineData("metricType: Utilization, metadata: { value: '60', containerName: proxy }")]
    public void Reports_it_for_a_scaled_object(string trigger) => Lint.Expect<HpaNoRequests>(Web(Scaled($"type: cpu, {trigger}"), "{|HA1004:name: proxy|}"));

    [Fact]
    public void Names_container_and_autoscaler()
    {
        var finding = Lint.One<HpaNoRequests>(Web(Horizontal("autoscaling/v2", CpuUtilization), "name: proxy"));
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("No cpu request in container 'proxy' of Deployment 'web': HorizontalPodAutoscaler 'web' cannot compute the cpu utilization", finding.Message);
        Assert.Equal("the autoscaler measures cpu in percent of the requests", Assert.Single(finding.Related).Message);
    }

    [Fact]
    public void Reports_each_resource_and_a_native_sidecar() => Lint.Expect<HpaNoRequests>("""
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: web }
        spec:
          scaleTargetRef: { kind: Deployment, name: web }
          metrics:
          - { type: Resource, resource: { name: cpu, target: { type: Utilization } } }
          - { type: Resource, resource: { name: memory, target: { type: Utilization } } }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec:
              initContainers:
              - { name: migrate, image: web:1 }
              - { name: proxy, image: proxy:1, restartPolicy: Always, resources: { {|HA1004:requests|}: { memory: 64Mi } } }
              containers:
              - { name: web, image: web:1, resources: { {|HA1004:requests|}: { cpu: 250m } } }
        """);

    [Theory]
    [InlineData("name: proxy, resources: { requests: { cpu: 50m } }")]
    [InlineData("name: proxy, resources: { limits: { cpu: 50m } }")] // The limit is the request then.
    [InlineData("name: proxy, resources: { requests: { cpu: '{{ .Values.cpu }}' } }")]
    [InlineData("name: proxy, resources: '{{ .Values.resources }}'")] // unknown: stay silent
    public void Is_silent_when_every_container_requests_it_or_may(string container) =>
        Lint.Expect<HpaNoRequests>(Web(Horizontal("autoscaling/v2", CpuUtilization), container));

    [Theory]
    [InlineData("metrics: [{ type: Resource, resource: { name: cpu, target: { type: AverageValue, averageValue: 500m } } }]")]
    [InlineData("metrics: [{ type: Resource, resource: { name: cpu, target: { type: '{{ .Values.type }}' } } }]")] // unknown: stay silent
    [InlineData("metrics: [{ type: Pods, pods: { metric: { name: requests } } }]")]
    [InlineData("metrics: [{ type: ContainerResource, containerResource: { name: cpu, container: web, target: { type: Utilization } } }]")]
    [InlineData("metrics: '{{ .Values.metrics }}'")] // unknown: stay silent
    public void Is_silent_when_the_container_is_not_measured_by_its_requests(string metrics) =>
        Lint.Expect<HpaNoRequests>(Web(Horizontal("autoscaling/v2", metrics), "name: proxy"));

    [Fact]
    public void Is_silent_when_an_annotation_holds_the_metrics() => Lint.Expect<HpaNoRequests>(Web("""
        apiVersion: autoscaling/v1
        kind: HorizontalPodAutoscaler
        metadata: { name: web, annotations: { autoscaling.alpha.kubernetes.io/metrics: '[]' } }
        spec: { scaleTargetRef: { kind: Deployment, name: web }, maxReplicas: 5 }
        """, "name: proxy"));

    [Theory]
    [InlineData("type: cpu, metricType: AverageValue, metadata: { value: '500m' }")]
    [InlineData("type: cpu, metricType: Utilization, metadata: { value: '60', containerName: web }")]
    [InlineData("type: kafka, metadata: { topic: orders }")]
    public void Is_silent_when_a_scaled_object_measures_something_else(string trigger) => Lint.Expect<HpaNoRequests>(Web(Scaled(trigger), "name: proxy"));

    [Theory]
    [InlineData("kind: LimitRange\nmetadata: { name: defaults }\nspec: { limits: [{ type: Container, defaultRequest: { cpu: 50m } }] }")]
    [InlineData("kind: LimitRange\nmetadata: { name: defaults }\nspec: { limits: [{ type: Container, default: { cpu: 50m } }] }")]
    [InlineData("kind: LimitRange\nmetadata: { name: defaults }\nspec: { limits: [{ type: Container, max: { cpu: 2 } }] }")]
    [InlineData("kind: LimitRange\nmetadata: { name: defaults }\nspec: { limits: '{{ .Values.limits }}' }")] // unknown: stay silent
    [InlineData("apiVersion: autoscaling.k8s.io/v1\nkind: VerticalPodAutoscaler\nmetadata: { name: web }\nspec: { targetRef: { kind: Deployment, name: web }, updatePolicy: { updateMode: Initial } }")]
    public void Is_silent_when_the_request_comes_from_elsewhere(string source) =>
        Lint.Expect<HpaNoRequests>(Web($"{Horizontal("autoscaling/v2", CpuUtilization)}\n---\n{source}", "name: proxy"));

    [Theory]
    [InlineData("kind: LimitRange\nmetadata: { name: defaults }\nspec: { limits: [{ type: Pod, max: { cpu: 2 } }, { type: Container, defaultRequest: { memory: 64Mi } }] }")]
    [InlineData("kind: LimitRange\nmetadata: { name: defaults, namespace: other }\nspec: { limits: [{ type: Container, defaultRequest: { cpu: 50m } }] }")]
    [InlineData("apiVersion: autoscaling.k8s.io/v1\nkind: VerticalPodAutoscaler\nmetadata: { name: web }\nspec: { targetRef: { kind: Deployment, name: web }, updatePolicy: { updateMode: 'Off' } }")]
    public void Reports_it_when_the_other_source_gives_none(string source) => Lint.Expect<HpaNoRequests>(
        Web($"{Horizontal("autoscaling/v2", CpuUtilization)}\n---\n{source}", "{|HA1004:name: proxy|}").Replace("{ name: web }", "{ name: web, namespace: shop }", StringComparison.Ordinal));

    [Fact]
    public void Is_silent_when_the_pod_requests_it_as_a_whole() => Lint.Expect<HpaNoRequests>(
        Web(Horizontal("autoscaling/v2", CpuUtilization), "name: proxy").Replace("spec: # pod", "spec:\n      resources: { requests: { cpu: 1 } }", StringComparison.Ordinal));

    [Theory]
    [InlineData("kind: StatefulSet, name: web")]
    [InlineData("kind: Deployment, name: other")]
    [InlineData("kind: Deployment, name: '{{ .Values.name }}'")]
    public void Is_silent_when_the_target_is_something_else(string target) => Lint.Expect<HpaNoRequests>(
        Web(Horizontal("autoscaling/v2", CpuUtilization).Replace("kind: Deployment, name: web", target, StringComparison.Ordinal), "name: proxy"));

    private static string Horizontal(string apiVersion, string metrics) => $$"""
        apiVersion: {{apiVersion}}
        kind: HorizontalPodAutoscaler
        metadata: { name: web }
        spec: { scaleTargetRef: { kind: Deployment, name: web }, maxReplicas: 5, {{metrics}} }
        """;

    private static string Scaled(string trigger) => $$"""
        apiVersion: keda.sh/v1alpha1
        kind: ScaledObject
        metadata: { name: web }
        spec: { scaleTargetRef: { name: web }, triggers: [{ {{trigger}} }] }
        """;

    private static string Web(string scaler, string container) => $$"""
        {{scaler}}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec: # pod
              containers:
              - { name: web, image: web:1, resources: { requests: { cpu: 250m } } }
              - { image: proxy:1, {{container}} }
        """;
}
