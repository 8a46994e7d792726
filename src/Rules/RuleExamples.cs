namespace Hale.Rules;

/// <summary>The examples of the rules: for each a manifest that it reports, and one that no rule reports.</summary>
public static class RuleExamples
{
    /// <summary>The manifest that the rule reports.</summary>
    /// <exception cref="ArgumentException">No rule has this id.</exception>
    public static string Bad(RuleInfo rule) => EmbeddedText.Read($"{rule.Id}.bad.yaml");

    /// <summary>The manifest that is as it should be.</summary>
    /// <exception cref="ArgumentException">No rule has this id.</exception>
    public static string Good(RuleInfo rule) => EmbeddedText.Read($"{rule.Id}.good.yaml");
}
