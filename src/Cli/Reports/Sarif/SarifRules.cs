using Hale.Cli.Reports.Text;
using Hale.Rules;

namespace Hale.Cli.Reports.Sarif;

/// <summary>The rules of the catalog as SARIF describes them.</summary>
internal static class SarifRules
{
    // GitHub rejects longer descriptions.
    private const int LongestDescription = 1024;

    // What they find also tells that the run could not look at everything.
    private static readonly string[] NotificationIds = ["HA0001", "HA0003"];

    private static readonly Dictionary<string, int> Indices =
        RuleCatalog.All.Index().ToDictionary(rule => rule.Item.Info.Id, rule => rule.Index, StringComparer.Ordinal);

    public static IReadOnlyList<SarifRule> All => [.. RuleCatalog.All.Select(rule => Describe(rule.Info))];

    public static IReadOnlyList<SarifRule> Notifications => [.. RuleCatalog.All.Where(rule => NotificationIds.Contains(rule.Info.Id)).Select(rule => Describe(rule.Info))];

    public static SarifReference ReferenceTo(RuleInfo rule) => new(rule.Id, Indices[rule.Id]);

    /// <summary>The notification that findings of a rule are as well, if they are one.</summary>
    public static SarifReference? NotificationOf(RuleInfo rule) =>
        Array.IndexOf(NotificationIds, rule.Id) is >= 0 and var index ? new SarifReference(rule.Id, index) : null;

    private static SarifRule Describe(RuleInfo rule)
    {
        var why = Prose.Paragraphs(rule.Why).ToList();
        return new SarifRule(
            rule.Id,
            PascalCase(rule.Name),
            new SarifMessage(Cut(rule.Title)),
            new SarifMessage(Cut(string.Join(' ', why))),
            Help(rule, string.Join("\n\n", why)),
            rule.HelpLink,
            new SarifRuleConfiguration(rule.Activation is not Activation.Off, Words.Of(rule.Severity)),
            new SarifRuleProperties(
                ["kubernetes", "high-availability", "reliability", rule.CategoryName],
                Words.Of(rule.Confidence),
                rule.Severity is Severity.Note ? "recommendation" : Words.Of(rule.Severity)));
    }

    // GitHub does not use helpUri, so the link is in the text; and it may break lines where the text does.
    private static SarifHelp Help(RuleInfo rule, string why)
    {
        var fix = string.Join("\n\n", Prose.Paragraphs(rule.Fix));
        var sources = string.Concat(rule.Sources.Select(source => $"- <{source}>\n"));
        return new SarifHelp(
            $"{why}\n\nFix: {fix}\n\nMore: {rule.HelpLink}",
            $"{why}\n\n**Fix:** {fix}\n\n**Sources:**\n\n{sources}\n[{rule.Id} {rule.Name}, with examples]({rule.HelpLink})\n");
    }

    private static string PascalCase(string kebabCase) =>
        string.Concat(kebabCase.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static string Cut(string text) => text.Length <= LongestDescription ? text : $"{text[..(LongestDescription - 3)]}...";
}
