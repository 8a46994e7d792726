using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// Labels that a kustomization gives to what it builds: to the objects, and where it says so to pod templates, and to
/// selectors with them. Sources: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/labels/,
/// https://github.com/kubernetes-sigs/kustomize/blob/master/api/internal/konfig/builtinpluginconsts/commonlabels.go
/// </summary>
/// <param name="Pairs">The labels.</param>
/// <param name="OfPods">Whether pod templates get them.</param>
/// <param name="OfSelectors">Whether selectors ask for them, which pod templates then get, too.</param>
internal sealed record KustomizeLabels(Node Pairs, Truth OfPods, Truth OfSelectors)
{
    private static readonly string[] ObjectPath = ["metadata", "labels"];
    private static readonly string[] TemplatePath = ["spec", "template", "metadata", "labels"];
    private static readonly string[] SelectorPath = ["spec", "selector", "matchLabels"];

    // Which paths get the labels; of the others kustomize knows nothing but the object's own labels.
    private static readonly Dictionary<string, KindPaths> Kinds = new(StringComparer.Ordinal)
    {
        ["Service"] = new([], ["spec", "selector"]),
        ["ReplicationController"] = new(TemplatePath, ["spec", "selector"]),
        ["Deployment"] = new(TemplatePath, SelectorPath) { HasPlacement = true },
        ["StatefulSet"] = new(TemplatePath, SelectorPath) { HasPlacement = true },
        ["DaemonSet"] = new(TemplatePath, SelectorPath),
        ["ReplicaSet"] = new(TemplatePath, SelectorPath),
        ["Job"] = new(TemplatePath, []),
        ["CronJob"] = new(["spec", "jobTemplate", "spec", "template", "metadata", "labels"], []),
        ["PodDisruptionBudget"] = new([], SelectorPath) { IsMadeAnew = false },
    };

    /// <summary>All that a kustomization gives.</summary>
    public static IEnumerable<KustomizeLabels> Of(Node kustomization)
    {
        foreach (var item in kustomization["labels"].Items)
            yield return new(item["pairs"], Says(item, "includeTemplates"), Says(item, "includeSelectors"));
        if (!kustomization["commonLabels"].Exists.IsFalse)
            yield return new(kustomization["commonLabels"], Truth.True, Truth.True);
    }

    /// <summary>Whether it is known which labels these are and where they go.</summary>
    public bool IsKnown => !OfPods.IsUnknown && !OfSelectors.IsUnknown && Pairs is MapNode { IsOpen: false } && Pairs.Values.All(value => value.Text().Origin is Origin.Written);

    /// <summary>Whether it is known where an object of this kind gets labels of pods.</summary>
    public static bool Knows(KubernetesObject @object) => !@object.IsCustom && @object.Kind.TryGet(out var kind) && Kinds.ContainsKey(kind);

    /// <summary>An object's tree with the labels in it, as far as they are known.</summary>
    public Node ApplyTo(Node root, KubernetesObject @object)
    {
        if (!Knows(@object) || Pairs is not MapNode)
            return root;
        var paths = Kinds[@object.Kind.ToString()];
        var changed = With(root, ObjectPath, isMadeAnew: true);
        if (OfPods || OfSelectors)
            changed = With(changed, paths.Template, isMadeAnew: true);
        if (OfSelectors)
            changed = With(changed, paths.Selector, paths.IsMadeAnew);
        return OfSelectors && paths.HasPlacement ? changed.Copy(WithinTerm) : changed;
    }

    // Fields of the user's own may be any.
    private static Truth Says(Node item, string flag) =>
        item[flag].Flag().Or(false).Is(true) || (item["fields"].Exists.IsFalse ? Truth.False : Truth.Unknown);

    // Selectors of affinity and spread constraints get them too, where they name labels at all.
    private Node? WithinTerm(Node node) =>
        node is MapNode { Key: "matchLabels", Parent.Key: "labelSelector" } ? Merged(node, Pairs) : null;

    private Node With(Node root, string[] path, bool isMadeAnew)
    {
        if (path.Length == 0)
            return root;
        var node = root;
        foreach (var key in path)
        {
            if (node is not (MapNode or AbsentNode))
                return root; // What is there is not known, and stays so.
            node = node[key];
        }

        return node is MapNode || (node is AbsentNode && isMadeAnew) ? Merged(root, Nested(path)) : root;
    }

    private Node Nested(string[] path) =>
        path.Reverse().Aggregate(Pairs.Copy(), (inner, key) => new MapNode(Pairs.At, [new Entry(key, Pairs.NameAt, inner)], nameAt: Pairs.NameAt));

    private static Node Merged(Node root, Node addition) => new KustomizePatch(addition, new AbsentNode(addition.At)).ApplyTo(root, isCertain: true);

    /// <summary>Where an object of a kind has labels of pods.</summary>
    private sealed record KindPaths(string[] Template, string[] Selector)
    {
        /// <summary>Whether it gets a selector where it has none.</summary>
        public bool IsMadeAnew { get; init; } = true;

        /// <summary>Whether selectors in the pod's own spec get them.</summary>
        public bool HasPlacement { get; init; }
    }
}
