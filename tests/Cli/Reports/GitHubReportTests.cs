using Hale.Cli.Reports;
using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.Cli.Tests.Reports;

public sealed class GitHubReportTests
{
    private static readonly GitHubReport Report = new();

    [Fact]
    public void Annotates_files_the_most_severe_first() => Snapshot.Match(Report.Print(Samples.Small));

    [Fact]
    public void Says_nothing_when_nothing_was_found() => Assert.Empty(Report.Print(Samples.Clean));

    [Fact]
    public void Input_gives_no_command_of_its_own()
    {
        var text = Report.Print(Samples.Odd);
        Snapshot.Match(text);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.All(lines, line => Assert.Matches("^::(error|warning|notice) file=[^:,]*,line=[^:]*,title=[^:,]*::", line));
        Assert.DoesNotContain("##[", text, StringComparison.Ordinal);
        Assert.DoesNotContain("##vso[", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_are_left_out_where_GitHub_takes_none()
    {
        var source = new SourceText("a.yaml", "a: 1\nb: 2\n");
        Assert.Contains("file=a.yaml,line=1,endLine=3,title=", Report.Print(Samples.Of([Make.Finding("HA0701", new Place(source, 0, 10), "Message")])), StringComparison.Ordinal);
        Assert.Contains("file=a.yaml,line=2,endLine=2,col=4,endColumn=5,title=", Report.Print(Samples.Of([Make.Finding("HA0701", Make.PlaceOf(source, "2"), "Message")])), StringComparison.Ordinal);
    }

    [Fact]
    public void Says_how_many_annotations_GitHub_does_not_show()
    {
        var place = Make.PlaceOf(new SourceText("a.yaml", "a: 1\n"), "1");
        var findings = Enumerable.Repeat(Make.Finding("HA0701", place, "Message"), 12).Append(Make.Finding("HA0401", place, "Message"));
        Assert.EndsWith("\nGitHub shows 10 annotations of each kind; only this log has 2 of the 13 findings.\n", Report.Print(Samples.Of(findings)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_rendered_is_shown_at_its_template() => Snapshot.Match(Report.Print(Samples.Rendered));
}
