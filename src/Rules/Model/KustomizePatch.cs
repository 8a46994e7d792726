using System.Text.RegularExpressions;
using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// One patch of a kustomization: a part of an object to merge in (a map), or a JSON patch (a list of operations).
/// Source: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/
/// </summary>
/// <param name="Body">What it changes; unknown where it cannot be read.</param>
/// <param name="Target">Which objects it changes; absent where the body names its object itself.</param>
internal sealed record KustomizePatch(Node Body, Node Target)
{
    private static readonly string[] Namespaced = ["Service", "ConfigMap", "HorizontalPodAutoscaler", "PodDisruptionBudget"];

    // By what an item of a list is known again; other lists are replaced whole.
    // Source: patchMergeKey in https://github.com/kubernetes/api/blob/master/core/v1/types.go
    private static readonly Dictionary<string, string[]> MergeKeys = new(StringComparer.Ordinal)
    {
        ["containers"] = ["name"],
        ["env"] = ["name"],
        ["ephemeralContainers"] = ["name"],
        ["hostAliases"] = ["ip"],
        ["imagePullSecrets"] = ["name"],
        ["initContainers"] = ["name"],
        ["ports"] = ["containerPort", "port"],
        ["secrets"] = ["name"],
        ["topologySpreadConstraints"] = ["topologyKey"],
        ["volumeDevices"] = ["devicePath"],
        ["volumeMounts"] = ["mountPath"],
        ["volumes"] = ["name"],
        ["webhooks"] = ["name"],
    };

    /// <summary>What the kustomization says to take the patch from: a path, or the text itself.</summary>
    public Node From { get; init; } = Body;

    /// <summary>
    /// Whether the object may be called otherwise behind it, as <c>options</c> allow. Else the name and kind in the body tell at most
    /// what the patch is for, and are often made up beside a target.
    /// Source: ApplySmPatch in https://github.com/kubernetes-sigs/kustomize/blob/master/api/resource/resource.go
    /// </summary>
    public bool MayChangeNames { get; init; }

    /// <summary>Whether it is an item of a kustomization's <c>replicas</c>.</summary>
    public bool SetsReplicas { get; private init; }

    /// <summary>Whether kustomize stops where no object is there that it is for. Source of replicas: https://github.com/kubernetes-sigs/kustomize/blob/master/api/internal/builtins/ReplicaCountTransformer.go</summary>
    public bool NeedsObject => SetsReplicas || Target.Exists.IsFalse;

    /// <summary>What an item of a kustomization's <c>replicas</c> does. Source: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/replicas/</summary>
    /// <param name="replicas">The item.</param>
    /// <param name="kinds">The kinds that it may be for: a regular expression.</param>
    public static KustomizePatch OfReplicas(Node replicas, Node kinds)
    {
        var (name, count) = (replicas["name"], replicas["count"]);
        var spec = MapOf("replicas", count);
        return new KustomizePatch(MapOf("spec", spec), new MapNode(replicas.At, [new("kind", name.NameAt, kinds), new("name", name.NameAt, name.Copy())])) { SetsReplicas = true };

        MapNode MapOf(string key, Node value) => new(replicas.At, [new Entry(key, count.NameAt, value.Copy())]);
    }

    /// <summary>The kind of what it changes.</summary>
    public Node Kind => Target.Exists.IsFalse ? Body["kind"] : Target["kind"];

    /// <summary>The name of what it changes.</summary>
    public Node Name => Target.Exists.IsFalse ? Body["metadata"]["name"] : Target["name"];

    /// <summary>The path of the only field that it changes, when a replacement fills that in from elsewhere; null for a patch.</summary>
    public string? ReplacedField { get; init; }

    /// <summary>Whether it changes an object under the name that is written.</summary>
    public Truth IsForWritten(KubernetesObject @object) => IsFor(@object, @object.NameBeforePatches);

    /// <summary>Whether an object is gone behind it.</summary>
    public bool Deletes => Body["$patch"].Text().Is("delete").IsTrue;

    /// <summary>Whether an object may have another name behind it.</summary>
    public bool MayRename => Body is ListNode && !Body.All(operation => operation["path"].Text().Is(path => path is not ("" or "/metadata" or "/metadata/name"))).IsTrue;

    /// <summary>Whether it may change objects of a kind.</summary>
    public bool MayBeForA(string kind) => !Kind.Text().TryGet(out var pattern) || !IsFullMatch(pattern, kind).IsFalse;

    /// <summary>
    /// Whether an object of the same kind and name is another one to it, because it stands in another namespace. A patch with a
    /// target is for those of any.
    /// Source: https://github.com/kubernetes-sigs/kustomize/blob/master/kyaml/resid/resid.go
    /// </summary>
    /// <param name="object">The object.</param>
    /// <param name="kustomization">The kustomization that has the patch.</param>
    public bool IsForNamesakeOf(KubernetesObject @object, Kustomization kustomization) =>
        Target.Exists.IsFalse && @object.Kind.Is(kind => Namespaced.Contains(kind) || Workload.KindNames.Contains(kind)).IsTrue
        && Body["metadata"]["namespace"].Text().Or(Cluster.DefaultNamespace).TryGet(out var own) && !@object.Cluster.MayBeIn(own, @object, kustomization);

    /// <summary>Whether it changes an object that is known to the kustomization by a name.</summary>
    public Truth IsFor(KubernetesObject @object, Field<string> name)
    {
        if (Target.Exists.IsFalse)
            return Body is MapNode ? Is(Body["kind"], @object.Kind) && Is(Body["metadata"]["name"], name) : Truth.Unknown;
        var isChosenByLabels = Target["labelSelector"].Exists || Target["annotationSelector"].Exists;
        return Matches(Target["kind"], @object.Kind) && Matches(Target["name"], name) && (isChosenByLabels ? Truth.Unknown : Truth.True);
    }

    /// <summary>The object's tree with the patch in it.</summary>
    /// <param name="root">A tree that belongs nowhere yet.</param>
    /// <param name="isCertain">Whether the patch is known to be for the object; else each change is one of two possibilities.</param>
    public Node ApplyTo(Node root, bool isCertain) => Body switch
    {
        _ when ReplacedField is not null => PathChange.OfReplacement(Body, ReplacedField).ApplyTo(root),
        MapNode when !isCertain && Deletes => root.Copy(), // Where it is not for the object, that is there as it is.
        MapNode when Body["$patch"].Exists.IsTrue => NamesOf(root),
        MapNode => Merge(root, MayChangeNames ? Body : Nameless(Body), isCertain),
        ListNode operations => operations.Items.Aggregate(root, (tree, operation) => Apply(tree, operation, isCertain)),
        _ => root.CopyOpen(),
    };

    private static Node Apply(Node root, Node operation, bool isCertain)
    {
        if (operation["op"].Text().Is("test").IsTrue)
            return root;
        var changed = PathChange.OfOperation(operation, isCertain)?.ApplyTo(root) ?? root.CopyOpen();
        return operation["from"].Exists.IsFalse ? changed : PathChange.OfOrigin(operation)?.ApplyTo(changed) ?? changed.CopyOpen();
    }

    private static Truth Is(Node wanted, Field<string> actual) => actual.TryGet(out var text) ? wanted.Text().Is(text) : Truth.Unknown;

    // Target names are regular expressions that have to match in full.
    private static Truth Matches(Node wanted, Field<string> actual)
    {
        if (wanted.Exists.IsFalse)
            return Truth.True;
        return wanted.Text().TryGet(out var pattern) && actual.TryGet(out var text) ? IsFullMatch(pattern, text) : Truth.Unknown;
    }

    private static Truth IsFullMatch(string pattern, string text)
    {
        if (pattern.All(letter => char.IsLetterOrDigit(letter) || letter is '-'))
            return pattern == text; // Most often a word.
        try
        {
            return Regex.IsMatch(text, $"^(?:{pattern})$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException)
        {
            return Truth.Unknown; // No regular expression.
        }
        catch (RegexMatchTimeoutException)
        {
            return Truth.Unknown;
        }
    }

    // An object that is deleted or replaced stays the one that it is: nothing that is there may be taken for another.
    private static MapNode NamesOf(Node root) => Only(root, ["apiVersion", "kind", "metadata"], value => value is MapNode metadata
        ? Only(metadata, ["name", "namespace"], name => name.Copy())
        : value.Copy());

    private static MapNode Nameless(Node body) =>
        Without(body, ["kind"], value => value is MapNode { Key: "metadata" } ? Without(value, ["name", "namespace"], entry => entry.Copy()) : value.Copy());

    private static MapNode Without(Node map, string[] keys, Func<Node, Node> copyOf) =>
        new(map.At, [.. map.Entries.Where(entry => !keys.Contains(entry.Key)).Select(entry => entry with { Value = copyOf(entry.Value) })], map.IsOpen, map.NameAt);

    private static MapNode Only(Node map, string[] keys, Func<Node, Node> copyOf) =>
        new(map.At, [.. map.Entries.Where(entry => keys.Contains(entry.Key)).Select(entry => entry with { Value = copyOf(entry.Value) })], isOpen: true, map.NameAt);

    private static Node Merge(Node value, Node patch, bool isCertain)
    {
        (value, patch) = (Written(value), Written(patch));
        if (patch["$patch"].Exists.IsTrue)
            return new UnknownNode(value.At, isPresent: false);
        if (value is MapNode && patch is MapNode)
            return MergeMaps(value, patch, isCertain);
        if (value is ListNode && patch is ListNode && MergeKeys.TryGetValue(value.Key ?? "", out var keys) && patch.Items.All(item => KeyOf(item, keys) is not null))
            return MergeLists(value, patch, keys, isCertain);
        if (value is ScalarNode && value.IsAlike(patch))
            return value.Copy(); // Such as the kind, which tells what the patch is for.
        return isCertain ? patch.Copy() : ChoiceNode.Either(value.At, value, patch);
    }

    private static Node Written(Node node) => node is SchemaNode schema ? schema.Content : node;

    private static MapNode MergeMaps(Node value, Node patch, bool isCertain)
    {
        var entries = new List<Entry>();
        foreach (var entry in value.Entries)
        {
            var isChanged = patch.Entries.Any(change => change.Key == entry.Key) && ReferenceEquals(entry.Value, value[entry.Key]); // Of repeated keys the one that counts.
            entries.Add(entry with { Value = isChanged ? Merge(entry.Value, patch[entry.Key], isCertain) : entry.Value.Copy() });
        }

        foreach (var added in patch.Entries.Where(change => value.Entries.All(entry => entry.Key != change.Key)))
        {
            var node = isCertain ? added.Value.Copy() : ChoiceNode.Either(added.Value.At, value[added.Key], added.Value);
            entries.Add(added with { Value = node });
        }

        return new MapNode(value.At, entries, value.IsOpen || patch.IsOpen, value.NameAt);
    }

    private static ListNode MergeLists(Node value, Node patch, string[] keys, bool isCertain)
    {
        var items = value.Items.Select(item => Counterpart(item, patch, keys) is { } change ? Merge(item, change, isCertain) : item.Copy()).ToList();
        var added = patch.Items.Where(change => Counterpart(change, value, keys) is null).ToList();
        if (isCertain)
            items.AddRange(added.Select(item => item.Copy()));
        return new ListNode(value.At, items, value.IsOpen || patch.IsOpen || (added.Count > 0 && !isCertain));
    }

    private static Node? Counterpart(Node item, Node list, string[] keys) =>
        KeyOf(item, keys) is ScalarNode key ? list.Items.FirstOrDefault(other => KeyOf(other, keys) is { } same && same.Key == key.Key && same.IsAlike(key)) : null;

    private static Node? KeyOf(Node item, string[] keys) => keys.Select(key => item[key]).FirstOrDefault(key => key.Exists.IsTrue);
}
