using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class ApiInvalidTests
{
    private const string LongName = "a-name-that-is-much-too-long-for-the-label-that-holds";

    [Theory]
    [InlineData("policy/v1", "PodDisruptionBudget", "spec: { minAvailable: 1, maxUnavailable: {|HA1808:1|} }")]
    [InlineData("apps/v1", "Deployment", "spec: { strategy: { rollingUpdate: { maxUnavailable: {|HA1808:0|}, maxSurge: 0% } } }")]
    [InlineData("apps/v1", "Deployment", "spec: { minReadySeconds: 60, progressDeadlineSeconds: {|HA1808:60|} }")]
    [InlineData("apps/v1", "Deployment", "spec: { minReadySeconds: {|HA1808:600|} }")]
    [InlineData("v1", "PersistentVolumeClaim", "spec: { accessModes: [ReadWriteOnce, {|HA1808:ReadWriteOncePod|}] }")]
    [InlineData("apps/v1", "StatefulSet", "spec: { volumeClaimTemplates: [{ spec: { accessModes: [{|HA1808:ReadWriteOncePod|}, ReadWriteOnce] } }] }")]
    [InlineData("v1", "Service", "spec: { ports: [{ name: a, port: 1 }, { name: {|HA1808:a|}, port: 2 }] }")]
    [InlineData("v1", "Pod", "spec: { hostNetwork: true, containers: [{ ports: [{ containerPort: 80, hostPort: {|HA1808:8080|} }] }] }")]
    [InlineData("v1", "Pod", "spec: { containers: [{ resources: { requests: { memory: {|HA1808:64Mi|} }, limits: { memory: 64M } } }] }")]
    [InlineData("v1", "Pod", "spec: { containers: [{ env: [{ name: A, value: a }, { name: {|HA1808:A|}, value: b }] }] }")]
    [InlineData("v1", "Pod", "spec: { containers: [{ ports: [{ name: a, containerPort: 1 }, { name: {|HA1808:a|}, containerPort: 2 }] }] }")]
    [InlineData("v1", "Pod", "spec: { initContainers: [{ name: a }], containers: [{ name: {|HA1808:a|} }] }")]
    public void Reports_values_that_exclude_each_other(string apiVersion, string kind, string spec) =>
        Lint.Expect<ApiInvalid>($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: web }}\n{spec}\n");

    [Theory]
    [InlineData("apps/v1", "StatefulSet", "mysql-5.7")]
    [InlineData("v1", "Service", "My_Service")]
    [InlineData("apps/v1", "StatefulSet", LongName)]
    [InlineData("batch/v1", "CronJob", LongName)]
    [InlineData("v1", "Service", LongName + "-and-more-of-it")]
    public void Reports_names_that_do_not_fit(string apiVersion, string kind, string name) =>
        Lint.Expect<ApiInvalid>($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata:\n  name: {{|HA1808:{name}|}}\n");

    [Fact]
    public void Only_warns_of_an_environment_variable_that_is_set_twice() => Assert.Equal(
        ("Two environment variables of container 'web' in Pod 'web' are called 'A'", Severity.Warning),
        Lint.One<ApiInvalid>("apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, env: [{ name: A }, { name: A }] }] }") is var finding
            ? (finding.Message, finding.Severity)
            : default);

    [Theory]
    [InlineData("policy/v1", "PodDisruptionBudget", "spec: { minAvailable: 1, maxUnavailable: }")]
    [InlineData("policy/v1", "PodDisruptionBudget", "spec: { minAvailable: 1, maxUnavailable: '{{ .Values.x }}' }", true)] // there, whatever it is
    [InlineData("apps/v1", "Deployment", "spec: { strategy: { rollingUpdate: { maxUnavailable: 0 } } }")]
    [InlineData("apps/v1", "Deployment", "spec: { strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: '${SURGE}' } } }")] // unknown: stay silent
    [InlineData("apps/v1", "Deployment", "spec: { minReadySeconds: 599 }")]
    [InlineData("v1", "PersistentVolumeClaim", "spec: { accessModes: [ReadWriteOncePod] }")]
    [InlineData("v1", "Pod", "spec: { hostNetwork: true, containers: [{ ports: [{ containerPort: 80, hostPort: 80 }] }] }")]
    [InlineData("v1", "Pod", "spec: { containers: [{ ports: [{ containerPort: 80, hostPort: 8080 }] }] }")]
    [InlineData("v1", "Pod", "spec: { containers: [{ resources: { requests: { cpu: 0.5 }, limits: { cpu: 500m } } }] }")]
    [InlineData("v1", "Pod", "spec: { containers: [{ resources: { requests: { cpu: 2 }, limits: { cpu: '${CPU}' } } }] }")] // unknown: stay silent
    [InlineData("v1", "Pod", "spec: { containers: [{ name: a, ports: [{ name: x }] }, { name: b, ports: [{ name: x }] }] }")] // of another container
    [InlineData("v1", "Pod", "spec: { containers: [{ name: a }, { name: a, $patch: delete }] }")]
    [InlineData("apps/v1", "Deployment", "metadata: { name: mysql-5.7 }")] // pods of a Deployment get other host names
    [InlineData("example.com/v1", "Service", "metadata: { name: mysql-5.7 }")]
    public void Is_silent_when_the_values_fit_or_are_unknown(string apiVersion, string kind, string spec, bool isReported = false) =>
        Assert.Equal(isReported ? 1 : 0, Lint.Findings<ApiInvalid>($"apiVersion: {apiVersion}\nkind: {kind}\n{spec}\n").Count);
}
