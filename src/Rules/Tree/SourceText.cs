namespace Hale.Rules.Tree;

/// <summary>The text of one input, whatever its language, and where its lines begin.</summary>
/// <param name="path">The path to show, relative to the base directory, with forward slashes.</param>
/// <param name="text">The decoded text; places count its UTF-16 units from 0.</param>
public sealed class SourceText(string path, string text)
{
    // Most lines of manifests are no shorter, so that the list of their beginnings seldom grows.
    private const int UsualLine = 24;

    private List<int>? _lineStarts;

    /// <summary>The path to show, relative to the base directory, with forward slashes.</summary>
    public string Path { get; } = path;

    /// <summary>The decoded text. A byte-order mark is kept.</summary>
    public string Text { get; } = text;

    /// <summary>
    /// The folder in which it stands near others, with forward slashes; empty for the base directory itself. It is that of
    /// <see cref="Path"/>, and for C# that of its project: a program has one cluster in mind, however its files are sorted.
    /// </summary>
    public string Directory { get; init; } = path.LastIndexOf('/') is >= 0 and var slash ? path.Substring(0, slash) : "";

    /// <summary>The name of the file, without its folders.</summary>
    internal string FileName => Path.Substring(Path.LastIndexOf('/') + 1);

    /// <summary>Whether it is a script, whose objects are made one after the other.</summary>
    internal bool IsScript => Path.EndsWith(".sh", StringComparison.Ordinal);

    /// <summary>The names of the folders in <see cref="Path"/>, and of the file itself.</summary>
    internal string[] PathSegments => field ??= Path.Split('/');

    /// <summary>How many lines there are; an empty text has one.</summary>
    public int LineCount => LineStarts.Count;

    private List<int> LineStarts => _lineStarts ??= FindLineStarts(Text);

    /// <summary>The line and column of an offset; both count from 1, columns in UTF-16 units.</summary>
    public (int Line, int Column) PositionAt(int offset)
    {
        var index = LineStarts.BinarySearch(offset);
        var line = index >= 0 ? index : ~index - 1;
        var start = LineStarts[line];
        if (start == 0 && offset > 0 && Text[0] == '\uFEFF')
            start = 1; // The mark is not part of what an editor shows as line 1.
        return (line + 1, offset - start + 1);
    }

    /// <summary>The text of a line, without its end.</summary>
    /// <param name="line">Counted from 1, at most <see cref="LineCount"/>.</param>
    public string Line(int line)
    {
        var start = LineStarts[line - 1];
        var end = line < LineCount ? LineStarts[line] : Text.Length;
        return Text.Substring(start, end - start).TrimEnd('\r', '\n').TrimStart('\uFEFF');
    }

    // CR, LF and CRLF end a line, as in YAML 1.2.2 (5.4) and in C#.
    private static List<int> FindLineStarts(string text)
    {
        var starts = new List<int>(1 + (text.Length / UsualLine)) { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                starts.Add(i + 1);
        }

        return starts;
    }
}
