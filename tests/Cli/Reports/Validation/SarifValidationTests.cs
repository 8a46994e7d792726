using Hale.Cli.Reports;
using Hale.Rules;
using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.Cli.Tests.Reports.Validation;

/// <summary>What Hale writes is SARIF that GitHub takes.</summary>
public sealed class SarifValidationTests
{
    [SarifValidatorFact]
    public void Neither_validator_complains() => Assert.Empty(SarifValidator.This.Complaints(
    [
        new SarifReport(exitCode: 1).Print(Samples.Small),
        new SarifReport(exitCode: 0, "hale/deploy").Print(Samples.Clean),
        new SarifReport(exitCode: 1).Print(Samples.Of(RuleCatalog.All.SelectMany(rule => BadExample(rule.Info)))),
        new SarifReport(exitCode: 1).Print(Samples.Of(OddPlaces)),
        new SarifReport(exitCode: 1).Print(Samples.Odd),
        new SarifReport(exitCode: 1).Print(Samples.Rendered),
    ]));

    [SarifValidatorFact]
    public void Both_validators_are_awake()
    {
        var log = new SarifReport(exitCode: 1).Print(Samples.Small);
        var badPath = log.Replace("deploy/broken", @"deploy\\broken", StringComparison.Ordinal);
        var badValue = log.Replace("\"utf16CodeUnits\"", "\"inches\"", StringComparison.Ordinal);
        Assert.Contains(SarifValidator.This.Complaints([badPath]), complaint => complaint.StartsWith("SARIF1002", StringComparison.Ordinal));
        Assert.Contains(SarifValidator.This.Complaints([badValue]), complaint => complaint.Contains("columnKind", StringComparison.Ordinal));
    }

    private static IEnumerable<Finding> OddPlaces
    {
        get
        {
            var empty = new SourceText("../outside/empty.yaml", "");
            var odd = new SourceText("a b/ü%20#?.yaml", "\uFEFFa: 1\r\nb: [\e]\r\n");
            yield return Make.Finding("HA0001", new Place(empty, 0, 0), "The file is empty");
            yield return Make.Finding("HA0003", new Place(odd, 0, odd.Text.Length), "[x](y) ends in a dot.");
            yield return Make.Finding("HA0701", new Place(odd, 5, 5), "'\e[31m' is odd", new RelatedPlace(new Place(odd, 9, 10), "a [bracket]"));
        }
    }

    private static IReadOnlyList<Finding> BadExample(RuleInfo rule) => Lint.Run([new SourceText($"{rule.Id}.yaml", RuleExamples.Bad(rule))]);
}
