using System.Text.Json;
using System.Text.Json.Nodes;
using Hale.Cli.Reports;
using Hale.Rules;
using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.Cli.Tests.Reports;

public sealed class SarifReportTests
{
    private static readonly SourceText Source = new("deploy/ä b#1.yaml", "a: 1\nb: 2\n");

    [Fact]
    public void Holds_results_and_how_the_run_went()
    {
        var log = Parse(new SarifReport(exitCode: 1).Print(Samples.Small));
        var run = log["runs"]![0]!;
        var driver = run["tool"]!["driver"]!.AsObject();
        foreach (var reference in References(run))
            reference["index"] = "?"; // Where a rule stands in the catalog changes.
        foreach (var result in run["results"]!.AsArray())
            result!["ruleIndex"] = "?";
        driver.Remove("rules");
        driver.Remove("notifications");
        Snapshot.Match(Samples.WithoutVersion(log.ToJsonString(Readable)) + "\n");
    }

    [Fact]
    public void Describes_rules_as_GitHub_shows_them()
    {
        var rule = Rules(new SarifReport(0).Print(Samples.Clean)).Single(rule => (string?)rule!["id"] == "HA0701");
        Snapshot.Match(rule!.ToJsonString(Readable) + "\n");
    }

    [Fact]
    public void Describes_every_rule() => Assert.Equal(
        RuleCatalog.All.Select(rule => rule.Info.Id),
        Rules(new SarifReport(0).Print(Samples.Clean)).Select(rule => (string?)rule!["id"]));

    [Fact]
    public void Descriptions_are_as_short_as_GitHub_wants_them() => Assert.All(Rules(new SarifReport(0).Print(Samples.Clean)), rule =>
    {
        Assert.InRange(((string)rule!["name"]!).Length, 1, 255);
        Assert.InRange(((string)rule["shortDescription"]!["text"]!).Length, 1, 1024);
        Assert.InRange(((string)rule["fullDescription"]!["text"]!).Length, 1, 1024);
    });

    [Fact]
    public void References_point_to_what_they_name()
    {
        var run = Run(Samples.Small);
        var driver = run["tool"]!["driver"]!;
        Assert.All(run["results"]!.AsArray(), result => Assert.Equal((string?)result!["ruleId"], (string?)driver["rules"]![(int)result["ruleIndex"]!]!["id"]));
        var notification = Assert.Single(run["invocations"]![0]!["toolExecutionNotifications"]!.AsArray())!;
        Assert.Equal("HA0001", (string?)driver["notifications"]![(int)notification["descriptor"]!["index"]!]!["id"]);
        Assert.Equal("HA0001", (string?)driver["rules"]![(int)notification["associatedRule"]!["index"]!]!["id"]);
    }

    [Fact]
    public void Has_empty_results_when_nothing_was_found()
    {
        var run = Run(Samples.Clean);
        Assert.Empty(run["results"]!.AsArray());
        Assert.True((bool)run["invocations"]![0]!["executionSuccessful"]!);
        Assert.Null(run["invocations"]![0]!["toolExecutionNotifications"]);
        Assert.Null(run["automationDetails"]);
    }

    [Theory]
    [InlineData("hale/deploy")]
    [InlineData("hale/deploy/")]
    public void The_category_ends_in_a_slash(string category) =>
        Assert.Equal("hale/deploy/", (string?)Parse(new SarifReport(0, category).Print(Samples.Clean))["runs"]![0]!["automationDetails"]!["id"]);

    [Fact]
    public void Equal_input_gives_an_equal_log() => Assert.Equal(
        new SarifReport(1).Print(Samples.Small),
        new SarifReport(1).Print(Samples.Small with { Elapsed = TimeSpan.FromHours(1) }));

    [Fact]
    public void Paths_are_percent_encoded()
    {
        var result = OneResult(Make.Finding("HA0701", Make.PlaceOf(Source, "1"), "Message"));
        Assert.Equal("deploy/%C3%A4%20b%231.yaml", (string?)result["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]);
    }

    [Fact]
    public void What_was_rendered_is_shown_at_its_template()
    {
        var result = Assert.Single(Run(Samples.Rendered)["results"]!.AsArray())!;
        var place = result["locations"]![0]!["physicalLocation"]!;
        Assert.Equal("shop/templates/web.yaml", (string?)place["artifactLocation"]!["uri"]);
        Assert.Equal(1, (int)place["region"]!["startLine"]!);
        Assert.Contains("one node at a time can mount (at <stdin>:16:45). See also:", (string?)result["message"]!["text"], StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_are_safe_sentences_with_links_of_ours_only()
    {
        var place = Make.PlaceOf(Source, "2");
        var result = OneResult(Make.Finding("HA0701", place, "The name '[x](https://evil.example)\e' is odd", new RelatedPlace(place, @"item [0] of a\b")));
        Assert.Equal(
            @"The name '[x\](https://evil.example)\x1b' is odd. See also: [item \[0\] of a\\b](1).",
            (string?)result["message"]!["text"]);
        Assert.Equal(1, (int)result["relatedLocations"]![0]!["id"]!);
    }

    [Fact]
    public void Fingerprints_know_a_line_again_when_it_moves()
    {
        static string? Fingerprint(string text)
        {
            var source = new SourceText("a.yaml", text);
            return (string?)OneResult(Make.Finding("HA0701", Make.PlaceOf(source, "here"), "Message"))["partialFingerprints"]!["primaryLocationLineHash"];
        }

        Assert.Equal(Fingerprint("here: 1\n"), Fingerprint("# moved\n\n  here:\t1\n"));
        Assert.NotEqual(Fingerprint("here: 1\n"), Fingerprint("here: 2\n"));
    }

    [Fact]
    public void Of_too_many_results_the_most_severe_are_kept()
    {
        var note = Make.Finding("HA0002", Make.PlaceOf(Source, "1"), "Note");
        var error = Make.Finding("HA0701", Make.PlaceOf(Source, "2"), "Error");
        var run = Run(Samples.Of([note, .. Enumerable.Repeat(note, 25_000), error]));
        var results = run["results"]!.AsArray();
        Assert.Equal(25_000, results.Count);
        Assert.Equal("error", (string?)results[^1]!["level"]);
        Assert.Equal(
            "The log holds the 25000 most severe of 25002 findings.",
            (string?)Assert.Single(run["invocations"]![0]!["toolExecutionNotifications"]!.AsArray())!["message"]!["text"]);
    }

    [Fact]
    public void Of_too_many_related_places_the_first_are_kept()
    {
        var place = Make.PlaceOf(Source, "1");
        var result = OneResult(Make.Finding("HA0701", place, "Message", [.. Enumerable.Repeat(new RelatedPlace(place, "there"), 2000)]));
        Assert.Equal(999, result["relatedLocations"]!.AsArray().Count);
        Assert.EndsWith("[there](100).", (string?)result["message"]!["text"], StringComparison.Ordinal);
    }

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
    };

    private static JsonNode Parse(string text) => JsonNode.Parse(text)!;

    private static JsonNode Run(LintReport report) => Parse(new SarifReport(exitCode: 1).Print(report))["runs"]![0]!;

    private static JsonArray Rules(string log) => Parse(log)["runs"]![0]!["tool"]!["driver"]!["rules"]!.AsArray();

    private static JsonNode OneResult(Finding finding) => Assert.Single(Run(Samples.Of([finding]))["results"]!.AsArray())!;

    private static IEnumerable<JsonNode> References(JsonNode run) =>
        from notification in run["invocations"]![0]!["toolExecutionNotifications"]!.AsArray()
        from name in new[] { "descriptor", "associatedRule" }
        select notification![name]!;
}
