using System.Globalization;
using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// Amounts of resources, such as <c>500m</c>, <c>2Gi</c> or <c>1e3</c>.
/// Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
/// </summary>
internal static class Quantity
{
    private const decimal Mebi = 1024 * 1024;
    private const decimal Largest = 1e15m;
    private const int LargestExponent = 12;
    private const int LongestExponent = 4; // such as e-12

    private static readonly string[] DecimalSuffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
    private static readonly string[] BinarySuffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

    /// <summary>The amount of a known value; null for any other, and for one that no node has.</summary>
    public static decimal? Of(Node node) => node is ScalarNode { Kind: not ScalarKind.Boolean } scalar ? Parse(scalar.Text) : null;

    public static decimal? Parse(string text)
    {
        var start = text.StartsWith("+", StringComparison.Ordinal) ? 1 : 0;
        var end = start;
        while (end < text.Length && text[end] is (>= '0' and <= '9') or '.')
            end++;
        var isNumber = decimal.TryParse(text.Substring(start, end - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
        return isNumber && FactorOf(text.Substring(end)) is { } factor && number <= Largest / factor ? number * factor : null;
    }

    /// <summary>The amount for messages: large ones, of memory, in Mi.</summary>
    public static string Format(decimal amount) =>
        amount >= Mebi ? FormattableString.Invariant($"{amount / Mebi:0.##}Mi") : amount.ToString("0.###", CultureInfo.InvariantCulture);

    private static decimal? FactorOf(string suffix)
    {
        if (Array.IndexOf(BinarySuffixes, suffix) is > 0 and var binary)
            return Power(1024, binary);
        if (Array.IndexOf(DecimalSuffixes, suffix) is >= 0 and var thousands)
            return Power(1000, thousands - 3);
        var isExponent = suffix.Length is > 1 and <= LongestExponent && suffix[0] is 'e' or 'E';
        return isExponent && int.TryParse(suffix.Substring(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent) ? Power(10, exponent) : null;
    }

    private static decimal? Power(int basis, int exponent)
    {
        if (Math.Abs(exponent) > LargestExponent)
            return null;
        var power = 1m;
        for (var i = 0; i < Math.Abs(exponent); i++)
            power *= basis;
        return exponent < 0 ? 1 / power : power;
    }
}
