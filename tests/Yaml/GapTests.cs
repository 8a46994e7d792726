using static Hale.Yaml.Tests.Reading;

namespace Hale.Yaml.Tests;

public sealed class GapTests
{
    [Theory]
    [InlineData("a: 1\nb:\n  c: 2\n  ...\nd: 3", "4:3 ...")]
    [InlineData("kind: A\na: 1\n...\nb:\n  c: 2\nd: 3", "3:1 ...")]
    [InlineData("kind: A\na: 1\nb:\n  x: 1\n...\n  c: 2\nd: 3", "5:1 ...")]
    [InlineData("a: 1\nb:\n  ....\n  c: 2\nd: 3", "3:3 ....")]
    [InlineData("a: 1\nb:\n  c: 2\n  \u2026\nd: 3", "4:3 \u2026")]
    [InlineData("a: 1\r\nb:\r\n  c: 2\r\n  [...]  \r\nd: 3\r\n", "4:3 [...]")]
    [InlineData("a: 1\nb:\n  c: 2\n  <snip>\n  # note\n\nd: 3", "4:3 <snip>")]
    [InlineData("a: 1\nb:\n  c: 2\nd: 3\napiVersion: v1\n...\n \ne: 1\n...", "6:1 ...")]
    public void Lines_that_stand_for_others_are_named_and_the_rest_is_read(string text, string place)
    {
        var content = Read(text);
        var problem = Assert.Single(content.Problems);
        Assert.Equal(place, Show(problem.At));
        Assert.Equal($"'{problem.At.Text}' stands for something that was left out: write it, or remove the line", problem.Message);
        var root = Assert.Single(content.Documents).Root;
        Assert.Equal(["1", "2", "3"], new[] { root["a"], root["b"]["c"], root["d"] }.Select(node => node.At.Text));
    }

    [Fact]
    public void Only_what_stands_around_or_beside_the_gap_may_hold_more()
    {
        var root = Assert.Single(Read("a:\n  b: 1\nc:\n  d:\n  - e: 1\n  - f: 1\n    ...\n  g:\n    h: 1").Documents).Root;
        var (items, last) = (root["c"]["d"].Items, root["c"]["d"].Items[1]);
        Assert.True(last.IsOpen);
        Assert.All([root, root["a"], root["c"], items[0], root["c"]["d"]], node => Assert.False(node.IsOpen));
    }

    [Theory]
    [InlineData("kind: A\na:\n- b: 1\n...\n- b: 2\n")]
    [InlineData("kind: A\na:\n- b: 1\n...\nc: 1\n")]
    [InlineData("kind: A\na:\n- b: 1\n\n...\n  # note\n  c: 1\n")]
    public void Gaps_in_lists_are_seen(string text) => Assert.NotEmpty(Read(text).Problems);

    [Fact]
    public void Every_gap_of_a_document_and_its_other_mistakes_are_named()
    {
        var content = Read("a:\n  b: 1\n  ...\nc:\n  d: 1\n  ...\ne: f: g\n---\nkind: A");
        Assert.Equal(["3:3 ...", "6:3 ...", "7:5 :"], content.Problems.Select(problem => Show(problem.At)));
        Assert.Equal("A", content.Documents[1].Root["kind"].At.Text);
    }

    [Theory]
    [InlineData("a: 1\n...\n")]
    [InlineData("a: 1\n...\n\n# done\n")]
    [InlineData("a: 1\n...\n---\nb: 1")]
    [InlineData("apiVersion: v1\n...\napiVersion: v1\n")]
    [InlineData("kind: A\n...\nkind: B\n...\n")]
    [InlineData("kind: A\n...\nmetadata: {}\nkind: B\n")]
    [InlineData("a: 1\n...\nb: 2")] // no objects
    [InlineData("a: |\n  x\n  ...\n  y\nb: 1")]
    [InlineData("a: ...\nb:\n- ...\n")]
    [InlineData("a:\n  # ...\n  b: 1")]
    public void Ends_of_documents_text_and_values_are_no_gaps(string text) => Assert.Empty(Read(text).Problems);
}
