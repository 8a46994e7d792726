using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class AllowedValuesTests
{
    [Theory]
    [InlineData("apps/v1", "Deployment", "spec: { replicas: {|HA1808:-1|}, minReadySeconds: {|HA1808:-1|} }")]
    [InlineData("apps/v1", "StatefulSet", "spec: { replicas: {|HA1808:-1|}, updateStrategy: { rollingUpdate: { partition: {|HA1808:-1|} } } }")]
    [InlineData("apps/v1", "Deployment", "spec: { strategy: { rollingUpdate: { maxUnavailable: {|HA1808:101%|}, maxSurge: 200% } } }")]
    [InlineData("apps/v1", "Deployment", "spec: { strategy: { rollingUpdate: { maxUnavailable: 100%, maxSurge: {|HA1808:-1|} } } }")]
    [InlineData("policy/v1", "PodDisruptionBudget", "spec: { minAvailable: {|HA1808:150%|} }")]
    [InlineData("policy/v1", "PodDisruptionBudget", "spec: { maxUnavailable: {|HA1808:-1|} }")]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", "spec: { minReplicas: 0, maxReplicas: {|HA1808:0|} }")]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", "spec: { behavior: { scaleDown: { stabilizationWindowSeconds: {|HA1808:3601|}, selectPolicy: {|HA1808:max|} }, scaleUp: { stabilizationWindowSeconds: 3600 } } }")]
    [InlineData("batch/v1", "Job", "spec: { backoffLimit: {|HA1808:-1|}, completionMode: {|HA1808:indexed|} }")]
    [InlineData("v1", "Service", "spec: { ipFamilies: [IPv4, {|HA1808:v6|}], sessionAffinity: ClientIP, sessionAffinityConfig: { clientIP: { timeoutSeconds: {|HA1808:86401|} } } }")]
    [InlineData("v1", "PersistentVolumeClaim", "spec: { volumeMode: {|HA1808:block|} }")]
    [InlineData("storage.k8s.io/v1", "StorageClass", "reclaimPolicy: {|HA1808:retain|}\nvolumeBindingMode: {|HA1808:WaitForConsumer|}")]
    [InlineData("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", "webhooks: [{ timeoutSeconds: {|HA1808:31|}, failurePolicy: {|HA1808:ignore|} }, { timeoutSeconds: 30, failurePolicy: Fail }]")]
    [InlineData("apps/v1", "Deployment", "spec: { replicas: '${REPLICAS}', strategy: { rollingUpdate: { maxUnavailable: '${SHARE}%' } } }")] // unknown: stay silent
    [InlineData("example.com/v1", "Deployment", "spec: { replicas: -1 }")]
    public void Reports_words_and_numbers_that_a_field_does_not_take(string apiVersion, string kind, string fields) =>
        Lint.Expect<ApiInvalid>($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: web }}\n{fields}\n");

    [Theory]
    [InlineData("maxSurge: {|HA1808:1|}")]
    [InlineData("maxUnavailable: 2, maxSurge: {|HA1808:10%|}")]
    [InlineData("maxUnavailable: {|HA1808:0|}")]
    [InlineData("maxUnavailable: {|HA1808:0%|}, maxSurge: 0")]
    [InlineData("maxUnavailable: 1")]
    [InlineData("maxUnavailable: 0, maxSurge: 1")]
    [InlineData("maxUnavailable: 1, maxSurge: 0")]
    [InlineData("maxUnavailable: 0, maxSurge: {|HA1808:101%|}")]
    [InlineData("maxUnavailable: '${LIMIT}', maxSurge: 1")] // unknown: stay silent
    [InlineData("maxUnavailable: 0, maxSurge: '${LIMIT}'")] // unknown: stay silent
    public void A_DaemonSet_takes_one_of_two_limits(string limits) => Lint.Expect<ApiInvalid>(
        $"apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {{ name: agent }}\nspec:\n  updateStrategy: {{ rollingUpdate: {{ {limits} }} }}\n  selector: {{ matchLabels: {{ app: agent }} }}\n  template: {{ metadata: {{ labels: {{ app: agent }} }}, spec: {{ containers: [{{ name: agent, image: agent:1 }}] }} }}\n");

    [Theory]
    [InlineData("type: {|HA1808:Resource|}, pods: { metric: { name: requests }, target: { type: AverageValue, averageValue: 10 } }")]
    [InlineData("type: {|HA1808:ContainerResource|}, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } }")]
    [InlineData("type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } }")]
    [InlineData("type: '${TYPE}', resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } }")] // unknown: stay silent
    [InlineData("type: Pods, '${SOURCE}': { metric: { name: requests } }")] // unknown: stay silent
    [InlineData("type: Resource")]
    [InlineData("type: '', resource: { name: cpu }")]
    [InlineData("type: Resource, resorce: { name: cpu, target: { type: Utilization, averageUtilization: 70 } }")] // HA1803
    public void The_type_of_a_metric_says_where_it_stands(string metric) => Lint.Expect<ApiInvalid>(
        $"apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {{ name: web }}\nspec: {{ maxReplicas: 3, scaleTargetRef: {{ kind: Deployment, name: web }}, metrics: [{{ {metric} }}] }}\n");

    [Theory]
    [InlineData("apps/v1", "DaemonSet", "{ updateStrategy: { rollingUpdate: { maxUnavailable: 2, maxSurge: 1 } } }", "DaemonSet 'web' has a maxSurge, which takes a maxUnavailable of 0, and not 2")]
    [InlineData("apps/v1", "DaemonSet", "{ updateStrategy: { rollingUpdate: { maxSurge: 1 } }, template: { spec: { containers: [{ name: web, image: web:1 }] } } }", "DaemonSet 'web' has a maxSurge, which takes a maxUnavailable of 0, and not 1, the default")]
    [InlineData("policy/v1", "PodDisruptionBudget", "{ minAvailable: 150% }", "PodDisruptionBudget 'web' has 150% at spec.minAvailable, which takes 100% at most")]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", "{ metrics: [{ type: Pods, resource: { name: cpu } }] }", "HorizontalPodAutoscaler 'web' has a metric of the type 'Pods' without what belongs to it: it has 'resource'")]
    public void Says_what_a_field_takes(string apiVersion, string kind, string spec, string message) =>
        Assert.Equal(message, Lint.One<ApiInvalid>($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: web }}\nspec: {spec}\n").Message);
}
