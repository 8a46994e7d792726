using Hale.Rules.Tree;
using static Hale.Yaml.Tests.Reading;

namespace Hale.Yaml.Tests;

public sealed class SurroundingsTests
{
    private const string Markdown = "This line is part of a Markdown page: remove it";
    private const string Script = "This line is part of a shell script: remove it";
    private const string NoPart = "This is not part of the manifest: remove it, or begin the line with '#'";

    [Theory]
    [InlineData("```yaml\napiVersion: v1\nkind: A\n```\n", "1:1 ```yaml " + Markdown, "4:1 ``` " + Markdown)]
    [InlineData("```apiVersion: v1\nkind: A", "1:1 ``` " + Markdown)]
    [InlineData("# note\ncat <<EOF | kubectl apply -f -\r\nkind: A\r\nspec:\r\n- x\r\nEOF\r\n", "2:1 cat <<EOF | kubectl apply -f - " + Script, "6:1 EOF " + Script)]
    [InlineData("$ kubectl get a x -o yaml\nkind: A\nmetadata:\n  name: x\n[root@node ~]# ls", "1:1 $ kubectl get a x -o yaml " + NoPart, "5:1 [root@node ~]# ls " + NoPart)]
    [InlineData("yaml\nkind: A", "1:1 yaml " + NoPart)]
    [InlineData("pod.yaml\n\nkind: A", "1:1 pod.yaml " + NoPart)]
    [InlineData("export X=1\nrun \\\n    --x | tee a.yaml\nkind: A", "1:1 export X=1 " + NoPart)]
    public void A_manifest_is_read_without_what_was_copied_along(string text, params string[] problems)
    {
        var content = Read(text);
        Assert.Equal(problems, content.Problems.Select(problem => $"{Show(problem.At)} {problem.Message}"));
        Assert.Equal("A", Assert.Single(content.Documents).Root["kind"].At.Text);
    }

    [Fact]
    public void Each_manifest_between_sentences_is_read()
    {
        var content = Read("kind: A\nspec: {}\n```\nCreate the other:\n```\nkind: B\nspec: c: d\n```\nThat is: all.\n---\nkind: C");
        Assert.Equal(["3:1 ``` " + Markdown, "7:8 : A ':' is not allowed here: the line is indented too far, the line above lacks its ':', or the text needs quotes", "8:1 ``` " + Markdown],
            content.Problems.Select(problem => $"{Show(problem.At)} {problem.Message}"));
        Assert.Equal(["A", "C"], content.Documents.Where(document => document.Root is MapNode).Select(document => document.Root["kind"].At.Text));
    }

    [Fact]
    public void More_parts_than_a_file_may_have_documents_are_not_taken_apart() =>
        Assert.Equal("1:1 ```", Show(Assert.Single(Read("```\nkind: A\n```\nkind: B\n```\n", new YamlLimits { Documents = 4 }).Problems).At));

    [Fact]
    public void A_kind_that_is_mentioned_beside_a_manifest_may_exist()
    {
        var content = Read("then\n  kind: B\nkind: A");
        Assert.Equal(["B"], content.Documents[0].MentionedKinds);
        Assert.Equal("A", content.Documents[1].Root["kind"].At.Text);
    }

    [Theory]
    [InlineData("kind: A\nmetadata\n  name: x", "3:7 :")] // a key without its colon
    [InlineData("apiVersion v1\nkind: A", "1:1 apiVersion")]
    [InlineData("kind A\napiVersion: v1\nspec: {}", "1:1 kind")]
    [InlineData("apiVersion: v1\nkind A\nmetadata: {}", "2:1 kind A")]
    [InlineData("metadata: x\n  name: y\nkind: A", "2:7 :")]
    [InlineData("  apiVersion: v1\nkind: A", "2:1 kind")]
    [InlineData("kind: A\nscript: \"a\nb c\"\nspec: c: d", "2:9 \"a")] // text that goes on in the first column
    [InlineData("kind: A\n- x y", "2:1 -")]
    [InlineData("some words\na: 1", "1:1 some")] // no manifest
    [InlineData("kind: A\nspec:{}", "2:1 s")]
    [InlineData("kind: A\nspec:\nEOF\n  x: 1\n", "4:4 :")] // the manifest goes on behind the line
    [InlineData("kind: A\nspec:\n  list:\n$ ls -l\n- x", "4:1 $ ls -l")]
    [InlineData("apiVersion: v1\n```yaml\nkind: A", "2:1 ```yaml")]
    [InlineData("kind: A\n```yaml\napiVersion: v1", "2:1 ```yaml")]
    public void Mistakes_in_a_manifest_are_shown_where_they_are(string text, string place) => Assert.Equal(place, Show(Problem(text).At));

    [Fact]
    public void What_is_no_manifest_and_can_be_read_is_left_alone() => Assert.Empty(Read("some words\nand more\n---\nkind: A").Problems);
}
