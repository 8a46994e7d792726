namespace Hale.Yaml;

/// <summary>One string for each short text that comes again and again: keys, kinds, names.</summary>
internal static class SharedText
{
    private const int Longest = 40;

    // Whatever several threads write, each slot holds some whole string or none.
    private static readonly string?[] Slots = new string?[4096];

    public static string Of(string text, int start, int end)
    {
        var length = end - start;
        if (length is 0 or > Longest)
            return length == 0 ? "" : text.Substring(start, length);
        var hash = 17u;
        for (var i = start; i < end; i++)
            hash = hash * 31 + text[i];
        ref var slot = ref Slots[hash % (uint)Slots.Length];
        var known = slot;
        if (known is not null && known.Length == length && string.CompareOrdinal(known, 0, text, start, length) == 0)
            return known;
        return slot = text.Substring(start, length);
    }
}
