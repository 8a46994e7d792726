using Hale.Rules.Tree;

namespace Hale.Rules.Suppressions;

/// <summary>
/// Reads <c># hale:ignore HA0701 -- reason</c>: behind something for its line, above something for all of it, at the top of a
/// manifest for the manifest; and <c># hale:ignore-file</c> for the whole file.
/// </summary>
internal static class CommentSuppressions
{
    /// <param name="documents">The documents of a run; those of one file stand together, in their order.</param>
    public static IEnumerable<Suppression> Of(IReadOnlyList<Document> documents)
    {
        for (var i = 0; i < documents.Count; i++)
        {
            var (document, next) = (documents[i], i + 1 < documents.Count ? documents[i + 1] : null);
            if (!document.Comments.Any(IsDirective))
                continue;
            var targets = new Lazy<CommentTargets>(() => new CommentTargets(document));
            foreach (var comment in document.Comments.Where(IsDirective))
            {
                foreach (var suppression in Read(comment, document, next, targets))
                    yield return suppression;
            }
        }
    }

    private static bool IsDirective(Comment comment) => comment.StartsWith(Directive.Start);

    private static IEnumerable<Suppression> Read(Comment comment, Document document, Document? next, Lazy<CommentTargets> targets)
    {
        var directive = comment.Text.Split([' ', '\t'], 2)[0];
        var start = comment.At.Text.IndexOf(directive, StringComparison.Ordinal) + directive.Length;
        if (Directive.IsMistaken(directive))
            yield return new Suppression(new Place(document.Source, comment.At.Start + start - directive.Length, comment.At.Start + start), directive, null, new StretchScope([]));
        if (!Directive.IsOne(directive))
            yield break;
        var scope = directive == Directive.File ? new TextScope(document.Source, 0, int.MaxValue) : ScopeOf(comment, document, next, targets);
        var text = SuppressionText.Parse(comment.At.Text.Substring(start));
        if (text.Rules.Count == 0)
            yield return new Suppression(comment.At, "", text.Reason, scope);
        foreach (var (word, offset) in text.Rules)
        {
            var at = comment.At.Start + start + offset;
            yield return new Suppression(new Place(document.Source, at, at + word.Length), word, text.Reason, scope);
        }
    }

    private static TextScope ScopeOf(Comment comment, Document document, Document? next, Lazy<CommentTargets> targets)
    {
        var (source, at) = (document.Source, comment.At);
        if (document.Root is UnknownNode || at.Start < document.Root.At.Start)
            return new TextScope(source, at.Start, next?.Source == source && next.Format == document.Format ? next.Root.At.Start - 1 : int.MaxValue);
        var line = LineStart(source.Text, at.Start);
        var before = source.Text.Substring(line, at.Start - line).Trim();
        return before.Length == 0 ? targets.Value.Below(comment)
            : before.All(character => character == '-') ? targets.Value.At(source.Text.IndexOf('-', line))
            : new TextScope(source, line, at.End);
    }

    private static int LineStart(string text, int offset) => offset == 0 ? 0 : text.LastIndexOfAny(['\r', '\n'], offset - 1) + 1;
}
