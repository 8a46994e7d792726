using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Suppressions;

/// <summary>Reads the annotation <c>hale.dev/ignore: "HA0701, HA0302 -- reason"</c> of objects and of pod templates.</summary>
internal static class AnnotationSuppressions
{
    private const string Name = "hale.dev/ignore";

    public static IEnumerable<Suppression> Of(Cluster cluster)
    {
        var objects = cluster.Objects.Where(@object => !@object.Annotations.Lacks(Name));
        var templates = cluster.All<Workload>().Where(workload => workload.Template != workload.Root && !workload.Template["metadata"]["annotations"].Lacks(Name));
        return objects.SelectMany(@object => Read(@object.Root, @object)).Concat(templates.SelectMany(workload => Read(workload.Template, workload.Object)));
    }

    private static IEnumerable<Suppression> Read(Node annotated, KubernetesObject @object)
    {
        var annotation = annotated["metadata"]["annotations"][Name];
        if (!annotation.Text().TryGet(out var value))
            yield break;
        var scope = new NodeScope(annotated, @object.AsWritten(annotated), @object.IsPartial.IsFalse);
        var text = SuppressionText.Parse(value);
        if (text.Rules.Count == 0)
            yield return new Suppression(annotation.At, "", text.Reason, scope);
        var places = Places(text, annotation.At);
        for (var i = 0; i < text.Rules.Count; i++)
            yield return new Suppression(places?[i] ?? annotation.At, text.Rules[i].Word, text.Reason, scope);
    }

    // Where the words stand in the source, unless they are written in a way that changes them.
    private static IReadOnlyList<Place>? Places(SuppressionText value, Place at)
    {
        var written = SuppressionText.Parse(at.Text).Rules;
        return value.Rules.Select(rule => rule.Word).SequenceEqual(written.Select(rule => rule.Word), StringComparer.Ordinal)
            ? [.. written.Select(rule => new Place(at.Source, at.Start + rule.Offset, at.Start + rule.Offset + rule.Word.Length))]
            : null;
    }
}
