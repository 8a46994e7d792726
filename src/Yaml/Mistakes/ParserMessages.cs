using YamlDotNet.Core;

namespace Hale.Yaml.Mistakes;

/// <summary>What YamlDotNet says of a mistake, in the words of somebody who writes manifests.</summary>
internal static class ParserMessages
{
    /// <summary>What YamlDotNet says of a line in double quotes that is not indented deeper than its key.</summary>
    public const string WrongIndentation = "While scanning a multi-line double-quoted scalar, found wrong indentation.";

    public const string Tab = "A tab is used for indentation: YAML allows only spaces";

    public const string NoKey = "Expected 'key: value' at the indentation of the keys above";

    public const string NoItem = "Expected a '-' as in the items above, or less indentation";

    public const string NoColon = "Expected ':' behind the key";

    public const string Colon = "A ':' is not allowed here: the line is indented too far, the line above lacks its ':', or the text needs quotes";

    public const string NoValue = "Expected a value";

    public const string NoCharacter = "The escape sequence stands for no character";

    public const string MoreText = "Expected the end of the document: more text follows behind a complete value";

    private const string NoClosingQuote = "The quoted text that starts here is never closed";

    private static readonly (string Said, string Meant)[] Words =
    [
        ("found invalid mapping", Colon),
        ("could not find expected ':'", NoColon),
        ("did not find expected '-' indicator", NoItem),
        ("did not find expected key", NoKey),
        ("did not find expected ',' or ']'", "Expected ',' or ']'"),
        ("did not find expected ',' or '}'", "Expected ',' or '}'"),
        ("did not find expected node content", NoValue),
        ("did not find expected <document end>", MoreText),
        ("did not find expected <document start>", MoreText), // after a comment
        ("found unexpected end of stream", NoClosingQuote),
        ("found unexpected document indicator", NoClosingQuote),
        (WrongIndentation, NoClosingQuote),
        ("character that cannot start any token", "A value cannot start with this character: put the text in quotes"),
        ("found value containing disallowed", "Text that starts with '*' or '&' needs quotes"),
        ("block sequence entries are not allowed", "A list item is not allowed here: put '-' on a line of its own, under its key"),
        ("mapping values are not allowed", "A key is not allowed here: the line is indented too far, or the line above lacks its value"),
        ("mapping keys are not allowed", "Text that starts with '? ' needs quotes"),
        ("did not find expected comment or line break", "The text behind '|' or '>' has to begin on the next line: move it there, or put all of it in quotes"),
        ("scanning a directive", "A line that starts with '%' is an instruction to the YAML reader: put the text in quotes"),
        ("found unknown escape character", "Unknown escape sequence: in double quotes a backslash has to be doubled"),
        ("did not find expected hexadecimal number", "The escape sequence lacks hexadecimal digits"),
        ("found invalid unicode", NoCharacter),
        ("found a tab", Tab),
        ("invalid tab", Tab),
    ];

    private static readonly string[] EscapeWords = ["escape", "hexadecimal", "unicode"];

    public static string Meaning(YamlException error) => Array.Find(Words, pair => Says(error, pair.Said)).Meant ?? error.Message.TrimEnd('.');

    public static bool IsAboutTabs(YamlException error) => Says(error, "tab");

    public static bool IsAboutEscapes(YamlException error) => Array.Exists(EscapeWords, words => Says(error, words));

    private static bool Says(YamlException error, string words) => error.Message.IndexOf(words, StringComparison.OrdinalIgnoreCase) >= 0;
}
