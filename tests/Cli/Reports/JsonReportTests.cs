using System.Text.Json.Nodes;
using Hale.Cli.Reports;
using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.Cli.Tests.Reports;

public sealed class JsonReportTests
{
    [Fact]
    public void Holds_all_there_is_to_know() => Snapshot.Match(Samples.WithoutVersion(new JsonReport().Print(Samples.Small)));

    [Fact]
    public void Holds_an_empty_list_when_nothing_was_found() => Assert.Empty(Parse(new JsonReport().Print(Samples.Clean))["findings"]!.AsArray());

    [Fact]
    public void Does_not_tell_the_time() => Assert.Equal(
        new JsonReport().Print(Samples.Small),
        new JsonReport().Print(Samples.Small with { Elapsed = TimeSpan.FromHours(1) }));

    [Fact]
    public void Escapes_control_characters_and_keeps_the_rest()
    {
        var source = new SourceText("a.yaml", "a: 1\n");
        var text = new JsonReport().Print(Samples.Of([Make.Finding("HA0701", Make.PlaceOf(source, "1"), "'\e[31m' <is> \"odd\" é 東 \u009b")]));
        Assert.Contains("""
            "message": "'\u001B[31m' <is> \"odd\" é 東 \u009B",
            """, text, StringComparison.Ordinal);
        Assert.Equal("'\e[31m' <is> \"odd\" é 東 \u009b", (string?)Parse(text)["findings"]![0]!["message"]);
    }

    [Fact]
    public void What_is_not_known_is_null()
    {
        var finding = Lint.Run([new SourceText("a.yaml", "kind: Pod\nmetadata: {\n")])[0];
        var json = Parse(new JsonReport().Print(Samples.Of([finding])))["findings"]![0]!.AsObject();
        Assert.Equal(["renderedFrom", "object", "manifestPath", "manifestPointer"], json.Where(property => property.Value is null).Select(property => property.Key));
    }

    private static JsonNode Parse(string text) => JsonNode.Parse(text)!;
}
