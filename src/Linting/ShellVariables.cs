using System.Text.RegularExpressions;
using Hale.Rules.Tree;

namespace Hale.Linting;

/// <summary>The variables that a script assigns once, and to plain text, so that their value is known wherever they are used.</summary>
internal sealed class ShellVariables
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly Regex Assignment = new(@"^[ \t]*((export|readonly|local)[ \t]+)?(?<name>[A-Za-z_]\w*)=(?<value>[^\s;&|#]*)", Options | RegexOptions.Multiline, TimeSpan.FromSeconds(1));
    private static readonly Regex Plain = new(@"^(?<quote>[""']?)(?<text>[\w.:-]+)\k<quote>$", Options, TimeSpan.FromSeconds(1));
    private static readonly Regex Use = new(@"^""?\$(\{(?<name>\w+)\}|(?<name>\w+))""?$", Options, TimeSpan.FromSeconds(1));

    private readonly Dictionary<string, ScalarNode> _known = new(StringComparer.Ordinal);

    public ShellVariables(SourceText source)
    {
        foreach (var same in Assignment.Matches(source.Text).Cast<Match>().GroupBy(match => match.Groups["name"].Value, StringComparer.Ordinal))
        {
            var value = same.First().Groups["value"];
            if (same.Count() == 1 && Plain.Match(value.Value).Groups["text"] is { Success: true } text)
                _known[same.Key] = new ScalarNode(new Place(source, value.Index + text.Index, value.Index + text.Index + text.Length), ScalarKind.String, text.Value);
        }
    }

    /// <summary>The value of a word that is a variable, where it is assigned: to be found there once, however often it is used.</summary>
    public ScalarNode? Take(string word)
    {
        var name = Use.Match(word).Groups["name"].Value;
        if (!_known.TryGetValue(name, out var value))
            return null;
        _known.Remove(name);
        return value;
    }
}
