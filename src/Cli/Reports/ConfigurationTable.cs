using Hale.Linting.Configuration;
using Hale.Rules;

namespace Hale.Cli.Reports;

/// <summary>What applies to a file, and where each value comes from.</summary>
internal static class ConfigurationTable
{
    public static void Write(HaleConfiguration configuration, string path, TextWriter output)
    {
        List<string[]> rows = [.. Settings.All.Keys.Where(key => key.Shape is not (RulesShape or ListShape)).Select(key => Row(configuration, key)), Lints(configuration, path)];
        rows.AddRange(configuration.RulesFor(path).Select(Row));
        var widths = Enumerable.Range(0, 2).Select(column => rows.Max(row => row[column].Length)).ToList();
        foreach (var row in rows)
            output.Line(Printable.Escape($"{row[0].PadRight(widths[0])}  {row[1].PadRight(widths[1])}  {row[2]}"));
    }

    private static string[] Row(HaleConfiguration configuration, Setting key) =>
        [key.Name, configuration.TextOf(key.Name) ?? key.Default, configuration.PlaceOf(key.Name)?.ToString() ?? "default"];

    private static string[] Lints(HaleConfiguration configuration, string path)
    {
        var (isLinted, why) = configuration.Lints(path);
        return ["is linted", isLinted ? "yes" : "no", why];
    }

    private static string[] Row(AppliedRule rule) =>
    [
        $"{rule.Rule.Id} {rule.Rule.Name}",
        rule.Severity is { } severity ? Words.Of(severity) : "off",
        rule.Condition.Length > 0 ? $"{rule.At}, for {rule.Condition}" : $"{rule.At}",
    ];
}
