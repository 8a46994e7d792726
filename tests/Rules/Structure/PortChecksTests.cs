using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

/// <summary>HA1808 about ports that two containers of a pod declare.</summary>
public sealed class PortChecksTests
{
    [Theory]
    [InlineData("containerPort: 80", "containerPort: {|HA1808:80|}")]
    [InlineData("containerPort: 80, protocol: TCP", "containerPort: {|HA1808:80|}, name: web")]
    [InlineData("containerPort: 80", "containerPort: 81")]
    [InlineData("containerPort: 80", "containerPort: 80, protocol: UDP")]
    [InlineData("containerPort: 80, hostPort: 80, hostIP: 192.0.2.1", "containerPort: 80, hostPort: 80, hostIP: 192.0.2.2")]
    [InlineData("containerPort: '${PORT}'", "containerPort: '${PORT}'")] // unknown: stay silent
    [InlineData("containerPort: 80", "containerPort: 80, protocol: '${PROTOCOL}'")] // unknown: stay silent
    public void Compares_the_ports_of_two_containers(string one, string other) => Lint.Expect<ApiInvalid>(Pod($"{{ name: web, ports: [{{ {one} }}] }}, {{ name: log, ports: [{{ {other} }}] }}"));

    [Fact]
    public void Warns_and_names_both()
    {
        var finding = Lint.One<ApiInvalid>(Pod("{ name: web, ports: [{ containerPort: 80 }] }, { name: log, ports: [{ containerPort: 80 }] }"));
        Assert.Equal("Container 'log' of Pod 'wiki' declares port 80 (TCP) as container 'web' does, and only one of them can listen on it", finding.Message);
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("the other one", Assert.Single(finding.Related).Message);
    }

    [Theory]
    [InlineData("{ name: web, ports: [{ name: http, containerPort: 80 }, { name: web, containerPort: 80 }] }")] // one container, two names
    [InlineData("{ name: web, ports: [{ containerPort: 80 }] }, { name: '${NAME}', ports: [{ containerPort: 80 }] }")] // unknown: stay silent
    public void Is_silent_about_what_may_be_one_container(string containers) => Lint.Expect<ApiInvalid>(Pod(containers));

    [Fact]
    public void Is_silent_about_init_containers_which_have_ended() => Lint.Expect<ApiInvalid>("""
        apiVersion: v1
        kind: Pod
        metadata: { name: wiki }
        spec:
          initContainers: [{ name: setup, image: "wiki:1", ports: [{ containerPort: 80 }] }]
          containers: [{ name: web, image: "wiki:1", ports: [{ containerPort: 80 }] }]
        """);

    private static string Pod(string containers) => $"apiVersion: v1\nkind: Pod\nmetadata: {{ name: wiki }}\nspec: {{ containers: [{containers}] }}\n";
}
