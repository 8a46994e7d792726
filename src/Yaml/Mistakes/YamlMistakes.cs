using Hale.Rules.Tree;
using YamlDotNet.Core;

namespace Hale.Yaml.Mistakes;

/// <summary>Says what is wrong with a text in words that help, at the place where it is wrong.</summary>
internal static class YamlMistakes
{
    private static readonly LinePattern KeyWithoutColon = new(@" *(?<key>[A-Za-z][\w.-]{0,100})( [^:#\r\n]*)?$");

    /// <summary>The problem behind what the parser threw.</summary>
    public static InputProblem Describe(DocumentChunk chunk, ParserText text, TreeBuilder builder, Exception thrown) => thrown switch
    {
        ArgumentOutOfRangeException => Problem(Before(chunk, '\\', builder.Position), ParserMessages.NoCharacter),
        ArgumentException => Problem(Before(chunk, '!', builder.Position), "The tag is not valid: text that starts with '!' needs quotes"),
        YamlException error => Describe(chunk, text, builder, error),

        // YamlDotNet 16.3.0 stops with an InvalidOperationException at a line that it does not take for part of the brackets.
        _ => Unclosed(chunk, builder) ?? Problem(chunk.OnOneLine(builder.Position, builder.Position), ParserMessages.NoValue),
    };

    /// <summary>What is said of lines that were copied along with a manifest.</summary>
    public static InputProblem InSurroundings(DocumentChunk chunk)
    {
        var line = Surroundings.FirstLine(chunk);
        return ForeignLine.Describe(chunk, line) ?? Problem(chunk.Line(line), "This is not part of the manifest: remove it, or begin the line with '#'");
    }

    /// <summary>What is said of a line that stands for others.</summary>
    public static InputProblem LeftOut(DocumentChunk chunk, Gap gap)
    {
        var at = chunk.At(gap.Start, gap.End);
        return Problem(at, $"'{at.Text}' stands for something that was left out: write it, or remove the line");
    }

    /// <summary>A mistake at its place.</summary>
    public static InputProblem Problem(Place at, string message) => new(InputProblemKind.Unreadable, at, message);

    private static InputProblem Describe(DocumentChunk chunk, ParserText text, TreeBuilder builder, YamlException error)
    {
        var start = text.Original(error.Start.Index);
        if (IsEnd(chunk, start) && Unclosed(chunk, builder) is { } unclosed)
            return unclosed;
        if (!text.IsJson && Indentation.FindTab(chunk.Text, start, ParserMessages.IsAboutTabs(error) ? int.MaxValue : 2) is { } tab)
            return Problem(chunk.At(tab, tab + 1), ParserMessages.Tab);

        var end = text.Original(error.End.Index);
        var place = ParserMessages.IsAboutEscapes(error) ? Before(chunk, '\\', end) : chunk.OnOneLine(start, end);
        var message = ParserMessages.Meaning(error);
        return (text.IsJson ? null : InLines(chunk, place, message)) ?? AtPlace(chunk, place, message);
    }

    private static InputProblem? Unclosed(DocumentChunk chunk, TreeBuilder builder) =>
        Brackets.Unclosed(chunk, builder) is { } bracket ? Problem(bracket, "The bracket that opens here is never closed") : null;

    // What shows in the lines as far as the parser read them, and explains more than what it says.
    private static InputProblem? InLines(DocumentChunk chunk, Place place, string message)
    {
        var lines = WrittenLines(chunk, place.Start);
        if (lines.Count == 0)
            return null;
        if (lines.FindIndex(line => ForeignLine.IsConflict(chunk.Source.Text, line)) is >= 0 and var conflict)
            return Problem(chunk.Line(lines[conflict]), "Here begins a merge conflict that nobody has resolved");
        if ((ForeignLine.Describe(chunk, lines[0]) ?? ForeignLine.Describe(chunk, lines[^1])) is { } foreign)
            return foreign;
        if (message == ParserMessages.Colon && WithoutColon(chunk, lines) is { } key)
            return key;
        return message is ParserMessages.Colon or ParserMessages.NoColon or ParserMessages.NoKey or ParserMessages.NoItem
            ? WrongCharacter.Describe(chunk, lines[^1]) ?? (lines.Count > 1 ? WrongCharacter.Describe(chunk, lines[^2]) : null)
            : null;
    }

    private static List<int> WrittenLines(DocumentChunk chunk, int last)
    {
        var (text, lines) = (chunk.Source.Text, new List<int>());
        for (var line = chunk.Start; line < text.Length && line <= last; line = Lines.Next(text, line))
        {
            if (!Lines.IsEmpty(text, line))
                lines.Add(line);
        }

        return lines;
    }

    // The word of the last line but one is read as text that goes on, where a key begins a map; behind other text it may well be that.
    private static InputProblem? WithoutColon(DocumentChunk chunk, List<int> lines)
    {
        var text = chunk.Source.Text;
        var isBesideNext = lines.Count > 1 && Lines.IndentOf(text, lines[^2]) == Lines.IndentOf(text, lines[^1]);
        if (!isBesideNext || (lines.Count > 2 && !chunk.EndsInColon(lines[^3])))
            return null;
        return KeyWithoutColon.MatchAt(text, lines[^2]) is { Success: true } match && match.Groups["key"] is var key
            ? Problem(new Place(chunk.Source, key.Index, key.Index + key.Length), ParserMessages.NoColon)
            : null;
    }

    // Where it says that something more was read than it expected, the place tells why.
    private static InputProblem AtPlace(DocumentChunk chunk, Place place, string message)
    {
        var text = chunk.Source.Text;
        var line = Lines.StartOf(text, place.Start);
        var isFirst = line + Lines.IndentOf(text, line) == place.Start;
        var meant = message switch
        {
            ParserMessages.MoreText => isFirst ? Indentation.MistakeBehindEnd(chunk, line) : null,
            ParserMessages.NoKey when WrongCharacter.IsKeyWithoutSpace(text, place.Start) => "Expected a space behind the ':'",
            ParserMessages.NoKey => isFirst ? Indentation.MistakeAtKey(chunk, line) : "More text follows behind a complete value: remove it, or put all of it in quotes",
            _ => null,
        };
        return Problem(message is ParserMessages.NoKey or ParserMessages.MoreText ? UpToColon(place) : place, meant ?? message);
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

    // The scanner stops at what it rejects, or right behind it.
    private static Place Before(DocumentChunk chunk, char first, int end)
    {
        var text = chunk.Source.Text;
        var start = text.LastIndexOf(first, Math.Min(chunk.Start + end, text.Length - 1)) - chunk.Start;
        return start < 0 ? chunk.OnOneLine(end, end) : chunk.OnOneLine(start, Math.Max(end, start + 2));
    }

    private static bool IsEnd(DocumentChunk chunk, int offset)
    {
        while (offset < chunk.Length && char.IsWhiteSpace(chunk.Source.Text[chunk.Start + offset]))
            offset++;
        return offset == chunk.Length;
    }
}
