using Hale.Linting.Baselines;
using Hale.Rules;
using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.Linting.Tests.Baselines;

/// <summary>Which findings a baseline knows again.</summary>
public sealed class BaselineTests
{
    private const string Web = """
        kind: Pod
        metadata: { name: web, namespace: shop }
        spec:
          containers:
          - name: web
            image: web:latest
          - name: proxy
            image: proxy:latest

        """;

    [Fact]
    public void Everything_is_known_and_nothing_is_gone()
    {
        var match = Match([("a.yaml", Web)], [("a.yaml", Web)]);
        Assert.Empty(match.New);
        Assert.Empty(match.Gone);
        Assert.Equal(2, match.Known.Count);
        Assert.Equal(2, match.Remaining.Count);
    }

    [Theory]
    [InlineData("kind: Pod", "# moved\n\n\nkind: Pod")]
    [InlineData("\n  ", "\n      ")]
    [InlineData("image: web:latest", "image:   \"web:latest\"")]
    [InlineData("    image: web:latest", "    args: [a]\n    # a comment\n    image: web:latest # another")]
    [InlineData("  containers:\n", "  containers:\n  - { name: first, image: \"first:1.2\" }\n")]
    public void A_finding_that_moves_is_known(string before, string after)
    {
        var match = Match([("a.yaml", Web)], [("a.yaml", Web.Replace(before, after, StringComparison.Ordinal))]);
        Assert.Empty(match.New);
        Assert.Empty(match.Gone);
    }

    [Theory]
    [InlineData("web:latest", "web", 1, 1)] // another wrong value
    [InlineData("web:latest", "web:1.4", 0, 1)] // mended
    [InlineData("- name: web", "- name: website", 1, 1)]
    [InlineData("name: web, namespace", "name: website, namespace", 2, 2)]
    public void A_finding_that_changes_is_another_one(string before, string after, int news, int gone)
    {
        var match = Match([("a.yaml", Web)], [("a.yaml", Web.Replace(before, after, StringComparison.Ordinal))]);
        Assert.Equal((news, gone), (match.New.Count, match.Gone.Count));
    }

    [Fact]
    public void One_more_of_the_same_is_new_and_only_that_one()
    {
        const string Two = Web + "---\n" + Web;
        var match = Match([("b.yaml", Two)], [("a.yaml", Web), ("b.yaml", Two)]);
        Assert.Equal(["a.yaml:6:12", "a.yaml:8:12"], match.New.Select(finding => finding.Place.ToString()));
        Assert.Equal(2, match.Remaining[0].Count);
    }

    [Fact]
    public void What_moves_to_another_file_is_known()
    {
        var match = Match([("a.yaml", Web)], [("b/c.yaml", Web)]);
        Assert.Empty(match.New);
        Assert.Empty(match.Gone);
    }

    [Fact]
    public void What_is_in_files_that_were_not_read_is_kept()
    {
        var match = Match([("a.yaml", Web), ("b.yaml", Web)], [("a.yaml", "kind: Pod\n")], isLinted: path => path == "a.yaml");
        Assert.Equal(["a.yaml", "a.yaml"], match.Gone.Select(entry => entry.File));
        Assert.Equal(["b.yaml", "b.yaml"], match.Remaining.Select(entry => entry.File));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_known_by_its_path()
    {
        Assert.Empty(Match([("a.yaml", "a: [1\n")], [("a.yaml", "# moved\na: [1\n")], rule: "HA0001").New);
        Assert.Single(Match([("a.yaml", "a: [1\n")], [("b.yaml", "a: [1\n")], rule: "HA0001").New);
    }

    [Fact]
    public void Entries_are_sorted_and_tell_where_they_are_from()
    {
        var entries = BaselineEntry.Of(Find([("b.yaml", Web), ("a.yaml", Web)], "HA1301"));
        Assert.Equal(["a.yaml", "a.yaml", "b.yaml", "b.yaml"], entries.Select(entry => entry.File));
        Assert.Equal(
            ("HA1301", "Pod/shop/web", "spec.containers[proxy].image", 1),
            (entries[0].Rule, entries[0].Object, entries[0].Path, entries[0].Count));
        Assert.All(entries, entry => Assert.Matches("^[0-9a-f]{32}$", entry.Fingerprint));
    }

    private static BaselineMatch Match((string, string)[] before, (string, string)[] after, Func<string, bool>? isLinted = null, string rule = "HA1301") =>
        new Baseline(BaselineEntry.Of(Find(before, rule))).Match(Find(after, rule), isLinted ?? (_ => true), _ => true);

    private static IReadOnlyList<Finding> Find((string Path, string Text)[] files, string rule) =>
        Lint.Run([.. files.Select(file => new SourceText(file.Path, file.Text))], rule);
}
