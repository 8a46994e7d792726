using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class PlacementChecksTests
{
    [Theory]
    [InlineData("affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: a, labelSelector: { matchExpressions: [{ key: app, operator: {|HA1808:In|} }] } }] } }")]
    [InlineData("affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: { topologyKey: a, labelSelector: { matchExpressions: [{ key: app, operator: {|HA1808:NotIn|}, values: [] }] } } }] } }")]
    [InlineData("affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: a, labelSelector: { matchExpressions: [{ key: app, operator: {|HA1808:Exists|}, values: [web] }] } }] } }")]
    [InlineData("affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: { matchExpressions: [{ key: app, operator: {|HA1808:Gt|}, values: ['1', '2'] }, { key: app, operator: {|HA1808:Lt|}, values: ['1', '2'] }] } }] } }")]
    [InlineData("affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: app, operator: {|HA1808:Equals|}, values: [web] }] }] } } }")]
    [InlineData("affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { {|HA1808:nodeSelectorTerms|}: [] } } }")]
    [InlineData("topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: { matchExpressions: [{ key: app, operator: {|HA1808:Lt|}, values: ['1'] }] } }]")]
    [InlineData("topologySpreadConstraints: [{ topologyKey: zone, whenUnsatisfiable: DoNotSchedule }, { maxSkew: 2, topologyKey: {|HA1808:zone|}, whenUnsatisfiable: DoNotSchedule }]")]
    [InlineData("topologySpreadConstraints: [{ topologyKey: zone, whenUnsatisfiable: DoNotSchedule }, { topologyKey: zone, whenUnsatisfiable: ScheduleAnyway }, { topologyKey: host, whenUnsatisfiable: DoNotSchedule }]")]
    [InlineData("topologySpreadConstraints: [{ topologyKey: zone, whenUnsatisfiable: DoNotSchedule }, { topologyKey: zone, whenUnsatisfiable: DoNotSchedule, $patch: delete }]")]
    [InlineData("topologySpreadConstraints: [{ topologyKey: '${KEY}', whenUnsatisfiable: DoNotSchedule }, { topologyKey: '${KEY}', whenUnsatisfiable: DoNotSchedule }]")] // unknown: stay silent
    [InlineData("affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: app, operator: Lt, values: ['2'] }, { key: b, operator: In, values: [c] }, { key: d, operator: DoesNotExist }] }] } } }")]
    [InlineData("affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: ['${TERM}'] } } }")] // unknown: stay silent
    [InlineData("affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: a, labelSelector: { matchExpressions: [{ key: app, operator: '${OPERATOR}' }, { key: app, operator: In, values: '${VALUES}' }] } }] } }")] // unknown: stay silent
    public void Reports_what_no_pod_can_ask_of_nodes(string placement) => Lint.Expect<ApiInvalid>($"apiVersion: v1\nkind: Pod\nmetadata: {{ name: web }}\nspec: {{ {placement} }}\n");

    [Theory]
    [InlineData("apps/v1", "Deployment")]
    [InlineData("apps/v1", "StatefulSet")]
    [InlineData("apps/v1", "DaemonSet")]
    [InlineData("policy/v1", "PodDisruptionBudget")]
    public void Reports_a_selector_that_asks_for_no_value(string apiVersion, string kind) =>
        Lint.Expect<ApiInvalid>($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: web }}\nspec: {{ selector: {{ matchExpressions: [{{ key: app, operator: {{|HA1808:In|}} }}] }} }}\n");

    [Fact]
    public void Says_what_an_operator_takes() => Assert.Equal(
        "PodDisruptionBudget 'web' has the operator 'DoesNotExist' at spec.selector.matchExpressions[0].operator, which takes no 'values'",
        Lint.One<ApiInvalid>("apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec: { selector: { matchExpressions: [{ key: app, operator: DoesNotExist, values: [a] }] } }\n").Message);
}
