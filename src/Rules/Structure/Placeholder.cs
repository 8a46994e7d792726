using Hale.Rules.Model;
using Hale.Rules.Schema;
using Hale.Rules.Secrets;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

internal sealed class Placeholder : StructureRule
{
    private const int LongestValue = 300;

    // Text in which anything may stand: programs, files, base64, explanations, expressions.
    private static readonly HashSet<string> FreeText = new(
        ["command", "args", "script", "data", "binaryData", "expr", "expression", "query", "description", "summary", "message", "documentation", "example", "regex"],
        StringComparer.OrdinalIgnoreCase);

    // Most keys begin with another letter, and need no lookup.
    private static readonly string BeginningsOfFreeText = string.Concat(FreeText.Select(key => key.Substring(0, 1)).Distinct());

    // Fields for IP addresses and names of hosts, which have no word in capitals alone.
    private static readonly HashSet<string> Addresses = new(
        ["advertiseAddress", "certSANs", "clusterIP", "clusterIPs", "controlPlaneEndpoint", "externalIPs", "externalName", "loadBalancerIP"],
        StringComparer.Ordinal);

    // Fields of Kubernetes' own kinds for names of objects, which have no capitals.
    private static readonly HashSet<string> NamesOfObjects = new(
        ["claimName", "ingressClassName", "namespace", "nodeName", "priorityClassName", "secretName", "serviceAccountName", "storageClassName"],
        StringComparer.Ordinal);

    // Kinds that are made of text for others: schemas, alerts, templates.
    private static readonly string[] KindsOfText = ["CustomResourceDefinition", "PrometheusRule", "AlertmanagerConfig", "ApplicationSet", "ConstraintTemplate"];

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
        if (!subject.IsIdentified || subject.ApiVersion.Origin is Origin.Absent || subject.Kind.Is(KindsOfText.Contains).IsTrue || Kustomization.IsOne(subject))
            yield break;
        foreach (var same in PlaceholdersOf(subject).GroupBy(found => found.Text))
        {
            var (node, text) = same.First();
            var finding = Report(node, $"'{text}' at {node.PathFrom(subject.Written)} of {subject.Title} is a placeholder that nobody has filled in");
            yield return same.Skip(1).Aggregate(finding, (report, other) => report.And(other.Node, "the same placeholder"));
        }
    }

    private static IEnumerable<FoundText> PlaceholdersOf(KubernetesObject subject)
    {
        var wrongType = subject.Mismatches.Where(mismatch => mismatch.Kind is MismatchKind.WrongType).Select(mismatch => mismatch.Node).ToList();
        var values = new List<Node>();
        AddValues(subject.Written, values);
        foreach (var found in InFlagsOf(subject))
            yield return found;
        foreach (var node in values.Where(node => node.At.Source == subject.Source))
        {
            var found = PlaceholderText.Find(node, subject)
                ?? (wrongType.Contains(node) || IsAddress(node) || IsNameOfObject(node, subject) ? PlaceholderText.FindInsteadOf(node) : IsImage(node) ? PlaceholderText.FindInImage(node) : null);
            if (found is not null && !IsWeakPassword(node) && !IsReplaced(node, subject))
                yield return new FoundText(node, found);
        }
    }

    // The options of programs that no shell reads: to a shell, angle brackets are files.
    private static IEnumerable<FoundText> InFlagsOf(KubernetesObject subject) =>
        from container in subject.Cluster.ContainersOf(subject)
        from word in container.Node["command"].Items.Concat(container.Node["args"].Items)
        where word.At.Source == subject.Source
        let text = PlaceholderText.FindInFlag(word)
        where text is not null && container.Script?.Shell is null
        select new FoundText(word, text);

    private sealed record FoundText(Node Node, string Text);

    private static bool IsAddress(Node node) => (node.Key ?? node.Parent?.Key) is { } key && Addresses.Contains(key);

    // The namespace may be a kustomization's.
    private static bool IsNameOfObject(Node node, KubernetesObject subject) =>
        node.Key is { } key && NamesOfObjects.Contains(key) && subject.Schema is not null && !subject.IsCustom && !(key == "namespace" && subject.Kustomizations.Count > 0);

    private static bool IsImage(Node node) => node.Key == "image" && node.Parent?.Parent?.Key is "containers" or "initContainers";

    // A kustomization gives images other names.
    private static bool IsReplaced(Node node, KubernetesObject subject) =>
        node.Key == "image" && subject.Kustomizations.Any(kustomization => !kustomization.Images.Exists.IsFalse);

    private static void AddValues(Node node, List<Node> values)
    {
        if (node.Key is { } key && IsFreeText(key))
            return;
        if (node is not (MapNode or ListNode) ? node.At.End - node.At.Start <= LongestValue : PlaceholderText.IsEllipsis(node))
        {
            values.Add(node);
        }
        else if (node is MapNode map)
        {
            foreach (var entry in map.EntryArray)
                AddValues(entry.Value, values);
        }
        else if (node is ListNode)
        {
            for (var i = 0; i < node.Items.Count; i++)
                AddValues(node.Items[i], values);
        }
    }

    // The key of an annotation ends in what it is about, such as 'kubernetes.io/description'.
    private static bool IsFreeText(string key)
    {
        var start = key.LastIndexOf('/') + 1;
        return start < key.Length && BeginningsOfFreeText.IndexOf((char)(key[start] | ' ')) >= 0 && FreeText.Contains(key.Substring(start));
    }

    // HA1202 says so already.
    private static bool IsWeakPassword(Node node) =>
        node is ScalarNode scalar
        && CredentialValues.IsCommon(scalar.Text)
        && (CredentialNames.IsCredential(node.Key ?? "") || (node.Parent?["name"] is ScalarNode name && CredentialNames.IsCredential(name.Text)));
}
