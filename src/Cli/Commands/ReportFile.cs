using Hale.Linting;

namespace Hale.Cli.Commands;

/// <summary>A report that goes to a file: <c>sarif=out.sarif</c>.</summary>
internal sealed record ReportFile(ReportFormat Format, string File)
{
    /// <summary>The formats as they are written on the command line.</summary>
    public static string[] Formats { get; } = [.. Enum.GetNames<ReportFormat>().Select(name => name.ToLowerInvariant())];

    /// <exception cref="UsageException">It is not written so, or there is no such format.</exception>
    public static ReportFile Parse(string setting)
    {
        var parts = setting.Split('=', 2);
        if (parts.Length < 2 || parts[1].Length == 0)
            throw new UsageException($"'{setting}' names no file: write --output-format FORMAT=FILE");
        var index = Array.IndexOf(Formats, parts[0]);
        return index >= 0
            ? new ReportFile(Enum.GetValues<ReportFormat>()[index], parts[1])
            : throw new UsageException($"'{parts[0]}' is not a format: {string.Join(", ", Formats)}");
    }
}
