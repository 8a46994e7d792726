using Hale.Cli.Reports;
using Hale.Rules;
using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.Cli.Tests.Reports;

public sealed class MarkdownReportTests
{
    private static readonly MarkdownReport Report = new();

    [Fact]
    public void Is_a_table_with_the_most_severe_first() => Snapshot.Match(Report.Print(Samples.Small));

    [Fact]
    public void Says_that_nothing_was_found() => Assert.Equal("## Hale\n\nNo findings in 12 files.\n", Report.Print(Samples.Clean));

    [Fact]
    public void Input_is_text_and_no_markup()
    {
        var text = Report.Print(Samples.Odd);
        Snapshot.Match(text);
        Assert.All(text.Split('\n').Where(line => line.StartsWith('|')), line => Assert.Equal(5, line.Replace(@"\|", "", StringComparison.Ordinal).Count(character => character == '|')));
        Assert.DoesNotContain("<b>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[a](b)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@all", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, "9")]
    [InlineData(11, "and 1 more place")]
    [InlineData(12, "and 2 more places")]
    public void Of_many_related_places_the_first_are_shown(int count, string last)
    {
        var place = Make.PlaceOf(new SourceText("a.yaml", "a: 1\n"), "1");
        var finding = Make.Finding("HA0701", place, "Message", [.. Enumerable.Range(0, count).Select(i => new RelatedPlace(place, $"{i}"))]);
        Assert.Matches($@"[ >]{last}<br>\*\*Fix", Report.Print(Samples.Of([finding])));
    }

    [Fact]
    public void Very_many_findings_are_cut_to_what_a_page_holds()
    {
        var place = Make.PlaceOf(new SourceText("a.yaml", "a: 1\n"), "1");
        var text = Report.Print(Samples.Of(Enumerable.Repeat(Make.Finding("HA0701", place, "Message"), 2000)));
        Assert.InRange(text.Length, 30_000, 64_000);
        Assert.Matches(@"\n\d+ more findings in the log\.\n$", text);
    }
}
