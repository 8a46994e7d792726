using Hale.Cli.Reports.Text;
using Hale.Rules;
using Hale.Rules.Tree;

namespace Hale.Cli.Reports;

/// <summary>A finding in words that are safe to print, for formats that have room for a text only.</summary>
internal static class FindingText
{
    private const int MostRelated = 10;

    /// <summary>What is wrong; for what was rendered, with its place.</summary>
    public static string Message(Finding finding) => Printable.Escape(finding.Message) + Remark(finding.Place);

    /// <summary>What is wrong and the related places, on one line.</summary>
    public static string OneLine(Finding finding) =>
        finding.Related.Count == 0 ? Message(finding) : $"{Message(finding)} ({string.Join("; ", Related(finding))})";

    /// <summary>What is wrong, the related places and the fix, each on a line of its own.</summary>
    public static IEnumerable<string> Lines(Finding finding) =>
        [Printable.Escape(finding.Message), .. Related(finding).Select(related => $"- {related}"), $"Fix: {Prose.OnOneLine(finding.Fix)}"];

    /// <summary>The related places, each with what is there; of very many the first.</summary>
    public static IEnumerable<string> Related(Finding finding)
    {
        foreach (var related in finding.Related.Take(MostRelated))
            yield return Printable.Escape($"{RenderedFrom.Beside(related.Place)}: {related.Message}");
        if (finding.Related.Count > MostRelated)
            yield return $"and {Words.Count(finding.Related.Count - MostRelated, "more place")}";
    }

    /// <summary>The findings with the most severe first, otherwise in their order.</summary>
    public static IEnumerable<Finding> MostSevereFirst(IEnumerable<Finding> findings) => findings.OrderByDescending(finding => finding.Severity);

    /// <summary>The place itself, where a format shows the template that it was rendered from.</summary>
    public static string Remark(Place place) => RenderedFrom.Of(place) is null ? "" : $" (at {place})";
}
