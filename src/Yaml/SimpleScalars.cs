using System.Text;
using YamlDotNet.Core;

namespace Hale.Yaml;

/// <summary>The content of the scalars that <see cref="SimpleYaml"/> finds, from what is written.</summary>
internal static class SimpleScalars
{
    /// <summary>The content of a scalar, with its quotes or the header of a block scalar.</summary>
    public static string TextOf(string text, int start, int end, ScalarStyle style) => style switch
    {
        ScalarStyle.Literal or ScalarStyle.Folded => Block(text, start, end),
        ScalarStyle.SingleQuoted => Fold(text, start + 1, end - 1).Replace("''", "'"),
        ScalarStyle.DoubleQuoted => Unescape(Fold(text, start + 1, end - 1)),
        _ => Fold(text, start, end),
    };

    /// <summary>What an escape stands for that is one character long; null for others.</summary>
    public static char? Unescaped(char escape) => escape switch
    {
        '"' or '\\' or '/' => escape,
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        '0' => '\0',
        _ => null,
    };

    private static string Unescape(string text)
    {
        if (text.IndexOf('\\') < 0)
            return text;
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            result.Append(text[i] == '\\' ? Unescaped(text[++i]).GetValueOrDefault() : text[i]);
        return result.ToString();
    }

    // An end of a line becomes a space, and empty lines become ends of lines.
    private static string Fold(string text, int start, int end)
    {
        if (text.IndexOf('\n', start, end - start) < 0)
            return SharedTexts.Of(text, start, end - start);
        var result = new StringBuilder(end - start);
        for (var line = start; line < end;)
        {
            var lineEnd = LineEnd(text, line, end);
            result.Append(text, line, (lineEnd < end ? TrimmedEnd(text, line, lineEnd) : end) - line);
            var breaks = 0;
            for (line = lineEnd; line < end && text[line] is '\n' or ' '; line++)
                breaks += text[line] == '\n' ? 1 : 0;
            if (breaks > 0)
                Append(result, breaks, isFolded: true);
        }

        return result.ToString();
    }

    private static string Block(string text, int start, int end)
    {
        var (isFolding, chomping) = (text[start] == '>', text[start + 1]);
        var line = LineEnd(text, start, end) + 1;
        var (indent, breaks, wasBlank) = (IndentOf(text, line, end), 0, true);
        var result = new StringBuilder(end - line);
        for (; line < end; line++)
        {
            var lineEnd = LineEnd(text, line, end);
            if (lineEnd - line > indent)
            {
                var isBlank = text[line + indent] is ' ' or '\t';
                Append(result, breaks, isFolding && !wasBlank && !isBlank);
                result.Append(text, line + indent, lineEnd - line - indent);
                (breaks, wasBlank) = (0, isBlank);
            }

            breaks += lineEnd < end ? 1 : 0;
            line = lineEnd;
        }

        return result.Append('\n', chomping == '+' ? breaks : chomping == '-' ? 0 : Math.Min(breaks, 1)).ToString();
    }

    // That of the first line with content.
    private static int IndentOf(string text, int line, int end)
    {
        while (line < end && text[line] == '\n')
            line++;
        var first = line;
        while (first < end && text[first] == ' ')
            first++;
        return first - line;
    }

    private static void Append(StringBuilder result, int breaks, bool isFolded)
    {
        if (isFolded && breaks == 1)
            result.Append(' ');
        else
            result.Append('\n', isFolded ? breaks - 1 : breaks);
    }

    private static int LineEnd(string text, int offset, int end) => text.IndexOf('\n', offset, end - offset) is >= 0 and var lineEnd ? lineEnd : end;

    private static int TrimmedEnd(string text, int start, int end)
    {
        while (end > start && text[end - 1] == ' ')
            end--;
        return end;
    }
}
