using System.Text.RegularExpressions;
using Hale.Rules.Tree;
using YamlDotNet.Core;

namespace Hale.Yaml;

/// <summary>Tells templates, which are YAML only once they are rendered, from broken YAML.</summary>
internal static class Templates
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly Regex Action =
        new(@"\{\{.*?\}\}|\{%.*?%\}", Options | RegexOptions.Singleline, TimeSpan.FromSeconds(1));

    private static readonly Regex StatementLine = new(@"^[ \t]*(\{\{|\{%)", Options | RegexOptions.Multiline, TimeSpan.FromSeconds(1));

    private static readonly Regex Kind = new(@"(^|[{,])[ \t-]*""?kind""?:[ \t]*(?<kind>[^\s,}]+)", Options | RegexOptions.Multiline, TimeSpan.FromSeconds(1));

    private static readonly Regex KindName = new("^[A-Za-z]+$", Options, TimeSpan.FromSeconds(1));

    /// <summary>
    /// Whether a chunk that is not YAML would be, or may be, once it is rendered: a template's statement stands on a line of
    /// its own, or the text parses with its actions taken for plain words.
    /// </summary>
    public static bool IsTemplate(DocumentChunk chunk)
    {
        var text = chunk.Text;
        return Action.IsMatch(text) && (StatementLine.IsMatch(text) || Parses(Action.Replace(text, "x")));
    }

    public static InputProblem Problem(DocumentChunk chunk)
    {
        var action = Action.Match(chunk.Text);
        var end = chunk.Text.IndexOfAny(['\r', '\n'], action.Index, action.Length);
        return new InputProblem(
            InputProblemKind.Template,
            chunk.At(action.Index, end < 0 ? action.Index + action.Length : end),
            "The file is a template and not YAML before it is rendered: lint the rendered output");
    }

    /// <summary>The kinds that a text mentions, whatever its form; null when one of them is a hole.</summary>
    public static IReadOnlyList<string>? MentionedKinds(DocumentChunk chunk)
    {
        var kinds = Kind.Matches(chunk.Text).Cast<Match>().Select(match => match.Groups["kind"].Value.Trim('"', '\'', ',')).Distinct(StringComparer.Ordinal).ToList();
        return kinds.TrueForAll(kind => KindName.IsMatch(kind)) ? kinds : null;
    }

    private static bool Parses(string text)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            while (parser.MoveNext())
            {
            }

            return true;
        }
        catch (YamlException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
