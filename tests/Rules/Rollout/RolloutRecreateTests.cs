using Hale.Rules.Rollout;
using Hale.Testing;

namespace Hale.Rules.Tests.Rollout;

public sealed class RolloutRecreateTests
{
    [Fact]
    public void Reports_a_recreation_of_several_replicas()
    {
        Lint.Expect<RolloutRecreate>(Shop("replicas: 2", "{|HA0401:Recreate|}"));
        var finding = Lint.One<RolloutRecreate>(Shop("replicas: 2", "Recreate"));
        Assert.Equal("Every update of Deployment 'shop' with 2 replicas stops them all before it starts new ones", finding.Message);
        Assert.Equal("replicas set here", Assert.Single(finding.Related).Message);
    }

    [Fact]
    public void Reports_it_of_OpenShift_too() => Lint.Expect<RolloutRecreate>(
        Shop("replicas: 2", "{|HA0401:Recreate|}").Replace("apps/v1", "apps.openshift.io/v1", StringComparison.Ordinal).Replace("kind: Deployment", "kind: DeploymentConfig", StringComparison.Ordinal));

    [Theory]
    [InlineData("replicas: 2", "RollingUpdate")]
    [InlineData("replicas: 2", "${STRATEGY}")] // unknown: stay silent
    [InlineData("replicas: 1", "Recreate")]
    [InlineData("", "Recreate")]
    [InlineData("replicas: ${REPLICAS}", "Recreate")] // unknown: stay silent
    public void Is_silent_about_other_strategies_and_single_or_unknown_replicas(string replicas, string strategy) =>
        Lint.Expect<RolloutRecreate>(Shop(replicas, strategy));

    [Theory]
    [InlineData("volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]")]
    [InlineData("volumes: [{ name: data, persistentVolumeClaim: { claimName: elsewhere } }]")] // its modes cannot be seen
    [InlineData("volumes: '${VOLUMES}'")]
    [InlineData("hostNetwork: true")]
    [InlineData("hostNetwork: ${HOST_NETWORK}")]
    public void Is_silent_when_the_pods_must_not_overlap(string pod) => Lint.Expect<RolloutRecreate>(Shop("replicas: 2", "Recreate", pod: pod) + """

        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: data }
        spec: { accessModes: [ReadWriteOnce] }
        """);

    [Fact]
    public void Reports_a_recreation_with_a_shared_volume() => Assert.Single(Lint.Findings<RolloutRecreate>(
        Shop("replicas: 2", "Recreate", pod: "volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]") + """

        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: data }
        spec: { accessModes: [ReadWriteMany] }
        """));

    [Theory]
    [InlineData("image: shop:1, ports: [{ containerPort: 80, hostPort: 80 }]")]
    [InlineData("image: quay.io/coreos/etcd:v3.6.1")] // members of a quorum
    [InlineData("image: '${IMAGE}'")] // may be one
    public void Is_silent_about_host_ports_and_quorums(string container) => Lint.Expect<RolloutRecreate>(Shop("replicas: 2", "Recreate", container: container));

    [Theory]
    [InlineData("example.com/strategy: schema migrations need it")]
    [InlineData("example.com/strategy: migrations need it")]
    [InlineData("example.com/migrations: 'true'")]
    [InlineData("example.com/note: '${NOTE}'")] // may say it
    public void Is_silent_when_an_annotation_speaks_of_migrations(string annotation) =>
        Lint.Expect<RolloutRecreate>(Shop("replicas: 2", "Recreate", annotations: $"annotations: {{ {annotation} }}"));

    [Fact]
    public void Is_silent_when_the_annotations_cannot_be_seen() =>
        Lint.Expect<RolloutRecreate>(Shop("replicas: 2", "Recreate", annotations: "annotations: '${ANNOTATIONS}'"));

    [Fact]
    public void Reports_it_beside_other_annotations_and_ports() => Assert.Single(Lint.Findings<RolloutRecreate>(
        Shop("replicas: 2", "Recreate", annotations: "annotations: { example.com/team: shop }", container: "image: shop:1, ports: [{ containerPort: 80 }]")));

    [Fact]
    public void Is_silent_about_other_kinds() => Lint.Expect<RolloutRecreate>(Shop("replicas: 2", "Recreate").Replace("kind: Deployment", "kind: ReplicaSet", StringComparison.Ordinal));

    private static string Shop(string replicas, string strategy, string pod = "", string container = "image: shop:1", string annotations = "") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop
          {{annotations}}
        spec:
          {{replicas}}
          strategy: { type: {{strategy}} }
          selector: { matchLabels: { app: shop } }
          template:
            metadata: { labels: { app: shop } }
            spec:
              {{pod}}
              containers: [{ name: shop, {{container}} }]
        """;
}
