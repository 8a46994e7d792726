using System.Text.RegularExpressions;
using Hale.Rules.Tree;

namespace Hale.LoadBalancers;

/// <summary>A text in a script: what stands between <c>cat > FILE &lt;&lt; EOF</c> and <c>EOF</c>.</summary>
/// <param name="Command">The line that it begins behind.</param>
/// <param name="Text">Its lines.</param>
/// <param name="IsExpanded">Whether the shell puts in values of variables and the output of commands: where the end is not in quotes.</param>
/// <param name="IsInFunction">Whether it is in a function, so that only its callers know whether, and beside what, it is there.</param>
public sealed record HereDocument(Place Command, Place Text, bool IsExpanded, bool IsInFunction)
{
    private static readonly Regex Output = ScriptLines.Pattern(@"(>{1,2}|\btee\b([ \t]+-\S+)*)[ \t]*[""']?(?<file>[^\s&>|<""']+)");
    private static readonly Regex Addition = ScriptLines.Pattern(@">>|\btee\b.*[ \t](-a|--append)\b");
    private static readonly Regex Edit = ScriptLines.Pattern(@"\bsed\b.*[ \t](-i|--in-place)");
    private static readonly Regex Application = ScriptLines.Pattern(@"\b(kubectl|oc)\b.*\b(apply|create|replace)\b");
    private static readonly Regex Deletion = ScriptLines.Pattern(@"\b(kubectl|oc)\b.*\bdelete\b");

    /// <summary>Whether it becomes a file.</summary>
    public bool IsWritten => Output.IsMatch(Command.Text);

    /// <summary>Whether it becomes the end of a file.</summary>
    public bool IsAppended => Addition.IsMatch(Command.Text);

    /// <summary>Whether it becomes objects of a cluster.</summary>
    public bool IsApplied => Application.IsMatch(Command.Text);

    /// <summary>Whether a part of it is the output of a command.</summary>
    public bool RunsCommands => IsExpanded && (Mentions("$(") || Mentions("`"));

    /// <summary>
    /// Those of a script that are there whatever its conditions say, and as they are: no other line of the script changes the file
    /// that they are written to.
    /// </summary>
    public static IEnumerable<HereDocument> In(SourceText script)
    {
        if (script.Text.IndexOf("<<", StringComparison.Ordinal) < 0)
            return [];
        var changes = ScriptLines.All(script).Select(line => line.Text).Where(line => Output.IsMatch(line) || Edit.IsMatch(line)).ToLookup(FileWritten);
        var (written, changed) = (changes.ToDictionary(same => same.Key, same => same.Count()), changes.ToDictionary(same => same.Key, same => same.Count(Changes)));
        return ScriptLines.Of(script).Select(line => line.Begins).OfType<HereDocument>()
            .Where(text => !text.IsWritten || (text.IsAppended ? written[FileWritten(text.Command.Text)] == 1 : changed[FileWritten(text.Command.Text)] == 0));
    }

    /// <summary>Those that become objects of a cluster, or files of objects, all of them together: where a script deletes some, others may take their place.</summary>
    public static IEnumerable<HereDocument> OfObjects(SourceText script) =>
        In(script).Where(text => !text.IsInFunction && (text.IsWritten || text.IsApplied) && text.Mentions("apiVersion:")).ToList() is { Count: > 0 } found
            && !ScriptLines.All(script).Any(line => Deletion.IsMatch(line.Text)) ? found : [];

    /// <summary>Whether a word stands in it.</summary>
    public bool Mentions(string word) => Text.Source.Text.IndexOf(word, Text.Start, Text.End - Text.Start, StringComparison.Ordinal) >= 0;

    private static bool Changes(string line) => Addition.IsMatch(line) || Edit.IsMatch(line);

    // Of the last file that a line names the part behind the folders: these may be written in another way elsewhere.
    private static string FileWritten(string line)
    {
        var path = Edit.IsMatch(line) ? line.Trim() : Output.Matches(line).Cast<Match>().Select(match => match.Groups["file"].Value).LastOrDefault(file => file != "/dev/null") ?? "";
        return path.Substring(path.LastIndexOfAny(['/', ' ', '\t']) + 1).Trim('"', '\'');
    }
}

/// <summary>A line of a script.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Begins">The here-document behind it.</param>
internal sealed record ScriptLine(Place At, HereDocument? Begins);

/// <summary>Finds the lines of a script that are read as they are by every node: those under no condition.</summary>
internal static class ScriptLines
{
    // Nobody writes a command of more; what is looked for takes time in proportion to the square of a line.
    private const int Longest = 1_000;

    private static readonly Regex Line = Pattern(@"[^\r\n]+");

    // cat >> /etc/hosts << EOF, cat << 'EOF' | tee -a /etc/hosts
    private static readonly Regex Heredoc = Pattern(@"^[^#<]*(<[^#<]+)*<<-?[ \t]*(?<quote>[""'\\])?(?<end>[A-Za-z_]\w*)");
    private static readonly Regex Opening = Pattern(@"^[ \t]*(if|case)\b(?!.*\b(fi|esac)[ \t]*;?[ \t]*$)");
    private static readonly Regex Closing = Pattern(@"^[ \t]*(fi|esac)\b");
    private static readonly Regex Function = Pattern(@"^[ \t]*(function[ \t]+[\w-]+([ \t]*\(\))?|[\w-]+[ \t]*\(\))[ \t]*\{?[ \t]*$");

    /// <summary>All lines, those of here-documents included.</summary>
    public static IEnumerable<Place> All(SourceText script) =>
        Line.Matches(script.Text).Cast<Match>().Where(line => line.Length <= Longest).Select(line => PlaceOf(script, line));

    /// <summary>The lines, but for those of here-documents.</summary>
    public static IEnumerable<ScriptLine> Of(SourceText script)
    {
        var (depth, isInFunction) = (0, false);
        var lines = Line.Matches(script.Text);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.Length > Longest)
                continue;
            var heredoc = Heredoc.Match(line.Value);
            isInFunction = line.Value[0] is not '}' && (isInFunction || Function.IsMatch(line.Value));
            var end = heredoc.Success ? EndOf(lines, i + 1, heredoc.Groups["end"].Value) : i;
            if (depth == 0)
                yield return new ScriptLine(PlaceOf(script, line), end > i + 1 ? DocumentIn(script, lines, i, end, isExpanded: !heredoc.Groups["quote"].Success) with { IsInFunction = isInFunction } : null);
            if (!heredoc.Success)
                depth = Math.Max(0, depth + (Opening.IsMatch(line.Value) ? 1 : Closing.IsMatch(line.Value) ? -1 : 0));
            i = end;
        }
    }

    internal static Regex Pattern(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    private static Place PlaceOf(SourceText script, Capture line) => new(script, line.Index, line.Index + line.Length);

    private static int EndOf(MatchCollection lines, int first, string end)
    {
        var line = first;
        while (line < lines.Count && !IsEnd(lines[line].Value.Trim(), end))
            line++;
        return line;
    }

    // bash -c 'cat > FILE << EOF' ends with the text that it runs.
    private static bool IsEnd(string line, string end) =>
        line.StartsWith(end, StringComparison.Ordinal) && (line.Length == end.Length || line[end.Length] is '\'' or '"' or ')');

    private static HereDocument DocumentIn(SourceText script, MatchCollection lines, int command, int end, bool isExpanded)
    {
        var behind = end < lines.Count ? lines[end].Index : script.Text.Length;
        return new HereDocument(PlaceOf(script, lines[command]), new Place(script, lines[command + 1].Index, behind), isExpanded, IsInFunction: false);
    }
}
