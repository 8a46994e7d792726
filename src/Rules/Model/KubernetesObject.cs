using Hale.Rules.Schema;
using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>One object of the input: what every kind has, and where it stands among the other objects.</summary>
internal sealed partial class KubernetesObject : View
{
    private static readonly SchemaType NoSchema = new("", () => []);

    private readonly Document _document;
    private Kept<Truth>? _isPartial;
    private Kept<bool>? _isForDevelopment;
    private Kept<Truth>? _isMisindented;
    private Kept<Truth>? _isOwned;
    private Kept<bool>? _isCompletedElsewhere;
    private Kept<bool>? _mayHaveUnseenNear;
    private Kept<Field<string>>? _namespace;

    public KubernetesObject(Cluster cluster, Document document, Node root)
        : this(cluster, document, root, root)
    {
    }

    private KubernetesObject(Cluster cluster, Document document, Node written, Node root)
        : base(cluster)
    {
        _document = document;
        Written = written;
        Root = root;
        ApiVersion = root["apiVersion"].Text();
        Kind = root["kind"].Text();
        Name = root["metadata"]["name"].Text();
        MetadataBeforePatches = root["metadata"];
        Group = GroupOf(ApiVersion);
        IsCustom = Group is { } group && group.IndexOf('.') >= 0 && !group.EndsWith(".k8s.io", StringComparison.Ordinal);
    }

    public override KubernetesObject Object => this;

    /// <summary>
    /// The value that is the object: a document's root, or an item of a list. Where a field that stands elsewhere in it should
    /// be, it says that it may be there.
    /// </summary>
    public Node Root { get; }

    /// <summary>The same value as it is written: only what is said about how an object is written goes by it.</summary>
    public Node Written { get; }

    /// <summary>The maps in <see cref="Root"/>, itself included, in the order in which they are written.</summary>
    public IReadOnlyList<MapNode> Maps => field ??= Root.Maps();

    /// <summary>The same for <see cref="Written"/>.</summary>
    public IReadOnlyList<MapNode> WrittenMaps => field ??= ReferenceEquals(Root, Written) ? Maps : Written.Maps();

    /// <summary>Those of <see cref="WrittenMaps"/> in which a key stands more than once.</summary>
    public IReadOnlyList<MapNode> MapsWithRepeatedKeys => field ??= [.. WrittenMaps.Where(map => map.HasRepeatedKeys)];

    /// <summary>Whether the line that separates it from the object above is missing.</summary>
    public bool IsJoined => _document.IsJoined && ReferenceEquals(Written, _document.Root);

    public SourceText Source => _document.Source;

    public IReadOnlyList<Comment> Comments => _document.Comments;

    public Field<string> ApiVersion { get; }

    public Field<string> Kind { get; }

    public Field<string> Name { get; }

    /// <summary>The name as its file has it, which tells variants of one object.</summary>
    public Field<string> NameBeforePatches => MetadataBeforePatches["name"].Text();

    /// <summary>Its metadata as its file has them.</summary>
    public Node MetadataBeforePatches { get; private init; }

    public Node Spec => field ??= Root["spec"];

    public Node Labels => field ??= Root["metadata"]["labels"];

    public Node Annotations => field ??= Root["metadata"]["annotations"];

    /// <summary>The kustomizations whose resources include this object's file, the nearest first.</summary>
    public IReadOnlyList<Kustomization> Kustomizations => field ??= Cluster.KustomizationsOf(Source.Path);

    /// <summary>Those of them that it is judged by: of several overlays not all count. What it is, and not where it may be, goes by these.</summary>
    public IReadOnlyList<Kustomization> JudgedBy => field ??= Cluster.KustomizationsJudging(Source.Path) ?? Kustomizations;

    /// <summary>The names that others may call it by.</summary>
    internal IReadOnlyList<string> Names => field ??= Cluster.NamesOf(this);

    /// <summary>Whether a reference names it.</summary>
    internal Truth IsCalled(Field<string> name) => Name.TryGet(out _)
        ? Truth.Any(Names, own => own.Length > 0 ? name.Is(own) : name.Node.Exists && Truth.Unknown)
        : name.Node.IsSameValueAs(Name.Node) ? Truth.True : Truth.Unknown;

    /// <summary>Whether something of its folder could not be read.</summary>
    public bool HasUnreadNear => Cluster.UnreadNear(this).Any();

    /// <summary>
    /// Whether an object of this kind may be near that cannot be seen: in a document that could not be read, or in an object
    /// whose kind is not known.
    /// </summary>
    public bool MayHaveUnseen(string kind) => MayHaveUnseenNear && Cluster.MayHide(kind, this);

    /// <summary>Whether the input holds an object of this kind, or such an object may be near that cannot be seen.</summary>
    public bool MayMeet(string kind, string group) => MayHaveUnseen(kind) || Cluster.OfKind(kind).All.Any(other => other.IsA(kind, group));

    /// <summary>As <see cref="MayHaveUnseen"/>, for a workload of any kind.</summary>
    public bool MayHaveUnseenWorkload => Workload.KindNames.Any(MayHaveUnseen);

    // Nearly always all is clear, and every rule asks.
    private bool MayHaveUnseenNear => _mayHaveUnseenNear ??= HasUnreadNear || Cluster.UnidentifiedNear(this).Any();

    /// <summary>The namespace as the cluster will see it: written, set by a kustomization, or given by the user.</summary>
    public Field<string> Namespace => _namespace ??= NamespaceThrough(Kustomizations);

    /// <summary>Kind and name for messages, such as <c>Deployment 'web'</c>.</summary>
    public string Title => field ??= ShownName is { } shown ? $"{KindName} '{shown}'" : $"the {KindName}";

    /// <summary>The name for messages, as far as it is known; null where nothing of it is.</summary>
    public string? ShownName => Name.Origin is Origin.Written && Name.TryGet(out var name) ? name : (Name.Node as PartialNode)?.Shown;

    public ObjectIdentity Identity => new(Known(ApiVersion), Known(Kind), Known(Namespace), Known(Name));

    /// <summary>Whether kind and API version are both known, so that it is clear what the object is and is not.</summary>
    public bool IsIdentified => Kind.Origin is Origin.Written && ApiVersion.Origin is Origin.Written or Origin.Absent;

    /// <summary>
    /// The API group: empty for the core group, null when unknown. An object without any <c>apiVersion</c> is half-complete;
    /// it counts for the group that its kind usually has.
    /// </summary>
    public string? Group { get; }

    /// <summary>Whether this is an object of this kind in this group, or says no group at all.</summary>
    public bool IsA(string kind, string group) =>
        Kind.Is(kind).IsTrue && (ApiVersion.Origin is Origin.Absent || Group == group);

    /// <summary>The same for a kind that several groups have.</summary>
    public bool IsA(string kind, params string[] groups) =>
        Kind.Is(kind).IsTrue && (ApiVersion.Origin is Origin.Absent || (Group is { } group && groups.Contains(group)));

    /// <summary>Whether its API group is known not to be one of Kubernetes' own: those have no dot, or end in <c>.k8s.io</c>.</summary>
    public bool IsCustom { get; }

    /// <summary>Whether this may be an object of this kind: it is one, or its kind cannot be seen.</summary>
    public bool MayBeA(string kind) => !IsIdentified && !Kind.Is(kind).IsFalse;

    /// <summary>Whether there is only one of the two, because code makes the one or the other.</summary>
    public bool IsAlternativeTo(KubernetesObject other) => _document.IsAlternativeTo(other._document) || IsOfAnotherSet(other);

    /// <summary>Whether one entry of some code makes both.</summary>
    public bool IsOfSameEntry(KubernetesObject other) => _document.Entry == other._document.Entry;

    /// <summary>Whether code makes it together with the objects of an entry.</summary>
    public bool IsMadeBy(object entry) => _document.Entry == entry;

    // Two methods that both make objects of one name each make what belongs to their own.
    private bool IsOfAnotherSet(KubernetesObject other) =>
        _document.Entry is { } own && other._document.Entry is { } others && own != others
        && (Cluster.MakesNamesake(others, this) || Cluster.MakesNamesake(own, other));

    /// <summary>
    /// Whether C# builds it. Then a compiler has seen to it that each field is where it belongs and of the right type, and one
    /// that the schema does not have is newer than the schema.
    /// </summary>
    public bool IsBuilt => _document.Format is DocumentFormat.CSharp;

    /// <summary>
    /// Whether this is only a part of an object, to be merged into another one: a patch, by its content, its path, or a
    /// kustomization that says so.
    /// </summary>
    public Truth IsPartial => _isPartial ??= _document.Format switch
    {
        DocumentFormat.Manifest => Partial.Check(this),
        DocumentFormat.CSharp => Partial.IsUnfinished(this),
        _ => Truth.False,
    };

    /// <summary>Whether it is for development or tests, by its path, namespace or environment label. What those leave open may be production.</summary>
    public bool IsForDevelopment => _isForDevelopment ??= Development.Check(this);

    /// <summary>Whether an operator made it and will undo edits: it has an owner, or an operator's label says so.</summary>
    public Truth IsOwned => _isOwned ??=
        Root["metadata"]["ownerReferences"].Exists || Labels["app.kubernetes.io/managed-by"].Text().Is(Operators.Names.Contains);

    /// <summary>The schema of its kind, from Kubernetes or from a CustomResourceDefinition of the input; null where there is none.</summary>
    public SchemaType? Schema => ReferenceEquals(field ??= FindSchema() ?? NoSchema, NoSchema) ? null : field;

    /// <summary>The numbers of members that it asks an operator for and that count by themselves.</summary>
    public IReadOnlyList<MemberCount> Members => field ??= [.. MemberCount.Of(this)];

    /// <summary>How it differs from the schema of its kind; nothing where that is not known.</summary>
    public IReadOnlyList<SchemaMismatch> Mismatches => field ??= Schema is not { } schema ? []
        : IsBuilt ? [.. SchemaWalk.Compare(Written, schema).Where(mismatch => mismatch.Compiles)]
        : SchemaWalk.Compare(Written, schema);

    /// <summary>The maps of what is written, with their types. Only where it has a schema.</summary>
    public TypedMaps TypedMaps => field ??= new TypedMaps(Written, Schema!);

    /// <summary>The fields that are not ones where they stand, with where they belong as far as that is known.</summary>
    public IReadOnlyList<UnknownField> UnknownFields => field ??= [.. UnknownField.Of(this)];

    /// <summary>Whether fields stand at its root that belong further inside: then it is not what it seems to be.</summary>
    public Truth IsMisindented => _isMisindented ??= _document.Format is DocumentFormat.Manifest ? Misindented.Check(this) : Truth.False;

    /// <summary>The same object with another tree: what it is after patches.</summary>
    public KubernetesObject With(Node root) => new(Cluster, _document, root) { MetadataBeforePatches = MetadataBeforePatches };

    /// <summary>The same object with what stands in the wrong place in the right one, as far as that is known. No rule may claim that it is not there.</summary>
    public KubernetesObject AsMeant() => Misplacement.Meant(this) is { } root ? new(Cluster, _document, Written, root) { MetadataBeforePatches = MetadataBeforePatches } : this;

    /// <summary>What is written at the place of a value of <see cref="Root"/>.</summary>
    public Node AsWritten(Node node) =>
        ReferenceEquals(node, Root) || node.Parent is not { } parent ? Written
        : node.Index >= 0 ? AsWritten(parent).Items[node.Index]
        : AsWritten(parent)[node.Key!];

    /// <summary>Whether a kustomization may add labels to it, to its selector or to its pods, which <see cref="Root"/> does not have.</summary>
    public bool MayGainLabels => Kustomizations.Any(kustomization => !kustomization.AddsLabels.IsFalse && !Cluster.HasLabelsOf(kustomization, this));

    /// <summary>
    /// Whether something else completes what it belongs to: it stands in a kustomize base or component, which overlays build
    /// from, its kustomization builds from what is not in the input, or it is of an overlay whose changes to others do not count.
    /// </summary>
    public bool IsCompletedElsewhere => _isCompletedElsewhere ??=
        Source.PathSegments.Any(segment => segment is "base" or "bases" or "components")
        || Kustomizations.Any(kustomization => kustomization.IsComponentWith(Source.Path) || Cluster.IsIncomplete(kustomization) || (Cluster.IsLeftOut(kustomization) && JudgedBy.Contains(kustomization)));

    private static string? GroupOf(Field<string> apiVersion) =>
        !apiVersion.TryGet(out var version) ? null
        : version.IndexOf('/') is >= 0 and var slash ? version.Substring(0, slash)
        : "";

    private SchemaType? FindSchema() =>
        ApiVersion.TryGet(out var version) && Kind.TryGet(out var kind) ? KubernetesSchema.Default.Find(version, kind) ?? Cluster.CustomSchema(version, kind) : null;

    private string KindName => Kind.TryGet(out var kind) ? kind : "object";

    private static string Known(Field<string> field) => field.Origin is not Origin.Absent && field.TryGet(out var text) ? text : "";

    /// <summary>The namespace where it is judged.</summary>
    public Field<string> JudgedNamespace => ReferenceEquals(JudgedBy, Kustomizations) ? Namespace : NamespaceThrough(JudgedBy);

    // Several overlays may build from one base and give it different namespaces: then each is possible.
    private Field<string> NamespaceThrough(IReadOnlyList<Kustomization> kustomizations)
    {
        var written = Root["metadata"]["namespace"].Text();
        var overriding = kustomizations.Where(kustomization => kustomization.MaySetNamespace).ToList();
        if (overriding.Count > 0)
        {
            var names = overriding.SelectMany(kustomization => kustomization.Namespace.Values).Distinct(StringComparer.Ordinal).ToList();
            return new Field<string>(overriding[0].Namespace.Node, Origin.Written, names, mayBeOther: overriding.Exists(kustomization => kustomization.Namespace.MayBeOther));
        }

        return Cluster.Facts.Namespace is { } byUser ? written.Or(byUser) : written;
    }
}

/// <summary>Something that rules look at: an object, or a part of one.</summary>
internal abstract class View(Cluster cluster)
{
    public Cluster Cluster { get; } = cluster;

    /// <summary>The object that it is, or is part of.</summary>
    public abstract KubernetesObject Object { get; }
}

/// <summary>A view of a whole object of one kind.</summary>
internal abstract class ObjectView(KubernetesObject @object) : View(@object.Cluster)
{
    public override KubernetesObject Object { get; } = @object;

    public Node Root => Object.Root;

    public Node Spec => Object.Spec;

    public Field<string> Name => Object.Name;

    /// <summary>Kind and name for messages, such as <c>Deployment 'web'</c>.</summary>
    public string Title => Object.Title;
}
