using Hale.Rules.Model;
using Hale.Rules.Schema;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

internal sealed class MissingRequired : StructureRule
{
    public override RuleInfo Info { get; } = new("HA1804", "missing-required")
    {
        Severity = Severity.Error,
        Title = "Object without a field that the API requires",
        Why = """
            The API server rejects the object, so whatever it should add or change does not happen, and a rollout stops halfway.
            It takes a StatefulSet whose `volumeClaimTemplates` lack something, and rejects each claim that is made from them:
            no pod is ever created.
            """,
        Fix = "Add the field; `kubectl explain` says what it holds.",
        Sources =
        [
            "https://kubernetes.io/docs/concepts/overview/working-with-objects/#required-fields",
            "https://kubernetes.io/docs/reference/kubernetes-api/",
        ],
    };

    private protected override IEnumerable<Finding> Inspect(KubernetesObject subject)
    {
        if (subject.Kind.Is(KindChecks.IsStableKind).IsTrue && LackOf("apiVersion", KindChecks.IsKnown, subject, IsWhole) is { } version)
            yield return version;
        if (subject.ApiVersion.Is(KindChecks.IsKnown).IsTrue && LackOf("kind", KindChecks.IsStableKind, subject, HasContent) is { } kind)
            yield return kind;
        if (!subject.IsPartial.IsFalse || !Flattening.Check(subject).IsFalse || subject.Schema is not { } schema)
            yield break;
        foreach (var node in Missing(subject, schema))
        {
            if (!IsElsewhere(node, subject.UnknownFields, subject))
                yield return Report(node, $"{subject.Title} lacks {node.PathFrom(subject.Written)}, which the API requires");
        }

        foreach (var node in RequiredFields.EmptyListsOf(subject))
            yield return Report(node, $"{subject.Title} has an empty list at {node.PathFrom(subject.Written)}, where the API requires an item");
    }

    // Without one of the two that say what an object is, a misspelt key in its place shows that it is meant for Kubernetes, or
    // what else is in it: other files have a 'kind', too.
    private Finding? LackOf(string field, Func<string, bool> takes, KubernetesObject subject, Func<KubernetesObject, bool> isObject)
    {
        var written = subject.Written;
        if (subject.IsBuilt || !written[field].Exists.IsFalse || written["metadata"] is not MapNode)
            return null;
        var lack = $"{subject.Title} lacks {field}, which the API requires";
        if (written.Values.FirstOrDefault(value => IsMeantFor(field, value, takes)) is { } misspelt)
            return Report(misspelt, misspelt.NameAt, $"{lack}: '{misspelt.Key}' is not a field");
        return subject.IsPartial.IsFalse && subject.UnknownFields.Count == 0 && isObject(subject) ? Report(written[field], lack) : null;
    }

    // Other words are near, too: 'appVersion', and 'king'.
    private static bool IsMeantFor(string field, Node value, Func<string, bool> takes) =>
        string.Equals(value.Key, field, StringComparison.OrdinalIgnoreCase) || (Spelling.Nearest(value.Key!, [field]) is not null && value.Text().Is(takes).IsTrue);

    private static bool HasContent(KubernetesObject subject) => subject.Name.Origin is Origin.Written && (subject.Written["spec"] is MapNode || subject.Written["data"] is MapNode);

    private static bool IsWhole(KubernetesObject subject) => subject.Name.Origin is Origin.Written
        && (Workload.From(subject)?.Pod["containers"] is ListNode || (subject.Kind.TryGet(out var kind) && SchemaWalk.Compare(subject.Written, KindChecks.LatestSchemaOf(kind!)).Count == 0));

    private static IEnumerable<Node> Missing(KubernetesObject subject, SchemaType schema) =>
        subject.Mismatches.Where(mismatch => mismatch.Kind is MismatchKind.MissingField).Select(mismatch => mismatch.Node)
            .Concat(RequiredFields.Of(subject, schema));

    // A field that stands in the wrong place, or is misspelt, is one mistake; so is a map for fields that stand elsewhere, a
    // field of such a one, and what a field of an older version held.
    private static bool IsElsewhere(Node missing, IReadOnlyList<UnknownField> elsewhere, KubernetesObject subject)
    {
        if (!missing.Exists.IsFalse)
            return true;
        // HA1402 says it.
        if (missing.Key == "selector" && Workload.From(subject) is { IsController: true })
            return true;
        var path = missing.PathFrom(subject.Written);
        return elsewhere.Any(field =>
            field.Name == missing.Key || (field.DestinationIn(subject.Written) is { } meant && (meant == path || IsInside(meant, path) || IsInside(path, meant))));

        static bool IsInside(string inner, string outer) => inner.StartsWith($"{outer}.", StringComparison.Ordinal);
    }
}
