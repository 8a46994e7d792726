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

    private static readonly Pattern Form = new(
        "^[+]?(?<number>[0-9]{1,18}([.][0-9]{0,9})?|[.][0-9]{1,9})((?<suffix>[numkMGTPE]|[KMGTPE]i)|[eE](?<exponent>[+-]?[0-9]{1,2}))?$");

    private static readonly string[] DecimalSuffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
    private static readonly string[] BinarySuffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

    /// <summary>The amount of a known value; null for any other, and for one that no node has.</summary>
    public static decimal? Of(Node node) => node is ScalarNode { Kind: not ScalarKind.Boolean } scalar ? Parse(scalar.Text) : null;

    public static decimal? Parse(string text)
    {
        var match = Form.Match(text);
        if (!match.Success)
            return null;
        var number = decimal.Parse(match.Groups["number"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        var factor = match.Groups["exponent"] is { Success: true, Value: var exponent }
            ? Power(10, int.Parse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))
            : FactorOf(match.Groups["suffix"].Value);
        return factor is null || number > Largest / factor ? null : number * factor;
    }

    /// <summary>The amount for messages: large ones, of memory, in Mi.</summary>
    public static string Format(decimal amount) =>
        amount >= Mebi ? FormattableString.Invariant($"{amount / Mebi:0.##}Mi") : amount.ToString("0.###", CultureInfo.InvariantCulture);

    private static decimal? FactorOf(string suffix) =>
        Array.IndexOf(BinarySuffixes, suffix) is > 0 and var binary ? Power(1024, binary) : Power(1000, Array.IndexOf(DecimalSuffixes, suffix) - 3);

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
