namespace Hale.Rules.Suppressions;

/// <summary>The word that a comment begins with when it silences rules.</summary>
public static class Directive
{
    /// <summary>For what stands at the comment.</summary>
    public const string Here = "hale:ignore";

    /// <summary>For the whole file.</summary>
    public const string File = "hale:ignore-file";

    /// <summary>What both begin with, and mistakes for them do.</summary>
    public const string Start = "hale:";

    /// <summary>Whether a word is one of the two.</summary>
    public static bool IsOne(string word) => word is Here or File;

    /// <summary>Whether a word is none, and was meant to be: <c>hale:disable</c>, <c>hale:ignore-line</c> or <c>hale:ignore:HA0701</c>.</summary>
    public static bool IsMistaken(string word) => word.StartsWith(Start, StringComparison.Ordinal) && word.Length > Start.Length && !IsOne(word);
}
