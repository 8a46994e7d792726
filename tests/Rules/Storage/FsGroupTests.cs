using Hale.Rules.Storage;
using Hale.Testing;

namespace Hale.Rules.Tests.Storage;

public sealed class FsGroupTests
{
    [Fact]
    public void Reports_a_group_that_is_set_at_each_mount()
    {
        Lint.Expect<FsGroup>(Ledger("{ fsGroup: 999 }").Replace("securityContext:", "{|HA0709:securityContext|}:", StringComparison.Ordinal));
        var finding = Lint.One<FsGroup>(Ledger("{ fsGroup: 999 }"));
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal("StatefulSet 'ledger' has the group of every file of 'data' set anew at each mount", finding.Message);
    }

    [Theory]
    [InlineData("{ runAsUser: 1000 }")]
    [InlineData("{ runAsNonRoot: true }")]
    public void Reports_a_volume_that_a_process_cannot_write_to(string context)
    {
        var finding = Lint.One<FsGroup>(Ledger(context));
        Assert.Equal("Container 'ledger' of StatefulSet 'ledger' does not run as root, and without fsGroup it cannot write to a new volume of 'data'", finding.Message);
        Assert.Equal("securityContext", finding.Place.Text);
    }

    [Fact]
    public void Knows_images_that_do_not_run_as_root() =>
        Assert.Single(Lint.Findings<FsGroup>(Ledger("{}", image: "grafana/grafana:12.0")));

    [Theory]
    [InlineData("{ fsGroup: 999, fsGroupChangePolicy: OnRootMismatch }")]
    [InlineData("{ fsGroup: 999, fsGroupChangePolicy: Always }")] // chosen
    [InlineData("{ fsGroup: 999, fsGroupChangePolicy: '${POLICY}' }")] // unknown: stay silent
    [InlineData("'${CONTEXT}'")] // unknown: stay silent
    [InlineData("{ runAsUser: 0 }")]
    [InlineData("{ runAsUser: '${USER}' }")] // unknown: stay silent
    [InlineData("{ runAsNonRoot: '${FLAG}' }")] // unknown: stay silent
    [InlineData("{}")]
    public void Is_silent_when_the_group_is_in_order_or_unknown(string context) => Lint.Expect<FsGroup>(Ledger(context));

    [Theory]
    [InlineData("ReadWriteMany", "disks")]
    [InlineData("'${MODE}'", "disks")] // unknown: stay silent
    [InlineData("ReadWriteOnce", "nfs")] // keeps its owners
    [InlineData("ReadWriteOnce", "local-path")] // writable for all
    [InlineData("ReadWriteOnce", "'${CLASS}'")] // unknown: stay silent
    public void Is_silent_about_volumes_that_keep_their_owners(string mode, string storageClass)
    {
        Lint.Expect<FsGroup>(Ledger("{ fsGroup: 999 }", mode, storageClass));
        Lint.Expect<FsGroup>(Ledger("{ runAsUser: 1000 }", mode, storageClass));
    }

    [Theory]
    [InlineData("- { name: data, mountPath: /data, readOnly: true }", "")]
    [InlineData("- { name: other, mountPath: /data }", "")]
    [InlineData("- { name: '${NAME}', mountPath: /data }", "")] // unknown: stay silent
    [InlineData("- { name: data, mountPath: /data }", "initContainers: [{ name: own, image: busybox, command: [chown, '1000', /data], volumeMounts: [{ name: data, mountPath: /data }] }]")]
    [InlineData("- { name: data, mountPath: /data }", "initContainers: '${INIT}'")] // unknown: stay silent
    [InlineData("- { name: data, mountPath: /data }", "initContainers: [{ name: own, image: busybox, volumeMounts: '${MOUNTS}' }]")] // unknown: stay silent
    [InlineData("- { name: data, mountPath: /data }", "initContainers: [{ name: own, image: busybox, volumeMounts: [{ name: '${NAME}', mountPath: /data }] }]")] // unknown: stay silent
    public void Is_silent_when_the_process_need_not_or_may_write(string mount, string pod) =>
        Lint.Expect<FsGroup>(Ledger("{ runAsUser: 1000 }", mount: mount, pod: pod));

    [Fact]
    public void Reports_it_beside_an_init_container_that_does_something_else() => Assert.Single(Lint.Findings<FsGroup>(
        Ledger("{ runAsUser: 1000 }", pod: "initContainers: [{ name: wait, image: busybox, volumeMounts: [{ name: scratch, mountPath: /tmp }] }]")));

    [Theory]
    [InlineData("efs-sc")]
    [InlineData("orders-efs-storageclass")]
    [InlineData("nfs-client")]
    public void Is_silent_about_a_class_that_by_its_name_is_shared(string storageClass) => Lint.Expect<FsGroup>(Ledger("{ runAsUser: 1000 }", storageClass: storageClass));

    [Fact]
    public void Is_silent_about_jobs() => Lint.Expect<FsGroup>("""
        apiVersion: batch/v1
        kind: Job
        metadata: { name: load }
        spec:
          template:
            spec:
              securityContext: { fsGroup: 999 }
              containers: [{ name: load, image: load:1, volumeMounts: [{ name: data, mountPath: /data }] }]
              volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]
        ---
        { apiVersion: v1, kind: PersistentVolumeClaim, metadata: { name: data }, spec: { accessModes: [ReadWriteOnce], storageClassName: disks } }
        """);

    [Fact]
    public void Is_silent_about_a_container_that_runs_as_root_on_its_own() =>
        Lint.Expect<FsGroup>(Ledger("{ runAsUser: 1000 }", image: "ledger:1\n        securityContext: { runAsUser: 0 }"));

    private static string Ledger(
        string context, string mode = "ReadWriteOnce", string storageClass = "disks", string image = "ledger:1", string mount = "- { name: data, mountPath: /data }", string pod = "") => $$"""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: ledger }
        spec:
          selector: { matchLabels: { app: ledger } }
          template:
            spec:
              securityContext: {{context}}
              {{pod}}
              containers:
              - name: ledger
                volumeMounts:
                {{mount}}
                image: {{image}}
          volumeClaimTemplates:
          - metadata: { name: data }
            spec: { accessModes: [{{mode}}], storageClassName: {{storageClass}} }
        """;
}
