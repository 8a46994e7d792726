namespace Hale.Yaml;

/// <summary>Keeps one of several equal texts, such as the keys of manifests. It remembers those that came last.</summary>
internal static class SharedTexts
{
    private const int Slots = 4096; // a power of two
    private const int Longest = 40;

    [ThreadStatic]
    private static string?[]? _kept;

    public static string Of(string text) => Of(text, 0, text.Length);

    /// <summary>The same for a stretch of a text, which is cut out only where it is a new one.</summary>
    public static string Of(string text, int start, int length)
    {
        if (length is 0 or > Longest)
            return text.Substring(start, length);
        var kept = _kept ??= new string?[Slots];
        ref var slot = ref kept[Hash(text, start, length) & (Slots - 1)];
        if (slot is null || slot.Length != length || string.CompareOrdinal(slot, 0, text, start, length) != 0)
            slot = text.Substring(start, length);
        return slot;
    }

    // Few characters tell most keys apart.
    private static int Hash(string text, int start, int length) =>
        unchecked((((length * 31 + text[start]) * 31 + text[start + length / 2]) * 31 + text[start + length - 1]) * 31 + text[start + length / 4]);
}
