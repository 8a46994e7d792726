using Hale.CSharp.Evaluation;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Values;

/// <summary>Texts that are put together from parts, each with a place of its own.</summary>
internal static class Texts
{
    /// <summary>The parts that a text was put together from, or itself as the only one.</summary>
    public static IReadOnlyList<TextPiece> PiecesOf(Value value, SyntaxNode at) => PiecesOf(new TextPiece(value, at));

    private static IReadOnlyList<TextPiece> PiecesOf(TextPiece piece) => piece.Value switch
    {
        Scalar { Pieces: { } pieces } when !piece.IsInstead => pieces,
        PartialText { Pieces: { } pieces } when !piece.IsInstead => pieces,
        _ => [piece],
    };

    /// <summary>Texts put together; where each part was written is kept.</summary>
    public static Value PutTogether(IReadOnlyList<TextPiece> pieces)
    {
        IReadOnlyList<TextPiece>? parts = [.. pieces.SelectMany(PiecesOf)];
        if (parts.Count is 0 or > Limits.TextPieces)
            parts = null;
        return PartialText.From([.. pieces.Select(piece => piece.Value)]) switch
        {
            Scalar text => text with { Pieces = parts },
            PartialText text => text with { Pieces = parts },
            var other => other,
        };
    }

    /// <summary>What a value adds to a text. It may be an object, whose text may be another one the next time.</summary>
    public static Value Once(Value piece) => piece is Opaque opaque ? opaque with { Origin = new object() } : piece;
}
