using Hale.Rules;

namespace Hale.Linting.Baselines;

/// <summary>Findings of a baseline that nothing tells apart.</summary>
/// <param name="Rule">The id of the rule.</param>
/// <param name="File">The file, as it was shown. A finding that has moved to another file is still known.</param>
/// <param name="Object">The object, as <c>Kind/namespace/name</c>; empty when there is none.</param>
/// <param name="Path">The path in the object.</param>
/// <param name="Fingerprint">What a finding is known by.</param>
/// <param name="Count">How many findings of the file have it.</param>
public sealed record BaselineEntry(string Rule, string File, string Object, string Path, string Fingerprint, int Count)
{
    /// <summary>The entries for some findings, sorted.</summary>
    public static IReadOnlyList<BaselineEntry> Of(IEnumerable<Finding> findings) =>
        [.. findings
            .GroupBy(finding => (finding.Place.Source.Path, finding.Identity.Fingerprint))
            .Select(same => Of(same.First(), same.Count()))
            .OrderBy(entry => entry.File, StringComparer.Ordinal)
            .ThenBy(entry => entry.Object, StringComparer.Ordinal)
            .ThenBy(entry => entry.Rule, StringComparer.Ordinal)
            .ThenBy(entry => entry.Path, StringComparer.Ordinal)
            .ThenBy(entry => entry.Fingerprint, StringComparer.Ordinal)];

    private static BaselineEntry Of(Finding finding, int count) => new(
        finding.Rule.Id,
        finding.Place.Source.Path,
        finding.Object?.ToString() ?? "",
        finding.Identity.Path,
        finding.Identity.Fingerprint,
        count);
}
