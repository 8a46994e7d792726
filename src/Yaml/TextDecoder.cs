using System.Text;

namespace Hale.Yaml;

/// <summary>Turns the bytes of a file into text, by the rules of YAML 1.2.2 (5.2): UTF-8, UTF-16 or UTF-32.</summary>
public static class TextDecoder
{
    // Unicode keeps it out of all text, so that it can stand for bytes that are no character.
    private const char Invalid = '\uFFFF';

    private static readonly Encoding Utf8 = Marking(new UTF8Encoding());
    private static readonly Encoding Utf16 = Marking(new UnicodeEncoding());
    private static readonly Encoding Utf16BigEndian = Marking(new UnicodeEncoding(bigEndian: true, byteOrderMark: false));
    private static readonly Encoding Utf32 = Marking(new UTF32Encoding());
    private static readonly Encoding Utf32BigEndian = Marking(new UTF32Encoding(bigEndian: true, byteOrderMark: false));

    /// <summary>Decodes the bytes; a byte-order mark stays in the text.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="text">The text; where some bytes are not valid, what comes before them.</param>
    /// <returns>False when the bytes are not valid text from some place on.</returns>
    public static bool TryDecode(byte[] bytes, out string text) => TryDecode(bytes, bytes.Length, out text);

    /// <summary>The same for the first bytes of a buffer.</summary>
    public static bool TryDecode(byte[] bytes, int length, out string text)
    {
        text = EncodingOf(bytes, length).GetString(bytes, 0, length);
        var end = text.IndexOfAny([Invalid, '\0']);
        if (end < 0)
            return true;
        text = text.Substring(0, end);
        return false;
    }

    private static Encoding Marking(Encoding encoding)
    {
        var marking = (Encoding)encoding.Clone();
        marking.DecoderFallback = new DecoderReplacementFallback(Invalid.ToString());
        return marking;
    }

    // Without a mark the first character of YAML is ASCII, so that the zero bytes around it tell the encoding.
    private static Encoding EncodingOf(byte[] bytes, int length)
    {
        byte At(int index) => index < length ? bytes[index] : (byte)1;
        return (At(0), At(1), At(2), At(3)) switch
        {
            (0, 0, 0xFE, 0xFF) or (0, 0, 0, not 0) => Utf32BigEndian,
            (0xFF, 0xFE, 0, 0) or (not 0, 0, 0, 0) => Utf32,
            (0xFE, 0xFF, _, _) or (0, not 0, _, _) => Utf16BigEndian,
            (0xFF, 0xFE, _, _) or (not 0, 0, _, _) => Utf16,
            _ => Utf8,
        };
    }
}
