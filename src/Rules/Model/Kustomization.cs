using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// A <c>kustomization.yaml</c>: which files belong together, and what it changes in them. Only paths inside the input are
/// followed. Source: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
/// </summary>
internal sealed class Kustomization(KubernetesObject @object) : ObjectView(@object)
{
    // Source: https://github.com/kubernetes-sigs/kustomize/blob/master/api/internal/konfig/builtinpluginconsts/replicas.go
    private const string ScaledKinds = "Deployment|ReplicationController|ReplicaSet|StatefulSet";

    private static readonly string[] PatchKeys =
        ["patches", "patchesStrategicMerge", "patchesJson6902", "components", "replacements", "transformers"];

    private static readonly string[] SourceKeys = ["resources", "bases", "components"];
    private static readonly string[] AffixKeys = ["namePrefix", "nameSuffix"];
    private static readonly string[] RenamingKeys = [.. AffixKeys, "transformers", "vars"];
    private static readonly string[] ProductionWords = ["prod", "production", "prd"];
    private static readonly string[] GeneratorKeys = ["helmCharts", "helmChartInflationGenerator", "generators"];

    /// <summary>The namespace that it gives to all its resources.</summary>
    public Field<string> Namespace => Root["namespace"].Text();

    /// <summary>Whether it gives what it builds a namespace, or may.</summary>
    public bool MaySetNamespace => !Root["namespace"].Exists.IsFalse;

    /// <summary>Whether it is for development or tests, by its path.</summary>
    public bool IsForDevelopment => Development.IsPath(Object.Source) || Object.Source.PathSegments.Contains("development");

    public Node Replicas => Root["replicas"];

    public Node Images => Root["images"];

    /// <summary>The labels that it adds.</summary>
    public IReadOnlyList<KustomizeLabels> AddedLabels => field ??= [.. KustomizeLabels.Of(Root)];

    /// <summary>Whether it is known which labels it adds, and where.</summary>
    public bool AddsKnownLabels =>
        !Root["labels"].IsOpen && Root["configurations"].Exists.IsFalse && Root["transformers"].Exists.IsFalse && AddedLabels.All(labels => labels.IsKnown);

    /// <summary>Whether it adds labels to objects, selectors or templates.</summary>
    public Truth AddsLabels => Root["commonLabels"].Exists || Root["labels"].Exists;

    /// <summary>Whether it may set a label of pods, and of all selectors that ask for it.</summary>
    public bool MaySetLabel(string key) =>
        Root["labels"].IsOpen || Root["labels"].Items.Select(item => item["pairs"]).Append(Root["commonLabels"]).Any(labels => !labels[key].Exists.IsFalse);

    /// <summary>Whether it may change any field of what it builds.</summary>
    public Truth MayPatch => Truth.Any(PatchKeys, key => Root[key].Exists);

    /// <summary>The files and folders that it builds from, as paths in the input.</summary>
    public IReadOnlyList<string> Resources => field ??= [.. SourceKeys.SelectMany(Paths)];

    /// <summary>
    /// Whether it changes whatever the kustomizations that name it build, too.
    /// Source: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/components/
    /// </summary>
    public bool IsComponent => Object.Kind.Is("Component").IsTrue;

    /// <summary>Whether it is for production, as its folder says: <c>prod</c> or <c>eu-prod</c>, but not <c>pre-prod</c>.</summary>
    public bool IsForProduction => Object.Source.PathSegments.Any(segment =>
        segment.Split('-', '_', '.') is var words && words.Any(ProductionWords.Contains) && words[0] is not ("pre" or "non" or "no"));

    /// <summary>Whether it is a component that brings a file itself.</summary>
    public bool IsComponentWith(string path) =>
        IsComponent && Resources.Any(resource => path == resource || path.StartsWith($"{resource}/", StringComparison.Ordinal));

    /// <summary>Whether it puts something before or behind the names of what it builds.</summary>
    public bool ExtendsNames => AffixKeys.Any(key => !Root[key].Exists.IsFalse);

    /// <summary>What a name is with that; unknown where it cannot be seen.</summary>
    public Node Extended(Node name) =>
        name.Text().TryGet(out var text) && Root["namePrefix"].Text().Or("").TryGet(out var prefix) && Root["nameSuffix"].Text().Or("").TryGet(out var suffix)
            ? new ScalarNode(name.At, ScalarKind.String, prefix + text + suffix)
            : new UnknownNode(name.At, isPresent: true);

    /// <summary>Whether what it builds may have other names than what it is built from.</summary>
    public bool MayRename => RenamingKeys.Any(key => !Root[key].Exists.IsFalse);

    /// <summary>Whether it builds from something that no path in the input leads to: a URL, a chart, a generator, a placeholder.</summary>
    public bool HasRemoteParts =>
        GeneratorKeys.Any(key => !Root[key].Exists.IsFalse)
        || SourceKeys.Any(key => Root[key].IsOpen || Paths(key).Count() < Root[key].Items.Count);

    /// <summary>The kinds and names of the objects that it makes; no name for one that may have any.</summary>
    public IEnumerable<GeneratedObject> Generated =>
        NamesIn(Root["configMapGenerator"]).Select(name => new GeneratedObject("ConfigMap", name)).Concat(NamesIn(Root["secretGenerator"]).Select(name => new GeneratedObject("Secret", name)));

    /// <summary>The files whose documents are merged into others.</summary>
    public IEnumerable<string> PatchFiles =>
        Paths("patchesStrategicMerge").Concat(Paths("configurations"))
            .Concat(InFolder(Root["patches"].Items.Select(patch => patch["path"])))
            .Concat(InFolder(Root["patchesJson6902"].Items.Concat(Root["replacements"].Items).Select(patch => patch["path"])));

    /// <summary>What it changes in the objects that it builds from.</summary>
    /// <param name="rootsOf">Gives the roots of the documents of a file of the input.</param>
    public IEnumerable<KustomizePatch> Patches(Func<string, IEnumerable<Node>> rootsOf)
    {
        var withTarget = Root["patches"].Items.Concat(Root["patchesJson6902"].Items);
        foreach (var patch in withTarget)
        {
            foreach (var body in Bodies(patch["patch"], patch["path"], rootsOf))
                yield return new KustomizePatch(body, patch["target"]) { From = patch["path"].Exists.IsFalse ? patch["patch"] : patch["path"], MayChangeNames = !patch["options"].Exists.IsFalse };
        }

        foreach (var item in Root["patchesStrategicMerge"].Items)
        {
            foreach (var body in Bodies(item, item, rootsOf))
                yield return new KustomizePatch(body, new AbsentNode(item.At)) { From = item };
        }

        foreach (var item in Root["replicas"].Items.Where(item => item["count"].Exists.IsTrue))
            yield return KustomizePatch.OfReplicas(item, Root["configurations"].Exists.IsFalse ? new ScalarNode(item.At, ScalarKind.String, ScaledKinds) : new UnknownNode(item.At, isPresent: true));

        foreach (var item in Root["replacements"].Items)
        {
            foreach (var patch in item["path"].Exists.IsFalse ? Replaced(item) : Bodies(item, item["path"], rootsOf).SelectMany(AllReplaced))
                yield return patch;
        }

        if (!Root["transformers"].Exists.IsFalse)
            yield return new KustomizePatch(new UnknownNode(Root["transformers"].At, isPresent: true), new AbsentNode(Root["transformers"].At)); // Programs, which may change anything.
    }

    public static bool IsOne(KubernetesObject @object) =>
        @object.IsA("Kustomization", "kustomize.config.k8s.io") || @object.IsA("Component", "kustomize.config.k8s.io")
        || (@object.Kind.Origin is Origin.Absent && KustomizationFiles.Has(@object.Source.Path));

    // The text of a patch stands in the kustomization or in a file; one that is neither may change anything.
    private IEnumerable<Node> Bodies(Node inline, Node path, Func<string, IEnumerable<Node>> rootsOf)
    {
        if (inline is ScalarNode { Content: { } content })
            return [content];
        var bodies = InFolder([path]).SelectMany(rootsOf).ToList();
        return bodies.Count > 0 ? bodies : [new UnknownNode(inline.At, isPresent: true)];
    }

    // A file holds one replacement or a list of them.
    private static IEnumerable<KustomizePatch> AllReplaced(Node file) => file switch
    {
        ListNode => file.Items.SelectMany(Replaced),
        MapNode => Replaced(file),
        _ => [new KustomizePatch(file, new AbsentNode(file.At))],
    };

    private static IEnumerable<KustomizePatch> Replaced(Node replacement) =>
        from target in replacement["targets"].Items
        from path in target["fieldPaths"].Items
        select new KustomizePatch(path, target["select"]) { ReplacedField = path.Text().TryGet(out var field) ? field : null };

    private static IEnumerable<string?> NamesIn(Node generators)
    {
        var names = generators.Items.Select(generator => generator["name"].Text()).ToList();
        var isOpen = generators.IsOpen || names.Exists(name => name.MayBeOther);
        return names.SelectMany(name => name.Values).Concat(isOpen ? [null] : Array.Empty<string?>());
    }

    private IEnumerable<string> Paths(string key) => InFolder(Root[key].Items);

    private IEnumerable<string> InFolder(IEnumerable<Node> paths) =>
        from path in paths
        let text = path.Text()
        where text.Origin is Origin.Written
        let joined = Join(Object.Source.Directory, text.ToString())
        where joined is not null
        select joined;

    // Null when the path leaves the input, is absolute or is a URL.
    private static string? Join(string folder, string path)
    {
        if (path.StartsWith("/", StringComparison.Ordinal) || path.Contains("://"))
            return null;
        var segments = folder.Length == 0 ? [] : folder.Split('/').ToList();
        foreach (var segment in path.Split('/').Where(segment => segment is not ("" or ".")))
        {
            if (segment != "..")
                segments.Add(segment);
            else if (segments.Count == 0)
                return null;
            else
                segments.RemoveAt(segments.Count - 1);
        }

        return string.Join("/", segments);
    }
}

/// <summary>An object that a kustomization makes; without a name for one that may have any.</summary>
internal sealed record GeneratedObject(string Kind, string? Name);
