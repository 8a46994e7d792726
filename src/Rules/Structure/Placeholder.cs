using Hale.Rules.Model;
using Hale.Rules.Schema;
using Hale.Rules.Secrets;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

internal sealed class Placeholder : StructureRule
{
    private const int LongestValue = 300;

    // Kinds that are made of text for others: schemas, alerts, templates, examples.
    private static readonly string[] KindsOfText = ["CustomResourceDefinition", "PrometheusRule", "AlertmanagerConfig", "ApplicationSet", "ConstraintTemplate", "ClusterServiceVersion"];

    public override RuleInfo Info { get; } = new("HA1806", "placeholder")
    {
        Severity = Severity.Warning,
        Title = "Placeholder that nobody has filled in",
        Why = """
            The value stands for one that somebody had to put in its place. The API server takes it, because it is text, and what
            needs the value fails later: a load balancer without its subnet, an image that cannot be pulled.
            """,
        Fix = "Write the real value, or let the tool that fills in the manifest run before it is linted and applied.",
        Sources =
        [
            "https://kubernetes.io/docs/concepts/configuration/overview/",
            "https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution",
        ],
    };

    private protected override IEnumerable<Finding> Inspect(KubernetesObject subject)
    {
        if (!subject.IsIdentified || subject.ApiVersion.Origin is Origin.Absent || subject.Kind.Is(KindsOfText.Contains).IsTrue || Kustomization.IsOne(subject) || PlaceholderText.IsPattern(subject.Source))
            yield break;
        foreach (var same in PlaceholdersOf(subject).GroupBy(found => found.Text))
        {
            var (node, text) = same.First();
            var finding = Report(node, $"'{text}' at {node.PathFrom(subject.Written)} of {subject.Title} is a placeholder that nobody has filled in");
            yield return same.Skip(1).Aggregate(finding, (report, other) => report.And(other.Node, "the same placeholder"));
        }
    }

    private static List<FoundText> PlaceholdersOf(KubernetesObject subject)
    {
        var found = new List<FoundText>();
        foreach (var container in subject.Cluster.ContainersOf(subject))
            AddInFlags(container, found);
        AddInValues(subject.Written, subject, found);
        return found;
    }

    // The options of programs that no shell reads: to a shell, angle brackets are files.
    private static void AddInFlags(Container container, List<FoundText> found)
    {
        foreach (var word in container.CommandWords)
        {
            if (word.At.Source == container.Object.Source && PlaceholderText.FindInFlag(word) is { } text && container.Script?.Shell is null)
                found.Add(new(word, text));
        }
    }

    private static void AddInValues(Node node, KubernetesObject subject, List<FoundText> found)
    {
        if (node.Key is { } key && PlaceholderFields.TakesAnyText(key))
            return;
        if (node is not (MapNode or ListNode) || PlaceholderText.IsEllipsis(node))
        {
            if (TextIn(node, subject) is { } text)
                found.Add(new(node, text));
            return;
        }

        foreach (var entry in node is MapNode map ? map.EntryArray : [])
            AddInValues(entry.Value, subject, found);
        for (var i = 0; i < node.Items.Count; i++)
            AddInValues(node.Items[i], subject, found);
    }

    private static string? TextIn(Node node, KubernetesObject subject)
    {
        if (node.At.End - node.At.Start > LongestValue || node.At.Source != subject.Source)
            return null;
        var text = PlaceholderText.Find(node, subject)
            ?? (PlaceholderFields.TakesNoCapitals(node, subject) || IsOfWrongType(node, subject) ? PlaceholderText.FindInsteadOf(node)
                : PlaceholderFields.IsImage(node) ? PlaceholderText.FindInImage(node)
                : null);
        return text is null || IsWeakPassword(node) || IsReplaced(node, subject) ? null : text;
    }

    private static bool IsOfWrongType(Node node, KubernetesObject subject)
    {
        foreach (var mismatch in subject.Mismatches)
        {
            if (mismatch.Kind is MismatchKind.WrongType && mismatch.Node == node)
                return true;
        }

        return false;
    }

    private sealed record FoundText(Node Node, string Text);

    // A kustomization gives images other names.
    private static bool IsReplaced(Node node, KubernetesObject subject) =>
        node.Key == "image" && subject.Kustomizations.Any(kustomization => !kustomization.Images.Exists.IsFalse);

    // HA1202 says so already.
    private static bool IsWeakPassword(Node node) =>
        node is ScalarNode scalar
        && CredentialValues.IsCommon(scalar.Text)
        && (CredentialNames.IsCredential(node.Key ?? "") || (node.Parent?["name"] is ScalarNode name && CredentialNames.IsCredential(name.Text)));
}
