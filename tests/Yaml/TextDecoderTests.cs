using System.Text;

namespace Hale.Yaml.Tests;

public sealed class TextDecoderTests
{
    private const string Text = "kind: Pod # é€😀\n";

    public static TheoryData<Encoding> Encodings =>
    [
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
        new UTF32Encoding(bigEndian: false, byteOrderMark: true),
        new UTF32Encoding(bigEndian: true, byteOrderMark: true),
    ];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Decodes_every_encoding_of_yaml_without_a_mark(Encoding encoding) => Expect(encoding.GetBytes(Text), Text);

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Keeps_the_byte_order_mark(Encoding encoding) => Expect([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)], "\uFEFF" + Text);

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Decodes_a_single_character(Encoding encoding) => Expect(encoding.GetBytes("a"), "a");

    [Fact]
    public void An_empty_file_is_an_empty_text() => Expect([], "");

    [Theory]
    [InlineData(new byte[] { 0x61, 0x62, 0xFF, 0x63 }, "ab")] // no byte of UTF-8
    [InlineData(new byte[] { 0x61, 0xE2, 0x82 }, "a")] // a character without its end
    [InlineData(new byte[] { 0xC3, 0x28 }, "")]
    [InlineData(new byte[] { 0x61, 0xC0, 0x80 }, "a")] // NUL in two bytes
    [InlineData(new byte[] { 0x61, 0xED, 0xA0, 0x80, 0x62 }, "a")] // half a surrogate pair
    [InlineData(new byte[] { 0x61, 0x62, 0, 0x63 }, "ab")]
    [InlineData(new byte[] { 0 }, "")]
    [InlineData(new byte[] { 0, 0, 0, 0 }, "")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0, 0x3D, 0xD8, 0x62, 0 }, "\uFEFFa")] // UTF-16 with half a pair
    [InlineData(new byte[] { 0, 0x61, 0, 0x62, 0xD8, 0x3D }, "ab")]
    [InlineData(new byte[] { 0x61, 0, 0x62, 0, 0x63 }, "ab")] // half a unit
    [InlineData(new byte[] { 0x61, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F }, "a")] // beyond Unicode
    [InlineData(new byte[] { 0x61, 0, 0, 0, 0x62, 0 }, "a")]
    public void Stops_at_what_is_no_text(byte[] bytes, string before)
    {
        Assert.False(TextDecoder.TryDecode(bytes, out var text));
        Assert.Equal(before, text);
    }

    [Fact]
    public void Decodes_any_bytes_without_throwing()
    {
        var random = new Random(1);
        byte[] special = [0, 0xFE, 0xFF, 0x61, 0xD8, 0xDC];
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(12)];
            random.NextBytes(bytes);
            for (var k = 0; k < bytes.Length; k += random.Next(1, 4))
                bytes[k] = special[random.Next(special.Length)];
            TextDecoder.TryDecode(bytes, out var text);
            Assert.DoesNotContain('\0', text);
        }
    }

    private static void Expect(byte[] bytes, string expected)
    {
        Assert.True(TextDecoder.TryDecode(bytes, out var text));
        Assert.Equal(expected, text);
    }
}
