using Hale.Rules.Model;
using Hale.Rules.Schema;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

internal sealed class MissingRequired : StructureRule
{
    // What only asks the API server a question is not stored and needs no name
    // (https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/).
    private static readonly string[] QuestionGroups = ["authentication.k8s.io", "authorization.k8s.io"];

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

        foreach (var node in EmptyLists(subject))
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
            .Concat(MissingBesideSchema(subject, schema));

    // What validation requires beyond the schema (api: the comments of the types; validation.go of each group).
    private static IEnumerable<Node> MissingBesideSchema(KubernetesObject subject, SchemaType schema)
    {
        var (root, spec) = (subject.Written, subject.Written["spec"]);
        if (schema.Fields.TryGetValue("spec", out var field) && field is { IsRequired: false, Value.Kind: SchemaKind.Object } && field.Value.Type.Fields.Values.Any(inner => inner.IsRequired))
            yield return spec;
        if (!QuestionGroups.Contains(subject.Group) && root["metadata"]["generateName"].Exists.IsFalse)
            yield return root["metadata"]["name"];
        if (NeedsPorts(subject))
            yield return spec["ports"];
        if (subject.IsA("Service", "") && spec["ports"].Items is { Count: > 1 } ports && ports.FirstOrDefault(port => port["name"].Exists.IsFalse) is { } unnamed)
            yield return unnamed["name"];
        foreach (var claim in ClaimSpecs(subject))
        {
            yield return claim["accessModes"];
            yield return claim["resources"]["requests"]["storage"];
        }

        if (subject.IsA("PersistentVolume", ""))
        {
            yield return spec["accessModes"];
            yield return spec["capacity"]["storage"];
        }
    }

    private static IEnumerable<Node> ClaimSpecs(KubernetesObject subject) =>
        subject.IsA("PersistentVolumeClaim", "") ? [subject.Written["spec"]]
        : subject.IsA("StatefulSet", "apps") ? subject.Written["spec"]["volumeClaimTemplates"].Items.Select(template => template["spec"])
        : [];

    private static IEnumerable<Node> EmptyLists(KubernetesObject subject)
    {
        if (Workload.From(subject) is { } workload && IsEmpty(workload.Pod["containers"]))
            yield return workload.Pod["containers"];
        if (NeedsPorts(subject) && IsEmpty(subject.Spec["ports"]))
            yield return subject.Spec["ports"];
        foreach (var modes in ClaimSpecs(subject).Select(claim => claim["accessModes"]).Where(IsEmpty))
            yield return modes;
    }

    private static bool NeedsPorts(KubernetesObject subject) =>
        subject.IsA("Service", "") && (subject.Spec["type"].Text().Is("ExternalName") || subject.Spec["clusterIP"].Text().Is("None")).IsFalse;

    private static bool IsEmpty(Node list) => list is ListNode { IsEmpty: true };

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
