using System.Text.RegularExpressions;
using Hale.Rules.Suppressions;
using Hale.Rules.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SourceText = Hale.Rules.Tree.SourceText;

namespace Hale.CSharp.Projects.Suppressions;

/// <summary>Everything in C# that silences rules.</summary>
internal static class CSharpSuppressions
{
    private static readonly Regex RuleId = new("^HA[0-9]{4}$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static IReadOnlyList<SuppressedText> In(CompiledProject project) =>
        [.. project.Sources.SelectMany(source => In(source.Key, source.Value, project))];

    /// <summary>Whether a word is the id of a rule of Hale, be there such a rule or not: other analyzers are silenced in the same ways.</summary>
    internal static bool IsRuleId(string word) => RuleId.IsMatch(word);

    /// <summary>The place of a stretch of a text.</summary>
    internal static Place PlaceOf(SourceText source, TextSpan span) => new(source, span.Start, span.End);

    private static IEnumerable<SuppressedText> In(SyntaxTree tree, SourceText source, CompiledProject project)
    {
        var text = source.Text;
        return
        [
            .. Has(text, "#pragma") || Has(text, "# ") ? PragmaSuppressions.In(tree, source) : [],
            .. Has(text, "SuppressMessage") ? AttributeSuppressions.In(tree, source, project) : [],
            .. Has(text, Directive.Start) ? CommentSuppressions.In(tree, source) : [],
        ];
    }

    private static bool Has(string text, string word) => text.IndexOf(word, StringComparison.Ordinal) >= 0;
}
