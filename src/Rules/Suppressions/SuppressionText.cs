namespace Hale.Rules.Suppressions;

/// <summary>What comments and annotations say alike: <c>HA0701, replicas-single -- reason</c>.</summary>
/// <param name="Rules">The ids or names, each with its offset in the text.</param>
/// <param name="Reason">What is behind <c>--</c>; null when that is nothing.</param>
internal sealed record SuppressionText(IReadOnlyList<(string Word, int Offset)> Rules, string? Reason)
{
    private const string Dashes = "--";

    public static SuppressionText Parse(string text)
    {
        var words = Words(text).ToList();
        var dashes = words.FindIndex(word => word.Word == Dashes);
        if (dashes < 0)
            return new SuppressionText(words, null);
        var reason = text.Substring(words[dashes].Offset + Dashes.Length).Trim();
        return new SuppressionText([.. words.Take(dashes)], reason.Length > 0 ? reason : null);
    }

    private static IEnumerable<(string Word, int Offset)> Words(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isBetween = i == text.Length || text[i] is ',' or '\'' or '"' || char.IsWhiteSpace(text[i]);
            if (isBetween && start >= 0)
                yield return (text.Substring(start, i - start), start);
            start = isBetween ? -1 : start < 0 ? i : start;
        }
    }
}
