namespace Hale.Rules.Secrets;

/// <summary>Tells values that a machine has made up from words, names and numbers.</summary>
internal static class SecretEntropy
{
    // Random base64 of 16 characters has about 3.8 bits for each, words and names with digits have fewer, or only one case.
    private const int ShortestToken = 16;
    private const double LeastBits = 3.5;

    private static readonly Pattern Token = new(@"^[A-Za-z0-9+/=_.~!@#^&*-]+$");

    public static bool IsHigh(string value)
    {
        var text = value.Trim();
        return CredentialValues.IsPrivateKey(text)
            || (text.Length >= ShortestToken && Token.IsMatch(text) && IsMixed(text) && BitsPerCharacter(text) >= LeastBits);
    }

    private static bool IsMixed(string text) =>
        text.Any(char.IsDigit) && ((text.Any(char.IsLower) && text.Any(char.IsUpper)) || text.All(IsHex));

    private static bool IsHex(char character) => character is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');

    // Shannon's entropy.
    private static double BitsPerCharacter(string text) =>
        -text.GroupBy(character => character).Select(same => (double)same.Count() / text.Length).Sum(share => share * Math.Log(share, 2));
}
