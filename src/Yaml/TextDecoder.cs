using System.Text;

namespace Hale.Yaml;

/// <summary>Turns the bytes of a file into text, by the rules of YAML 1.2.2 (5.2): UTF-8, UTF-16 or UTF-32.</summary>
public static class TextDecoder
{
    /// <summary>Decodes the bytes; a byte-order mark stays in the text.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="text">The text; where some bytes are not valid, what comes before them.</param>
    /// <returns>False when the bytes are not valid text from some place on.</returns>
    public static bool TryDecode(byte[] bytes, out string text)
    {
        var encoding = EncodingOf(bytes);
        try
        {
            text = encoding.GetString(bytes);
            return text.IndexOf('\0') < 0 || CutAt(text.IndexOf('\0'), ref text);
        }
        catch (DecoderFallbackException error)
        {
            text = encoding.GetString(bytes, 0, Math.Max(0, error.Index));
            return false;
        }
    }

    private static bool CutAt(int offset, ref string text)
    {
        text = text.Substring(0, offset);
        return false;
    }

    // Without a mark the first character of YAML is ASCII, so that the zero bytes around it tell the encoding.
    private static Encoding EncodingOf(byte[] bytes)
    {
        byte At(int index) => index < bytes.Length ? bytes[index] : (byte)1;
        return (At(0), At(1), At(2), At(3)) switch
        {
            (0, 0, 0xFE, 0xFF) or (0, 0, 0, not 0) => new UTF32Encoding(bigEndian: true, byteOrderMark: false, throwOnInvalidCharacters: true),
            (0xFF, 0xFE, 0, 0) or (not 0, 0, 0, 0) => new UTF32Encoding(bigEndian: false, byteOrderMark: false, throwOnInvalidCharacters: true),
            (0xFE, 0xFF, _, _) or (0, not 0, _, _) => new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true),
            (0xFF, 0xFE, _, _) or (not 0, 0, _, _) => new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true),
            _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
        };
    }
}
