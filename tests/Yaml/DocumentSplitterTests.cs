using Hale.Rules.Tree;

namespace Hale.Yaml.Tests;

public sealed class DocumentSplitterTests
{
    [Theory]
    [InlineData("a: 1", "a: 1")]
    [InlineData("a: 1\n---\nb: 2\n", "a: 1\n", "---\nb: 2\n")]
    [InlineData("---\na: 1\n---\nb: 2", "---\na: 1\n", "---\nb: 2")]
    [InlineData("a: 1\r\n---\r\nb: 2", "a: 1\r\n", "---\r\nb: 2")]
    [InlineData("a: 1\r---\rb: 2", "a: 1\r", "---\rb: 2")]
    [InlineData("--- {a: 1}\n--- # comment\nb: 2", "--- {a: 1}\n", "--- # comment\nb: 2")]
    [InlineData("a: 1\n---", "a: 1\n", "---")]
    public void Splits_at_start_markers(string text, params string[] chunks) => Assert.Equal(chunks, Split(text));

    [Theory]
    [InlineData("a: 1\n...\nb: 2", "a: 1\n", "b: 2")]
    [InlineData("a: 1\n... # end\n---\nb: 2", "a: 1\n", "---\nb: 2")]
    [InlineData("a: 1\n...\n%YAML 1.2\n---\nb: 2", "a: 1\n", "%YAML 1.2\n---\nb: 2")]
    [InlineData("a: 1\n...\n...\n", "a: 1\n")]
    [InlineData("...\na: 1", "a: 1")]
    public void Splits_at_end_markers(string text, params string[] chunks) => Assert.Equal(chunks, Split(text));

    [Theory]
    [InlineData("a: ---")]
    [InlineData("a:\n ---\n")]
    [InlineData("---a\n----\n")]
    [InlineData("....\n...a\n... a\n")]
    public void Keeps_together_what_only_looks_like_a_marker(string text) => Assert.Equal([text], Split(text));

    [Theory]
    [InlineData("a: |\n  x\n---\ny", "a: |\n  x\n", "---\ny")]
    [InlineData("a: 'x\n---\ny'", "a: 'x\n", "---\ny'")]
    public void Splits_inside_of_scalars_too(string text, params string[] chunks) => Assert.Equal(chunks, Split(text));

    [Theory]
    [InlineData("# about a\n---\na: 1", "# about a\n---\na: 1")]
    [InlineData("%YAML 1.2\n---\na: 1", "%YAML 1.2\n---\na: 1")]
    [InlineData("\n  # x\n\n---\na: 1\n...\n# about b\n---\nb: 2", "\n  # x\n\n---\na: 1\n", "# about b\n---\nb: 2")]
    public void Comments_and_directives_belong_to_the_document_behind_them(string text, params string[] chunks) => Assert.Equal(chunks, Split(text));

    [Theory]
    [InlineData("\uFEFFa: 1", "a: 1")]
    [InlineData("\uFEFF---\na: 1", "---\na: 1")]
    [InlineData("a: 1\n---\n\uFEFFb: 2", "a: 1\n", "b: 2")]
    [InlineData("a: 1\n---\n\uFEFF# b\nb: 2", "a: 1\n", "# b\nb: 2")]
    [InlineData("a: 1\n\uFEFF---\nb: 2", "a: 1\n", "---\nb: 2")]
    [InlineData("a: 1\n...\n\uFEFFb: 2", "a: 1\n", "b: 2")]
    public void Byte_order_marks_belong_to_no_document(string text, params string[] chunks) => Assert.Equal(chunks, Split(text));

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("# nothing\n  \n\t\n")]
    [InlineData("...\n")]
    public void Nothing_is_no_document(string text) => Assert.Empty(Split(text));

    [Fact]
    public void A_stretch_of_a_text_is_split_by_itself() =>
        Assert.Equal(["b: 1\n", "---\nc: 1\n"], DocumentSplitter.Split(new Place(new SourceText("a.sh", "a: 1\n---\nb: 1\n---\nc: 1\n---\nd: 1\n"), 9, 23)).Select(chunk => chunk.Text));

    private static IEnumerable<string> Split(string text) => DocumentSplitter.Split(new SourceText("manifest.yaml", text)).Select(chunk => chunk.Text);
}
