using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hale.CSharp.Tests.Robustness;

/// <summary>Spoils code as people do while they type, and worse.</summary>
/// <param name="seed">What is done.</param>
/// <param name="others">Code of which parts are put into it.</param>
internal sealed class Mutator(int seed, IReadOnlyList<string> others)
{
    private static readonly string[] Nonsense =
    [
        "{", "}", "(", ")", "[", "]", "<", ">", ";", ",", "=>", "=", "?", "??=", "new", "new()", "class", "record", "yield return", "await", "base", "this", "ref", "out", "$\"{", "\"\"\"", "'", "..", "^1", "with",
        "#if X", "#else", "#endif", "#region a", "/*", "*/", "//", "goto a;", "a:", "switch { }", "is not", "where T : new()", "<T, U>", "unsafe", "stackalloc int[3]", "from x in y select", "partial", "static",
        "delegate*<int>", "throw", "checked(", "nameof(", "typeof(", "default", "null!", "[..]", "(1, 2)", "async () =>", "operator +", "implicit operator int(", "return x;", "break;", "continue;", "finally {",
    ];

    private readonly Random _random = new(seed);

    public string Spoil(string text)
    {
        for (var i = _random.Next(1, 5); i > 0; i--)
            text = _random.Next(2) == 0 ? WithOtherLines(text) : WithOtherTokens(text);
        return text;
    }

    private string WithOtherLines(string text)
    {
        var lines = text.Split('\n').ToList();
        var (one, other) = (_random.Next(lines.Count), _random.Next(lines.Count));
        switch (_random.Next(6))
        {
            case 0:
                lines.RemoveAt(one);
                break;
            case 1:
                lines.Insert(one, lines[other]);
                break;
            case 2:
                (lines[one], lines[other]) = (lines[other], lines[one]);
                break;
            case 3:
                lines.RemoveAll(line => line.StartsWith("using", StringComparison.Ordinal));
                break;
            case 4:
                lines.RemoveRange(one, lines.Count - one);
                break;
            default:
                lines.Insert(one, Any(Any(others).Split('\n')));
                break;
        }

        return string.Join('\n', lines);
    }

    private string WithOtherTokens(string text)
    {
        var tokens = SyntaxFactory.ParseTokens(text).Where(token => token.Span.Length > 0).ToList();
        if (tokens.Count == 0)
            return Any(Nonsense);
        var (one, other) = (Any(tokens), Any(tokens));
        return _random.Next(7) switch
        {
            0 => text.Remove(one.SpanStart, one.Span.Length),
            1 => text.Insert(one.SpanStart, $"{other.Text} "),
            2 => text.Insert(one.SpanStart, $" {Any(Nonsense)} "),
            3 => text.Remove(one.SpanStart, one.Span.Length).Insert(one.SpanStart, other.Text),
            4 => text.Replace(one.Text, $"{one.Text}x", StringComparison.Ordinal),
            5 => text[..one.SpanStart],
            _ => Nested(text),
        };
    }

    // A statement, a member or a whole class inside of itself.
    private string Nested(string text)
    {
        var nodes = CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().Where(node => node.Span.Length > 0).ToList();
        if (nodes.Count == 0)
            return text;
        var node = Any(nodes);
        var inside = Any(node.DescendantNodesAndSelf().ToList());
        return text.Insert(inside.SpanStart, $"{node} ");
    }

    private T Any<T>(IReadOnlyList<T> options) => options[_random.Next(options.Count)];
}
