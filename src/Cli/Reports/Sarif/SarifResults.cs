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
    private readonly Dictionary<SourceText, LineHashes> _hashes = [];

    /// <summary>The objects that the results are about; complete when all results are made.</summary>
    public IReadOnlyList<SarifLogicalLocation>? Objects => _objects.All;

    /// <summary>The most severe findings, as many as a run may have, in their order.</summary>
    public IReadOnlyList<SarifResult> Of(IReadOnlyList<Finding> findings) => [.. MostSevere(findings, Most).Select(Convert)];

    /// <summary>The same, and behind them what is suppressed or in the baseline.</summary>
    public IReadOnlyList<SarifResult> WithHidden(LintReport report)
    {
        var shown = Of(report.Findings);
        var hidden = MostSevere([.. report.Suppressed, .. report.Baselined ?? []], Most - shown.Count).Select(finding => Hidden(finding, report));
        return [.. report.Baselined is null ? shown : shown.Select(result => result with { BaselineState = "new" }), .. hidden];
    }

    private SarifResult Hidden(Finding finding, LintReport report)
    {
        var isInSource = finding.Suppression is not null;
        return Convert(finding) with
        {
            Suppressions = [isInSource ? new SarifSuppression("inSource", finding.Suppression!.Reason) : new SarifSuppression("external", "The baseline holds it.")],
            BaselineState = report.Baselined is null ? null : isInSource ? "new" : "unchanged",
        };
    }

    private static IEnumerable<Finding> MostSevere(IReadOnlyList<Finding> findings, int count) => findings.Index()
        .OrderByDescending(finding => finding.Item.Severity)
        .Take(count)
        .OrderBy(finding => finding.Index)
        .Select(finding => finding.Item);

    private SarifResult Convert(Finding finding)
    {
        var rule = SarifRules.ReferenceTo(finding.Rule);
        var related = finding.Related.Take(MostRelated).Select((place, index) => SarifLocations.Of(place, index + 1)).ToList();
        return new SarifResult(
            rule.Id,
            rule.Index,
            Words.Of(finding.Severity),
            SarifText.Of(finding, Math.Min(related.Count, MostLinks)),
            [SarifLocations.Of(finding.Place, _objects.ReferenceTo(finding))],
            related.Count > 0 ? related : null,
            Fingerprints(finding));
    }

    private Dictionary<string, string> Fingerprints(Finding finding)
    {
        var source = finding.Place.Source;
        if (!_hashes.TryGetValue(source, out var hashes))
            _hashes.Add(source, hashes = new LineHashes(source));
        var fingerprints = new Dictionary<string, string>(StringComparer.Ordinal) { ["primaryLocationLineHash"] = hashes[finding.Place.StartPosition.Line] };
        if (finding.Object is { } @object)
            fingerprints.Add("hale/v1", $"{@object}/{finding.Path}#{finding.Rule.Id}");
        return fingerprints;
    }
}
