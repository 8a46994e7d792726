using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class ScalingChecksTests
{
    [Theory]
    [InlineData("type: Resource, resource: { name: cpu, {|HA1808:target|}: { type: Utilization } }")]
    [InlineData("type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70, averageValue: {|HA1808:1|} } }")]
    [InlineData("type: Resource, resource: { name: cpu, target: { type: AverageValue, averageValue: 1 } }")]
    [InlineData("type: Resource, resource: { name: cpu, target: { type: {|HA1808:utilization|}, averageUtilization: {|HA1808:0|} } }")]
    [InlineData("type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: '${SHARE}' } }")]
    [InlineData("type: Resource, resource: { name: cpu, target: { type: Utilization, '${KEY}': 70 } }")] // unknown: stay silent
    [InlineData("type: Resource, resource: { name: cpu, target: { type: Utilization, utilization: 70 } }")] // HA1803
    [InlineData("type: Pods, pods: { metric: { name: requests }, {|HA1808:target|}: { type: Value, value: 1 } }")]
    [InlineData("type: External, external: { metric: { name: requests }, target: { type: Value, value: 1, averageValue: {|HA1808:1|} } }")]
    [InlineData("type: Object, object: { metric: { name: requests }, describedObject: { kind: Ingress, name: web }, target: { type: Value, value: 1 } }")]
    public void A_target_holds_what_its_metric_takes(string metric) => Lint.Expect<ApiInvalid>(
        $"apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {{ name: web }}\nspec: {{ maxReplicas: 3, scaleTargetRef: {{ kind: Deployment, name: web }}, metrics: [{{ {metric} }}] }}\n");

    [Theory]
    [InlineData("type: Pods, value: 1, periodSeconds: 1800")]
    [InlineData("type: {|HA1808:Pod|}, value: {|HA1808:0|}, periodSeconds: {|HA1808:1801|}")]
    public void A_policy_has_its_bounds(string policy) => Lint.Expect<ApiInvalid>(
        $"apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {{ name: web }}\nspec: {{ maxReplicas: 3, scaleTargetRef: {{ kind: Deployment, name: web }}, behavior: {{ scaleDown: {{ policies: [{{ {policy} }}] }} }} }}\n");
}
