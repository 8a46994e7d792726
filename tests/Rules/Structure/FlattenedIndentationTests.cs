using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class FlattenedIndentationTests
{
    private const string Volume = """
        apiVersion: v1
        kind: PersistentVolume
        metadata:
        {|HA1801:name|}: db-0
        spec:
        capacity:
        storage: 100Gi
        volumeMode: Filesystem
        accessModes:
        - ReadWriteOnce
        persistentVolumeReclaimPolicy: Retain
        local:
        path: /mnt/db-0
        """;

    [Fact]
    public void Reports_the_first_field_that_lost_its_place() => Lint.Expect<FlattenedIndentation>(Volume);

    [Fact]
    public void Says_where_the_first_field_belongs() => Assert.Equal(
        "The indentation of the PersistentVolume is lost: 'name' and 6 more fields stand at the root, where 'name' belongs at metadata.name",
        Lint.One<FlattenedIndentation>(Volume).Message);

    [Fact]
    public void Is_the_only_finding_of_its_object() => Assert.Equal(["HA1801"], RulesThatSpeakOf(Volume));

    [Theory]
    [InlineData("metadata:\n{|HA1801:name|}: db\nspec:\ninstances: 3", "'name' stands at the root, and belongs at metadata.name")]
    [InlineData("metadata: { name: db }\nspec:\n{|HA1801:instances|}: 3\nrouter: { instances: 2 }", "'instances' stands at the root, and belongs at spec.instances")]
    public void Reports_a_custom_resource_and_nothing_else_about_it(string body, string place)
    {
        var text = $"apiVersion: mysql.oracle.com/v2\nkind: InnoDBCluster\n{body}\n";
        Lint.Expect<FlattenedIndentation>(text);
        Assert.Equal(["HA1801"], RulesThatSpeakOf(text));
        Assert.EndsWith(place, Lint.One<FlattenedIndentation>(text).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("metadata: { name: db }\nspec: { a: 1 }\nextra: 1")] // its definition may have it
    [InlineData("metadata: { name: db }\nextra: 1")] // the same, without a spec
    [InlineData("metadata: { name: db }\nspec:\nstatus: {}")]
    [InlineData("metadata: ${METADATA}\nname: db")] // unknown: stay silent
    public void Is_silent_about_other_custom_resources(string body) => Lint.Expect<FlattenedIndentation>($"apiVersion: example.com/v1\nkind: Shop\n{body}\n");

    [Fact]
    public void Leaves_a_single_level_that_slipped_to_HA1803() => Lint.Expect<FlattenedIndentation>("""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
        name: web
        spec:
        replicas: 3
        selector:
          matchLabels: { app: web }
        template:
          metadata:
            labels: { app: web }
        """);

    [Theory]
    [InlineData("spec: { capacity: { storage: 1Gi } }", "metadata: { name: db-0 }")] // nothing is empty
    [InlineData("spec:", "metadata: { name: db-0 }")] // nothing stands at the root
    [InlineData("spec: ${SPEC}", "metadata: { name: db-0 }")] // unknown: stay silent
    public void Is_silent_when_the_nesting_is_there_or_unknown(string spec, string metadata) => Lint.Expect<FlattenedIndentation>($"""
        apiVersion: v1
        kind: PersistentVolume
        {metadata}
        {spec}
        accessModes: [ReadWriteOnce]
        volumeMode: Filesystem
        """);

    [Fact]
    public void Is_silent_about_kinds_that_it_does_not_know() => Lint.Expect<FlattenedIndentation>(Volume.Replace("apiVersion: v1", "apiVersion: later.k8s.io/v1").Replace("{|HA1801:name|}", "name"));

    private static IEnumerable<string> RulesThatSpeakOf(string marked) =>
        Lint.Run([new Hale.Rules.Tree.SourceText("manifest.yaml", marked.Replace("{|HA1801:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal))]).Select(finding => finding.Rule.Id).Distinct();
}
