namespace Hale.Rules.Tree;

/// <summary>A stretch of a source text. Line and column are computed only when asked for.</summary>
/// <param name="Source">The text that it lies in.</param>
/// <param name="Start">Offset of its first character, from 0.</param>
/// <param name="End">Offset behind its last character; equal to <paramref name="Start"/> when it is empty.</param>
public readonly record struct Place(SourceText Source, int Start, int End)
{
    /// <summary>Line and column of the first character; both count from 1, columns in UTF-16 units.</summary>
    public (int Line, int Column) StartPosition => Source.PositionAt(Start);

    /// <summary>Line and column behind the last character; both count from 1, columns in UTF-16 units.</summary>
    public (int Line, int Column) EndPosition => Source.PositionAt(End);

    /// <summary>The characters that it covers.</summary>
    public string Text => Source.Text.Substring(Start, End - Start);

    /// <summary>Whether all of another stretch lies in this one.</summary>
    internal bool Holds(Place other) => Source == other.Source && Start <= other.Start && other.End <= End;

    /// <summary><c>file:line:column</c>.</summary>
    public override string ToString() => $"{Source.Path}:{StartPosition.Line}:{StartPosition.Column}";
}
