using System.Globalization;

namespace Hale.Rules.Model;

/// <summary>The IPv4 addresses that the internet does not route. Source: https://www.rfc-editor.org/rfc/rfc1918</summary>
internal static class PrivateAddresses
{
    /// <summary>Whether a text is one of them.</summary>
    public static bool Contains(string text)
    {
        var parts = text.Split('.');
        return parts.Length == 4
            && (parts[0] == "10" || (parts[0], parts[1]) == ("192", "168") || (parts[0] == "172" && IsWithin(parts[1], 16, 31)));
    }

    private static bool IsWithin(string text, int low, int high) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high;
}
