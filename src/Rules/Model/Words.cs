namespace Hale.Rules.Model;

/// <summary>Signs in free text, such as a name or the value of an annotation.</summary>
internal static class Words
{
    /// <summary>Whether a word is in the text, in capitals or not.</summary>
    public static bool IsIn(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>Whether one of the words is in the text, in capitals or not.</summary>
    public static bool AnyIn(string text, string[] words) => words.Any(word => IsIn(text, word));

    /// <summary>Some texts as a sentence lists them: <c>a, b and c</c>.</summary>
    public static string Listed(IReadOnlyList<string> texts) =>
        texts.Count < 2 ? string.Concat(texts) : $"{string.Join(", ", texts.Take(texts.Count - 1))} and {texts[texts.Count - 1]}";
}
