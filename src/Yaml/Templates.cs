using System.Text;
using System.Text.RegularExpressions;
using Hale.Rules.Tree;
using YamlDotNet.Core;

namespace Hale.Yaml;

/// <summary>Tells templates, which are YAML only once they are rendered, from broken YAML.</summary>
internal static class Templates
{
    private const int MostNesting = 128;

    private static readonly char[] Openers = ['{', '%', '<', '$'];

    private static readonly Regex Kind = new(
        @"(^|[{,])[ \t-]*""?kind""?:[ \t]*(?<kind>[^\s,}]+)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        TimeSpan.FromSeconds(1));

    /// <summary>
    /// What is said of a chunk that is not YAML but would be, or may be, once it is rendered: a template's statement stands on a
    /// line of its own, or the text parses with its actions and variables taken for plain words. Null for broken YAML.
    /// </summary>
    public static InputProblem? ProblemIn(DocumentChunk chunk)
    {
        var text = chunk.Text;
        var holes = Actions(text).ToList();
        var actions = holes.FindAll(hole => text[hole.Start] != '$');
        if (holes.Count == 0 || !(actions.Exists(action => StartsLine(text, action.Start)) || Parses(WithWords(text, holes))))
            return null;
        var (start, end) = actions.Count > 0 ? actions[0] : holes[0];
        var lineEnd = text.IndexOfAny(['\r', '\n'], start, end - start);
        return new InputProblem(
            InputProblemKind.Template,
            chunk.At(start, lineEnd < 0 ? end : lineEnd),
            "The file is a template and not YAML before it is rendered: lint the rendered output");
    }

    /// <summary>The kinds that a text mentions, whatever its form; null when one of them is a hole.</summary>
    public static IReadOnlyList<string>? MentionedKinds(DocumentChunk chunk)
    {
        try
        {
            var kinds = Kind.Matches(chunk.Text).Cast<Match>().Select(match => match.Groups["kind"].Value.Trim('"', '\'', ',')).Distinct(StringComparer.Ordinal).ToList();
            return kinds.TrueForAll(kind => kind.All(letter => letter is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z'))) ? kinds : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static IEnumerable<(int Start, int End)> Actions(string text)
    {
        for (var start = text.IndexOfAny(Openers); start >= 0 && start + 1 < text.Length; start = text.IndexOfAny(Openers, start))
        {
            var close = CloseOf(text[start], text[start + 1]);
            var closed = close is null ? EndOfVariable(text, start) : text.IndexOf(close, start + 2, StringComparison.Ordinal);
            if (close is not null && closed < 0)
                yield break; // Hardly a template; looking on from each brace would take too long.
            var end = closed + (close ?? "}").Length;
            if (closed >= 0)
                yield return (start, end);
            start = closed < 0 ? start + 1 : end;
        }
    }

    // Where the brace of a variable of envsubst or its like is closed, on its line; -1 where none starts.
    private static int EndOfVariable(string text, int start)
    {
        if (text[start] != '$' || text[start + 1] != '{')
            return -1;
        var end = text.IndexOfAny(['}', '{', '\r', '\n'], start + 2);
        return end > start + 2 && text[end] == '}' ? end : -1;
    }

    // Of Go and Jinja, Jinja, Terraform (https://developer.hashicorp.com/terraform/language/expressions/strings#directives), and Ruby's ERB.
    private static string? CloseOf(char first, char second) => (first, second) switch
    {
        ('{', '{') => "}}",
        ('{', '%') => "%}",
        ('%', '{') => "}",
        ('<', '%') => "%>",
        _ => null,
    };

    private static bool StartsLine(string text, int offset)
    {
        while (offset > 0 && text[offset - 1] is ' ' or '\t')
            offset--;
        return offset == 0 || text[offset - 1] is '\r' or '\n';
    }

    private static string WithWords(string text, List<(int Start, int End)> actions)
    {
        var result = new StringBuilder();
        var copied = 0;
        foreach (var (start, end) in actions)
        {
            result.Append(text, copied, start - copied).Append('x');
            copied = end;
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }

    private static bool Parses(string text)
    {
        var parser = new Parser(new StringReader(text));
        var nesting = 0;
        try
        {
            while (parser.MoveNext() && nesting <= MostNesting)
                nesting += parser.Current!.NestingIncrease;
            return nesting <= MostNesting;
        }
        catch (Exception error) when (YamlReader.IsFromParser(error))
        {
            return false;
        }
    }
}
