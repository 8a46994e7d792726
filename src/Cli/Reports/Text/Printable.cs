using System.Globalization;
using System.Text;

namespace Hale.Cli.Reports.Text;

/// <summary>
/// What comes from the input, made safe to print: nothing in it can move the cursor, change colours, reorder text, or be
/// taken for a command by a build server that reads the output.
/// </summary>
internal static class Printable
{
    /// <summary>The text on one line, with control and invisible characters as escapes such as <c>\x1b</c>.</summary>
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var offset = 0; offset < text.Length;)
        {
            result.Append(First(text.AsSpan(offset), out _, out var length));
            offset += length;
        }

        return WithoutGitHubCommand(result.ToString());
    }

    /// <summary>What is printed for the first character of a text, and how many UTF-16 units that takes.</summary>
    public static string First(ReadOnlySpan<char> text, out Rune rune, out int length)
    {
        Rune.DecodeFromUtf16(text, out rune, out length); // A lone surrogate becomes U+FFFD.
        return IsAzureCommand(text) ? @"\x23" : Escape(rune);
    }

    private static string Escape(Rune rune) => rune.Value switch
    {
        '\t' => @"\t",
        '\n' => @"\n",
        '\r' => @"\r",
        _ when !IsUnsafe(rune) => rune.ToString(),
        <= 0xFF => FormattableString.Invariant($@"\x{rune.Value:x2}"),
        <= 0xFFFF => FormattableString.Invariant($@"\u{rune.Value:x4}"),
        _ => FormattableString.Invariant($@"\U{rune.Value:x8}"),
    };

    // Format characters hide or reorder what stands around them (https://trojansource.codes).
    private static bool IsUnsafe(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    // GitHub Actions obeys '::name::' at the beginning of a line.
    private static string WithoutGitHubCommand(string line)
    {
        var content = line.TrimStart();
        return content.StartsWith("::", StringComparison.Ordinal) ? $@"\x3a{content[1..]}" : line;
    }

    // Azure Pipelines obeys '##vso[', GitHub Actions '##[', anywhere in a line.
    private static bool IsAzureCommand(ReadOnlySpan<char> text) =>
        text.StartsWith("##[", StringComparison.Ordinal) || text.StartsWith("##vso[", StringComparison.OrdinalIgnoreCase);
}
