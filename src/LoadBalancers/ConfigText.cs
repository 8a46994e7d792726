using Hale.Rules.Tree;

namespace Hale.LoadBalancers;

/// <summary>The text of a configuration file, and where it stands: a file of its own, or a part of a manifest.</summary>
internal sealed class ConfigText
{
    private readonly Place _stretch;
    private readonly Place? _whole;

    private ConfigText(string text, Place stretch, Place? whole) => (Text, _stretch, _whole) = (text, stretch, whole);

    /// <summary>The text that holds it; it goes from <see cref="Start"/> to <see cref="End"/>.</summary>
    public string Text { get; }

    public int Start => _whole is null ? _stretch.Start : 0;

    public int End => _whole is null ? _stretch.End : Text.Length;

    public SourceText Source => _stretch.Source;

    /// <summary>A file.</summary>
    public static ConfigText Of(SourceText source) => new(source.Text, new Place(source, 0, source.Text.Length), null);

    /// <summary>A stretch of a file that is read where it stands.</summary>
    public static ConfigText Of(Place stretch) => new(stretch.Source.Text, stretch, null);

    /// <summary>A text that is not written as it is: all of it stands at one place.</summary>
    public static ConfigText Of(string text, Place at) => new(text, at, at);

    /// <summary>Whether it stands in the source as it is.</summary>
    public bool IsInPlace => _whole is null;

    /// <summary>Whether it is a program, which may write a configuration but is none.</summary>
    public bool IsScript => string.CompareOrdinal(Text, Start, "#!/", 0, 3) == 0;

    /// <summary>Whether a word stands anywhere in it, be it in a comment.</summary>
    public bool Mentions(string word) => Text.IndexOf(word, Start, End - Start, StringComparison.Ordinal) >= 0;

    public Place At(int start, int end) => _whole ?? new Place(Source, start, end);

    /// <summary>The document that was read from it.</summary>
    public Document Document(DocumentFormat format, MapNode root, LineReader reader, IEnumerable<Statement> statements) => new(Source, root)
    {
        Format = format,
        Comments = reader.Comments,
        Lines = [.. statements.SelectMany(statement => statement.WithBlock).Select(statement => statement.At)],
    };
}
