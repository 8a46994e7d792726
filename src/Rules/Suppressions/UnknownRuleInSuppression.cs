using Hale.Rules.Model;

namespace Hale.Rules.Suppressions;

internal sealed class UnknownRuleInSuppression : Rule
{
    public override RuleInfo Info { get; } = new("HA0005", "unknown-rule-in-suppression")
    {
        Severity = Severity.Warning,
        Confidence = Confidence.VeryHigh,
        Title = "Suppression of a rule that does not exist",
        Why = """
            The comment or annotation silences nothing: no rule has this id or name, or the comment does not begin with
            `hale:ignore` or `hale:ignore-file`. What it was meant for is still reported, or will be as soon as it appears.
            """,
        Fix = "Write the id or the name of a rule (`hale rules` lists them), several with commas, and the reason behind `--`.",
        Sources = [$"{Product.Home}/blob/main/docs/configuration.md#suppressions"],
    };

    internal override IEnumerable<Finding> Check(Cluster cluster, Share share)
    {
        var unknown = cluster.Suppressions.Where(suppression => suppression is { Rule: null, Word: not null }).ToList();
        return unknown.Count == 0 ? []
            : from same in share.Of([.. unknown.GroupBy(suppression => suppression.At)])
              select new Finding(Info, null, same.Key, MessageOf(same.First().Word!));
    }

    private static string MessageOf(string word) =>
        word.Length == 0 ? "The suppression names no rule"
        : Directive.IsMistaken(word) ? $"'{word}' silences no rule: '{Directive.Here}' or '{Directive.File}' may be meant"
        : RuleCatalog.NoSuchRule(word);
}
