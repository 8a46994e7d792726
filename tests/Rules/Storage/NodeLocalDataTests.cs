using Hale.Rules.Storage;
using Hale.Testing;

namespace Hale.Rules.Tests.Storage;

public sealed class NodeLocalDataTests
{
    [Theory]
    [InlineData("type: Directory")]
    [InlineData("type: DirectoryOrCreate")]
    public void Reports_a_folder_of_the_node(string type) => Lint.Expect<NodeLocalData>(OnHostPath("{|HA0707:/srv/wiki|}", type));

    [Fact]
    public void Reports_a_path_without_a_type_when_a_data_store_writes_to_it() =>
        Lint.Expect<NodeLocalData>(OnHostPath("{|HA0707:/srv/mysql|}", "", image: "mysql:8.4"));

    [Fact]
    public void Warns_about_one_replica_and_notes_several()
    {
        var alone = Lint.One<NodeLocalData>(OnHostPath("/srv/wiki", "type: Directory"));
        Assert.Equal(Severity.Warning, alone.Severity);
        Assert.Equal("Deployment 'wiki' has its data on one node only, in the folder /srv/wiki of the node: without that node its pod has no data", alone.Message);
        var several = Lint.One<NodeLocalData>(OnHostPath("/srv/wiki", "type: Directory", "replicas: 3"));
        Assert.Equal(Severity.Note, several.Severity);
        Assert.StartsWith("Each pod of Deployment 'wiki' has its data on one node only", several.Message, StringComparison.Ordinal);
        Assert.Equal(Severity.Note, Lint.One<NodeLocalData>(OnHostPath("/srv/wiki", "type: Directory", "replicas: ${N}")).Severity);
    }

    [Theory]
    [InlineData("/var/run/docker.sock", "type: Directory")]
    [InlineData("/dev/disk", "type: Directory")]
    [InlineData("/sys", "type: Directory")]
    [InlineData("/etc/ssl/certs", "type: Directory")]
    [InlineData("/var/lib/kubelet/plugins", "type: DirectoryOrCreate")]
    [InlineData("/lib/modules", "type: Directory")]
    [InlineData("/", "type: Directory")]
    [InlineData("/srv/wiki", "type: Socket")]
    [InlineData("/srv/wiki", "type: File")]
    [InlineData("/srv/wiki", "")] // may be a socket
    [InlineData("/srv/wiki", "type: '${TYPE}'")] // unknown: stay silent
    [InlineData("'${FOLDER}'", "type: Directory")] // unknown: stay silent
    public void Is_silent_about_what_belongs_to_the_node_or_is_unknown(string path, string type) => Lint.Expect<NodeLocalData>(OnHostPath(path, type));

    [Theory]
    [InlineData("[ReadOnlyMany]")]
    [InlineData("['${MODE}']")] // unknown: stay silent
    public void Is_silent_about_claims_that_are_only_read(string modes) =>
        Lint.Expect<NodeLocalData>(OnClass("data").Replace("[ReadWriteOnce]", modes, StringComparison.Ordinal) + Class("rancher.io/local-path", ""));

    [Fact]
    public void Is_silent_about_the_socket_of_a_data_store() => Lint.Expect<NodeLocalData>(OnHostPath("/srv/mysql", "type: Socket", image: "mysql:8.4"));

    [Fact]
    public void Reports_a_claim_that_does_not_say_how_it_is_used() =>
        Lint.Expect<NodeLocalData>(OnClass("{|HA0707:data|}").Replace("accessModes: [ReadWriteOnce], ", "", StringComparison.Ordinal) + Class("rancher.io/local-path", ""));

    [Fact]
    public void Reports_the_claims_that_are_not_only_read() => Lint.Expect<NodeLocalData>("""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: wiki }
        spec:
          selector: { matchLabels: { app: wiki } }
          template:
            spec:
              containers: [{ name: wiki, image: 'wiki:1', volumeMounts: [{ name: model, mountPath: /model, readOnly: true }, { name: pages, mountPath: /pages }] }]
              volumes:
              - { name: model, persistentVolumeClaim: { claimName: model } }
              - { name: pages, persistentVolumeClaim: { claimName: {|HA0707:pages|} } }
        ---
        { apiVersion: v1, kind: PersistentVolumeClaim, metadata: { name: model }, spec: { accessModes: [ReadWriteOnce], storageClassName: local-path } }
        ---
        { apiVersion: v1, kind: PersistentVolumeClaim, metadata: { name: pages }, spec: { accessModes: [ReadWriteOnce], storageClassName: local-path } }
        """);

    [Theory]
    [InlineData("minReplicas: 1, maxReplicas: 3")]
    [InlineData("minReplicas: 0, maxReplicas: 1")]
    public void Notes_a_number_of_replicas_that_an_autoscaler_changes(string bounds) => Assert.Equal(Severity.Note, Lint.One<NodeLocalData>(OnHostPath("/srv/wiki", "type: Directory") + $$"""

        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: wiki }
        spec: { scaleTargetRef: { kind: Deployment, name: wiki }, {{bounds}} }
        """).Severity);

    [Fact]
    public void Is_silent_about_what_is_only_read() => Lint.Expect<NodeLocalData>(OnHostPath("/srv/wiki", "type: Directory", mount: "readOnly: true"));

    [Theory]
    [InlineData("quay.io/ceph/ceph:v19")]
    [InlineData("rook/ceph:v1.17")]
    [InlineData("longhornio/longhorn-manager:v1.9")]
    [InlineData("'${IMAGE}'")] // unknown: stay silent
    public void Is_silent_about_storage_systems(string image) => Lint.Expect<NodeLocalData>(OnHostPath("/srv/disks", "type: Directory", image: image));

    [Fact]
    public void Is_silent_about_DaemonSets_and_development()
    {
        Lint.Expect<NodeLocalData>(OnHostPath("/srv/wiki", "type: Directory").Replace("kind: Deployment", "kind: DaemonSet", StringComparison.Ordinal));
        Lint.Expect<NodeLocalData>([("dev/wiki.yaml", OnHostPath("/srv/wiki", "type: Directory"))]);
    }

    [Theory]
    [InlineData("rancher.io/local-path", "")]
    [InlineData("topolvm.io", "")]
    [InlineData("kubevirt.io.hostpath-provisioner", "")]
    [InlineData("kubernetes.io/no-provisioner", "volumeBindingMode: WaitForFirstConsumer")]
    public void Reports_a_claim_of_a_local_class(string provisioner, string mode) =>
        Lint.Expect<NodeLocalData>(OnClass("{|HA0707:data|}") + Class(provisioner, mode));

    [Theory]
    [InlineData("ebs.csi.aws.com", "")]
    [InlineData("kubernetes.io/no-provisioner", "")] // its volumes may be of any kind
    [InlineData("${PROVISIONER}", "")] // unknown: stay silent
    public void Is_silent_about_other_classes(string provisioner, string mode) => Lint.Expect<NodeLocalData>(OnClass("data") + Class(provisioner, mode));

    [Fact]
    public void Knows_the_class_of_a_local_driver_that_is_declared_elsewhere()
    {
        Lint.Expect<NodeLocalData>(OnClass("{|HA0707:data|}").Replace("disks", "local-path", StringComparison.Ordinal));
        Lint.Expect<NodeLocalData>(OnClass("data"));
    }

    [Theory]
    [InlineData("local: { path: /mnt/disk }", "disks", true)]
    [InlineData("hostPath: { path: /mnt/disk }", "disks", true)]
    [InlineData("nfs: { server: files.example.com, path: / }", "disks", false)]
    [InlineData("local: { path: /mnt/disk }", "other", false)]
    [InlineData("'${SOURCE}': { path: /mnt/disk }", "disks", false)] // unknown: stay silent
    public void Looks_at_the_volume_that_a_claim_binds(string source, string storageClass, bool isLocal) =>
        Lint.Expect<NodeLocalData>(OnClass(isLocal ? "{|HA0707:data|}" : "data") + $$"""

            ---
            apiVersion: v1
            kind: PersistentVolume
            metadata: { name: disk }
            spec:
              storageClassName: {{storageClass}}
              {{source}}
            """);

    private static string Class(string provisioner, string mode) => $"""

        ---
        apiVersion: storage.k8s.io/v1
        kind: StorageClass
        metadata:
          name: disks
        provisioner: {provisioner}
        {mode}
        """;

    private static string OnClass(string name) => $$"""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: wiki }
        spec:
          selector: { matchLabels: { app: wiki } }
          template:
            spec:
              containers: [{ name: wiki, image: wiki:1 }]
          volumeClaimTemplates:
          - metadata: { name: {{name}} }
            spec: { accessModes: [ReadWriteOnce], storageClassName: disks }
        """;

    private static string OnHostPath(string path, string type, string replicas = "", string image = "wiki:1", string mount = "") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: wiki
        spec:
          {{replicas}}
          selector:
            matchLabels: { app: wiki }
          template:
            spec:
              containers:
              - name: wiki
                image: {{image}}
                volumeMounts:
                - name: pages
                  mountPath: /pages
                  {{mount}}
              volumes:
              - name: pages
                hostPath:
                  path: {{path}}
                  {{type}}
        """;
}
