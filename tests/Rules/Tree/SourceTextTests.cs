using Hale.Rules.Tree;

namespace Hale.Rules.Tests.Tree;

public sealed class SourceTextTests
{
    [Theory]
    [InlineData("ab\ncd\n", 0, 1, 1)]
    [InlineData("ab\ncd\n", 2, 1, 3)]
    [InlineData("ab\ncd\n", 3, 2, 1)]
    [InlineData("ab\ncd\n", 6, 3, 1)] // behind the last line break
    [InlineData("ab\r\ncd", 3, 1, 4)]
    [InlineData("ab\r\ncd", 4, 2, 1)]
    [InlineData("ab\rcd", 3, 2, 1)]
    [InlineData("😀x", 2, 1, 3)] // columns count UTF-16 units
    [InlineData("\uFEFFab", 0, 1, 1)]
    [InlineData("\uFEFFab", 1, 1, 1)]
    [InlineData("\uFEFFab\nc", 2, 1, 2)]
    [InlineData("\uFEFFab\nc", 4, 2, 1)]
    [InlineData("", 0, 1, 1)]
    public void Offsets_have_a_line_and_a_column(string text, int offset, int line, int column) =>
        Assert.Equal((line, column), new SourceText("a.yaml", text).PositionAt(offset));

    [Fact]
    public void Lines_have_no_ends()
    {
        var source = new SourceText("a.yaml", "\uFEFFone\r\ntwo\rthree\n\nfive");
        Assert.Equal(["one", "two", "three", "", "five"], Enumerable.Range(1, source.LineCount).Select(source.Line));
        Assert.Equal([""], Enumerable.Range(1, new SourceText("a.yaml", "").LineCount).Select(new SourceText("a.yaml", "").Line));
    }

    [Theory]
    [InlineData("a.yaml", "")]
    [InlineData("base/a.yaml", "base")]
    [InlineData("apps/base/a.yaml", "apps/base")]
    public void Files_have_a_folder(string path, string folder) => Assert.Equal(folder, new SourceText(path, "").Directory);

    [Fact]
    public void Places_name_file_line_and_column()
    {
        var place = new Place(new SourceText("base/a.yaml", "one\ntwo"), 4, 7);
        Assert.Equal("base/a.yaml:2:1", place.ToString());
        Assert.Equal(("two", (2, 1), (2, 4)), (place.Text, place.StartPosition, place.EndPosition));
    }
}
