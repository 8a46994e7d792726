using Hale.Rules.Tree;

namespace Hale.Rules.Suppressions;

/// <summary>One rule, or every rule, that a language has its own way to silence: a directive or an attribute of C#, say.</summary>
/// <param name="At">Where the rule is named, or what silences every rule.</param>
/// <param name="Rule">Its id or name, as it is written; null for every rule.</param>
/// <param name="Reason">Why, if that is said.</param>
/// <param name="Stretches">Where the rule is silent.</param>
public sealed record SuppressedText(Place At, string? Rule, string? Reason, IReadOnlyList<Place> Stretches)
{
    /// <summary>Reads what comments say: <c>HA0701, replicas-single -- reason</c>.</summary>
    /// <param name="text">The place behind the word that begins a suppression.</param>
    /// <param name="stretches">Where the rules are silent.</param>
    public static IReadOnlyList<SuppressedText> Parse(Place text, IReadOnlyList<Place> stretches)
    {
        var parsed = SuppressionText.Parse(text.Text);
        return parsed.Rules.Count == 0
            ? [new SuppressedText(text, "", parsed.Reason, stretches)]
            : [.. parsed.Rules.Select(rule =>
            {
                var start = text.Start + rule.Offset;
                return new SuppressedText(new Place(text.Source, start, start + rule.Word.Length), rule.Word, parsed.Reason, stretches);
            })];
    }
}
