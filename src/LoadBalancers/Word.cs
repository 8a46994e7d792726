using System.Globalization;
using System.Text.RegularExpressions;
using Hale.Rules.Tree;

namespace Hale.LoadBalancers;

/// <summary>One word of a configuration file.</summary>
/// <param name="Text">What it says, without quotes.</param>
/// <param name="At">Where it stands, without the quotes around it.</param>
/// <param name="Mark">What it does to the structure.</param>
internal sealed record Word(string Text, Place At, WordMark Mark = WordMark.None)
{
    // What is longer takes too long to look through for holes, and is no value that anybody compares.
    private const int LongestRead = 1024;

    // What a later tool fills in: '{{ x }}' and '{% x %}' of templates, '${X}' and '$X', '<x>', '__X__' and '@X@' for sed.
    private static readonly Regex Hole = new(
        @"\{\{.*?\}\}|\{%.*?%\}|\$\{[^}]*\}|\$[A-Za-z_]\w*|<[\w -]+>|__\w+__|@[A-Z_0-9]+@",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(5));

    /// <summary>Whether a part of it is not known.</summary>
    public bool HasHole => Text.Length > LongestRead || Hole.IsMatch(Text);

    /// <summary>Its value, as far as it is known.</summary>
    public Node Value()
    {
        var segments = Segments();
        if (segments.TrueForAll(segment => segment is null))
            return new UnknownNode(At, isPresent: true);
        if (segments.Count > 1)
            return new PartialNode(At, segments);
        var isNumber = int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        return isNumber
            ? new ScalarNode(At, ScalarKind.Integer, number.ToString(CultureInfo.InvariantCulture))
            : new ScalarNode(At, ScalarKind.String, Text);
    }

    /// <summary>Its value as text, even if it is a number.</summary>
    public Node TextValue() => HasHole ? Value() : new ScalarNode(At, ScalarKind.String, Text);

    /// <summary>Several words as one; null when there are none.</summary>
    public static Word? Join(IReadOnlyList<Word> words) => words.Count switch
    {
        0 => null,
        1 => words[0],
        _ => new Word(string.Join(" ", words.Select(word => word.Text)), words[0].At with { End = words[words.Count - 1].At.End }),
    };

    private List<string?> Segments()
    {
        if (Text.Length > LongestRead)
            return [null];
        var segments = new List<string?>();
        var known = 0;
        foreach (Match hole in Hole.Matches(Text))
        {
            if (hole.Index > known)
                segments.Add(Text.Substring(known, hole.Index - known));
            segments.Add(null);
            known = hole.Index + hole.Length;
        }

        if (known < Text.Length || segments.Count == 0)
            segments.Add(Text.Substring(known));
        return segments;
    }
}

/// <summary>What a word does to the structure.</summary>
internal enum WordMark
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It opens a block.</summary>
    Open,

    /// <summary>It closes a block.</summary>
    Close,
}
