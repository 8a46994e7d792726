using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Hale.Rules.Suppressions;
using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// Every object of a run, and how they refer to each other. A reference is resolved nearest first: in the same file, in the
/// resources of the same kustomization, in the same folder, in the whole input; the first level with a match decides.
/// </summary>
public sealed partial class Cluster
{
    private readonly Dictionary<Type, object> _views = [];
    private readonly KustomizationSets _kustomizations;
    private readonly ILookup<string, Document> _unread;
    private readonly ConcurrentDictionary<Kustomization, IReadOnlyList<KustomizeLabels>> _labels = new();
    private readonly ConcurrentDictionary<string, object> _making = new(StringComparer.Ordinal);

    /// <summary>Takes in what the front ends read.</summary>
    /// <param name="documents">The documents, in the order of their files.</param>
    /// <param name="problems">What could not be read.</param>
    /// <param name="facts">What the user says about the cluster.</param>
    public Cluster(IReadOnlyList<Document> documents, IReadOnlyList<InputProblem> problems, ClusterFacts facts)
    {
        Facts = facts;
        Documents = documents;
        Problems = [.. problems, .. documents.SelectMany(document => document.Problems)];
        var manifests = documents.Where(document => document.Format is DocumentFormat.Manifest or DocumentFormat.CSharp).ToList();
        _unread = manifests.Where(document => document.Root is UnknownNode).ToLookup(document => document.Source.Directory, StringComparer.Ordinal);
        Lists = [.. manifests.Where(IsList).Select(document => new KubernetesObject(this, document, document.Root))];
        var written = WithoutRepetition(Share.Divide(manifests.Count, share => share.Of(manifests).SelectMany(ObjectsOf))).ToList();
        _kustomizations = new KustomizationSets(
            [.. written.Where(Kustomization.IsOne).Select(@object => new Kustomization(@object))],
            written.Select(@object => @object.Source.Path));
        _namesakes = new(written, @object => @object.Names, StringComparer.Ordinal);
        var patches = new ConcurrentDictionary<Kustomization, IReadOnlyList<KustomizePatch>>();
        var builds = new KustomizeBuilds(written, _kustomizations, kustomization => patches.GetOrAdd(kustomization, all => [.. PatchesOf(all)]), LabelsOf);
        Objects = Each(written, builds.Of);
        Objects = Each(Objects, @object => @object.AsMeant());
        _unidentified = new([.. Objects.Where(@object => !@object.IsIdentified && !Kustomization.IsOne(@object))]);
        Register(Objects);
        var workloads = Collect(Workload.From);
        var nested = Objects.Where(@object => !@object.IsPartial.IsTrue).SelectMany(Workload.NestedIn);
        Register([.. workloads.Concat(nested).SelectMany(workload => workload.AllContainers)]);
        Collect(Service.From);
        Collect(DisruptionBudget.From);
        Collect(Autoscaler.From);
        Collect(VerticalAutoscaler.From);
        Collect(LimitRange.From);
        Collect(PriorityClass.From);
        Collect(ResourceQuota.From);
        Collect(Claim.From);
        Collect(PersistentVolume.From);
        Collect(StorageClass.From);
        Collect(CsiDriver.From);
        Collect(ConfigMap.From);
        RegisterConfigFiles(documents);
        Collect(ControlPlaneSetup.From);
    }

    /// <summary>What the user says about the cluster.</summary>
    public ClusterFacts Facts { get; }

    /// <summary>What is silenced in a way that a front end knows, beside comments and annotations.</summary>
    public IReadOnlyList<SuppressedText> SuppressedTexts { get; init; } = [];

    internal IReadOnlyList<Document> Documents { get; }

    /// <summary>What comments and annotations silence.</summary>
    internal IReadOnlyList<Suppression> Suppressions => field ?? Once(ref field, () =>
        [.. CommentSuppressions.Of(Documents), .. AnnotationSuppressions.Of(this), .. SuppressedTexts.Select(StretchSuppression)]);

    internal IReadOnlyList<KubernetesObject> Objects { get; }

    /// <summary>What holds several objects as its items, and is none itself.</summary>
    internal IReadOnlyList<KubernetesObject> Lists { get; }

    internal IReadOnlyList<InputProblem> Problems { get; }

    private static Suppression StretchSuppression(SuppressedText text) => new(text.At, text.Rule, text.Reason, new StretchScope(text.Stretches));

    /// <summary>Every view of one kind, in the order of the input.</summary>
    internal IReadOnlyList<T> All<T>()
        where T : View =>
        ViewsOf<T>().All;

    private Views<T> ViewsOf<T>()
        where T : View =>
        _views.TryGetValue(typeof(T), out var views) ? (Views<T>)views : new([]);

    /// <summary>The containers, init containers first, of an object that runs pods; none of any other.</summary>
    internal IEnumerable<Container> ContainersOf(KubernetesObject @object) => Containers[@object];

    private ILookup<KubernetesObject, Container> Containers => field ?? Once(ref field, () => All<Container>().ToLookup(container => container.Object));

    internal IReadOnlyList<Kustomization> KustomizationsOf(string path) => _kustomizations.Including(path);

    internal IReadOnlyList<Kustomization>? KustomizationsJudging(string path) => _kustomizations.Judging(path);

    internal bool IsLeftOut(Kustomization kustomization) => _kustomizations.IsLeftOut(kustomization);

    internal bool IsIncomplete(Kustomization kustomization) => _kustomizations.IsIncomplete(kustomization);

    internal bool IsPatchFile(string path) => _kustomizations.IsPatchFile(path);

    /// <summary>The object that holds a node.</summary>
    internal KubernetesObject? ObjectHolding(Node? node)
    {
        for (; node is not null; node = node.Parent)
        {
            if (Holders.TryGetValue(node, out var @object))
                return @object;
        }

        return null;
    }

    private Dictionary<Node, KubernetesObject> Holders => field ?? Once(ref field, () =>
    {
        var holders = new Dictionary<Node, KubernetesObject>(Objects.Count);
        foreach (var @object in Objects)
        {
            holders[@object.Root] = @object;
            if (!ReferenceEquals(@object.Root, @object.Written))
                holders[@object.Written] = @object;
        }

        return holders;
    });

    /// <summary>Makes the tables that take longest, the longest first, at the same time. Else the rules would wait for them one after the other.</summary>
    internal void MakeTables() =>
        Parallel.Invoke(() => _ = Makers, () => _ = PodNames, () => _ = Services, () => _ = Holders, () => _ = Suppressions);

    // Rules run on several threads, and the first one that asks makes a table for all. Tables are made of other tables, but never
    // in a circle, so that no two threads wait for each other.
    private T Once<T>(ref T? made, Func<T> make, [CallerMemberName] string table = "")
        where T : class
    {
        lock (_making.GetOrAdd(table, _ => new object()))
            return made ??= make();
    }

    // What is only a part of an object refers to nothing by itself, and nothing refers to it.
    private IReadOnlyList<T> Collect<T>(Func<KubernetesObject, T?> from)
        where T : View =>
        Register<T>([.. ViewsFrom(from).Cast<T>()]);

    private IReadOnlyList<View> ViewsFrom(Func<KubernetesObject, View?> from) =>
        Each(Objects, @object => @object.IsPartial.IsTrue ? null : from(@object));

    private static IReadOnlyList<T> Each<T>(IReadOnlyList<KubernetesObject> objects, Func<KubernetesObject, T?> make)
        where T : View =>
        [.. Share.Divide(objects.Count, share => share.Of(objects).Select(make).OfType<T>())];

    private IReadOnlyList<T> Register<T>(IReadOnlyList<T> views)
        where T : View
    {
        _views.Add(typeof(T), new Views<T>(views));
        return views;
    }

    // A method of C# may be followed from several calls, and make the same object in each.
    private static IEnumerable<KubernetesObject> WithoutRepetition(IEnumerable<KubernetesObject> objects)
    {
        var seen = new Dictionary<BuiltObject, List<KubernetesObject>>();
        return objects.Where(@object => !@object.IsBuilt || BuiltObject.From(@object) is not { } built || IsAnother(@object, built, seen));
    }

    // Two entries may make two variants of it.
    private static bool IsAnother(KubernetesObject @object, BuiltObject built, Dictionary<BuiltObject, List<KubernetesObject>> seen)
    {
        var isAnother = !seen.TryGetValue(built, out var others)
            || others.TrueForAll(other => !other.IsOfSameEntry(@object) && !other.Root.IsAlike(@object.Root));
        if (isAnother)
            seen.AddTo(built, @object);
        return isAnother;
    }

    /// <summary>Where an object is built, and under which name.</summary>
    private sealed record BuiltObject(Place At, string Kind, string Namespace, string Name)
    {
        /// <summary>An object as one; null when a part of it is not known.</summary>
        public static BuiltObject? From(KubernetesObject built)
        {
            var @namespace = built.Root["metadata"]["namespace"].Text().Or("");
            return built.Kind.TryGet(out var kind) && built.Name.TryGet(out var name) && @namespace.TryGet(out var inside) ? new(built.Root.At, kind, inside, name) : null;
        }
    }

    private static bool IsList(Document document) => document.Root is MapNode root && ListedIn(root) is not null;

    /// <summary>
    /// The objects that another one lists: a List, a DeploymentList and the like, as <c>kubectl get -o yaml</c> writes them, or a
    /// Template of OpenShift, which fills in parameters first. Null for other objects.
    /// </summary>
    internal static Node? ListedIn(Node root)
    {
        var kind = root["kind"].Text();
        return (kind.Is(name => name.EndsWith("List", StringComparison.Ordinal)) && root["items"].Exists).IsTrue ? root["items"]
            : (kind.Is("Template") && root["apiVersion"].Text().Is(version => version is "v1" or "template.openshift.io/v1") && root["objects"].Exists).IsTrue ? root["objects"]
            : null;
    }

    private IEnumerable<KubernetesObject> ObjectsOf(Document document)
    {
        if (document.Root is not MapNode)
            return [];
        return ListedIn(document.Root) is { } items
            ? items.Items.Where(item => item is MapNode).Select(item => new KubernetesObject(this, document, item))
            : [new KubernetesObject(this, document, document.Root)];
    }
}
