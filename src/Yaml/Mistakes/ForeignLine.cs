using Hale.Rules.Tree;

namespace Hale.Yaml.Mistakes;

/// <summary>Lines of other languages that got into a manifest.</summary>
internal static class ForeignLine
{
    private const string ConflictMark = "<<<<<<< ";

    // What is copied along with a manifest out of a script: `cat <<EOF | kubectl apply -f -`, `kubectl apply -f - <<'EOF'`.
    private static readonly LinePattern ShellCommand =
        new(@"(\$ )?(cat|kubectl|oc|sudo|tee)\b[^\r\n]{0,500}<<-?\ {0,20}['""]?\w|EOF\s{0,20}$");

    public static bool IsConflict(string text, int line) => Lines.StartsWith(text, line, ConflictMark);

    /// <summary>What is said of a line that is known to be Markdown or part of a script.</summary>
    public static InputProblem? Describe(DocumentChunk chunk, int line)
    {
        var text = chunk.Source.Text;
        if (Lines.StartsWith(text, line, "```"))
            return YamlMistakes.Problem(chunk.Line(line), "This line is part of a Markdown page: remove it");
        return ShellCommand.IsAt(text, line) ? YamlMistakes.Problem(chunk.Line(line), "This line is part of a shell script: remove it") : null;
    }
}
