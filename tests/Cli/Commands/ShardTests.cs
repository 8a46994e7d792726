using System.Text.Json;

namespace Hale.Cli.Tests.Commands;

/// <summary>A run of a fleet. What its parts find is tested with the library.</summary>
public sealed class ShardTests : IDisposable
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, image: \"web:1.2\", env: [{ name: COLOUR, value: \"${COLOUR}\" }] }] }\n";

    private readonly CommandLine _hale = new();

    public ShardTests() => _hale.Folder.With("a/pod.yaml", Pod).With("b/pod.yaml", Pod).With("c/pod.yaml", Pod);

    public void Dispose() => _hale.Dispose();

    [Fact]
    public void A_part_without_any_application_is_a_success_with_a_complete_log()
    {
        var parts = Enumerable.Range(1, 16).Select(number => (Code: _hale.Run("check", "--shard", $"{number}/16", "--format", "sarif", "--category", $"fleet/{number}"), _hale.Output, _hale.Error)).ToList();
        Assert.Contains(parts, part => part.Code == 1);
        var empty = parts.Find(part => part.Code == 0);
        var run = JsonDocument.Parse(empty.Output).RootElement.GetProperty("runs")[0];
        Assert.Empty(run.GetProperty("results").EnumerateArray());
        Assert.NotEmpty(run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray());
        Assert.True(run.GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean());
        Assert.StartsWith("fleet/", run.GetProperty("automationDetails").GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Empty(empty.Error);
    }

    [Fact]
    public void A_baseline_of_all_applications_holds_in_every_part()
    {
        Assert.Equal(0, _hale.Run("baseline", "--shard", "1/1"));
        _hale.Folder.With("a/pod.yaml", "a: b\n").With("d/pod.yaml", Pod);
        var (findings, gone) = (new List<string>(), new List<string>());
        for (var number = 1; number <= 5; number++)
        {
            _hale.Run("check", "--shard", $"{number}/5", "--format", "json");
            findings.AddRange(JsonDocument.Parse(_hale.Output).RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("path").GetString()!));
            gone.AddRange(_hale.Error.Split('\n').Where(line => line.StartsWith("hale: In the baseline", StringComparison.Ordinal)));
        }

        Assert.NotEmpty(findings);
        Assert.All(findings, file => Assert.Equal("d/pod.yaml", file));
        Assert.Equal(findings.Count, gone.Count);
        Assert.All(gone, line => Assert.Contains(" in a/pod.yaml.", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_part_takes_its_own_entries_only_out_of_the_baseline()
    {
        _hale.Run("baseline", "--shard", "1/1");
        foreach (var folder in new[] { "a", "b", "c" })
            _hale.Folder.With($"{folder}/pod.yaml", "a: b\n");
        for (var number = 1; number <= 3; number++)
            Assert.Equal(0, _hale.Run("baseline", "--update", "--shard", $"{number}/3"));
        Assert.Empty(JsonDocument.Parse(_hale.Read(".hale-baseline.json")).RootElement.GetProperty("findings").EnumerateArray());
    }

    [Fact]
    public void What_is_unknown_is_told_of_all_applications_of_the_part()
    {
        _hale.Run("check", "--shard", "1/1", "--explain-unknown", "--verbose");
        Assert.Equal(3, _hale.Error.Split('\n').Count(line => line.StartsWith("Unknown in Pod 'web'", StringComparison.Ordinal)));
        Assert.Contains("images: 3 of 3 decided (100 %)", _hale.Error, StringComparison.Ordinal);
    }
}
