using Hale.Rules.StatefulSets;
using Hale.Testing;

namespace Hale.Rules.Tests.StatefulSets;

public sealed class StsSharedPvcTests
{
    [Fact]
    public void Reports_a_claim_that_two_replicas_share() => Lint.Expect<StsSharedPvc>(Ledger("replicas: 2", claimName: "{|HA0804:ledger-data|}"));

    [Fact]
    public void Reports_a_claim_that_an_autoscaler_may_share() => Lint.Expect<StsSharedPvc>(Ledger("", claimName: "{|HA0804:ledger-data|}") + """

        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: ledger }
        spec: { scaleTargetRef: { kind: StatefulSet, name: ledger }, maxReplicas: 3 }
        """);

    [Fact]
    public void Says_who_shares_what()
    {
        var finding = Lint.One<StsSharedPvc>(Ledger("replicas: 2"));
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("2 replicas of StatefulSet 'ledger' share the claim 'ledger-data' instead of having one each, and one node at a time can mount it", finding.Message);
        Assert.Equal(["2", "accessModes"], finding.Related.Select(related => related.Place.Text));
    }

    [Theory]
    [InlineData("replicas: 1", "ReadWriteOnce")]
    [InlineData("", "ReadWriteOnce")]
    [InlineData("replicas: 2", "ReadWriteMany")]
    [InlineData("replicas: 2", "ReadOnlyMany, ReadWriteOnce")]
    [InlineData("replicas: ${REPLICAS}", "ReadWriteOnce")] // unknown: stay silent
    [InlineData("replicas: 2", "'{{ .Values.mode }}'")] // unknown: stay silent
    public void Is_silent_when_sharing_is_safe_or_unknown(string replicas, string accessModes) =>
        Lint.Expect<StsSharedPvc>(Ledger(replicas, accessModes));

    [Theory]
    [InlineData("data")]
    [InlineData("'${NAME}'")] // unknown: stay silent
    public void Is_silent_when_a_claim_template_takes_the_place_of_the_volume(string template) =>
        Lint.Expect<StsSharedPvc>(Ledger("replicas: 2") + Template(template));

    [Fact]
    public void Reports_beside_a_claim_template_of_another_name() =>
        Lint.Expect<StsSharedPvc>(Ledger("replicas: 2", claimName: "{|HA0804:ledger-data|}") + Template("journal"));

    [Fact]
    public void Only_notes_replicas_that_are_kept_on_one_node() => Assert.Equal(Severity.Note, Lint.One<StsSharedPvc>(Ledger("replicas: 2", affinity: """
        affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: ledger } } }] } }
        """)).Severity);

    [Fact]
    public void Only_notes_replicas_that_may_be_kept_on_one_node() =>
        Assert.Equal(Severity.Note, Lint.One<StsSharedPvc>(Ledger("replicas: 2", affinity: "affinity: '${AFFINITY}'")).Severity);

    [Fact]
    public void Is_silent_about_a_claim_that_is_declared_elsewhere() => Lint.Expect<StsSharedPvc>(Ledger("replicas: 2", claimName: "other"));

    [Fact]
    public void Is_silent_about_a_claim_of_another_namespace() =>
        Lint.Expect<StsSharedPvc>(Ledger("replicas: 2").Replace("{ name: ledger-data }", "{ name: ledger-data, namespace: other }", StringComparison.Ordinal)
            .Replace("metadata: { name: ledger }", "metadata: { name: ledger, namespace: ledger }", StringComparison.Ordinal));

    [Theory]
    [InlineData("Deployment")]
    [InlineData("${KIND}")]
    public void Is_silent_about_other_kinds(string kind) =>
        Lint.Expect<StsSharedPvc>(Ledger("replicas: 2").Replace("kind: StatefulSet", $"kind: {kind}", StringComparison.Ordinal));

    [Theory]
    [InlineData("replicas: 3", "mysql:8.0", "mountPath: /var/lib/mysql", "{|HA0804:shared|}")]
    [InlineData("replicas: 3", "postgres:17", "mountPath: /var/lib/postgresql/data, subPath: data", "{|HA0804:shared|}")]
    [InlineData("replicas: 1", "mysql:8.0", "mountPath: /var/lib/mysql", "shared")]
    [InlineData("replicas: '${REPLICAS}'", "mysql:8.0", "mountPath: /var/lib/mysql", "shared")] // unknown: stay silent
    [InlineData("replicas: 3", "mysql:8.0", "mountPath: /var/lib/mysql", "'${CLAIM}-0'")] // unknown: stay silent
    [InlineData("replicas: 3", "mysql:8.0", "mountPath: /var/lib/mysql, subPathExpr: $(POD_NAME)", "shared")]
    [InlineData("replicas: 3", "mysql:8.0", "mountPath: /backup", "shared")]
    [InlineData("replicas: 3", "quay.io/example/mysql:8.0", "mountPath: /var/lib/mysql", "shared")] // keeps its data anywhere
    [InlineData("replicas: 3", "mysql:8.0", "mountPath: /var/lib/mysql, readOnly: true", "shared")]
    [InlineData("replicas: 3", "redis:8", "mountPath: /data", "shared")] // a cache, perhaps
    [InlineData("replicas: 3", "web:1", "mountPath: /var/lib/mysql", "shared")]
    public void Reports_databases_in_one_directory_whatever_the_access_mode(string replicas, string image, string mount, string claim)
    {
        var set = Database($"image: '{image}', volumeMounts: [{{ name: data, {mount} }}]", claim, replicas);
        Lint.Expect<StsSharedPvc>(set);
        Lint.Expect<StsSharedPvc>($"{set}---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {{ name: shared }}\nspec: {{ accessModes: [ReadWriteMany] }}\n");
    }

    [Theory]
    [InlineData("args: ['--datadir=/var/lib/mysql/$(POD_NAME)']")]
    [InlineData("command: [run.sh]")]
    [InlineData("env: [{ name: MYSQL_DATADIR, value: /var/lib/mysql/$(POD_NAME) }]")]
    [InlineData("envFrom: [{ configMapRef: { name: mysql } }]")]
    public void Is_silent_about_databases_that_may_use_another_directory(string setting) =>
        Lint.Expect<StsSharedPvc>(Database($"image: 'mysql:8.0', {setting}, volumeMounts: [{{ name: data, mountPath: /var/lib/mysql }}]"));

    [Theory]
    [InlineData("{ name: data, mountPath: /docker-entrypoint-initdb.d, subPath: init }, { name: data, mountPath: /var/lib/mysql/, subPath: data }", "/var/lib/mysql/")]
    [InlineData("{ name: own, mountPath: /var/lib }, { name: data, mountPath: /var/lib/mysql }", "/var/lib/mysql")]
    [InlineData("{ name: data, mountPath: /var/lib }, { name: own, mountPath: /var/lib/mysql }", null)]
    [InlineData("{ name: data, mountPath: /var/lib/mysql }, { name: own, mountPath: '${PATH}' }", null)] // unknown: stay silent
    public void The_deepest_mount_has_the_data(string mounts, string? place)
    {
        var findings = Lint.Findings<StsSharedPvc>(Database($"image: 'mysql:8.0', volumeMounts: [{mounts}]"));
        Assert.Equal(place, findings.SingleOrDefault()?.Related[1].Place.Text);
    }

    [Fact]
    public void Says_what_each_database_needs()
    {
        var finding = Lint.One<StsSharedPvc>(Database("image: 'mysql:8.0', volumeMounts: [{ name: data, mountPath: /var/lib/mysql }]"));
        Assert.Equal((Severity.Error, "3 replicas of StatefulSet 'db' share the claim 'shared', and each MySQL needs data files of its own"), (finding.Severity, finding.Message));
        Assert.Equal(["3", "/var/lib/mysql"], finding.Related.Select(related => related.Place.Text));
    }

    private static string Database(string container, string claim = "shared", string replicas = "replicas: 3") => $$"""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: db }
        spec:
          {{replicas}}
          template:
            spec:
              containers: [{ name: db, {{container}} }]
              volumes: [{ name: data, persistentVolumeClaim: { claimName: {{claim}} } }]
          volumeClaimTemplates: [{ metadata: { name: own } }]

        """;

    [Theory]
    [InlineData("gcePersistentDisk: { pdName: {|HA0804:ledger|} }", "other")]
    [InlineData("gcePersistentDisk: { pdName: ledger }", "data")] // the template takes its place
    [InlineData("gcePersistentDisk: { pdName: ledger, readOnly: true }", "other")]
    public void Reports_a_disk_that_the_pods_name_themselves(string volume, string template) => Lint.Expect<StsSharedPvc>(
        Ledger("replicas: 2").Replace("persistentVolumeClaim: { claimName: ledger-data }", volume, StringComparison.Ordinal) + Template(template));

    [Fact]
    public void Reports_a_claim_of_a_database_once() => Lint.Expect<StsSharedPvc>(Ledger("replicas: 2", claimName: "{|HA0804:ledger-data|}")
        .Replace("image: 'ledger:1'", "image: 'postgres:17', volumeMounts: [{ name: data, mountPath: /var/lib/postgresql/data }]", StringComparison.Ordinal));

    private static string Ledger(string replicas, string accessModes = "ReadWriteOnce", string claimName = "ledger-data", string affinity = "") => $$"""
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: ledger-data }
        spec: { accessModes: [{{accessModes}}] }
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: ledger }
        spec:
          {{replicas}}
          selector: { matchLabels: { app: ledger } }
          template:
            metadata: { labels: { app: ledger } }
            spec:
              {{affinity}}
              containers: [{ name: ledger, image: 'ledger:1' }]
              volumes: [{ name: data, persistentVolumeClaim: { claimName: {{claimName}} } }]
        """;

    private static string Template(string name) => $$"""

          volumeClaimTemplates:
          - metadata: { name: {{name}} }
            spec: { accessModes: [ReadWriteOnce] }
        """;
}
