using Hale.Rules;

namespace Hale.Linting.Baselines;

/// <summary>The findings that a team has taken note of and not mended yet.</summary>
/// <param name="entries">What it holds.</param>
public sealed class Baseline(IReadOnlyList<BaselineEntry> entries)
{
    private readonly ILookup<string, int> _byFingerprint = Enumerable.Range(0, entries.Count).ToLookup(entry => entries[entry].Fingerprint, StringComparer.Ordinal);

    /// <summary>
    /// Tells the findings that it holds from new ones. An entry stands for as many findings as it counts: first for those of its
    /// own file, then for those that have moved to another one.
    /// </summary>
    /// <param name="findings">What a run found, sorted.</param>
    /// <param name="isLinted">Whether the run would have found what is in a file: it was read, or is gone.</param>
    /// <param name="isInReach">Whether what was in a file may have moved into one of the run's: not from a file that is another run's to lint.</param>
    public BaselineMatch Match(IReadOnlyList<Finding> findings, Func<string, bool> isLinted, Func<string, bool> isInReach)
    {
        var missing = entries.Select(entry => entry.Count).ToArray();
        var candidates = findings.Select(finding => _byFingerprint[finding.Identity.Fingerprint]).ToList();
        var known = new HashSet<int>();
        Take((entry, finding) => entry.File == finding.Place.Source.Path);
        Take((entry, _) => isInReach(entry.File));
        var gone = entries.Select((entry, index) => entry with { Count = isLinted(entry.File) ? missing[index] : 0 }).ToList();
        return new BaselineMatch(
            [.. findings.Where((_, index) => !known.Contains(index))],
            [.. findings.Where((_, index) => known.Contains(index))],
            [.. gone.Where(entry => entry.Count > 0)],
            [.. entries.Select((entry, index) => entry with { Count = entry.Count - gone[index].Count }).Where(entry => entry.Count > 0)]);

        // Gives each finding that is not known yet a place of an entry that has some left.
        void Take(Func<BaselineEntry, Finding, bool> isFor)
        {
            for (var i = 0; i < findings.Count; i++)
            {
                var entry = candidates[i].Where(entry => missing[entry] > 0 && isFor(entries[entry], findings[i])).DefaultIfEmpty(-1).First();
                if (entry >= 0 && known.Add(i))
                    missing[entry]--;
            }
        }
    }
}

/// <summary>What a baseline makes of the findings of a run.</summary>
/// <param name="New">The findings that it does not hold.</param>
/// <param name="Known">The findings that it holds.</param>
/// <param name="Gone">What it holds and the run did not find.</param>
/// <param name="Remaining">What it holds without that.</param>
public sealed record BaselineMatch(IReadOnlyList<Finding> New, IReadOnlyList<Finding> Known, IReadOnlyList<BaselineEntry> Gone, IReadOnlyList<BaselineEntry> Remaining);
