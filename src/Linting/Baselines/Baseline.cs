using Hale.Rules;

namespace Hale.Linting.Baselines;

/// <summary>The findings that a team has taken note of and not mended yet.</summary>
/// <param name="entries">What it holds.</param>
public sealed class Baseline(IReadOnlyList<BaselineEntry> entries)
{
    /// <summary>
    /// Tells the findings that it holds from new ones. An entry stands for as many findings as it counts: first for those of its
    /// own file, then for those that have moved to another one.
    /// </summary>
    /// <param name="findings">What a run found, sorted.</param>
    /// <param name="isLinted">Whether the run would have found what is in a file: it was read, or is gone.</param>
    public BaselineMatch Match(IReadOnlyList<Finding> findings, Func<string, bool> isLinted)
    {
        var missing = entries.Select(entry => entry.Count).ToArray();
        var isKnown = new bool[findings.Count];
        var candidates = Enumerable.Range(0, entries.Count).ToLookup(entry => entries[entry].Fingerprint, StringComparer.Ordinal);
        var fingerprints = findings.Select(finding => finding.Identity.Fingerprint).ToList();
        foreach (var isAnyFile in new[] { false, true })
        {
            for (var i = 0; i < findings.Count; i++)
            {
                var file = findings[i].Place.Source.Path;
                var matching = isKnown[i] ? [] : candidates[fingerprints[i]].Where(entry => missing[entry] > 0 && (isAnyFile || entries[entry].File == file)).Take(1);
                foreach (var entry in matching)
                {
                    missing[entry]--;
                    isKnown[i] = true;
                }
            }
        }

        var gone = entries.Select((entry, index) => entry with { Count = isLinted(entry.File) ? missing[index] : 0 }).ToList();
        return new BaselineMatch(
            [.. findings.Where((_, index) => !isKnown[index])],
            [.. findings.Where((_, index) => isKnown[index])],
            [.. gone.Where(entry => entry.Count > 0)],
            [.. entries.Select((entry, index) => entry with { Count = entry.Count - gone[index].Count }).Where(entry => entry.Count > 0)]);
    }
}

/// <summary>What a baseline makes of the findings of a run.</summary>
/// <param name="New">The findings that it does not hold.</param>
/// <param name="Known">The findings that it holds.</param>
/// <param name="Gone">What it holds and the run did not find.</param>
/// <param name="Remaining">What it holds without that.</param>
public sealed record BaselineMatch(IReadOnlyList<Finding> New, IReadOnlyList<Finding> Known, IReadOnlyList<BaselineEntry> Gone, IReadOnlyList<BaselineEntry> Remaining);
