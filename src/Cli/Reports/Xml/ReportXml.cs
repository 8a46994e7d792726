using System.Globalization;
using System.Text;
using System.Xml;
using Hale.Linting;

namespace Hale.Cli.Reports.Xml;

/// <summary>How XML is written: UTF-8, lines end with LF, and nothing that XML 1.0 forbids.</summary>
internal static class ReportXml
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Indent = true,
        NewLineChars = "\n",
        OmitXmlDeclaration = true, // It would name the encoding of the writer, which may be a string.
        CloseOutput = false,
    };

    /// <summary>Writes a document.</summary>
    public static void Write(TextWriter output, Action<XmlWriter> write)
    {
        output.Line("""<?xml version="1.0" encoding="UTF-8"?>""");
        using (var xml = XmlWriter.Create(output, Settings))
            write(xml);
        output.Line();
    }

    public static void Attribute(this XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, Allowed(Printable.Escape(value)));

    public static void Attribute(this XmlWriter xml, string name, int value) => xml.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes text in lines, each of which is safe by itself.</summary>
    public static void Lines(this XmlWriter xml, IEnumerable<string> lines) => xml.WriteString(string.Join('\n', lines.Select(line => Allowed(Printable.Escape(line)))));

    // XML 1.0, 2.2: U+FFFE and U+FFFF are not characters. Control characters and lone surrogates are escaped already.
    private static string Allowed(string text)
    {
        var allowed = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            allowed.Append(rune.Value is 0xFFFE or 0xFFFF ? Rune.ReplacementChar : rune);
        return allowed.ToString();
    }
}
