using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.Rules.Tests.Catalog;

/// <summary>
/// Whatever block of a good example slips to the left, only the rules about reading and structure speak: no other rule says that
/// something is missing which stands in the wrong place.
/// </summary>
public sealed class SlippedBlockTests
{
    // Resources of operators have no schema that would tell where a field belongs.
    private static readonly string[] WithoutSchema = ["HA1604", "HA1605", "HA1606"];

    public static TheoryData<string> Ids => CatalogTests.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_slipped_block_is_missing_nowhere(string id)
    {
        if (WithoutSchema.Contains(id))
            return;
        var rule = RuleCatalog.Find(id)!.Info;
        var lines = RuleExamples.Good(rule).ReplaceLineEndings("\n").Split('\n');
        var surprises = from line in Enumerable.Range(0, lines.Length)
                        from columns in new[] { 2, 4 }
                        where IndentationOf(lines[line]) >= columns && !IsOfText(lines, line)
                        from finding in Lint.Run([new SourceText("example.yaml", Slipped(lines, line, columns))], facts: ExampleTests.FactsFor(rule))
                        where finding.Rule.Category is not ("HA00" or "HA18")
                        select $"{line + 1} by {columns}: {finding.Rule.Id} {finding.Message}";
        Assert.Empty(surprises);
    }

    private static string Slipped(string[] lines, int first, int columns)
    {
        var isItem = lines[first].TrimStart().StartsWith("- ", StringComparison.Ordinal);
        var end = first + 1;
        while (end < lines.Length && IsInside(lines[end]))
            end++;
        return string.Join('\n', lines.Select((line, number) => number >= first && number < end && line.Length > 0 ? line[columns..] : line));

        bool IsInside(string line) => line.Length == 0 || IndentationOf(line) > IndentationOf(lines[first])
            || (!isItem && IndentationOf(line) == IndentationOf(lines[first]) && line.TrimStart().StartsWith("- ", StringComparison.Ordinal));
    }

    // Files in a ConfigMap are text to YAML.
    private static bool IsOfText(string[] lines, int number) =>
        lines.Take(number).Any(line => line.EndsWith('|') && IndentationOf(line) <= IndentationOf(lines[number]));

    private static int IndentationOf(string line) => line.Length - line.TrimStart().Length;
}
