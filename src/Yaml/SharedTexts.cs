namespace Hale.Yaml;

/// <summary>Keeps one of several equal texts, such as the keys of manifests. It remembers those that came last.</summary>
internal static class SharedTexts
{
    private const int Slots = 4096; // a power of two
    private const int Longest = 40;

    [ThreadStatic]
    private static string?[]? _kept;

    public static string Of(string text)
    {
        if (text.Length is 0 or > Longest)
            return text;
        var kept = _kept ??= new string?[Slots];
        var slot = Hash(text) & (Slots - 1);
        if (kept[slot] is { } same && same == text)
            return same;
        kept[slot] = text;
        return text;
    }

    // Few characters tell most keys apart.
    private static int Hash(string text) =>
        unchecked((((text.Length * 31 + text[0]) * 31 + text[text.Length / 2]) * 31 + text[text.Length - 1]) * 31 + text[text.Length / 4]);
}
