using System.Text;
using System.Text.RegularExpressions;
using Hale.Rules.Tree;

namespace Hale.Rules.Secrets;

/// <summary>The text of one node or several, as one text to search in: the words of a command line stand side by side.</summary>
internal sealed class SearchedText
{
    private const int LongestCommand = 1000;

    // A text with more is none that somebody wrote, and each is looked at with what stands before it.
    private const int MostMatches = 1000;

    private static readonly char[] CommandStarts = ['\n', ';', '|', '&', '(', '`'];

    private readonly List<Part> _nodes = [];
    private readonly string _text;

    public SearchedText(Node node)
    {
        _nodes.Add(new Part(0, node));
        _text = TextOf(node);
    }

    public SearchedText(IEnumerable<Node> nodes)
    {
        var text = new StringBuilder();
        foreach (var node in nodes)
        {
            if (text.Length > 0)
                text.Append(' ');
            _nodes.Add(new Part(text.Length, node));
            text.Append(TextOf(node));
        }

        _text = text.ToString();
    }

    public bool StartsWith(string start) => _text.StartsWith(start, StringComparison.Ordinal);

    /// <summary>The matches outside of comments.</summary>
    /// <param name="pattern">Has a group 'sign', where a match begins in earnest, and a group 'value', with which it ends.</param>
    /// <param name="parts">Every match holds one of these, so that most texts need no further look.</param>
    public IEnumerable<Match> Find(Pattern pattern, params string[] parts)
    {
        var comparison = pattern.IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        foreach (var part in parts)
        {
            if (_text.IndexOf(part, comparison) >= 0)
                return pattern.Matches(_text).Cast<Match>().Take(MostMatches).Where(match => !IsInComment(match));
        }

        return [];
    }

    /// <summary>
    /// What stands before a match in the same command of a script. It starts with a hole when its program cannot be seen.
    /// </summary>
    public string CommandBefore(Match match)
    {
        var from = Math.Max(0, match.Index - LongestCommand);
        var before = _text.Substring(from, match.Index - from);
        var start = before.LastIndexOfAny(CommandStarts) + 1;
        return start == 0 && from > 0 ? PartialNode.Hole.ToString() : before.Substring(start).TrimStart();
    }

    /// <summary>Where a match stands in its source, from its sign on; all of its node where the source writes it in another form.</summary>
    public (Node Node, Place Place) Locate(Match match)
    {
        var value = match.Groups["value"];
        var (start, node) = NodeAt(value.Index);
        var from = Math.Max(start, match.Groups["sign"].Index);
        var found = _text.Substring(from, value.Index + value.Length - from);
        var at = node.At;
        var offset = at.Source.Text.IndexOf(found, at.Start, at.End - at.Start, StringComparison.Ordinal);
        return (node, offset < 0 ? node.Place : new Place(at.Source, offset, offset + found.Length));
    }

    // A node of which nothing is known ends the line: what follows belongs to a command that cannot be seen.
    private static string TextOf(Node node) => node switch
    {
        ScalarNode scalar => scalar.Text,
        PartialNode partial => partial.Text,
        _ => $"\n{PartialNode.Hole}",
    };

    private bool IsInComment(Match match)
    {
        var index = match.Groups["sign"].Index;
        var start = Math.Max(_text.LastIndexOf('\n', index) + 1, NodeAt(index).Start);
        while (_text[start] is ' ' or '\t')
            start++;
        return _text[start] is '#' or ';' || string.CompareOrdinal(_text, start, "//", 0, 2) == 0;
    }

    private Part NodeAt(int index) => _nodes.FindLast(item => item.Start <= index);

    /// <summary>A node whose text begins somewhere in this one.</summary>
    private sealed record Part(int Start, Node Node);
}
