using Hale.CSharp.Evaluation;
using Hale.Rules.Tree;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Values;

/// <summary>One object that the source creates, in one context of calls. Its identity is what aliases share.</summary>
/// <param name="creation">The expression that creates it.</param>
/// <param name="type">Its type; null for a collection without one.</param>
/// <param name="frame">The call in which it is created.</param>
/// <param name="number">How many were created before it.</param>
/// <param name="isRehearsed">Whether it is made only to see what a loop does.</param>
internal sealed class ObjectId(SyntaxNode creation, ITypeSymbol? type, Frame frame, int number, bool isRehearsed)
{
    public int Number { get; } = number;

    public bool IsRehearsed { get; } = isRehearsed;

    public SyntaxNode Creation { get; } = creation;

    public ITypeSymbol? Type { get; } = type;

    public Frame Frame { get; } = frame;

    /// <summary>For an object written as text in a string: where it stands there.</summary>
    public Place? Place { get; init; }

    /// <summary>For an object written as text in a string: what names it there.</summary>
    public Place? NamePlace { get; init; }
}
