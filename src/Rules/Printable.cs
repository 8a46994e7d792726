using System.Globalization;
using System.Text;

namespace Hale.Rules;

/// <summary>
/// What comes from the input, made safe to print: nothing in it can move the cursor, change colours, reorder text, or be
/// taken for a command by a build server that reads the output.
/// </summary>
public static class Printable
{
    private const string Replacement = "\ufffd";

    /// <summary>The text on one line, with control and invisible characters as escapes such as <c>\x1b</c>.</summary>
    public static string Escape(string text)
    {
        if (text.All(character => character is >= ' ' and <= '~' and not '#'))
            return WithoutGitHubCommand(text);
        var result = new StringBuilder(text.Length);
        for (var offset = 0; offset < text.Length;)
        {
            result.Append(First(text, offset, out var length));
            offset += length;
        }

        return WithoutGitHubCommand(result.ToString());
    }

    /// <summary>What is printed for the character of a text at an offset, and how many UTF-16 units that takes.</summary>
    public static string First(string text, int offset, out int length)
    {
        length = char.IsSurrogatePair(text, offset) ? 2 : 1;
        if (char.IsSurrogate(text[offset]) && length == 1)
            return Replacement;
        return IsAzureCommand(text, offset) ? @"\x23"
            : IsUnsafe(CharUnicodeInfo.GetUnicodeCategory(text, offset)) ? Escape(char.ConvertToUtf32(text, offset))
            : text.Substring(offset, length);
    }

    private static string Escape(int codePoint) => codePoint switch
    {
        '\t' => @"\t",
        '\n' => @"\n",
        '\r' => @"\r",
        <= 0xFF => FormattableString.Invariant($@"\x{codePoint:x2}"),
        <= 0xFFFF => FormattableString.Invariant($@"\u{codePoint:x4}"),
        _ => FormattableString.Invariant($@"\U{codePoint:x8}"),
    };

    // Format characters hide or reorder what stands around them (https://trojansource.codes).
    private static bool IsUnsafe(UnicodeCategory category) => category is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    // GitHub Actions obeys '::name::' at the beginning of a line.
    private static string WithoutGitHubCommand(string line)
    {
        var content = line.TrimStart();
        return content.StartsWith("::", StringComparison.Ordinal) ? $@"\x3a{content.Substring(1)}" : line;
    }

    // Azure Pipelines obeys '##vso[', GitHub Actions '##[', anywhere in a line.
    private static bool IsAzureCommand(string text, int offset) => IsAt(text, offset, "##[") || IsAt(text, offset, "##vso[");

    private static bool IsAt(string text, int offset, string words) => string.Compare(text, offset, words, 0, words.Length, StringComparison.OrdinalIgnoreCase) == 0;
}
