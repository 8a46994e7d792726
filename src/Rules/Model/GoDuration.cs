using System.Globalization;
using System.Text.RegularExpressions;
using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>Durations as Kubernetes' components and etcd write them, such as <c>40s</c> or <c>1m0s</c>. Source: https://pkg.go.dev/time#ParseDuration</summary>
public static class GoDuration
{
    private static readonly Pattern Whole =
        new("^([0-9]+([.][0-9]*)?(h|ms|m|s|us|ns))+$");

    private static readonly Pattern Part =
        new("(?<number>[0-9]+([.][0-9]*)?)(?<unit>h|ms|m|s|us|ns)");

    /// <summary>Reads text as a duration; other text is unknown, because another check says that it is wrong.</summary>
    public static Field<TimeSpan> Duration(this Field<string> text)
    {
        if (text.Origin is Origin.Absent)
            return Field<TimeSpan>.Absent(text.Node);
        return text.TryGet(out var written) && TryParse(written, out var duration)
            ? new Field<TimeSpan>(text.Node, Origin.Written, duration)
            : Field<TimeSpan>.Unknown(text.Node);
    }

    /// <summary>For messages, such as <c>40 s</c>.</summary>
    public static string Text(TimeSpan duration) => FormattableString.Invariant($"{duration.TotalSeconds:0.###} s");

    /// <summary>Reads <c>40s</c>; <c>1m30s</c> and <c>0</c> too.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text == "0")
            return true;
        if (text.Length > 40 || !Whole.IsMatch(text))
            return false;
        var seconds = Part.Matches(text).Cast<Match>().Sum(part =>
            double.Parse(part.Groups["number"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * SecondsOf(part.Groups["unit"].Value));
        if (seconds >= TimeSpan.FromDays(3650).TotalSeconds)
            return false;
        duration = TimeSpan.FromSeconds(seconds);
        return true;
    }

    private static double SecondsOf(string unit) => unit switch
    {
        "h" => 3600,
        "m" => 60,
        "s" => 1,
        "ms" => 1e-3,
        "us" => 1e-6,
        _ => 1e-9,
    };
}
