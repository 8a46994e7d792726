using Hale.Rules.Storage;
using Hale.Testing;

namespace Hale.Rules.Tests.Storage;

public sealed class SingleWriterNodeLossTests
{
    private const string Claim = """
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: accounts-data }
        spec: { accessModes: [ReadWriteOnce], storageClassName: block }
        """;

    private const string StorageClass = """
        ---
        apiVersion: storage.k8s.io/v1
        kind: StorageClass
        metadata: { name: block }
        provisioner: block.example.com
        """;

    [Fact]
    public void Reports_the_claim_of_a_Deployment() => Lint.Expect<SingleWriterNodeLoss>(Deployment("{|HA0703:accounts-data|}"));

    [Fact]
    public void Reports_the_claim_template_of_a_StatefulSet() => Lint.Expect<SingleWriterNodeLoss>(StatefulSet("{|HA0703:data|}"));

    [Fact]
    public void Reports_what_clients_use_whatever_its_image() => Lint.Expect<SingleWriterNodeLoss>(Deployment("{|HA0703:accounts-data|}", image: "wiki:1") + """

        ---
        apiVersion: v1
        kind: Service
        metadata: { name: accounts }
        spec: { selector: { app: accounts } }
        """);

    [Fact]
    public void Says_what_ends_the_outage()
    {
        var finding = Lint.One<SingleWriterNodeLoss>(Deployment("accounts-data"));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal(
            "Deployment 'accounts' is the single writer of 'accounts-data' and stays down when its node is lost, until the Node is deleted or tainted node.kubernetes.io/out-of-service",
            finding.Message);
        Assert.Equal(["replicas is not set: Kubernetes runs one", "the claim allows only single-node access"], finding.Related.Select(related => related.Message));
        Assert.Contains("replicated database", finding.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("replicas: 2")]
    [InlineData("replicas: 0")]
    [InlineData("replicas: ${REPLICAS}")] // unknown: stay silent
    public void Is_silent_when_there_is_not_one_replica(string replicas) =>
        Lint.Expect<SingleWriterNodeLoss>(StatefulSet("data", replicas));

    [Theory]
    [InlineData("ReadWriteMany", "block")]
    [InlineData("ReadWriteOnce", "nfs-client")]
    [InlineData("ReadWriteOnce", "efs-sc")]
    [InlineData("ReadWriteOnce", "glusterfs")]
    [InlineData("'${MODE}'", "block")] // unknown: stay silent
    [InlineData("ReadWriteOnce", "${CLASS}")] // unknown: stay silent
    public void Is_silent_when_another_node_can_mount_the_volume(string accessMode, string storageClass) =>
        Lint.Expect<SingleWriterNodeLoss>(StatefulSet("data", "replicas: 1", accessMode, storageClass));

    [Theory]
    [InlineData("block", "nfs: { server: files.example.com, path: / }")]
    [InlineData("block", "csi: { driver: smb.csi.k8s.io, volumeHandle: files }")]
    [InlineData("block", "csi: { driver: '${DRIVER}', volumeHandle: files }")] // unknown: stay silent
    public void Is_silent_when_the_claim_may_bind_a_network_file_system(string storageClass, string source) =>
        Lint.Expect<SingleWriterNodeLoss>(StatefulSet("data") + Volume(storageClass, source));

    [Theory]
    [InlineData("other", "nfs: { server: files.example.com, path: / }")]
    [InlineData("block", "csi: { driver: block.example.com, volumeHandle: disk }")]
    public void Reports_in_spite_of_volumes_that_do_not_help(string storageClass, string source) =>
        Lint.Expect<SingleWriterNodeLoss>(StatefulSet("{|HA0703:data|}") + Volume(storageClass, source));

    [Theory]
    [InlineData("block.example.com", "false")]
    [InlineData("block.example.com", "'${ATTACH}'")] // unknown: stay silent
    [InlineData("'${DRIVER}'", "false")] // unknown: stay silent
    public void Is_silent_when_the_driver_needs_no_attaching(string name, string attachRequired) =>
        Lint.Expect<SingleWriterNodeLoss>(StatefulSet("data") + StorageClass + Driver(name, attachRequired));

    [Fact]
    public void Is_silent_when_such_a_driver_may_hide() => // unknown: stay silent
        Lint.Expect<SingleWriterNodeLoss>(StatefulSet("data") + StorageClass
            + Driver("block.example.com", "false").Replace("kind: CSIDriver", "kind: ${KIND}", StringComparison.Ordinal));

    [Fact]
    public void Is_silent_when_such_a_driver_may_be_that_of_a_class_declared_elsewhere() =>
        Lint.Expect<SingleWriterNodeLoss>(StatefulSet("data") + Driver("block.example.com", "false"));

    [Theory]
    [InlineData("block.example.com", "true")]
    [InlineData("files.example.com", "false")]
    public void Reports_when_the_driver_needs_attaching(string name, string attachRequired) =>
        Lint.Expect<SingleWriterNodeLoss>(StatefulSet("{|HA0703:data|}") + StorageClass + Driver(name, attachRequired));

    [Theory]
    [InlineData("env: dev")]
    [InlineData("environment: test")]
    public void Is_silent_in_development(string label) =>
        Lint.Expect<SingleWriterNodeLoss>(StatefulSet("data").Replace("{ name: accounts }", $$"""{ name: accounts, labels: { {{label}} } }""", StringComparison.Ordinal));

    [Theory]
    [InlineData("labels: { env: '${ENVIRONMENT}' }", true)] // What is made for any environment is made for production.
    [InlineData("namespace: '${NAMESPACE}'", true)]
    [InlineData("namespace: 'accounts-${REGION}'", true)]
    [InlineData("namespace: 'accounts-test-${REGION}'", false)]
    public void An_environment_that_cannot_be_seen_may_be_production(string metadata, bool isReported) =>
        Lint.Expect<SingleWriterNodeLoss>(StatefulSet(isReported ? "{|HA0703:data|}" : "data").Replace("{ name: accounts }", $$"""{ name: accounts, {{metadata}} }""", StringComparison.Ordinal));

    [Theory]
    [InlineData("registry.example/report:1")]
    [InlineData("${IMAGE}")] // unknown: stay silent
    public void Is_silent_when_nobody_is_known_to_depend_on_it(string image) =>
        Lint.Expect<SingleWriterNodeLoss>(Deployment("accounts-data", image));

    [Fact]
    public void Is_silent_about_a_claim_that_is_declared_elsewhere() =>
        Lint.Expect<SingleWriterNodeLoss>(Deployment("accounts-data").Replace("name: accounts-data }", "name: other }", StringComparison.Ordinal));

    [Fact]
    public void Is_silent_about_a_bare_Pod() => Lint.Expect<SingleWriterNodeLoss>("""
        apiVersion: v1
        kind: Pod
        metadata: { name: accounts }
        spec:
          containers: [{ name: accounts, image: postgres:17 }]
          volumes: [{ name: data, persistentVolumeClaim: { claimName: accounts-data } }]

        """ + Claim);

    private static string Deployment(string claimName, string image = "postgres:17") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: accounts }
        spec:
          selector: { matchLabels: { app: accounts } }
          template:
            metadata: { labels: { app: accounts } }
            spec:
              containers: [{ name: accounts, image: '{{image}}' }]
              volumes: [{ name: data, persistentVolumeClaim: { claimName: {{claimName}} } }]

        """ + Claim;

    private static string StatefulSet(string template, string replicas = "replicas: 1", string accessMode = "ReadWriteOnce", string storageClass = "block") => $$"""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: accounts }
        spec:
          {{replicas}}
          selector: { matchLabels: { app: accounts } }
          template:
            metadata: { labels: { app: accounts } }
            spec:
              containers: [{ name: accounts, image: 'postgres:17' }]
          volumeClaimTemplates:
          - metadata: { name: {{template}} }
            spec: { accessModes: [{{accessMode}}], storageClassName: '{{storageClass}}' }

        """;

    [Theory]
    [InlineData("postgres:17", "1", "gcePersistentDisk: { pdName: {|HA0703:accounts|} }")]
    [InlineData("postgres:17", "1", "awsElasticBlockStore: { volumeID: {|HA0703:'${DISK}'|} }")]
    [InlineData("postgres:17", "2", "gcePersistentDisk: { pdName: accounts }")] // HA0701 speaks of it
    [InlineData("postgres:17", "1", "gcePersistentDisk: { pdName: accounts, readOnly: true }")]
    [InlineData("postgres:17", "1", "iscsi: { targetPortal: nas, iqn: iqn.2001-04.example, lun: 0 }")] // given to no node first
    [InlineData("accounts:1", "1", "gcePersistentDisk: { pdName: accounts }")] // nothing depends on it
    public void Reports_a_disk_that_the_pods_name_themselves(string image, string replicas, string volume) => Lint.Expect<SingleWriterNodeLoss>(OnDisk(image, replicas, volume));

    [Fact]
    public void Names_the_disk() => Assert.Equal(
        "Deployment 'accounts' is the single writer of the disk 'accounts' and stays down when its node is lost, until the Node is deleted or tainted node.kubernetes.io/out-of-service",
        Lint.One<SingleWriterNodeLoss>(OnDisk("postgres:17", "1", "gcePersistentDisk: { pdName: accounts }")).Message);

    private static string OnDisk(string image, string replicas, string volume) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: accounts }
        spec:
          replicas: {{replicas}}
          selector: { matchLabels: { app: accounts } }
          strategy: { type: Recreate }
          template:
            metadata: { labels: { app: accounts } }
            spec:
              containers: [{ name: accounts, image: '{{image}}' }]
              volumes: [{ name: data, {{volume}} }]
        """;

    private static string Volume(string storageClass, string source) => $$"""
        ---
        apiVersion: v1
        kind: PersistentVolume
        metadata: { name: files }
        spec:
          storageClassName: {{storageClass}}
          {{source}}

        """;

    private static string Driver(string name, string attachRequired) => $$"""

        ---
        apiVersion: storage.k8s.io/v1
        kind: CSIDriver
        metadata: { name: {{name}} }
        spec: { attachRequired: {{attachRequired}} }

        """;
}
