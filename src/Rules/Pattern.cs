using System.Text.RegularExpressions;

namespace Hale.Rules;

/// <summary>
/// A regular expression that is made when a text is first compared with it: most runs need only a few of them. A text that takes
/// longer than a second, which nobody has written by hand, does not match.
/// </summary>
/// <param name="expression">The expression; only its named groups are kept.</param>
/// <param name="options">More than those that all have.</param>
internal sealed class Pattern(string expression, RegexOptions options = RegexOptions.None)
{
    private Regex? _regex;

    private Regex Regex => _regex ??= new(expression, options | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <summary>Whether capitals and small letters are the same to it.</summary>
    public bool IgnoresCase => options.HasFlag(RegexOptions.IgnoreCase);

    public bool IsMatch(string text)
    {
        try
        {
            return Regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    public Match Match(string text) => InTime(() => Regex.Match(text), System.Text.RegularExpressions.Match.Empty);

    /// <summary>The matches, from the beginning of the text on.</summary>
    public IEnumerable<Match> Matches(string text)
    {
        for (var match = Match(text); match.Success; match = InTime(match.NextMatch, System.Text.RegularExpressions.Match.Empty))
            yield return match;
    }

    public string Replace(string text, string replacement) => InTime(() => Regex.Replace(text, replacement), text);

    private static T InTime<T>(Func<T> ask, T otherwise)
        where T : class
    {
        try
        {
            return ask();
        }
        catch (RegexMatchTimeoutException)
        {
            return otherwise;
        }
    }
}
