using Hale.Rules.Tree;
using YamlDotNet.Core;

namespace Hale.Yaml;

/// <summary>Says what is wrong with a text in words that help, at the place where it is wrong.</summary>
internal static class YamlMistakes
{
    // What YamlDotNet says, and what a reader of manifests understands.
    private static readonly (string Said, string Meant)[] Words =
    [
        ("found invalid mapping", "A second ':' is not allowed here: the line may be indented too far, or the text with ': ' needs quotes"),
        ("could not find expected ':'", "Expected ':' behind the key"),
        ("did not find expected '-' indicator", "Expected a '-' as in the items above, or less indentation"),
        ("did not find expected key", "Expected a key at the indentation of the keys above"),
        ("did not find expected ',' or ']'", "Expected ',' or ']'"),
        ("did not find expected ',' or '}'", "Expected ',' or '}'"),
        ("Did not find expected <document end>", "Expected the end of the document: more text follows behind a complete value"),
        ("found unexpected end of stream", "The quoted text that starts here is never closed"),
        ("found unexpected document indicator", "The quoted text that starts here is never closed"),
        ("character that cannot start any token", "A value cannot start with this character: put the text in quotes"),
        ("block sequence entries are not allowed", "A list item is not allowed here: put '-' on a line of its own, under its key"),
        ("Block sequence entries are not allowed", "A list item is not allowed here: put '-' on a line of its own, under its key"),
        ("mapping values are not allowed", "A key is not allowed here: the line is indented too far, or the line above lacks its value"),
        ("Mapping values are not allowed", "A key is not allowed here: the line is indented too far, or the line above lacks its value"),
        ("found unknown escape character", "Unknown escape sequence: in double quotes a backslash has to be doubled"),
        ("found a tab", Tab),
        ("invalid tab", Tab),
    ];

    private const string Tab = "A tab is used for indentation: YAML allows only spaces";

    /// <summary>The problem behind what the parser threw.</summary>
    public static InputProblem Describe(DocumentChunk chunk, YamlException error)
    {
        var length = chunk.End - chunk.Start;
        var start = Math.Min((int)error.Start.Index, length);
        var end = Math.Max(start, Math.Min((int)error.End.Index, length));
        var reach = error.Message.Contains("tab") ? int.MaxValue : 2;
        if (TabIndentation(chunk, start, reach) is { } tab)
            return new InputProblem(InputProblemKind.Unreadable, chunk.At(tab, tab + 1), Tab);
        var words = Array.Find(Words, pair => error.Message.Contains(pair.Said));
        var message = words.Meant ?? error.Message.TrimEnd('.');
        return new InputProblem(InputProblemKind.Unreadable, OnOneLine(chunk, start, end), message);
    }

    /// <summary>The problem of a flow collection that has no end.</summary>
    public static InputProblem Unclosed(DocumentChunk chunk, int start) =>
        new(InputProblemKind.Unreadable, chunk.At(start, Math.Min(start + 1, chunk.End - chunk.Start)), "The bracket that opens here is never closed");

    // The parser may stop before the tab that misled it: the first one in the indentation of this line or a later one counts.
    private static int? TabIndentation(DocumentChunk chunk, int offset, int reach)
    {
        var text = chunk.Text;
        var line = offset == 0 ? 0 : text.LastIndexOf('\n', Math.Min(offset, text.Length) - 1) + 1;
        for (var lines = 0; lines < reach && line < text.Length; lines++)
        {
            var i = line;
            while (i < text.Length && text[i] == ' ')
                i++;
            if (i < text.Length && text[i] == '\t' && !IsBlank(text, i))
                return i;
            line = text.IndexOf('\n', i) is >= 0 and var newLine ? newLine + 1 : text.Length;
        }

        return null;
    }

    private static bool IsBlank(string text, int offset)
    {
        while (offset < text.Length && text[offset] is ' ' or '\t')
            offset++;
        return offset == text.Length || text[offset] is '\r' or '\n' or '#';
    }

    private static Place OnOneLine(DocumentChunk chunk, int start, int end)
    {
        var text = chunk.Source.Text;
        var stop = text.IndexOfAny(['\r', '\n'], chunk.Start + start);
        return chunk.At(start, stop < 0 ? end : Math.Max(start, Math.Min(end, stop - chunk.Start)));
    }
}
