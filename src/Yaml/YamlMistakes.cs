using System.Text.RegularExpressions;
using Hale.Rules.Tree;
using YamlDotNet.Core;

namespace Hale.Yaml;

/// <summary>Says what is wrong with a text in words that help, at the place where it is wrong.</summary>
internal static class YamlMistakes
{
    /// <summary>What YamlDotNet says of a line in double quotes that is not indented deeper than its key.</summary>
    public const string WrongIndentation = "While scanning a multi-line double-quoted scalar, found wrong indentation.";

    public const string Tab = "A tab is used for indentation: YAML allows only spaces";

    private const string NoKey = "Expected 'key: value' at the indentation of the keys above";

    private const string NoItem = "Expected a '-' as in the items above, or less indentation";

    private const string NoColon = "Expected ':' behind the key";

    private const string Colon = "A ':' is not allowed here: the line is indented too far, the line above lacks its ':', or the text needs quotes";

    private const string MoreText = "Expected the end of the document: more text follows behind a complete value";

    private const string LessIndented = "This line is indented less than the first one of the document: the keys of one object begin in the same column";

    private const string Flattened = "No line of the document is indented, so nobody can tell what belongs to which key: copy it again from its source, or indent it";

    private const string ConflictMark = "<<<<<<< ";

    // What word processors and web pages put in place of '-': dashes of all lengths, the sign for minus and a dot.
    private const string Dashes = "\u2010\u2011\u2012\u2013\u2014\u2212\u2022";

    // What YamlDotNet says, and what a reader of manifests understands.
    private static readonly (string Said, string Meant)[] Words =
    [
        ("found invalid mapping", Colon),
        ("could not find expected ':'", NoColon),
        ("did not find expected '-' indicator", NoItem),
        ("did not find expected key", NoKey),
        ("did not find expected ',' or ']'", "Expected ',' or ']'"),
        ("did not find expected ',' or '}'", "Expected ',' or '}'"),
        ("did not find expected node content", "Expected a value"),
        ("did not find expected <document end>", MoreText),
        ("did not find expected <document start>", MoreText), // after a comment
        ("found unexpected end of stream", "The quoted text that starts here is never closed"),
        ("found unexpected document indicator", "The quoted text that starts here is never closed"),
        (WrongIndentation, "The quoted text that starts here is never closed"),
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

    private const string NoCharacter = "The escape sequence stands for no character";

    private static readonly Regex KeyWithoutSpace = new(
        @"\G[\w.-]{1,100}:[^\s:/]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static readonly Regex ItemWithoutSpace = new(
        @"\G-[A-Za-z][\w.-]{0,100}:(\s|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static readonly Regex KeyWithoutColon = new(
        @"\G *(?<key>[A-Za-z][\w.-]{0,100})( [^:#\r\n]*)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, TimeSpan.FromSeconds(1));

    // Blanks of web pages and of word processors in the indentation or behind a key, and the wide colon of East Asian keyboards.
    private static readonly Regex LookAlike = new(
        @"\G *(- +)*([\w./-]{1,100}(:(?<blank>[\u00a0\u2000-\u200b\u202f\u3000\ufeff])|(?<colon>\uff1a))|(?<blank>[\u00a0\u2000-\u200b\u202f\u3000\ufeff]))",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    // What is copied along with a manifest out of a script: `cat <<EOF | kubectl apply -f -`, `kubectl apply -f - <<'EOF'`.
    private static readonly Regex ShellCommand = new(
        @"\G(\$ )?(cat|kubectl|oc|sudo|tee)\b[^\r\n]{0,500}<<-?\ {0,20}['""]?\w|\GEOF\s{0,20}$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, TimeSpan.FromSeconds(1));

    /// <summary>The problem behind what the parser threw.</summary>
    public static InputProblem Describe(DocumentChunk chunk, ParserText text, TreeBuilder builder, Exception thrown)
    {
        if (thrown is ArgumentOutOfRangeException)
            return Problem(Before(chunk, '\\', builder.Position), NoCharacter);
        if (thrown is ArgumentException)
            return Problem(Before(chunk, '!', builder.Position), "The tag is not valid: text that starts with '!' needs quotes");
        if (thrown is not YamlException error)
            return Unclosed(chunk, builder) ?? Problem(OnOneLine(chunk, builder.Position, builder.Position), "Expected a value");

        var start = text.Original(error.Start.Index);
        if (IsEnd(chunk, start) && Unclosed(chunk, builder) is { } unclosed)
            return unclosed;
        var isAboutTabs = Says(error, "tab");
        if (!text.IsJson && TabIndentation(chunk.Text, start, isAboutTabs ? int.MaxValue : 2) is { } tab)
            return Problem(chunk.At(tab, tab + 1), Tab);
        var end = text.Original(error.End.Index);
        var place = Array.Exists(EscapeWords, words => Says(error, words)) ? Before(chunk, '\\', end) : OnOneLine(chunk, start, end);
        var message = Array.Find(Words, pair => Says(error, pair.Said)).Meant ?? error.Message.TrimEnd('.');
        return (text.IsJson ? null : NoYaml(chunk, place, message)) ?? Problem(message is NoKey or MoreText ? UpToColon(place) : place, Refine(chunk, place, message));
    }

    /// <summary>What is said of lines that were copied along with a manifest.</summary>
    public static InputProblem InSurroundings(DocumentChunk chunk)
    {
        var line = Surroundings.FirstLine(chunk);
        return OfOtherLanguage(chunk, line) ?? Problem(Line(chunk, line), "This is not part of the manifest: remove it, or begin the line with '#'");
    }

    /// <summary>What is said of a line that stands for others.</summary>
    public static InputProblem LeftOut(DocumentChunk chunk, Gap gap)
    {
        var at = chunk.At(gap.Start, gap.End);
        return Problem(at, $"'{at.Text}' stands for something that was left out: write it, or remove the line");
    }

    /// <summary>Whether a line is known to be Markdown or part of a script.</summary>
    public static bool IsOfOtherLanguage(DocumentChunk chunk, int line) => OfOtherLanguage(chunk, line) is not null;

    /// <summary>What got into a manifest and belongs to something else; null when it is a mistake in YAML, or its lines are too long to tell.</summary>
    private static InputProblem? NoYaml(DocumentChunk chunk, Place place, string message)
    {
        var text = chunk.Source.Text;
        var (first, before, previous, last) = (-1, -1, -1, -1);
        for (var line = chunk.Start; line < text.Length && line <= place.Start; line = NextLine(text, line))
        {
            if (StartsWith(text, line, ConflictMark))
                return Problem(Line(chunk, line), "Here begins a merge conflict that nobody has resolved");
            if (IsBlank(text, line) || StartsWith(text, line, "---"))
                continue;
            first = first < 0 ? line : first;
            (before, previous, last) = (previous, last, line);
        }

        try
        {
            return OfOtherLanguage(chunk, first) ?? OfOtherLanguage(chunk, last)
                ?? (message == Colon ? WithoutColon(chunk, before, previous, last) : null)
                ?? (message is Colon or NoColon or NoKey or NoItem ? WrongCharacter(chunk, last) ?? WrongCharacter(chunk, previous) : null);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    // The word is read as text that goes on, where a key begins a map; behind other text it may well be that.
    private static InputProblem? WithoutColon(DocumentChunk chunk, int before, int line, int next)
    {
        var text = chunk.Source.Text;
        if (line < 0 || IndentOf(text, line) != IndentOf(text, next) || (before >= 0 && !Line(chunk, before).Text.TrimEnd().EndsWith(":", StringComparison.Ordinal)))
            return null;
        return KeyWithoutColon.Match(text, line) is { Success: true } match && match.Groups["key"] is var key
            ? Problem(new Place(chunk.Source, key.Index, key.Index + key.Length), NoColon)
            : null;
    }

    private static InputProblem? WrongCharacter(DocumentChunk chunk, int line)
    {
        if (line < 0)
            return null;
        if (LookAlike.Match(chunk.Source.Text, line) is not { Success: true } match)
            return WrongDash(chunk, line);
        var isColon = match.Groups["colon"].Success;
        var start = match.Groups[isColon ? "colon" : "blank"].Index;
        var character = chunk.Source.Text[start];
        return Problem(new Place(chunk.Source, start, start + 1), isColon
            ? $"The character '{character}' looks like ':', but ends no key: write ':'"
            : $"The blank U+{(int)character:X4} stands here, which YAML takes for a letter: write a space");
    }

    private static InputProblem? OfOtherLanguage(DocumentChunk chunk, int line)
    {
        if (line < 0)
            return null;
        if (StartsWith(chunk.Source.Text, line, "```"))
            return Problem(Line(chunk, line), "This line is part of a Markdown page: remove it");
        return IsShellCommand(chunk.Source.Text, line) ? Problem(Line(chunk, line), "This line is part of a shell script: remove it") : null;
    }

    private static bool IsShellCommand(string text, int line)
    {
        try
        {
            return ShellCommand.IsMatch(text, line);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static InputProblem? WrongDash(DocumentChunk chunk, int line)
    {
        var text = chunk.Source.Text;
        var start = line;
        while (text[start] == ' ')
            start++;
        var at = new Place(chunk.Source, start, start + 1);
        if (ItemWithoutSpace.IsMatch(text, start))
            return Problem(at, "Expected a space behind the '-'");
        return Dashes.IndexOf(text[start]) >= 0 && start + 1 < text.Length && text[start + 1] == ' '
            ? Problem(at, $"The character '{text[start]}' looks like '-', but begins no list item: write '-'")
            : null;
    }

    private static bool StartsWith(string text, int offset, string with) => string.CompareOrdinal(text, offset, with, 0, with.Length) == 0;

    private static Place Line(DocumentChunk chunk, int start) => OnOneLine(chunk, start - chunk.Start, chunk.Length);

    private static int NextLine(string text, int line) => text.IndexOfAny(['\r', '\n'], line) is >= 0 and var end ? end + 1 : text.Length;

    private static InputProblem Problem(Place at, string message) => new(InputProblemKind.Unreadable, at, message);

    // YamlDotNet 16.3.0 stops with an InvalidOperationException at a line that it does not take for part of the brackets.
    private static InputProblem? Unclosed(DocumentChunk chunk, TreeBuilder builder)
    {
        var open = new Stack<int>();
        var position = chunk.Start;
        foreach (var scalar in builder.ScalarPlaces)
        {
            MatchBrackets(chunk.Source.Text, position, scalar.Start, open);
            position = Math.Max(position, scalar.End);
        }

        MatchBrackets(chunk.Source.Text, position, chunk.Start + builder.Position, open);
        return open.Count > 0 ? Problem(new Place(chunk.Source, open.Peek(), open.Peek() + 1), "The bracket that opens here is never closed") : null;
    }

    // Between scalars there are only brackets and other indicators, and comments; behind the last one may be quoted text.
    private static void MatchBrackets(string text, int start, int end, Stack<int> open)
    {
        for (var i = start; i < end; i++)
        {
            if (text[i] is '[' or '{')
                open.Push(i);
            else if (text[i] is ']' or '}' && open.Count > 0)
                open.Pop();
            else if (text[i] is '#' or '\'' or '"')
                i = text.IndexOfAny(text[i] == '#' ? ['\r', '\n'] : [text[i]], i + 1, end - i - 1) is >= 0 and var close ? close : end;
        }
    }

    // The scanner stops at what it rejects, or right behind it.
    private static Place Before(DocumentChunk chunk, char first, int end)
    {
        var text = chunk.Source.Text;
        var start = text.LastIndexOf(first, Math.Min(chunk.Start + end, text.Length - 1)) - chunk.Start;
        return start < 0 ? OnOneLine(chunk, end, end) : OnOneLine(chunk, start, Math.Max(end, start + 2));
    }

    private static string Refine(DocumentChunk chunk, Place place, string message)
    {
        if (message is not (NoKey or MoreText))
            return message;
        var text = chunk.Source.Text;
        var lineStart = LineStart(text, place.Start);
        var isFirst = lineStart + IndentOf(text, lineStart) == place.Start;
        if (message == MoreText)
            return isFirst && IsIndentedLess(chunk, lineStart) ? LessIndented : message;
        if (KeyWithoutSpace.IsMatch(text, place.Start))
            return "Expected a space behind the ':'";
        if (isFirst && IsFlattened(chunk))
            return Flattened;
        return isFirst ? OutOfLine(chunk, lineStart) ?? message : "More text follows behind a complete value: remove it, or put all of it in quotes";
    }

    // YamlDotNet shows where the key begins.
    private static Place UpToColon(Place place)
    {
        var text = place.Source.Text;
        var end = place.Start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '-' or '.' or '/'))
            end++;
        return end > place.End ? new Place(place.Source, place.Start, end) : place;
    }

    private static bool IsIndentedLess(DocumentChunk chunk, int lineStart)
    {
        var text = chunk.Source.Text;
        var line = chunk.Start;
        while (line < lineStart && (IsBlank(text, line) || StartsWith(text, line, "---")))
            line = NextLine(text, line);
        return IndentOf(text, lineStart) < IndentOf(text, line);
    }

    // Pages lose the spaces at the start of lines: keys without a value stand above others in the same column.
    private static bool IsFlattened(DocumentChunk chunk)
    {
        var (text, bare, isBare) = (chunk.Source.Text, 0, false);
        for (var line = chunk.Start; line < chunk.End; line = NextLine(text, line))
        {
            if (IsBlank(text, line) || StartsWith(text, line, "---"))
                continue;
            if (text[line] == ' ')
                return false;
            bare += isBare && text[line] != '-' ? 1 : 0;
            isBare = Line(chunk, line).Text.TrimEnd().EndsWith(":", StringComparison.Ordinal);
        }

        return bare > 1;
    }

    // The lines above that one could stand beside: each is indented less than those below it. Behind a '-' another map begins.
    private static string? OutOfLine(DocumentChunk chunk, int lineStart)
    {
        var text = chunk.Source.Text;
        var own = IndentOf(text, lineStart);
        var open = new SortedSet<int>();
        for (var line = lineStart; line > chunk.Start && (open.Count == 0 || open.Min > 0);)
        {
            line = LineStart(text, line - 1);
            var indent = IndentOf(text, line);
            if (IsBlank(text, line) || (open.Count > 0 && indent >= open.Min))
                continue;
            open.Add(indent);
            if (StartsWith(text, line + indent, "- ") && Line(chunk, line).Text.IndexOf(':') >= 0)
                open.Add(indent + 2);
        }

        return open.Count == 0 || open.Contains(own) ? null : $"This line is indented by {own}, which fits none above: those are indented by {string.Join(" or ", open)}";
    }

    private static int IndentOf(string text, int line)
    {
        var start = line;
        while (line < text.Length && text[line] == ' ')
            line++;
        return line - start;
    }

    private static bool Says(YamlException error, string words) => error.Message.IndexOf(words, StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool IsEnd(DocumentChunk chunk, int offset)
    {
        while (offset < chunk.Length && char.IsWhiteSpace(chunk.Source.Text[chunk.Start + offset]))
            offset++;
        return offset == chunk.Length;
    }

    // The parser may stop before the tab that misled it: the first one in the indentation of this line or a later one counts.
    private static int? TabIndentation(string text, int offset, int reach)
    {
        var line = LineStart(text, offset);
        for (var lines = 0; lines < reach && line < text.Length; lines++)
        {
            var i = line;
            while (i < text.Length && text[i] == ' ')
                i++;
            if (i < text.Length && text[i] == '\t' && !IsBlank(text, i))
                return i;
            line = NextLine(text, i);
            if (line < text.Length && text[line] == '\n' && text[line - 1] == '\r')
                line++;
        }

        return null;
    }

    private static int LineStart(string text, int offset) => offset == 0 ? 0 : text.LastIndexOfAny(['\r', '\n'], Math.Min(offset, text.Length) - 1) + 1;

    private static bool IsBlank(string text, int offset)
    {
        while (offset < text.Length && text[offset] is ' ' or '\t')
            offset++;
        return offset == text.Length || text[offset] is '\r' or '\n' or '#';
    }

    // At least one character, unless the line ends here.
    private static Place OnOneLine(DocumentChunk chunk, int start, int end)
    {
        var lineEnd = chunk.Source.Text.IndexOfAny(['\r', '\n'], chunk.Start + start, chunk.Length - start);
        var last = lineEnd < 0 ? chunk.Length : lineEnd - chunk.Start;
        return chunk.At(start, Math.Max(start, Math.Min(Math.Max(end, start + 1), last)));
    }
}
