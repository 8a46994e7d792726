namespace Hale.Rules.Model;

/// <summary>Signs in free text, such as a name or the value of an annotation.</summary>
internal static class Words
{
    /// <summary>Whether one of the words is in the text, in capitals or not.</summary>
    public static bool AnyIn(string text, string[] words) => words.Any(word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
}
