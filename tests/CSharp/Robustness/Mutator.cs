using Microsoft.CodeAnalysis.CSharp;

namespace Hale.CSharp.Tests.Robustness;

/// <summary>Spoils code as people do, and worse.</summary>
internal sealed class Mutator(int seed, IReadOnlyList<string> others)
{
    private static readonly string[] Nonsense =
    [
        "{", "}", "(", ")", "[", "]", "<", ">", ";", ",", "=>", "=", "?", "??=", "new", "new()", "class", "record", "yield return", "await", "base", "this", "ref", "out", "$\"{", "\"\"\"", "'", "..", "^1", "with",
        "#if X", "#else", "#endif", "#region a", "/*", "*/", "//", "goto a;", "a:", "switch { }", "is not", "where T : new()", "<T, U>", "unsafe", "stackalloc int[3]", "from x in y select", "partial", "static", "delegate*<int>", "throw", "checked(", "nameof(", "typeof(", "default", "null!", "[..]", "(1, 2)", "async () =>", "operator +", "implicit operator int(",
    ];

    private readonly Random _random = new(seed);

    public string Spoil(string text)
    {
        for (var i = _random.Next(1, 5); i > 0; i--)
            text = Once(text);
        return text;
    }

    private string Once(string text)
    {
        var lines = text.Split('\n').ToList();
        switch (_random.Next(10))
        {
            case 0:
                lines.RemoveAt(_random.Next(lines.Count));
                return string.Join('\n', lines);
            case 1:
                lines.Insert(_random.Next(lines.Count), lines[_random.Next(lines.Count)]);
                return string.Join('\n', lines);
            case 2:
                var (one, other) = (_random.Next(lines.Count), _random.Next(lines.Count));
                (lines[one], lines[other]) = (lines[other], lines[one]);
                return string.Join('\n', lines);
            case 3:
                return string.Join('\n', lines.Where(line => !line.StartsWith("using", StringComparison.Ordinal)));
            case 4:
                lines.Insert(_random.Next(lines.Count), Any(Any(others).Split('\n')));
                return string.Join('\n', lines);
            default:
                return WithTokens(text);
        }
    }

    private string WithTokens(string text)
    {
        var tokens = SyntaxFactory.ParseTokens(text).Where(token => token.Span.Length > 0).ToList();
        if (tokens.Count == 0)
            return Any(Nonsense);
        var (one, other) = (tokens[_random.Next(tokens.Count)], tokens[_random.Next(tokens.Count)]);
        return _random.Next(5) switch
        {
            0 => text.Remove(one.SpanStart, one.Span.Length),
            1 => text.Insert(one.SpanStart, $"{other.Text} "),
            2 => text.Insert(one.SpanStart, $" {Any(Nonsense)} "),
            3 => text.Remove(one.SpanStart, one.Span.Length).Insert(one.SpanStart, other.Text),
            _ => text.Replace(one.Text, $"{one.Text}x", StringComparison.Ordinal),
        };
    }

    private string Any(IReadOnlyList<string> options) => options[_random.Next(options.Count)];
}
