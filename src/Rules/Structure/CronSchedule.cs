using System.Globalization;
using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>
/// What is wrong with the schedule of a CronJob. Sources: https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
/// and parser.go of github.com/robfig/cron v3, which validation asks (validateScheduleFormat).
/// </summary>
internal static class CronSchedule
{
    private static readonly CronField[] Fields =
    [
        new("minute", 0, 59, []),
        new("hour", 0, 23, []),
        new("day", 1, 31, []),
        new("month", 1, 12, ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]),
        new("weekday", 0, 6, ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
    ];

    // https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#unsupported-timezone-spec
    private static readonly KubernetesVersion FirstWithoutZone = new(1, 29);

    private static readonly string[] Words = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];

    // Five fields, or a word such as '@daily'.
    public static IEnumerable<ApiProblem> Problems(KubernetesObject subject)
    {
        var schedule = subject.Spec["schedule"];
        if (!schedule.Text().TryGet(out var text) || PlaceholderText.HasHole(text) || PlaceholderText.FindInsteadOf(schedule) is not null)
            yield break;
        if (text.StartsWith("TZ=", StringComparison.Ordinal) || text.StartsWith("CRON_TZ=", StringComparison.Ordinal))
        {
            if (subject.Cluster.Facts.Version >= FirstWithoutZone)
                yield return new(schedule, $"The schedule '{text}' of {subject.Title} names a time zone, which belongs in 'timeZone'");
            yield break;
        }

        if (text.StartsWith("@", StringComparison.Ordinal))
        {
            if (!text.StartsWith("@every ", StringComparison.Ordinal) && !Words.Contains(text, StringComparer.Ordinal) && text.Skip(1).All(char.IsLetter))
                yield return new(schedule, $"The schedule '{text}' of {subject.Title} is not one of the words for a schedule, which are {string.Join(", ", Words)}, and '@every' with a time");
            yield break;
        }

        var parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != Fields.Length)
            yield return new(schedule, FormattableString.Invariant($"The schedule '{text}' of {subject.Title} has {parts.Length} fields, and takes {Fields.Length}: minute, hour, day, month and weekday"));
        else if (Mistakes(parts).FirstOrDefault() is { } mistake)
            yield return new(schedule, $"The schedule '{text}' of {subject.Title} has {mistake}");
    }

    private static IEnumerable<string> Mistakes(string[] parts) =>
        from pair in parts.Zip(Fields, (part, field) => (Part: part, Field: field))
        from item in pair.Part.Split([','], StringSplitOptions.RemoveEmptyEntries)
        where !IsToBeFilledIn(item) && !pair.Field.Takes(item)
        select $"'{item}' for the {pair.Field.Name}, which takes {pair.Field.Range}, lists, ranges and steps such as '*/2'";

    private static bool IsToBeFilledIn(string item) => item.Length > 1 && item.All(letter => letter == '_' || char.IsUpper(letter));

    private sealed record CronField(string Name, int Least, int Most, string[] Words)
    {
        public string Range => FormattableString.Invariant($"{Least} to {Most}") + (Words.Length == 0 ? "" : $", {Words[0]} to {Words[Words.Length - 1]}");

        public bool Takes(string item)
        {
            var steps = item.Split('/');
            var ends = steps[0].Split('-');
            if (steps.Length > 2 || (steps.Length == 2 && !(NumberOf(steps[1]) > 0)))
                return false;
            var (first, last) = (ValueOf(ends[0]), ValueOf(ends[ends.Length - 1]));
            return ends[0] is "*" or "?" || (ends.Length <= 2 && Least <= first && first <= last && last <= Most);
        }

        private int? ValueOf(string text) => Array.IndexOf(Words, text.ToLowerInvariant()) is >= 0 and var index ? Least + index : NumberOf(text);

        private static int? NumberOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
