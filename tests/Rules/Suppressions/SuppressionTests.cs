using Hale.Rules.Model;
using Hale.Rules.Tree;
using Hale.Yaml;

namespace Hale.Rules.Tests.Suppressions;

/// <summary>What comments and annotations silence.</summary>
public sealed class SuppressionTests
{
    [Theory]
    [InlineData("reclaimPolicy: Delete # hale:ignore HA0704")]
    [InlineData("reclaimPolicy: Delete   # hale:ignore ha0704")]
    [InlineData("reclaimPolicy: Delete # hale:ignore reclaim-delete")]
    [InlineData("reclaimPolicy: Delete # hale:ignore HA0101, HA0704 -- a reason")]
    [InlineData("reclaimPolicy: Delete # hale:ignore HA0101 HA0704")]
    [InlineData("# hale:ignore HA0704\nreclaimPolicy: Delete")]
    [InlineData("# hale:ignore HA0704 -- a reason\n\n  # another comment\n# hale:ignore HA0101\nreclaimPolicy: Delete")]
    public void A_comment_is_for_its_line_or_for_what_is_below(string lines) => Assert.Empty(Find(Class("fast", lines), "HA0704"));

    [Theory]
    [InlineData("## hale:ignore HA0704\nreclaimPolicy: Delete")]
    [InlineData("reclaimPolicy: Delete # hale:ignore HA0705")]
    [InlineData("reclaimPolicy: Delete # see hale:ignore HA0704")]
    [InlineData("reclaimPolicy: Delete # hale:ignored HA0704")]
    [InlineData("reclaimPolicy: Delete # hale:ignore -- HA0704")]
    [InlineData("reclaimPolicy: # hale:ignore HA0704\n  Delete")]
    [InlineData("# hale:ignore HA0704\nvolumeBindingMode: Immediate\nreclaimPolicy: Delete")]
    [InlineData("reclaimPolicy: Delete\n# hale:ignore HA0704")]
    [InlineData("parameters: { a: b } # hale:ignore HA0704\nreclaimPolicy: Delete")]
    [InlineData("parameters:\n  text: |\n    # hale:ignore HA0704\nreclaimPolicy: Delete")]
    public void A_comment_is_for_nothing_else(string lines) => Assert.Single(Find(Class("fast", lines), "HA0704"));

    [Fact]
    public void At_the_top_it_is_for_the_document() => Assert.Equal(
        ["HA0704 b"],
        Find($"# hale:ignore HA0704\n---\n{Class("a")}---\n{Class("b")}---  # hale:ignore HA0704\n{Class("c")}---\n# words\n\n# hale:ignore HA0704\n{Class("d")}", "HA0704", withName: true));

    [Fact]
    public void For_the_file_it_may_stand_anywhere() => Assert.Empty(Find($"{Class("a")}---\n{Class("b")}# hale:ignore-file HA0704 -- a reason\n", "HA0704"));

    [Theory]
    [InlineData("# hale:ignore HA1301\n- name: a\n  image: a", "- name: b\n  image: b", "b")]
    [InlineData("- name: a\n  image: a", "# hale:ignore HA1301\n- name: b\n  image: b", "a")]
    [InlineData("- # hale:ignore HA1301\n  name: a\n  image: a", "- name: b\n  image: b", "b")]
    [InlineData("- name: a\n  # hale:ignore HA1301\n  image: a", "- name: b\n  image: b", "b")]
    [InlineData("# hale:ignore HA1301\n-\n  name: a\n  image: a", "- name: b\n  image: b", "b")]
    [InlineData("- # hale:ignore HA1301\n  {\n  name: a,\n  image: a }", "-\n  { name: b,\n  # hale:ignore HA1301\n  image: b }", "")]
    public void Above_an_item_it_is_for_the_item(string a, string b, string found) => Assert.Equal(
        found.Length == 0 ? [] : [found],
        Shown($"apiVersion: v1\nkind: Pod\nmetadata: {{ name: pod }}\nspec:\n  containers:\n{Indent(a)}\n{Indent(b)}\n").Where(finding => finding.Rule.Id == "HA1301").Select(finding => finding.Place.Text));

    [Theory]
    [InlineData("# hale:ignore HA1301\nspec:", "")]
    [InlineData("spec: # hale:ignore HA1301", "HA1301")]
    public void Above_a_key_it_is_for_all_below_and_behind_it_for_the_line(string spec, string found) =>
        Assert.Equal(found.Length == 0 ? [] : [found], Find($"apiVersion: v1\nkind: Pod\nmetadata: {{ name: pod }}\n{spec}\n  containers:\n  - name: a\n    image: a\n", "HA1301"));

    [Theory]
    [InlineData("{}", "{}", "HA0401 HA1301")]
    [InlineData("{ hale.dev/ignore: HA0401 }", "{}", "HA1301")]
    [InlineData("{ hale.dev/ignore: 'image-mutable, HA0401 -- a reason' }", "{}", "")]
    [InlineData("{ hale.dev/ignore: '${RULES} HA1301' }", "{}", "HA1301")] // an annotation with a hole also hides exemptions from HA0401
    [InlineData("{}", "{ hale.dev/ignore: 'HA1301, HA0401' }", "HA0401")]
    public void An_annotation_is_for_the_object_or_for_the_pod_template(string ofObject, string ofTemplate, string found)
    {
        var manifest = $$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: web, annotations: {{ofObject}} }
            spec:
              replicas: 2
              strategy: { type: Recreate }
              template:
                metadata: { annotations: {{ofTemplate}} }
                spec: { containers: [{ name: web, image: web }] }
            """;
        Assert.Equal(found, string.Join(' ', Shown(manifest).Select(finding => finding.Rule.Id).Where(id => id is "HA0401" or "HA1301")));
    }

    [Fact]
    public void What_is_silenced_says_by_what()
    {
        var finding = Assert.Single(Run($"{Class("a")}# hale:ignore-file HA0704 -- nightly backups\n"), finding => finding.Rule.Id == "HA0704");
        Assert.Equal(("nightly backups", "HA0704"), (finding.Suppression!.Reason, finding.Suppression.At.Text));
    }

    [Fact]
    public void What_cannot_be_read_can_be_silenced() => Assert.Empty(Shown("# hale:ignore HA0001 -- mended elsewhere\na: [1\n"));

    [Fact]
    public void Without_a_reason_nothing_is_silenced_where_one_is_required()
    {
        static IEnumerable<string> Of(string comment) =>
            Run(Class("a") + comment, new RuleSelection { Preset = Preset.All, RequireReason = true }).Where(finding => finding.Suppression is null).Select(finding => finding.Rule.Id).Intersect(["HA0704", "HA0004"]);
        Assert.Equal(["HA0704", "HA0004"], Of("# hale:ignore-file HA0704\n"));
        Assert.Equal(["HA0704", "HA0004"], Of("# hale:ignore-file HA0704 --\n"));
        Assert.Empty(Of("# hale:ignore-file HA0704 -- nightly backups\n"));
    }

    private static string Class(string name, string lines = "reclaimPolicy: Delete") =>
        $"apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: {name}\nprovisioner: pd.csi.storage.gke.io\n{lines}\n";

    private static string Indent(string lines) => "  " + lines.Replace("\n", "\n  ", StringComparison.Ordinal);

    private static IEnumerable<string> Find(string text, string rule, bool withName = false) =>
        Shown(text).Where(finding => finding.Rule.Id == rule).Select(finding => withName ? $"{rule} {finding.Object!.Name}" : rule);

    private static IEnumerable<Finding> Shown(string text) => Run(text).Where(finding => finding.Suppression is null);

    private static IReadOnlyList<Finding> Run(string text, RuleSelection? selection = null)
    {
        var content = YamlReader.Read(new SourceText("manifest.yaml", text));
        return RuleRunner.RunAll(new Cluster(content.Documents, content.Problems, new ClusterFacts()), selection ?? new RuleSelection { Preset = Preset.All });
    }
}
