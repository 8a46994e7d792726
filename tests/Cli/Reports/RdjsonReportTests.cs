using System.Text.Json.Nodes;
using Hale.Cli.Reports;
using Hale.Testing;

namespace Hale.Cli.Tests.Reports;

public sealed class RdjsonReportTests
{
    private static readonly RdjsonReport Report = new();

    [Fact]
    public void Is_a_diagnostic_result() => Snapshot.Match(Report.Print(Samples.Small));

    [Fact]
    public void Has_an_empty_list_when_nothing_was_found() => Assert.Empty(Diagnostics(Report.Print(Samples.Clean)));

    /// <summary>Before the finding stand <c>b: </c> with 3 bytes, an emoji with 4, <c>é</c> with 2 and a space: its column is 11, and 8 in UTF-16 units.</summary>
    [Fact]
    public void Columns_count_bytes()
    {
        var range = Diagnostics(Report.Print(Samples.Odd))[0]!["location"]!["range"]!;
        Assert.Equal((2, 11, 2, 12), ((int)range["start"]!["line"]!, (int)range["start"]!["column"]!, (int)range["end"]!["line"]!, (int)range["end"]!["column"]!));
    }

    [Fact]
    public void A_byte_order_mark_is_no_column()
    {
        var range = Diagnostics(Report.Print(Samples.Odd))[2]!["location"]!["range"]!;
        Assert.Equal((1, 1, 4, 1), ((int)range["start"]!["line"]!, (int)range["start"]!["column"]!, (int)range["end"]!["line"]!, (int)range["end"]!["column"]!));
    }

    [Fact]
    public void Severities_are_those_of_the_format() => Assert.Equal(
        ["ERROR", "ERROR", "INFO", "WARNING"],
        Diagnostics(Report.Print(Samples.Odd)).Select(diagnostic => (string?)diagnostic!["severity"]));

    [Fact]
    public void What_was_rendered_is_shown_at_its_template()
    {
        var diagnostic = Assert.Single(Diagnostics(Report.Print(Samples.Rendered)))!;
        Assert.Equal("shop/templates/web.yaml", (string?)diagnostic["location"]!["path"]);
        Assert.Equal(1, (int)diagnostic["location"]!["range"]!["start"]!["line"]!);
        Assert.EndsWith(" (at <stdin>:16:45)", (string?)diagnostic["message"], StringComparison.Ordinal);
    }

    private static JsonArray Diagnostics(string text) => JsonNode.Parse(text)!["diagnostics"]!.AsArray();
}
