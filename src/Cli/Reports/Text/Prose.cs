using System.Text.RegularExpressions;

namespace Hale.Cli.Reports.Text;

/// <summary>Lays out sentences.</summary>
internal static partial class Prose
{
    /// <summary>The width that text is laid out for.</summary>
    public const int Width = 100;

    /// <summary>The text on one line.</summary>
    public static string OnOneLine(string text)
    {
        var line = text.Length <= 2048 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        foreach (var letter in text)
        {
            if (!char.IsWhiteSpace(letter))
                line[length++] = letter;
            else if (length > 0 && line[length - 1] != ' ')
                line[length++] = ' ';
        }

        return new string(line[..length].TrimEnd(' '));
    }

    /// <summary>The paragraphs of a text, which empty lines part, each on one line.</summary>
    public static IEnumerable<string> Paragraphs(string text) => text.Trim().ReplaceLineEndings("\n").Split("\n\n").Select(OnOneLine);

    /// <summary>As many whole sentences as fit into a width; at least one.</summary>
    public static string FirstSentences(string text, int width)
    {
        var line = OnOneLine(text);
        var ends = SentenceEnd().Matches(line).Select(match => match.Index).Append(line.Length).ToList();
        return line[..Math.Max(ends[0], ends.FindLast(end => end <= width))];
    }

    /// <summary>
    /// The text in lines of at most a width, broken between words; a longer word has a line of its own. No line begins with
    /// what GitHub Actions takes for a command.
    /// </summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && CharacterWidth.Of(line) + 1 + CharacterWidth.Of(word) > width && !word.StartsWith("::", StringComparison.Ordinal))
            {
                yield return line;
                line = "";
            }

            line = line.Length > 0 ? $"{line} {word}" : word;
        }

        yield return line;
    }

    [GeneratedRegex(@"(?<=[.!?])(?<!e\.g\.|i\.e\.)(?= [\p{Lu}`'\d])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SentenceEnd();
}
