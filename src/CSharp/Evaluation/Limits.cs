namespace Hale.CSharp.Evaluation;

/// <summary>How much work the evaluator is willing to do.</summary>
internal static class Limits
{
    /// <summary>Operations followed for one entry.</summary>
    public const int Steps = 400_000;

    /// <summary>Operations followed for all entries; real builders take some hundred each.</summary>
    public const int StepsInAll = 2_000_000;

    /// <summary>Calls within calls.</summary>
    public const int Depth = 24;

    /// <summary>How often one method may be under way at a time.</summary>
    public const int Recursion = 2;

    /// <summary>Elements for which a loop is followed one by one.</summary>
    public const int LoopTurns = 32;

    /// <summary>Elements of one collection.</summary>
    public const int Elements = 50_000;

    /// <summary>Characters of a text that is put together.</summary>
    public const int TextLength = 200_000;

    /// <summary>Parts of a text with holes that are compared with those of another one.</summary>
    public const int TextParts = 32;

    /// <summary>Parts of a text that is put together of which each place is kept.</summary>
    public const int TextPieces = 4_000;

    /// <summary>Rehearsals of a loop, each of which must find something new.</summary>
    public const int Rehearsals = 100;

    /// <summary>Overrides that a call is followed into when it is not known which one it means.</summary>
    public const int Overrides = 4;

    /// <summary>Objects within objects in one manifest, as for YAML.</summary>
    public const int Nesting = 128;

    /// <summary>Values in one manifest.</summary>
    public const int Nodes = 200_000;
}
