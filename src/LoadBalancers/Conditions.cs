using System.Text.RegularExpressions;

namespace Hale.LoadBalancers;

/// <summary>Knows which lines are there only under a condition: of a template, or of haproxy (<c>.if</c>).</summary>
internal sealed class Conditions
{
    private static readonly Regex Opening = Keyword("if|ifeq|unless|for|range|with|block|define|macro");
    private static readonly Regex Closing = Keyword("end[a-z]*");
    private static readonly Regex Between = Keyword("else|elif|elseif");
    private int _depth;

    /// <summary>Whether what follows is there for sure.</summary>
    public bool IsCertain => _depth == 0;

    /// <summary>Whether a line is a condition, or the end of one, and nothing else.</summary>
    public bool Take(List<Word> line)
    {
        var text = line[0].Text;
        if (Opening.IsMatch(text))
            _depth++;
        else if (Closing.IsMatch(text))
            _depth = Math.Max(0, _depth - 1);
        else if (!Between.IsMatch(text))
            return false;
        return true;
    }

    private static Regex Keyword(string words) =>
        new($@"^(\{{[{{%][-+~]?\s*|\.)({words})\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
}
