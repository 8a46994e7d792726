using Hale.Rules.StatefulSets;
using Hale.Testing;

namespace Hale.Rules.Tests.StatefulSets;

public sealed class StatefulAsDeploymentTests
{
    private const string Claim = "volumes: [{ name: data, persistentVolumeClaim: { claimName: orders } }]";

    [Theory]
    [InlineData("replicas: 1", Claim, Severity.Warning)]
    [InlineData("replicas: 2\n  strategy: { type: Recreate }", Claim, Severity.Warning)]
    [InlineData("strategy: { type: Recreate }", Claim, Severity.Note)] // HA0703 speaks of the node
    [InlineData("strategy: { type: '${TYPE}' }", Claim, Severity.Note)] // unknown: the lower severity
    [InlineData("strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }", Claim, Severity.Note)] // no two at a time
    [InlineData("replicas: 2", "volumes: [{ name: data, emptyDir: {} }]", Severity.Note)]
    public void Reports_a_data_store(string spec, string volumes, Severity severity)
    {
        Lint.Expect<StatefulAsDeployment>(Orders("{|HA0806:Deployment|}", spec, volumes));
        Assert.Equal(severity, Lint.One<StatefulAsDeployment>(Orders("Deployment", spec, volumes)).Severity);
    }

    [Fact]
    public void Says_what_is_shared()
    {
        Assert.Equal("Deployment 'orders' runs PostgreSQL on the claim 'orders' without a guarantee that one pod is gone before the next one starts",
            Lint.One<StatefulAsDeployment>(Orders("Deployment", "", Claim)).Message);
        Assert.Equal("Deployment 'orders' runs PostgreSQL on the claim 'orders', which 2 replicas share",
            Lint.One<StatefulAsDeployment>(Orders("Deployment", "replicas: 2", Claim)).Message);
        Assert.Equal("Deployment 'orders' runs PostgreSQL with 2 replicas, each with data of its own and none with a name",
            Lint.One<StatefulAsDeployment>(Orders("Deployment", "replicas: 2", "")).Message);
    }

    [Theory]
    [InlineData("[ReadWriteOnce]", Severity.Note)]
    [InlineData("[ReadWriteMany]", Severity.Warning)] // a lost node does not keep the next pod away
    [InlineData("['${MODE}']", Severity.Note)] // unknown: the lower severity
    public void Warns_when_another_node_can_mount_the_claim(string modes, Severity severity) =>
        Assert.Equal(severity, Lint.One<StatefulAsDeployment>(Orders("Deployment", "strategy: { type: Recreate }", Claim) + $$"""

            ---
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: { name: orders }
            spec: { accessModes: {{modes}} }
            """).Severity);

    [Theory]
    [InlineData("", "", "postgres:17.5")] // HA0708 speaks of it
    [InlineData("replicas: ${N}", "", "postgres:17.5")] // unknown: stay silent
    [InlineData("replicas: 2", "", "redis:8")] // a cache
    [InlineData("replicas: 2", "volumes: [{ name: data, hostPath: { path: /srv } }]", "postgres:17.5")] // HA0707 speaks of it
    [InlineData("replicas: 2", "", "vault:1.20")] // may keep its data elsewhere
    [InlineData("replicas: 2", Claim, "registry.example/wiki:1")]
    [InlineData("replicas: 2", Claim, "postgres-exporter:1")]
    [InlineData("replicas: 2", Claim, "${IMAGE}")] // unknown: stay silent
    [InlineData("", "volumes: '${VOLUMES}'", "postgres:17.5")] // unknown: stay silent
    public void Is_silent_about_what_is_interchangeable_or_unknown(string spec, string volumes, string image) =>
        Lint.Expect<StatefulAsDeployment>(Orders("Deployment", spec, volumes, image));

    [Fact]
    public void Only_notes_a_controller_that_rolls_nothing_out() => Assert.Equal(
        Severity.Note,
        Lint.One<StatefulAsDeployment>(Orders("ReplicationController", "replicas: 1", Claim).Replace("apps/v1", "v1", StringComparison.Ordinal)).Severity);

    [Fact]
    public void Is_silent_about_StatefulSets_and_what_an_operator_made()
    {
        Lint.Expect<StatefulAsDeployment>(Orders("DaemonSet", "", Claim));
        Lint.Expect<StatefulAsDeployment>(Orders("StatefulSet", "replicas: 2", Claim));
        Lint.Expect<StatefulAsDeployment>(Orders("Deployment", "replicas: 2", Claim)
            .Replace("{ name: orders }", "{ name: orders, labels: { app.kubernetes.io/managed-by: postgres-operator } }", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("replicas: 1", "RollingUpdate", Severity.Warning, " without a guarantee that one pod is gone before the next one starts")]
    [InlineData("replicas: 1", "Recreate", Severity.Note, " without a guarantee that one pod is gone before the next one starts")]
    [InlineData("replicas: 2", "Recreate", Severity.Warning, ", which 2 replicas share")]
    public void Reports_a_disk_that_the_pods_name_themselves(string replicas, string strategy, Severity severity, string risk)
    {
        var finding = Lint.One<StatefulAsDeployment>(Orders("Deployment", $"{replicas}\n  strategy: {{ type: {strategy} }}", "volumes: [{ name: data, cinder: { volumeID: orders } }]"));
        Assert.Equal(severity, finding.Severity);
        Assert.Equal($"Deployment 'orders' runs PostgreSQL on the disk 'orders'{risk}", finding.Message);
    }

    private static string Orders(string kind, string spec, string volumes, string image = "postgres:17.5") => $$"""
        apiVersion: apps/v1
        kind: {{kind}}
        metadata: { name: orders }
        spec:
          {{spec}}
          selector: { matchLabels: { app: orders } }
          template:
            spec:
              containers:
              - name: store
                image: {{image}}
              {{volumes}}
        """;
}
