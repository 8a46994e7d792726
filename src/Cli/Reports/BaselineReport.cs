using System.Text.Json;
using Hale.Cli.Reports.Json;
using Hale.Linting.Baselines;

namespace Hale.Cli.Reports;

/// <summary>The baseline as it is kept: sorted, and equal for equal findings.</summary>
internal static class BaselineReport
{
    public static void Write(IReadOnlyList<BaselineEntry> entries, TextWriter output) =>
        output.Line(JsonSerializer.Serialize(new JsonBaseline(BaselineFile.Version, entries), ReportJson.Readable.JsonBaseline));
}
