using Hale.Rules.Tree;

namespace Hale.Yaml.Tests;

/// <summary>Reads text for a test; whatever is read, every place must lie inside it.</summary>
internal static class Reading
{
    public static YamlContent Read(string text, YamlLimits? limits = null)
    {
        var source = new SourceText("manifest.yaml", text);
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

    private static IEnumerable<Place> Places(YamlContent content) =>
        content.Problems.Select(problem => problem.At)
            .Concat(content.Documents.SelectMany(document => document.Comments).Select(comment => comment.At))
            .Concat(content.Documents.SelectMany(document => Places(document.Root)));

    private static IEnumerable<Place> Places(Node node) =>
        new[] { node.At, node.NameAt, node.Place }
            .Concat(node.Entries.Select(entry => entry.KeyAt))
            .Concat(node.Entries.Select(entry => entry.Value).Concat(node.Items).SelectMany(Places));
}
