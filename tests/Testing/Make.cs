using Hale.Rules;
using Hale.Rules.Tree;

namespace Hale.Testing;

/// <summary>Makes findings that no rule has found, for tests of what is done with findings.</summary>
public static class Make
{
    /// <summary>A finding of a rule at a place, with related places.</summary>
    public static Finding Finding(string ruleId, Place place, string message, params RelatedPlace[] related) =>
        new(RuleCatalog.Find(ruleId)!.Info, null, place, message) { Related = related };

    /// <summary>The first place of a text where some words stand.</summary>
    public static Place PlaceOf(SourceText source, string words)
    {
        var start = source.Text.IndexOf(words, StringComparison.Ordinal);
        return start >= 0 ? new Place(source, start, start + words.Length) : throw new ArgumentException($"'{words}' is not in the text.", nameof(words));
    }
}
