using System.Text.RegularExpressions;

namespace Hale.Yaml.Mistakes;

/// <summary>A regular expression for what stands at an offset. A text that takes longer than a second does not match.</summary>
/// <param name="expression">The expression; only its named groups are kept, and <c>$</c> is the end of any line.</param>
internal sealed class LinePattern(string expression)
{
    private readonly Regex _regex = new(
        $@"\G({expression})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, TimeSpan.FromSeconds(1));

    public bool IsAt(string text, int offset) => MatchAt(text, offset).Success;

    public Match MatchAt(string text, int offset)
    {
        try
        {
            return _regex.Match(text, offset);
        }
        catch (RegexMatchTimeoutException)
        {
            return Match.Empty;
        }
    }
}
