using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Hale.CSharp.Values;

/// <summary>A part of a text, and the expression or piece of a literal that wrote it.</summary>
internal sealed record TextPiece(Value Value, SyntaxNode At)
{
    /// <summary>For a part of a literal: where it begins in the literal's value.</summary>
    public int Start { get; init; }

    /// <summary>For a part of a literal: how long it is there; null for a whole one.</summary>
    public int? Length { get; init; }

    /// <summary>Whether the value stands there instead of what the literal has.</summary>
    public bool IsInstead { get; init; }
}

/// <summary>The text of a string expression, and where in the source each of its characters stands.</summary>
internal sealed class MappedText
{
    /// <summary>Stands for a part that is not known; a character for private use, which no manifest holds.</summary>
    public const char Hole = '\uE000';

    private readonly StringBuilder _text = new();
    private readonly List<TextSpan> _spans = [];
    private SyntaxToken _token;
    private List<TextSpan> _tokenSpans = [];

    private MappedText(SyntaxTree tree) => Tree = tree;

    /// <summary>The file in which the text stands.</summary>
    public SyntaxTree Tree { get; }

    /// <summary>The text, with a <see cref="Hole"/> for each part that is not known.</summary>
    public string Text => _text.ToString();

    /// <summary>Puts pieces together; null when they stand in several files.</summary>
    public static MappedText? From(IReadOnlyList<TextPiece> pieces)
    {
        var mapped = new MappedText(pieces[0].At.SyntaxTree);
        foreach (var piece in pieces)
        {
            if (piece.At.SyntaxTree != mapped.Tree)
                return null;
            if (TokenOf(piece.At) is { } token && piece.Start + (piece.Length ?? 0) <= ValueOf(token).Length)
                mapped.AddToken(token, piece);
            else
                mapped.Add(TextOf(piece.Value), piece.At.Span);
        }

        return mapped;
    }

    /// <summary>Where a stretch of the text stands in the source.</summary>
    public TextSpan SpanOf(int start, int end)
    {
        if (_spans.Count == 0)
            return default;
        var first = _spans[Math.Min(start, _spans.Count - 1)];
        var last = end > start ? _spans[Math.Min(end, _spans.Count) - 1] : first;
        return TextSpan.FromBounds(first.Start, Math.Max(first.Start, end > start ? last.End : first.Start));
    }

    private static SyntaxToken? TokenOf(SyntaxNode node) => node switch
    {
        LiteralExpressionSyntax { Token: var token } when token.Value is string => token,
        InterpolatedStringTextSyntax text => text.TextToken,
        _ => null,
    };

    private void Add(string text, TextSpan span)
    {
        _text.Append(text);
        for (var i = 0; i < text.Length; i++)
            _spans.Add(span);
    }

    private static string TextOf(Value value) => value switch
    {
        Scalar { Text: var text } => text,
        PartialText { Segments: var segments } => string.Concat(segments.Select(segment => segment ?? Hole.ToString())),
        _ => value.IsNull.IsTrue ? "" : Hole.ToString(),
    };

    private void AddToken(SyntaxToken token, TextPiece piece)
    {
        if (token != _token)
            (_token, _tokenSpans) = (token, SpansIn(token));
        var end = piece.Start + (piece.Length ?? _tokenSpans.Count - piece.Start);
        if (piece.IsInstead)
        {
            Add(TextOf(piece.Value), TextSpan.FromBounds(_tokenSpans[piece.Start].Start, _tokenSpans[end - 1].End));
            return;
        }

        _text.Append(ValueOf(token), piece.Start, end - piece.Start);
        _spans.AddRange(_tokenSpans.GetRange(piece.Start, end - piece.Start));
    }

    // Walks along the token as it is written and along its value; what belongs to no character of the value is skipped.
    private static List<TextSpan> SpansIn(SyntaxToken token)
    {
        var style = StyleOf(token);
        var written = token.Text;
        var value = ValueOf(token);
        var spans = new List<TextSpan>(value.Length);
        var at = style.Start;
        for (var i = 0; i < value.Length; i++)
        {
            while (style.IsRaw && at < written.Length && written[at] != value[i])
                at++;
            var length = Math.Min(style.IsRaw ? 1 : LengthAt(written, at, style), Math.Max(written.Length - at, 0));
            var isLow = char.IsLowSurrogate(value[i]) && !(at < written.Length && char.IsLowSurrogate(written[at]));
            var span = new TextSpan(token.SpanStart + Math.Min(at, written.Length), length);
            spans.Add(isLow && i > 0 ? spans[i - 1] : span);
            at += isLow ? 0 : length;
        }

        return spans;
    }

    // The compiler leaves braces doubled.
    private static string ValueOf(SyntaxToken token) =>
        StyleOf(token) is { IsInterpolated: true, IsRaw: false } ? token.ValueText.Replace("{{", "{").Replace("}}", "}") : token.ValueText;

    private static TextStyle StyleOf(SyntaxToken token)
    {
        if (token.Parent is InterpolatedStringTextSyntax { Parent: InterpolatedStringExpressionSyntax { StringStartToken: var opening } })
        {
            return new TextStyle(
                Start: 0,
                IsRaw: opening.Kind() is SyntaxKind.InterpolatedMultiLineRawStringStartToken or SyntaxKind.InterpolatedSingleLineRawStringStartToken,
                IsVerbatim: opening.IsKind(SyntaxKind.InterpolatedVerbatimStringStartToken),
                IsInterpolated: true);
        }

        var isRaw = token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken) || token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken);
        var isVerbatim = token.Text.StartsWith("@", StringComparison.Ordinal);
        var start = isRaw ? token.Text.Length - token.Text.TrimStart('"').Length : isVerbatim ? 2 : 1;
        return new TextStyle(start, isRaw, isVerbatim, IsInterpolated: false);
    }

    // How many characters of the source write one of the value (C# specification, 6.4.5.6).
    private static int LengthAt(string written, int at, TextStyle style)
    {
        if (at + 1 >= written.Length)
            return 1;
        var (first, second) = (written[at], written[at + 1]);
        if (style.IsInterpolated && first == second && first is '{' or '}')
            return 2;
        if (style.IsVerbatim)
            return first == '"' && second == '"' ? 2 : 1;
        if (first != '\\')
            return 1;
        return second switch
        {
            'u' => 6,
            'U' => 10,
            'x' => 2 + written.Skip(at + 2).Take(4).TakeWhile(Uri.IsHexDigit).Count(),
            _ => 2,
        };
    }

    private readonly record struct TextStyle(int Start, bool IsRaw, bool IsVerbatim, bool IsInterpolated);
}
