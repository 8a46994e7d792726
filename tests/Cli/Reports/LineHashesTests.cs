using Hale.Cli.Reports.Sarif;
using Hale.Rules.Tree;

namespace Hale.Cli.Tests.Reports;

/// <summary>The values are those of GitHub's upload action.</summary>
public sealed class LineHashesTests
{
    private const string Greetings = " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n";

    private static readonly string[] GreetingsHashes =
    [
        "e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1", "b3edc88f2938467e:1", "c8e28b0b4002a3a0:1",
        "c129715d7a2bc9a3:1",
    ];

    [Fact]
    public void An_empty_text_has_one_line() => Assert.Equal(["c129715d7a2bc9a3:1"], Hashes(""));

    [Fact]
    public void Blanks_do_not_count() => Assert.Equal(
        ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"],
        Hashes(" a\nb\n  \t\tc\n d"));

    [Theory]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\r\n")]
    public void All_line_ends_are_the_same(string end) => Assert.Equal(GreetingsHashes, Hashes(Greetings.Replace("\n", end, StringComparison.Ordinal)));

    [Fact]
    public void Equal_hashes_are_counted()
    {
        var hashes = Hashes(string.Concat(Enumerable.Repeat("Lorem ipsum dolor sit amet.\n", 10)));
        Assert.Equal(Enumerable.Range(1, 6).Select(count => $"a7f2ff13bc495cf2:{count}"), hashes.Take(6));
        Assert.Equal(["a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1", "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1"], hashes.Skip(6));
    }

    [Fact]
    public void The_byte_order_mark_counts() => Assert.NotEqual(Hashes("\uFEFFa: 1\n"), Hashes("a: 1\n"));

    private static IEnumerable<string> Hashes(string text)
    {
        var source = new SourceText("a.yaml", text);
        var hashes = LineHashes.UpTo(source.LineCount, source);
        return Enumerable.Range(1, source.LineCount).Select(line => hashes[line]);
    }
}
