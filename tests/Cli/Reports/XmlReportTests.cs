using System.Xml.Linq;
using Hale.Cli.Reports;
using Hale.Rules;
using Hale.Testing;

namespace Hale.Cli.Tests.Reports;

/// <summary>Checkstyle and JUnit.</summary>
public sealed class XmlReportTests
{
    private static readonly CheckstyleReport Checkstyle = new();
    private static readonly JUnitReport JUnit = new(severity => severity is not Severity.Note);

    [Fact]
    public void Checkstyle_lists_errors_by_file() => Snapshot.Match(Checkstyle.Print(Samples.Small));

    [Fact]
    public void JUnit_has_a_suite_for_each_file() => Snapshot.Match(JUnit.Print(Samples.Small));

    [Fact]
    public void Checkstyle_of_odd_input_is_well_formed()
    {
        var root = XDocument.Parse(Checkstyle.Print(Samples.Odd)).Root!;
        var errors = root.Descendants("error").ToList();
        Assert.Equal(4, errors.Count);
        Assert.All(errors, error =>
        {
            Assert.Contains((string)error.Attribute("severity")!, new[] { "error", "warning", "info" });
            Assert.True((int)error.Attribute("line")! >= 1 && (int)error.Attribute("column")! >= 1);
            Assert.Contains("hale.HA", (string)error.Attribute("source")!, StringComparison.Ordinal);
        });
        Assert.Equal("::warning::a,b/ü%20#?<&>.yaml".Replace("::warning", @"\x3a:warning", StringComparison.Ordinal), (string)root.Element("file")!.Attribute("name")!);
        Assert.DoesNotContain(errors, error => ((string)error.Attribute("message")!).Any(char.IsControl));
    }

    [Fact]
    public void JUnit_of_odd_input_is_well_formed_and_its_counts_are_right()
    {
        var root = XDocument.Parse(JUnit.Print(Samples.Odd)).Root!;
        foreach (var suite in root.Elements("testsuite").Prepend(root))
        {
            Assert.Equal(suite.Descendants("testcase").Count(), (int)suite.Attribute("tests")!);
            Assert.Equal(suite.Descendants("failure").Count(), (int)suite.Attribute("failures")!);
            Assert.Equal(suite.Descendants("skipped").Count(), (int)suite.Attribute("skipped")!);
        }

        Assert.Equal(3, root.Descendants("failure").Count());
        Assert.All(root.Descendants("failure"), failure => Assert.NotEmpty(failure.Value));
    }

    [Fact]
    public void Without_findings_checkstyle_is_empty_and_JUnit_has_one_case_that_passed()
    {
        Assert.Empty(XDocument.Parse(Checkstyle.Print(Samples.Clean)).Root!.Elements());
        var root = XDocument.Parse(JUnit.Print(Samples.Clean)).Root!;
        Assert.Empty(Assert.Single(root.Descendants("testcase")).Elements());
        Assert.Equal(1, (int)root.Attribute("tests")!);
    }
}
