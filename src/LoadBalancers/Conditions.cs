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

    /// <summary>Whether a line begins with a condition, or the end of one: then nothing of it is there for sure.</summary>
    public bool Take(List<Word> line)
    {
        var text = line[0].Text;
        if (IsFirst(Opening, text) || IsFirst(Closing, text))
            _depth = Math.Max(0, _depth + line.Sum(word => Opening.Matches(word.Text).Count - Closing.Matches(word.Text).Count));
        else if (!IsFirst(Between, text))
            return false;
        return true;
    }

    private static bool IsFirst(Regex keyword, string text) => keyword.Match(text) is { Success: true, Index: 0 };

    private static Regex Keyword(string words) =>
        new($@"(\{{[{{%][-+~]?\s*|^\.)({words})\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
}
