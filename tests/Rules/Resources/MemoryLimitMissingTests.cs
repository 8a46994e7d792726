using Hale.Rules.Resources;
using Hale.Testing;

namespace Hale.Rules.Tests.Resources;

public sealed class MemoryLimitMissingTests
{
    [Theory]
    [InlineData("{|HA1102:name: web|}")]
    [InlineData("name: web, {|HA1102:resources|}: { requests: { memory: 64Mi } }")]
    [InlineData("name: web, resources: { {|HA1102:limits|}: { cpu: 1 } }")]
    public void Reports_a_container_without_a_memory_limit(string container) => Lint.Expect<MemoryLimitMissing>(Pod(container));

    [Fact]
    public void Is_a_note_and_does_not_ask_for_cpu()
    {
        var finding = Lint.One<MemoryLimitMissing>(Pod("name: web"));
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal("No memory limit in container 'web' of Pod 'web'", finding.Message);
        Lint.Expect<MemoryLimitMissing>(Pod("name: web, resources: { limits: { memory: 64Mi } }"));
    }

    [Theory]
    [InlineData("resources: { limits: { memory: '{{ .Values.memory }}' } }")]
    [InlineData("resources: { limits: '{{ .Values.limits }}' }")] // unknown: stay silent
    public void Is_silent_when_there_may_be_a_limit(string resources) => Lint.Expect<MemoryLimitMissing>(Pod($"name: web, {resources}"));

    [Theory]
    [InlineData("type: Container, default: { memory: 64Mi }", true)]
    [InlineData("type: Container, max: { memory: 64Mi }", true)]
    [InlineData("type: Container, default: { memory: '{{ .Values.memory }}' }", true)]
    [InlineData("type: Container, default: { cpu: 1 }", false)]
    [InlineData("type: Container, defaultRequest: { memory: 64Mi }", false)]
    [InlineData("type: '{{ .Values.type }}', default: { memory: 64Mi }", true)] // unknown: stay silent
    public void Is_silent_when_the_namespace_sets_one(string limit, bool isSet) => Lint.Expect<MemoryLimitMissing>($$"""
        {{Pod(isSet ? "name: web" : "{|HA1102:name: web|}")}}
        ---
        apiVersion: v1
        kind: LimitRange
        metadata: { name: defaults }
        spec: { limits: [{ {{limit}} }] }
        """);

    [Fact]
    public void Is_silent_about_what_is_for_development() => Lint.Expect<MemoryLimitMissing>([("test/web.yaml", Pod("name: web"))]);

    private static string Pod(string container) => $$"""
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          initContainers: [{ name: setup, image: web:1 }]
          containers: [{ {{container}}, image: web:1 }]
        """;
}
