using System.Text.RegularExpressions;
using Hale.Rules.Tree;

namespace Hale.LoadBalancers;

/// <summary>A text in a script: what stands between <c>cat > FILE &lt;&lt; EOF</c> and <c>EOF</c>.</summary>
/// <param name="Command">The line that it begins behind.</param>
/// <param name="Text">Its lines.</param>
/// <param name="IsExpanded">Whether the shell puts in values of variables and the output of commands: where the end is not in quotes.</param>
public sealed record HereDocument(string Command, Place Text, bool IsExpanded)
{
    private static readonly Regex Output = ScriptLines.Pattern(@">{1,2}[ \t]*[^\s&>]|\btee\b");
    private static readonly Regex Addition = ScriptLines.Pattern(@">>|\btee\b.*[ \t](-a|--append)\b");
    private static readonly Regex Application = ScriptLines.Pattern(@"\b(kubectl|oc)\b.*\b(apply|create|replace)\b");

    /// <summary>Whether it becomes a file.</summary>
    public bool IsWritten => Output.IsMatch(Command);

    /// <summary>Whether it becomes the end of a file.</summary>
    public bool IsAppended => Addition.IsMatch(Command);

    /// <summary>Whether it becomes objects of a cluster.</summary>
    public bool IsApplied => Application.IsMatch(Command);

    /// <summary>Whether a part of it is the output of a command.</summary>
    public bool RunsCommands => IsExpanded && (Mentions("$(") || Mentions("`"));

    /// <summary>Those of a script that are there whatever its conditions say.</summary>
    public static IEnumerable<HereDocument> In(SourceText script) =>
        script.Text.IndexOf("<<", StringComparison.Ordinal) < 0 ? [] : ScriptLines.Of(script).Select(line => line.Begins).OfType<HereDocument>();

    /// <summary>Whether a word stands in it.</summary>
    public bool Mentions(string word) => Text.Source.Text.IndexOf(word, Text.Start, Text.End - Text.Start, StringComparison.Ordinal) >= 0;
}

/// <summary>A line of a script.</summary>
/// <param name="Text">What it says.</param>
/// <param name="At">Where it begins.</param>
/// <param name="Begins">The here-document behind it.</param>
internal sealed record ScriptLine(string Text, int At, HereDocument? Begins);

/// <summary>Finds the lines of a script that are read as they are by every node: those under no condition.</summary>
internal static class ScriptLines
{
    private static readonly Regex Line = Pattern(@"[^\r\n]+");

    // cat >> /etc/hosts << EOF, cat << 'EOF' | tee -a /etc/hosts
    private static readonly Regex Heredoc = Pattern(@"^[^#<]*(<[^#<]+)*<<-?[ \t]*(?<quote>[""'\\])?(?<end>[A-Za-z_]\w*)");
    private static readonly Regex Opening = Pattern(@"^[ \t]*(if|case)\b(?!.*\b(fi|esac)[ \t]*;?[ \t]*$)");
    private static readonly Regex Closing = Pattern(@"^[ \t]*(fi|esac)\b");

    /// <summary>The lines, but for those of here-documents.</summary>
    public static IEnumerable<ScriptLine> Of(SourceText script)
    {
        var depth = 0;
        var lines = Line.Matches(script.Text);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var heredoc = Heredoc.Match(line.Value);
            var end = heredoc.Success ? EndOf(lines, i + 1, heredoc.Groups["end"].Value) : i;
            if (depth == 0)
                yield return new ScriptLine(line.Value, line.Index, end > i + 1 ? DocumentIn(script, lines, i, end, isExpanded: !heredoc.Groups["quote"].Success) : null);
            if (!heredoc.Success)
                depth = Math.Max(0, depth + (Opening.IsMatch(line.Value) ? 1 : Closing.IsMatch(line.Value) ? -1 : 0));
            i = end;
        }
    }

    internal static Regex Pattern(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    private static int EndOf(MatchCollection lines, int first, string end)
    {
        var line = first;
        while (line < lines.Count && lines[line].Value.Trim() != end)
            line++;
        return line;
    }

    private static HereDocument DocumentIn(SourceText script, MatchCollection lines, int command, int end, bool isExpanded)
    {
        var behind = end < lines.Count ? lines[end].Index : script.Text.Length;
        return new HereDocument(lines[command].Value, new Place(script, lines[command + 1].Index, behind), isExpanded);
    }
}
