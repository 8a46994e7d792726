using Hale.Rules.Tree;

namespace Hale.CSharp.Values;

/// <summary>A known length of time, in units of 100 nanoseconds.</summary>
internal sealed record Duration(long Ticks) : Value
{
    public override Truth IsNull => Truth.False;
}
