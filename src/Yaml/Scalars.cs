using System.Globalization;
using System.Numerics;
using Hale.Rules.Tree;

namespace Hale.Yaml;

/// <summary>
/// Types plain scalars as Kubernetes' own reader does: sigs.k8s.io/yaml over go-yaml v2, which follows YAML 1.1 for booleans
/// and octal numbers (https://github.com/kubernetes-sigs/yaml, goyaml.v2/resolve.go).
/// </summary>
internal static class Scalars
{
    private static readonly Dictionary<string, string?> Words = new(StringComparer.Ordinal)
    {
        [""] = null, ["~"] = null, ["null"] = null, ["Null"] = null, ["NULL"] = null,
        ["y"] = "true", ["Y"] = "true", ["yes"] = "true", ["Yes"] = "true", ["YES"] = "true",
        ["true"] = "true", ["True"] = "true", ["TRUE"] = "true", ["on"] = "true", ["On"] = "true", ["ON"] = "true",
        ["n"] = "false", ["N"] = "false", ["no"] = "false", ["No"] = "false", ["NO"] = "false",
        ["false"] = "false", ["False"] = "false", ["FALSE"] = "false", ["off"] = "false", ["Off"] = "false", ["OFF"] = "false",
    };

    /// <summary>The node of a plain scalar without a tag; an absent one for null.</summary>
    public static Node Plain(Place at, string text)
    {
        if (text.Length <= 5 && Words.TryGetValue(text, out var word))
            return word is null ? new AbsentNode(at) : new ScalarNode(at, ScalarKind.Boolean, word);
        if (!MayBeNumber(text))
            return new ScalarNode(at, ScalarKind.String, text);
        if (IsShortNumber(text))
            return new ScalarNode(at, ScalarKind.Integer, text);
        if (TryInteger(text.Replace("_", ""), out var number))
            return new ScalarNode(at, ScalarKind.Integer, number);
        return new ScalarNode(at, IsFloat(text) ? ScalarKind.Float : ScalarKind.String, text);
    }

    // As JSON has it already.
    private static bool IsShortNumber(string text) => text.Length <= 18 && SkipDigits(text, 0) == text.Length && (text[0] != '0' || text.Length == 1);

    // Nobody writes a number of more digits, so that hostile text costs no time.
    private static bool MayBeNumber(string text) => text.Length <= 500 && text[0] is >= '0' and <= '9' or '+' or '-' or '.';

    private static bool TryInteger(string text, out string number)
    {
        number = "";
        var isNegative = text.Length > 0 && text[0] == '-';
        var digits = text.Length > 0 && text[0] is '-' or '+' ? text.Substring(1) : text;
        if (digits.Length == 0 || !TryDigits(digits, out var value))
            return false;
        number = (isNegative ? -value : value).ToString(CultureInfo.InvariantCulture);
        return true;
    }

    private static bool TryDigits(string digits, out BigInteger value)
    {
        if (digits.Length > 1 && digits[0] == '0')
        {
            var (radix, start) = digits[1] switch { 'x' or 'X' => (16, 2), 'b' or 'B' => (2, 2), 'o' or 'O' => (8, 2), _ => (8, 1) };
            return TryRadix(digits.Substring(start), radix, out value);
        }

        return TryRadix(digits, 10, out value);
    }

    private static bool TryRadix(string digits, int radix, out BigInteger value)
    {
        value = BigInteger.Zero;
        if (digits.Length is 0 or > 64)
            return false;
        foreach (var digit in digits)
        {
            var number = digit switch
            {
                >= '0' and <= '9' => digit - '0',
                >= 'a' and <= 'f' => digit - 'a' + 10,
                >= 'A' and <= 'F' => digit - 'A' + 10,
                _ => radix,
            };
            if (number >= radix)
                return false;
            value = value * radix + number;
        }

        return true;
    }

    // [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?, an infinity, or no number (yaml.org/type/float.html, without base 60).
    private static bool IsFloat(string text)
    {
        var start = text[0] is '-' or '+' ? 1 : 0;
        if (text.Substring(start) is ".inf" or ".Inf" or ".INF" || text is ".nan" or ".NaN" or ".NAN")
            return true;
        var whole = SkipDigits(text, start);
        var end = whole < text.Length && text[whole] == '.' ? SkipDigits(text, whole + 1) : whole;
        var digits = end - start - (end > whole ? 1 : 0);
        return digits > 0 && (end == text.Length || IsExponent(text, end));
    }

    private static bool IsExponent(string text, int start)
    {
        if (text[start] is not ('e' or 'E'))
            return false;
        var digits = start + 1 < text.Length && text[start + 1] is '-' or '+' ? start + 2 : start + 1;
        return digits < text.Length && SkipDigits(text, digits) == text.Length;
    }

    private static int SkipDigits(string text, int offset)
    {
        while (offset < text.Length && text[offset] is >= '0' and <= '9')
            offset++;
        return offset;
    }
}
