using Hale.Linting;
using Hale.Rules;

namespace Hale.Cli.Reports.Sarif;

/// <summary>The message of a result: a sentence, and links to its related locations, which GitHub shows only when linked.</summary>
internal static class SarifText
{
    public static SarifMessage Of(Finding finding, int links) => new(links == 0
        ? Sentence(finding.Message + FindingText.Remark(finding.Place))
        : $"{Sentence(finding.Message + FindingText.Remark(finding.Place))} See also: {string.Join(", ", finding.Related.Take(links).Select(Link))}.");

    public static string Sentence(string message) => $"{Printable.Escape(message).Replace("](", @"\](", StringComparison.Ordinal).TrimEnd('.')}.";

    private static string Link(RelatedPlace related, int index) => $"[{EscapeLinkText(Printable.Escape(related.Message))}]({index + 1})";

    // SARIF 2.1.0, 3.11.6.
    private static string EscapeLinkText(string text) => text
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("[", @"\[", StringComparison.Ordinal)
        .Replace("]", @"\]", StringComparison.Ordinal);
}
