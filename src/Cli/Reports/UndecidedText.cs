using Hale.Rules;
using Hale.Rules.Model;

namespace Hale.Cli.Reports;

/// <summary>What a run could not determine, in words.</summary>
internal static class UndecidedText
{
    /// <summary>Every undetermined value below the object that it belongs to.</summary>
    public static IEnumerable<string> Explain(IReadOnlyList<Cluster> clusters)
    {
        var undecided = clusters.SelectMany(Undecided.In).Distinct().ToList(); // What is context for several is in each.
        if (undecided.Count == 0)
            yield return clusters.All(Undecided.IsAllRead) ? "Nothing is unknown." : "Nothing is unknown in what could be read.";
        foreach (var @object in undecided.GroupBy(value => (value.Object, value.Place.Source.Path)))
        {
            yield return Printable.Escape($"Unknown in {@object.Key.Object} ({@object.Key.Path}):");
            var width = @object.Max(value => value.Path.Length);
            foreach (var value in @object)
                yield return Printable.Escape($"  {value.Path.PadRight(width)}  {value.Place.StartPosition.Line}:{value.Place.StartPosition.Column}  {value.Reason}");
        }
    }

    /// <summary>How much is decided of the fields that matter most; nothing when there is no workload.</summary>
    public static IEnumerable<string> Shares(IReadOnlyList<Cluster> clusters) =>
        from same in clusters.SelectMany(Undecided.SharesIn).GroupBy(share => share.Field)
        let share = new DecidedShare(same.Key, same.Sum(share => share.Decided), same.Sum(share => share.Total))
        where share.Total > 0
        select FormattableString.Invariant($"{share.Field}: {share.Decided} of {share.Total} decided ({100.0 * share.Decided / share.Total:0} %)");
}
