using Hale.Rules.Tree;

namespace Hale.Yaml.Tests;

/// <summary>Reads text for a test; whatever is read, every place must lie inside it.</summary>
internal static class Reading
{
    private const int MostCompared = 100;

    public static YamlContent Read(string text, YamlLimits? limits = null)
    {
        var source = new SourceText("manifest.yaml", text);
        foreach (var chunk in DocumentSplitter.Split(source).Take(MostCompared))
            CompareEvents(chunk);
        var content = YamlReader.Read(source, limits);
        foreach (var place in Places(content))
        {
            if (!ReferenceEquals(place.Source, source) || place.Start < 0 || place.End < place.Start || place.End > text.Length)
                Assert.Fail($"[{place.Start}, {place.End}) is outside of a text with {text.Length} characters:\n{text}");
        }

        return content;
    }

    /// <summary>The root of the only document of a text without problems.</summary>
    public static Node Root(string text) => Assert.Single(Documents(text)).Root;

    /// <summary>The documents of a text without problems.</summary>
    public static IReadOnlyList<Document> Documents(string text)
    {
        var content = Read(text);
        Assert.Empty(content.Problems.Select(problem => $"{Show(problem.At)} {problem.Message}"));
        return content.Documents;
    }

    /// <summary>The only problem of a text.</summary>
    public static InputProblem Problem(string text, YamlLimits? limits = null) => Assert.Single(Read(text, limits).Problems);

    /// <summary>Line, column and text of a place, with its line breaks as <c>⏎</c>.</summary>
    public static string Show(Place place) => $"{Position(place)} {place.Text.ReplaceLineEndings("⏎")}";

    public static string Position(Place place) => $"{place.StartPosition.Line}:{place.StartPosition.Column}";

    /// <summary>Whether a chunk is read without YamlDotNet; then it has to be read in the same way.</summary>
    public static bool CompareEvents(DocumentChunk chunk)
    {
        using var simple = SimpleEvents.Of(chunk);
        if (simple is null)
            return false;
        using var parsed = new ParserEvents(new ParserText(chunk));
        var difference = Describe(chunk, simple).Zip(DescribeSafely(chunk, parsed)).FirstOrDefault(pair => pair.First != pair.Second);
        if (difference.First != difference.Second)
            Assert.Fail($"'{difference.First}' is '{difference.Second}' to the parser in:\n{chunk.Text}");
        return true;
    }

    private static List<string> DescribeSafely(DocumentChunk chunk, ParserEvents events)
    {
        var described = new List<string>();
        try
        {
            described.AddRange(Describe(chunk, events));
        }
        catch (Exception error) when (YamlReader.IsFromParser(error))
        {
            described.Add(error.Message);
        }

        return described;
    }

    // All that the tree is built from: only brackets tell where they end.
    private static IEnumerable<string> Describe(DocumentChunk chunk, YamlEvents events)
    {
        var brackets = new Stack<bool>();
        do
        {
            events.MoveNext();
            if (events.Current.Kind is YamlEventKind.MapStart or YamlEventKind.ListStart)
                brackets.Push(events.Current.IsFlow);
            var (kind, start, end, style, isFlow, _) = events.Current;
            var text = chunk.Source.Text.Substring(chunk.Start + start, Math.Max(0, end - start));
            yield return kind switch
            {
                YamlEventKind.Scalar => $"{start}-{start + text.TrimEnd().Length} {style} {events.TextOf(events.Current)}",
                YamlEventKind.MapStart or YamlEventKind.ListStart => $"{kind} {start} {isFlow}",
                YamlEventKind.MapEnd or YamlEventKind.ListEnd => brackets.Pop() ? $"{kind} {start}" : kind.ToString(),
                _ => kind.ToString(),
            };
        }
        while (events.Current.Kind is not YamlEventKind.End);
    }

    private static IEnumerable<Place> Places(YamlContent content) =>
        content.Problems.Select(problem => problem.At)
            .Concat(content.Documents.SelectMany(document => document.Comments).Select(comment => comment.At))
            .Concat(content.Documents.SelectMany(document => Places(document.Root)));

    private static IEnumerable<Place> Places(Node node) =>
        new[] { node.At, node.NameAt, node.Place }
            .Concat(node.Entries.Select(entry => entry.KeyAt))
            .Concat(node.Entries.Select(entry => entry.Value).Concat(node.Items).SelectMany(Places));
}
