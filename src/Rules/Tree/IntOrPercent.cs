using System.Globalization;

namespace Hale.Rules.Tree;

/// <summary>A number or a percentage, as Kubernetes' IntOrString is used for rollouts and budgets.</summary>
/// <param name="Value">The number; with <paramref name="IsPercent"/>, of hundred.</param>
/// <param name="IsPercent">Whether a percent sign follows.</param>
public readonly record struct IntOrPercent(long Value, bool IsPercent)
{
    /// <summary>The share of a total, a fraction rounded up.</summary>
    public long RoundedUp(long total) => IsPercent ? (Value * total + 99) / 100 : Value;

    /// <summary>The share of a total, a fraction rounded down.</summary>
    public long RoundedDown(long total) => IsPercent ? Value * total / 100 : Value;

    /// <inheritdoc />
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture) + (IsPercent ? "%" : "");

    // A quoted plain number is rejected by the API server ("must be an integer or percentage"), so it stays unknown.
    internal static bool From(ScalarNode scalar, out IntOrPercent value)
    {
        var isPercent = scalar.Kind is ScalarKind.String && scalar.Text.EndsWith("%", StringComparison.Ordinal);
        var digits = isPercent ? scalar.Text.Substring(0, scalar.Text.Length - 1) : scalar.Text;
        var isNumber = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        value = new IntOrPercent(number, isPercent);
        return isNumber && (isPercent || scalar.Kind is ScalarKind.Integer);
    }
}
