using Hale.Cli.Reports;
using Hale.Rules;
using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.Cli.Tests.Reports;

public sealed class TextReportTests
{
    [Fact]
    public void Shows_findings_with_their_code() => Snapshot.Match(new TextReport(color: false, quiet: false).Print(Samples.Small));

    [Fact]
    public void Colours_paths_and_severities() => Snapshot.Match(new TextReport(color: true, quiet: false).Print(Samples.Small).Replace("\e", "␛", StringComparison.Ordinal));

    [Fact]
    public void Says_that_nothing_was_found() => Assert.Equal(
        "No findings (12 files, 30 documents checked in 0.05 s)\n",
        new TextReport(color: true, quiet: false).Print(Samples.Clean));

    [Fact]
    public void Quiet_leaves_the_closing_line_out()
    {
        Assert.Equal("", new TextReport(color: false, quiet: true).Print(Samples.Clean));
        Assert.EndsWith("= fix: Give each replica its own volume: a StatefulSet with `volumeClaimTemplates`.\n", new TextReport(color: false, quiet: true).Print(Samples.Small), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_text_has_no_frame()
    {
        var place = new Place(new SourceText("secret/locked.yaml", ""), 0, 0);
        Assert.Equal(
            """
            secret/locked.yaml:1:1: error HA0001 [unreadable-input]
            The file cannot be opened
               |
               = fix: Correct the text at the place that is shown.

            """.ReplaceLineEndings("\n"),
            new TextReport(color: false, quiet: true).Print(Samples.Of([Make.Finding("HA0001", place, "The file cannot be opened")])));
    }

    [Fact]
    public void What_was_rendered_is_shown_with_its_template()
    {
        var text = new TextReport(color: false, quiet: true).Print(Samples.Rendered);
        Assert.StartsWith("<stdin>:16:45: error HA0701 [rwo-multi-replica]\n", text, StringComparison.Ordinal);
        Assert.Contains("  --> <stdin>:5:9 (shop/templates/claim.yaml): the claim allows", text, StringComparison.Ordinal);
        Assert.Contains("   = source: shop/templates/web.yaml\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_texts_are_broken_between_words()
    {
        var source = new SourceText("a.yaml", "a: 1\n");
        var words = string.Join(' ', Enumerable.Repeat("replicas", 15));
        var place = Make.PlaceOf(source, "1");
        var finding = Make.Finding("HA0701", place, $"Long {words}", new RelatedPlace(place, $"more {words}"));
        Snapshot.Match(new TextReport(color: false, quiet: true).Print(Samples.Of([finding])));
    }

    [Fact]
    public void Nothing_of_the_input_reaches_the_terminal_raw()
    {
        const string Evil = "\e]0;title\a\u009b2J\u202e";
        var source = new SourceText($"{Evil}.yaml", $"a: {Evil}\n");
        var place = new Place(source, 0, source.Text.Length);
        var text = new TextReport(color: false, quiet: false).Print(Samples.Of([Make.Finding("HA0701", place, $"Message {Evil}", new RelatedPlace(place, $"related {Evil}"))]));
        Assert.DoesNotContain(text, character => char.IsControl(character) && character != '\n');
        Assert.DoesNotContain("\u202e", text, StringComparison.Ordinal);
        Assert.Contains(@"Message \x1b]0;title\x07\x9b2J\u202e", text, StringComparison.Ordinal);
    }
}
