using System.Globalization;

namespace Hale.Rules.Model;

/// <summary>A range of IPv4 addresses, as numbers.</summary>
/// <param name="Start">The first address.</param>
/// <param name="Length">How many there are.</param>
internal sealed record AddressRange(long Start, long Length)
{
    private const int Bits = 32;

    private static readonly Pattern LikeRange = new(
        "^[0-9]+([.][0-9]+)+(/[0-9]+)?$");

    private static readonly Pattern LikeAddress = new(
        "^[0-9]+([.][0-9]+)+$");

    /// <summary>The range that a text such as <c>192.0.2.0/24</c> means; null when it means none. Source: https://www.rfc-editor.org/rfc/rfc4632#section-3.1</summary>
    public static AddressRange? Parse(string text)
    {
        var parts = text.Split('/');
        if (parts.Length != 2 || NumberOf(parts[0]) is not { } address)
            return null;
        if (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) || prefix > Bits)
            return null;
        var length = 1L << (Bits - prefix);
        return new(address - (address % length), length);
    }

    /// <summary>Whether a text is meant as a range, and is none. A name is not, and what IPv6 takes is not known.</summary>
    public static bool IsMistakenRange(string text) => LikeRange.IsMatch(text) && Parse(text) is null;

    /// <summary>Whether a text is meant as an address, and is none.</summary>
    public static bool IsMistakenAddress(string text) => LikeAddress.IsMatch(text) && NumberOf(text) is null;

    /// <summary>Whether another range lies in it.</summary>
    public bool Holds(AddressRange other) => other.Start >= Start && other.Start + other.Length <= Start + Length;

    /// <summary>Whether an address lies in it; false for a text that is none.</summary>
    public bool Holds(string address) => NumberOf(address) is { } number && number >= Start && number - Start < Length;

    private static long? NumberOf(string address)
    {
        var parts = address.Split('.');
        var number = 0L;
        foreach (var part in parts)
        {
            if (!byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                return null;
            number = (number << 8) + value;
        }

        return parts.Length == 4 ? number : null;
    }
}
