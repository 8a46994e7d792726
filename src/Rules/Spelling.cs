namespace Hale.Rules;

/// <summary>Finds what a misspelt word was meant to be.</summary>
public static class Spelling
{
    /// <summary>The known word that is nearest, when it is near enough to have been meant; else null.</summary>
    /// <param name="word">What is written.</param>
    /// <param name="known">What may be meant.</param>
    /// <param name="lettersPerMistake">Of how many letters one may be wrong.</param>
    public static string? Nearest(string word, IEnumerable<string> known, int lettersPerMistake = 3) =>
        known.Select(candidate => (candidate, distance: Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(pair => pair.distance <= Math.Max(1, word.Length / lettersPerMistake))
            .OrderBy(pair => pair.distance)
            .ThenByDescending(pair => word.Zip(pair.candidate, (left, right) => left == right).TakeWhile(isSame => isSame).Count())
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate)
            .FirstOrDefault();

    // Levenshtein's distance, row by row.
    private static int Distance(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var current = new int[right.Length + 1];
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[right.Length];
    }
}
