using System.Text;
using System.Text.RegularExpressions;
using Hale.Rules;
using Hale.Rules.Tree;

namespace Hale.Testing;

/// <summary>Marks of findings in a text: <c>{|HA0701:wiki-data|}</c>.</summary>
public static partial class Marks
{
    /// <summary>The text without its marks.</summary>
    public static string Remove(string marked) => Marker().Replace(marked, "");

    /// <summary>The text with a mark around the place of each finding.</summary>
    public static string Put(SourceText source, IEnumerable<Finding> findings) =>
        Put(source.Text, findings.Select(finding => (finding.Rule.Id, finding.Place.Start, finding.Place.End)));

    /// <summary>The text with a mark around each stretch of it.</summary>
    public static string Put(string source, IEnumerable<(string Id, int Start, int End)> stretches)
    {
        // From the last to the first, so that what is put in moves nothing that is still to be marked.
        var text = new StringBuilder(source);
        foreach (var (id, start, end) in stretches.OrderByDescending(stretch => stretch.Start).ThenBy(stretch => stretch.End))
        {
            text.Insert(end, "|}");
            text.Insert(start, $"{{|{id}:");
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\{\|HA\d{4}:|\|\}")]
    private static partial Regex Marker();
}
