using Hale.Cli.Reports;
using Hale.Testing;

namespace Hale.Cli.Tests.Reports;

public sealed class AzureReportTests
{
    private static readonly AzureReport Report = new();

    [Fact]
    public void Logs_issues_and_writes_notes_to_the_log() => Snapshot.Match(Report.Print(Samples.Small));

    [Fact]
    public void Says_nothing_when_nothing_was_found() => Assert.Empty(Report.Print(Samples.Clean));

    [Fact]
    public void Input_gives_no_command_of_its_own()
    {
        var text = Report.Print(Samples.Odd);
        Snapshot.Match(text);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.All(lines, line => Assert.InRange(line.LastIndexOf("##vso[", StringComparison.OrdinalIgnoreCase), -1, 0));
        Assert.DoesNotContain(lines, line => line.TrimStart().StartsWith("::", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("##", StringComparison.Ordinal) && line.Contains("%0A", StringComparison.OrdinalIgnoreCase));
    }
}
