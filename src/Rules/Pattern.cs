using System.Text.RegularExpressions;

namespace Hale.Rules;

/// <summary>A regular expression that is made when a text is first compared with it: most runs need only a few of them.</summary>
/// <param name="expression">The expression; only its named groups are kept.</param>
/// <param name="options">More than those that all have.</param>
internal sealed class Pattern(string expression, RegexOptions options = RegexOptions.None)
{
    private Regex? _regex;

    private Regex Regex => _regex ??= new(expression, options | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <summary>Whether capitals and small letters are the same to it.</summary>
    public bool IgnoresCase => options.HasFlag(RegexOptions.IgnoreCase);

    public bool IsMatch(string text) => Regex.IsMatch(text);

    public Match Match(string text) => Regex.Match(text);

    public MatchCollection Matches(string text) => Regex.Matches(text);

    public string Replace(string text, string replacement) => Regex.Replace(text, replacement);
}
