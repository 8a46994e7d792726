using System.Xml;
using Hale.Cli.Reports.Xml;
using Hale.Rules;

namespace Hale.Cli.Reports;

/// <summary>Checkstyle's XML, which many build servers and review tools read.</summary>
internal sealed class CheckstyleReport : IReport
{
    private const string FormatVersion = "4.3"; // what readers of the format expect

    public void Write(LintReport report, TextWriter output) => ReportXml.Write(output, xml =>
    {
        xml.WriteStartElement("checkstyle");
        xml.Attribute("version", FormatVersion);
        foreach (var file in report.Findings.GroupBy(finding => FilePlace.Of(finding.Place).Path, StringComparer.Ordinal))
        {
            xml.WriteStartElement("file");
            xml.Attribute("name", file.Key);
            foreach (var finding in file)
                Write(finding, xml);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    });

    private static void Write(Finding finding, XmlWriter xml)
    {
        var place = FilePlace.Of(finding.Place);
        xml.WriteStartElement("error");
        xml.Attribute("line", place.Line);
        xml.Attribute("column", place.Column);
        xml.Attribute("severity", finding.Severity is Severity.Note ? "info" : Words.Of(finding.Severity));
        xml.Attribute("message", FindingText.OneLine(finding));
        xml.Attribute("source", $"hale.{finding.Rule.Id}");
        xml.WriteEndElement();
    }
}
