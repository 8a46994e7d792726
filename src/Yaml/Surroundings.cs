using Hale.Rules.Tree;
using Hale.Yaml.Mistakes;

namespace Hale.Yaml;

/// <summary>A part of a chunk.</summary>
/// <param name="Chunk">Where it is.</param>
/// <param name="IsManifest">Whether it is to be read; else it was copied along with a manifest.</param>
internal readonly record struct Stretch(DocumentChunk Chunk, bool IsManifest);

/// <summary>
/// Tells the manifests of a chunk from what was copied along with them: shell commands, marks of Markdown, sentences, the name
/// of the file. A manifest begins at the first <c>apiVersion</c> or <c>kind</c>, and ends before a line that is no key.
/// </summary>
internal static class Surroundings
{
    private static readonly string[] FirstKeys = ["apiVersion", "kind"];

    /// <summary>The parts of a chunk that cannot be read because of what surrounds its manifests; null when that is not why.</summary>
    public static IReadOnlyList<Stretch>? Of(DocumentChunk chunk, InputProblem problem)
    {
        if (problem.Kind is not InputProblemKind.Unreadable)
            return null;
        var stretches = Split(chunk);
        var isWhy = stretches.Exists(stretch => stretch.IsManifest)
            && stretches.Exists(stretch => !stretch.IsManifest && Holds(stretch.Chunk, problem.At.Start))
            && stretches.TrueForAll(stretch => stretch.IsManifest ? HasKind(stretch) : IsForeign(stretch))
            && !stretches.Skip(1).Any(stretch => !stretch.IsManifest && GoesOn(stretch));
        return isWhy ? stretches : null;
    }

    /// <summary>The first line of a text that holds more than a comment.</summary>
    public static int FirstLine(DocumentChunk chunk)
    {
        var line = chunk.Start;
        while (line < chunk.End && Lines.IsEmpty(chunk.Source.Text, line))
            line = NextLine(chunk, line);
        return line;
    }

    private static List<Stretch> Split(DocumentChunk chunk)
    {
        var stretches = new List<Stretch>();
        var (start, isManifest) = (chunk.Start, false);
        foreach (var line in LinesOf(chunk))
        {
            var turn = isManifest ? EndOfManifest(chunk.Source.Text, line) : StartOfManifest(chunk.Source.Text, line);
            if (turn < 0)
                continue;
            Add(stretches, chunk with { Start = start, End = turn }, isManifest);
            (start, isManifest) = (turn, !isManifest);
        }

        Add(stretches, chunk with { Start = start }, isManifest);
        return stretches;
    }

    private static void Add(List<Stretch> stretches, DocumentChunk chunk, bool isManifest)
    {
        if (FirstLine(chunk) < chunk.End)
            stretches.Add(new Stretch(chunk, isManifest));
    }

    // Pages and chats leave the mark of a code block on the manifest's first line: ```apiVersion: v1.
    private static int StartOfManifest(string text, int line)
    {
        while (line < text.Length && text[line] == '`')
            line++;
        return Array.Exists(FirstKeys, key => Lines.StartsWith(text, line, key) && IsKey(text, line)) ? line : -1;
    }

    private static int EndOfManifest(string text, int line) =>
        Lines.IsEmpty(text, line) || char.IsWhiteSpace(text[line]) || text[line] is '-' or '?' or '{' or '}' or ']' or '"' or '\'' || IsKey(text, line) ? -1 : line;

    // What the parser rejects may be the first line behind, which it takes for text that goes on.
    private static bool Holds(DocumentChunk chunk, int offset) => offset >= chunk.Start && offset <= NextLine(chunk with { End = chunk.Source.Text.Length }, chunk.End);

    // A word alone may be a key without its colon, and lines below other keys belong to a manifest with a mistake.
    private static bool IsForeign(Stretch stretch)
    {
        var (chunk, text) = (stretch.Chunk, stretch.Chunk.Source.Text);
        if (LinesOf(chunk).Any(line => IsKey(text, line) || Array.Exists(FirstKeys, key => Lines.StartsWith(text, line, key))))
            return false;
        var first = FirstLine(chunk);
        return !char.IsWhiteSpace(text[first]) && (chunk.Start == 0 || ForeignLine.Describe(chunk, first) is not null || text.IndexOf(' ', first, EndOfLine(chunk, first) - first) >= 0);
    }

    // Behind a line in the middle of a manifest comes the rest of it.
    private static bool GoesOn(Stretch stretch) =>
        LinesOf(stretch.Chunk).Any(line => !Lines.IsEmpty(stretch.Chunk.Source.Text, line) && stretch.Chunk.Source.Text[line] is ' ' or '\t' or '-');

    private static bool HasKind(Stretch stretch) =>
        LinesOf(stretch.Chunk).Any(line => Lines.StartsWith(stretch.Chunk.Source.Text, line, "kind:"));

    private static bool IsKey(string text, int line)
    {
        var end = line;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '-' or '.' or '/' or '<'))
            end++;
        return end > line && end < text.Length && text[end] == ':' && (end + 1 == text.Length || char.IsWhiteSpace(text[end + 1]));
    }

    private static IEnumerable<int> LinesOf(DocumentChunk chunk)
    {
        for (var line = chunk.Start; line < chunk.End; line = NextLine(chunk, line))
            yield return line;
    }

    private static int EndOfLine(DocumentChunk chunk, int line) =>
        chunk.Source.Text.IndexOfAny(['\r', '\n'], line, chunk.End - line) is >= 0 and var end ? end : chunk.End;

    private static int NextLine(DocumentChunk chunk, int line) => line < chunk.End ? Math.Min(EndOfLine(chunk, line) + 1, chunk.End) : chunk.End;
}
