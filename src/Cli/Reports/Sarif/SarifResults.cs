using Hale.Rules;
using Hale.Rules.Tree;

namespace Hale.Cli.Reports.Sarif;

/// <summary>Findings as SARIF results.</summary>
internal sealed class SarifResults
{
    // GitHub's limits: results of a run, locations of a result, and the related locations that it shows.
    public const int Most = 25_000;
    private const int MostRelated = 1_000 - 1;
    private const int MostLinks = 100;

    private readonly SarifObjects _objects = new();

    /// <summary>The objects that the results are about; complete when all results are made.</summary>
    public IReadOnlyList<SarifLogicalLocation>? Objects => _objects.All;

    /// <summary>The most severe findings, as many as a run may have, in their order.</summary>
    public IReadOnlyList<SarifResult> Of(IReadOnlyList<Finding> findings) => Convert(MostSevere(findings, Most));

    /// <summary>The same, and behind them what is suppressed or in the baseline.</summary>
    public IReadOnlyList<SarifResult> WithHidden(LintReport report)
    {
        var shown = Of(report.Findings);
        var hidden = MostSevere([.. report.Suppressed, .. report.Baselined ?? []], Most - shown.Count);
        return
        [
            .. report.Baselined is null ? shown : shown.Select(result => result with { BaselineState = "new" }),
            .. Convert(hidden).Zip(hidden, (result, finding) => Hidden(result, finding, report)),
        ];
    }

    private static SarifResult Hidden(SarifResult result, Finding finding, LintReport report)
    {
        var isInSource = finding.Suppression is not null;
        return result with
        {
            Suppressions = [isInSource ? new SarifSuppression("inSource", finding.Suppression!.Reason) : new SarifSuppression("external", "The baseline holds it.")],
            BaselineState = report.Baselined is null ? null : isInSource ? "new" : "unchanged",
        };
    }

    private static List<Finding> MostSevere(IReadOnlyList<Finding> findings, int count) => [.. findings.Index()
        .OrderByDescending(finding => finding.Item.Severity)
        .Take(count)
        .OrderBy(finding => finding.Index)
        .Select(finding => finding.Item)];

    // Objects are numbered in the order of the findings; the rest is made by all processors.
    private SarifResult[] Convert(List<Finding> findings)
    {
        var hashes = HashesOf(findings);
        return findings.ConvertAll(finding => (Finding: finding, Object: _objects.ReferenceTo(finding)))
            .SelectInParallel(numbered => Convert(numbered.Finding, numbered.Object, hashes[numbered.Finding.Place.Source]));
    }

    private static Dictionary<SourceText, LineHashes> HashesOf(IReadOnlyList<Finding> findings) => findings
        .ToLookup(finding => finding.Place.Source, finding => finding.Place).ToList()
        .SelectInParallel(places => (Source: places.Key, Hashes: LineHashes.UpTo(places.Max(place => place.StartPosition.Line), places.Key)))
        .ToDictionary(file => file.Source, file => file.Hashes);

    private static SarifResult Convert(Finding finding, SarifLogicalReference? @object, LineHashes hashes)
    {
        var rule = SarifRules.ReferenceTo(finding.Rule);
        var related = finding.Related.Take(MostRelated).Select((place, index) => SarifLocations.Of(place, index + 1)).ToList();
        return new SarifResult(
            rule.Id,
            rule.Index,
            Words.Of(finding.Severity),
            SarifText.Of(finding, Math.Min(related.Count, MostLinks)),
            [SarifLocations.Of(finding.Place, @object)],
            related.Count > 0 ? related : null,
            Fingerprints(finding, hashes));
    }

    private static Dictionary<string, string> Fingerprints(Finding finding, LineHashes hashes)
    {
        var fingerprints = new Dictionary<string, string>(StringComparer.Ordinal) { ["primaryLocationLineHash"] = hashes[finding.Place.StartPosition.Line] };
        if (finding.Object is { } @object)
            fingerprints.Add("hale/v1", $"{@object}/{finding.Path}#{finding.Rule.Id}");
        return fingerprints;
    }
}
