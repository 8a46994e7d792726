using System.Xml;
using Hale.Cli.Reports.Text;
using Hale.Cli.Reports.Xml;
using Hale.Rules;

namespace Hale.Cli.Reports;

/// <summary>
/// JUnit's XML: a suite for each file, a test case for each finding. Findings that fail the run are failures, the others are
/// skipped, so that a build server and the exit code agree.
/// </summary>
/// <param name="fails">Whether a finding of some severity fails the run.</param>
internal sealed class JUnitReport(Func<Severity, bool> fails) : IReport
{
    public void Write(LintReport report, TextWriter output) => ReportXml.Write(output, xml =>
    {
        xml.WriteStartElement("testsuites");
        xml.Attribute("name", "hale");
        WriteCounts(report.Findings, xml);
        foreach (var file in report.Findings.GroupBy(finding => FilePlace.Of(finding.Place).Path, StringComparer.Ordinal))
            WriteSuite(file.Key, [.. file], xml);
        if (report.Findings.Count == 0)
            WriteClean(xml);
        xml.WriteEndElement();
    });

    private void WriteSuite(string path, IReadOnlyList<Finding> findings, XmlWriter xml)
    {
        xml.WriteStartElement("testsuite");
        xml.Attribute("name", path);
        WriteCounts(findings, xml);
        foreach (var finding in findings)
            WriteCase(finding, path, xml);
        xml.WriteEndElement();
    }

    private void WriteCounts(IReadOnlyList<Finding> findings, XmlWriter xml)
    {
        var failures = findings.Count(finding => fails(finding.Severity));
        xml.Attribute("tests", Math.Max(1, findings.Count));
        xml.Attribute("failures", failures);
        xml.Attribute("errors", 0);
        xml.Attribute("skipped", findings.Count - failures);
    }

    // Build servers know a case again by its class and name, so that they are to stay when lines move.
    private void WriteCase(Finding finding, string path, XmlWriter xml)
    {
        xml.WriteStartElement("testcase");
        xml.Attribute("classname", $"hale.{finding.Rule.Id}");
        xml.Attribute("name", finding.Object is { } @object ? $"{finding.Rule.Name}: {@object} {finding.Path}".TrimEnd() : finding.Rule.Name);
        xml.Attribute("file", path);
        xml.Attribute("line", FilePlace.Of(finding.Place).Line);
        xml.WriteStartElement(fails(finding.Severity) ? "failure" : "skipped");
        xml.Attribute("message", FindingText.Message(finding));
        if (fails(finding.Severity))
        {
            xml.Attribute("type", Words.Of(finding.Severity));
            xml.Lines(FindingText.Lines(finding).Prepend($"{RenderedFrom.Beside(finding.Place)}: {Words.Of(finding.Severity)} {finding.Rule.Id} [{finding.Rule.Name}]"));
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    // Some build servers take a report without a test for a broken build.
    private void WriteClean(XmlWriter xml)
    {
        xml.WriteStartElement("testsuite");
        xml.Attribute("name", "hale");
        WriteCounts([], xml);
        xml.WriteStartElement("testcase");
        xml.Attribute("classname", "hale");
        xml.Attribute("name", "no findings");
        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}
