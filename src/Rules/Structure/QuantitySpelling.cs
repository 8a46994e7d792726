using Hale.Rules.Model;

namespace Hale.Rules.Structure;

/// <summary>Corrects quantities that people write: <c>1gi</c>, <c>512MB</c>, <c>1 Gi</c>.</summary>
internal static class QuantitySpelling
{
    private static readonly Pattern Form = new(
        "^(?<number>[0-9]+([.][0-9]+)?) ?(?<unit>[a-zA-Z]+)$");

    /// <summary>What was meant; null when it cannot be told.</summary>
    public static string? Nearest(string text)
    {
        var match = Form.Match(text);
        if (!match.Success)
            return null;
        var unit = match.Groups["unit"].Value.ToUpperInvariant();
        if (unit.Length > 1 && unit[unit.Length - 1] == 'B')
            unit = unit.Substring(0, unit.Length - 1);
        if (unit.Length == 2 && unit[1] == 'I')
            unit = $"{unit[0]}i";
        else if (unit == "K")
            unit = "k";
        var meant = match.Groups["number"].Value + unit;
        return Quantity.Parse(meant) is null ? null : meant;
    }
}
