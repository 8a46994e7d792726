using Hale.Cli.Reports;
using Hale.Cli.Reports.Text;
using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.Cli.Tests.Reports;

/// <summary>The lines of code under a finding. Marks in the text say what is underlined.</summary>
public sealed class CodeFrameTests
{
    [Fact]
    public void Underlines_the_span() => Expect(
        "a: 1\nreplicas: «2»\n",
        """
         2 | replicas: 2
           |           ^
        """);

    [Fact]
    public void Tabs_have_one_width() => Expect(
        "\ta:\t«b»\tc",
        """
         1 |     a:    b    c
           |           ^
        """);

    [Fact]
    public void A_tab_itself_is_underlined() => Expect(
        "a:\n«\t»b: 1",
        """
         2 |     b: 1
           | ^^^^
        """);

    [Fact]
    public void Wide_characters_take_two_columns() => Expect(
        "city: 東京, name: «大阪» 👍",
        """
         1 | city: 東京, name: 大阪 👍
           |                   ^^^^
        """);

    [Fact]
    public void Combining_characters_take_none() => Expect(
        "cafe\u0301: «1»",
        $"""
         1 | cafe{'\u0301'}: 1
           |       ^
        """);

    [Fact]
    public void Control_characters_are_escaped() => Expect(
        "name: \e[2J\u202e«web\u0007» x",
        """
         1 | name: \x1b[2J\u202eweb\x07 x
           |                    ^^^^^^^
        """);

    [Fact]
    public void A_lone_surrogate_is_replaced() => Expect(
        "\ud83d: «1»",
        """
         1 | �: 1
           |    ^
        """);

    [Fact]
    public void An_empty_span_has_one_mark() => Expect(
        "a: «»b",
        """
         1 | a: b
           |    ^
        """);

    [Fact]
    public void An_empty_span_may_stand_behind_the_line() => Expect(
        "a: 1«»\nb: 2",
        """
         1 | a: 1
           |     ^
        """);

    [Fact]
    public void An_empty_span_may_stand_at_the_end_of_the_text() => Expect(
        "a: 1\n«»",
        """
         2 |
           | ^
        """);

    [Theory]
    [InlineData("a: 1\r\nb: «2»\r\nc: 3")]
    [InlineData("a: 1\rb: «2»\rc: 3")]
    [InlineData("\uFEFFa: 1\nb: «2»\nc: 3")]
    public void Line_ends_and_the_byte_order_mark_are_not_shown(string text) => Expect(
        text,
        """
         2 | b: 2
           |    ^
        """);

    [Theory]
    [InlineData("\uFEFF«a»: 1")]
    [InlineData("«\uFEFFa»: 1")]
    public void The_byte_order_mark_moves_nothing(string text) => Expect(
        text,
        """
         1 | a: 1
           | ^
        """);

    [Fact]
    public void A_line_end_counts_as_behind_its_line() => Expect(
        "a: «1\r\n»b: 2",
        """
         1 | a: 1
           |    ^
        """);

    [Fact]
    public void A_few_lines_are_shown_in_full() => Expect(
        "a: «|\n  one\n\n  two»\nb: 2",
        """
         1 | a: |
           |    ^
         2 |   one
           |   ^^^
         3 |
         4 |   two
           |   ^^^
        """);

    [Fact]
    public void Of_many_lines_the_first_and_the_last_are_shown() => Expect(
        "a: «|\n  1\n  2\n  3\n  4\n  5\n  6»\nb: 2",
        """
         1 | a: |
           |    ^
         2 |   1
           |   ^
        ...
         7 |   6
           |   ^
        """);

    [Fact]
    public void Large_numbers_widen_the_gutter() => Expect(
        string.Concat(Enumerable.Repeat("\n", 12345)) + "a: «1»",
        """
        12346 | a: 1
              |    ^
        """);

    [Fact]
    public void A_line_that_just_fits_is_not_cut() => Expect(
        $"{new string('a', 94)}«b»",
        $"""
         1 | {new string('a', 94)}b
           | {new string(' ', 94)}^
        """);

    [Fact]
    public void A_long_line_is_cut_behind_the_span() => Expect(
        $"key: «value» {new string('x', 200)}",
        $"""
         1 | key: value {new string('x', 81)}...
           |      ^^^^^
        """);

    [Fact]
    public void A_long_line_is_cut_on_both_sides() => Expect(
        $"{new string('x', 200)} «value» {new string('y', 200)}",
        $"""
         1 | ...{new string('x', 74)} value {new string('y', 8)}...
           | {new string(' ', 78)}^^^^^
        """);

    [Fact]
    public void A_long_line_is_cut_before_the_span() => Expect(
        $"{new string('x', 200)} «value»",
        $"""
         1 | ...{new string('x', 74)} value
           | {new string(' ', 78)}^^^^^
        """);

    [Fact]
    public void A_long_span_is_cut_at_its_end() => Expect(
        $"{new string('x', 200)}: «{new string('v', 200)}»",
        $"""
         1 | ...xxx: {new string('v', 84)}...
           |         {new string('^', 84)}
        """);

    [Fact]
    public void A_wide_character_is_never_cut_in_half() => Expect(
        $"{string.Concat(Enumerable.Repeat("東", 99))}«value»",
        $"""
         1 | ... {string.Concat(Enumerable.Repeat("東", 37))}value
           | {new string(' ', 78)}^^^^^
        """);

    [Fact]
    public void Every_place_of_a_text_can_be_shown()
    {
        var source = new SourceText("a.yaml", $"\uFEFFa:\t\e\r\n\r\n  東\ud83d: 👍\u0301\r- \u202e\n{new string('x', 120)}é\n\n");
        var places =
            from start in Enumerable.Range(0, source.Text.Length + 1)
            from length in Enumerable.Range(0, source.Text.Length + 1 - start)
            select new Place(source, start, start + length);
        var text = new TextReport(color: false, quiet: true).Print(Samples.Of(places.Select(place => Make.Finding("HA0001", place, "Message"))));
        Assert.DoesNotContain(text, character => char.IsControl(character) && character != '\n');
        Assert.All(text.Split('\n'), line => Assert.InRange(CharacterWidth.Of(line), 0, 100));
        Assert.All(text.Split("\n\n"), finding => Assert.Contains("^", finding, StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_as_long_as_a_file_takes_no_time()
    {
        var source = new SourceText("a.json", new string('x', 10_000_000));
        var findings = Enumerable.Range(0, 200).Select(i => Make.Finding("HA0701", new Place(source, i * 40_000, (i * 40_000) + 3), "Message"));
        var text = new TextReport(color: false, quiet: true).Print(Samples.Of(findings));
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
    }

    private static void Expect(string marked, string frame)
    {
        var start = marked.IndexOf('«', StringComparison.Ordinal);
        var end = marked.IndexOf('»', StringComparison.Ordinal) - 1;
        var source = new SourceText("a.yaml", marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal));
        var finding = Make.Finding("HA0001", new Place(source, start, end), "Message");
        var text = new TextReport(color: false, quiet: true).Print(Samples.Of([finding]));
        var lines = text.Split('\n')[3..^3]; // without the message and the fix
        Assert.Equal(frame.ReplaceLineEndings("\n"), string.Join('\n', lines));
    }
}
