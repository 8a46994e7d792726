using Hale.Rules.Tree;

namespace Hale.Yaml.Mistakes;

/// <summary>Characters that stand where YAML wants another one, or lack the space that makes them what they look like.</summary>
internal static class WrongCharacter
{
    // What word processors and web pages put in place of '-': dashes of all lengths, the sign for minus and a dot.
    private const string Dashes = "\u2010\u2011\u2012\u2013\u2014\u2212\u2022";

    // Blanks of web pages and of word processors in the indentation or behind a key, and the wide colon of East Asian keyboards.
    private static readonly LinePattern BlankOrColon = new(
        @" *(- +)*([\w./-]{1,100}(:(?<blank>[\u00a0\u2000-\u200b\u202f\u3000\ufeff])|(?<colon>\uff1a))|(?<blank>[\u00a0\u2000-\u200b\u202f\u3000\ufeff]))");

    private static readonly LinePattern ItemWithoutSpace = new(@"-[A-Za-z][\w.-]{0,100}:(\s|$)");

    private static readonly LinePattern KeyWithoutSpace = new(@"[\w.-]{1,100}:[^\s:/]");

    /// <summary>What is said of such a character at the start of a line, or behind its key.</summary>
    public static InputProblem? Describe(DocumentChunk chunk, int line)
    {
        if (BlankOrColon.MatchAt(chunk.Source.Text, line) is not { Success: true } match)
            return AtDash(chunk, line);
        var isColon = match.Groups["colon"].Success;
        var start = match.Groups[isColon ? "colon" : "blank"].Index;
        var character = chunk.Source.Text[start];
        return YamlMistakes.Problem(new Place(chunk.Source, start, start + 1), isColon
            ? $"The character '{character}' looks like ':', but ends no key: write ':'"
            : $"The blank U+{(int)character:X4} stands here, which YAML takes for a letter: write a space");
    }

    /// <summary>Whether a key has its value right behind the colon.</summary>
    public static bool IsKeyWithoutSpace(string text, int offset) => KeyWithoutSpace.IsAt(text, offset);

    private static InputProblem? AtDash(DocumentChunk chunk, int line)
    {
        var text = chunk.Source.Text;
        var start = line + Lines.IndentOf(text, line);
        var at = new Place(chunk.Source, start, start + 1);
        if (ItemWithoutSpace.IsAt(text, start))
            return YamlMistakes.Problem(at, "Expected a space behind the '-'");
        return Dashes.IndexOf(text[start]) >= 0 && start + 1 < text.Length && text[start + 1] == ' '
            ? YamlMistakes.Problem(at, $"The character '{text[start]}' looks like '-', but begins no list item: write '-'")
            : null;
    }
}
