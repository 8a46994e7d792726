using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>The workload kinds that Hale knows by name.</summary>
internal enum WorkloadKind
{
    /// <summary>Some other kind with a pod template: a workload by its shape.</summary>
    Other,
    Deployment,
    StatefulSet,
    DaemonSet,
    ReplicaSet,
    ReplicationController,
    Job,
    CronJob,
    Pod,

    /// <summary>Argo Rollouts' replacement of a Deployment.</summary>
    Rollout,

    /// <summary>OpenShift's predecessor of a Deployment.</summary>
    DeploymentConfig,
}

/// <summary>An object that runs pods: one of the known kinds, or anything with a pod template at <c>spec.template</c>.</summary>
internal sealed partial class Workload : ObjectView
{
    private Kept<Truth>? _isStateful;
    private Kept<Truth>? _isQuorum;
    private Kept<Truth>? _isServed;
    private Kept<Truth>? _isExposed;
    private Kept<Truth>? _isLeaderElected;
    private Kept<Truth>? _hasSingleNodeStorage;
    private Kept<Truth>? _takesHostPorts;
    private Kept<Truth>? _isStatic;
    private Kept<Truth>? _isSingleWriter;

    private Workload(KubernetesObject @object, WorkloadKind kind, Node template)
        : base(@object)
    {
        Kind = kind;
        Template = template;
        Pod = template["spec"];
        Containers = [.. Pod["containers"].Items.Select(node => new Container(this, node, isInit: false))];
        InitContainers = [.. Pod["initContainers"].Items.Select(node => new Container(this, node, isInit: true))];
    }

    public WorkloadKind Kind { get; }

    /// <summary>The pod template: metadata and spec. For a Pod, the Pod itself.</summary>
    public Node Template { get; }

    /// <summary>The pod's spec.</summary>
    public Node Pod { get; }

    /// <summary>Which pods it takes for its own.</summary>
    public LabelSelector Selector => field ??= Kind is WorkloadKind.ReplicationController or WorkloadKind.DeploymentConfig
        ? LabelSelector.OfMap(Spec["selector"])
        : LabelSelector.Of(Spec["selector"]);

    /// <summary>The labels of its pods. Where the whole template is missing, those that its selector asks for: no others are taken.</summary>
    public Node PodLabels => field ??= IsController && Template.Exists.IsFalse ? Selector.Labels : Template["metadata"]["labels"];

    public IReadOnlyList<Container> Containers { get; }

    public IReadOnlyList<Container> InitContainers { get; }

    public IEnumerable<Container> AllContainers => InitContainers.Concat(Containers);

    /// <summary>How many pods it runs, and who says so.</summary>
    public Replicas Replicas => field ??= Replicas.Of(this);

    /// <summary>The type of the strategy of a Deployment.</summary>
    public Field<string> Strategy => Spec["strategy"]["type"].Text().Or(Defaults.Strategy);

    /// <summary>The type of the update strategy of a StatefulSet or DaemonSet.</summary>
    public Field<string> UpdateStrategy => Spec["updateStrategy"]["type"].Text().Or(Defaults.Strategy);

    /// <summary>Whether a rollout of a Deployment starts a new pod while the old one still runs, however many replicas there are.</summary>
    public Truth OverlapsInRollout => Spec["strategy"]["rollingUpdate"]["maxSurge"].IntOrPercent().Or(Defaults.MaxSurge).Is(surge => surge.Value > 0);

    /// <summary>Whether its pods run until they are told to stop, rather than to completion.</summary>
    public Truth RunsForever => Kind switch
    {
        WorkloadKind.Job or WorkloadKind.CronJob => Truth.False,
        WorkloadKind.Pod => Pod["restartPolicy"].Text().Or(Defaults.RestartPolicy).Is("Always"),
        WorkloadKind.Other when !Object.IsIdentified => Truth.Unknown,
        _ => Truth.True,
    };

    /// <summary>Whether it is a controller that keeps a number of equal pods.</summary>
    public bool IsReplicated => Kind is WorkloadKind.Deployment or WorkloadKind.StatefulSet or WorkloadKind.ReplicaSet
        or WorkloadKind.ReplicationController or WorkloadKind.Rollout or WorkloadKind.DeploymentConfig;

    /// <summary>Whether it is a controller that finds its pods by a selector of its own.</summary>
    public bool IsController => IsReplicated || Kind is WorkloadKind.DaemonSet;

    /// <summary>The claims that its pods mount by name; not those of <c>volumeClaimTemplates</c>.</summary>
    public IReadOnlyList<MountedClaim> MountedClaims => field ??= MountedClaim.Of(this);

    /// <summary>The volumes of its pods that one node at a time can mount, and that are the same ones for each of them.</summary>
    public IReadOnlyList<OneNodeVolume> OneNodeVolumes => field ??= [.. OneNodeVolume.Of(this)];

    /// <summary>The claims that its pods keep data in, mounted by name or made from a template, as far as they can be seen.</summary>
    public IEnumerable<DeclaredClaim> DeclaredClaims => DeclaredClaim.Of(this);

    /// <summary>The Services whose selector is known to choose its pods.</summary>
    public IReadOnlyList<Service> Services => Cluster.ServicesOf(this);

    /// <summary>Whether it runs a database, a queue or another product that keeps data (by image, see <see cref="KnownImages"/>).</summary>
    public Truth IsStateful => _isStateful ??= RunsForever && AnyContainer(container => container.IsStateful);

    /// <summary>Whether what it runs keeps data. A cache loses nothing that cannot be read again; a volume says that it is more than that.</summary>
    public Truth KeepsData => IsStateful
        && (MountedClaims.Count > 0 || OneNodeVolumes.Count > 0 || Spec["volumeClaimTemplates"].Items.Count > 0 || Product is { MayBeCache: false } ? Truth.True : Truth.Unknown);

    /// <summary>Whether it runs a product whose members decide by majority.</summary>
    public Truth IsQuorum => _isQuorum ??= RunsForever && AnyContainer(container => container.IsQuorum);

    /// <summary>The product that makes it stateful, when it is known to be.</summary>
    public KnownImage? Product => Containers.FirstOrDefault(container => container.IsStateful.IsTrue)?.Image.Product;

    /// <summary>The autoscalers that are known to scale it.</summary>
    public IEnumerable<Autoscaler> Autoscalers => Cluster.AutoscalersOf(this).Where(scaler => scaler.Workload == this);

    /// <summary>The vertical autoscalers that are known to be for it.</summary>
    public IEnumerable<VerticalAutoscaler> VerticalAutoscalers => Cluster.VerticalAutoscalersOf(this);

    /// <summary>Whether some Service sends traffic to its pods.</summary>
    public Truth IsServed => _isServed ??= Services.Count > 0 ? Truth.True : Cluster.MayBeServed(this) ? Truth.Unknown : Truth.False;

    /// <summary>Whether traffic from outside the cluster reaches it: through a load balancer, a node port or a route.</summary>
    public Truth IsExposed => _isExposed ??= Truth.Any(Services, service => service.IsExternal) || (Cluster.MayBeServed(this) ? Truth.Unknown : Truth.False);

    /// <summary>Whether only an elected leader among its pods is active.</summary>
    public Truth IsLeaderElected => _isLeaderElected ??= LeaderElection.Check(this);

    /// <summary>Whether it runs one pod, and no autoscaler adds others or takes it away.</summary>
    public Truth RunsOnePod => Replicas.Minimum.Is(1) && Replicas.Maximum.Is(1);

    /// <summary>
    /// Whether it is the only pod that may use its volume: one replica, on storage that one node at a time can mount, with
    /// data or clients that depend on it. Then one replica is intended, and losing its node is what matters (HA0703).
    /// </summary>
    public Truth IsSingleWriter => _isSingleWriter ??=
        RunsOnePod && HasSingleNodeStorage && (IsStateful || IsServed);

    /// <summary>
    /// Whether it runs one pod, and nothing but its number of replicas says so: not its volume (HA0703) nor a majority (HA0103).
    /// </summary>
    public Truth CouldRunMore =>
        IsReplicated && RunsOnePod && !IsSingleWriter && (!IsQuorum || Quorum.IsUnsaid(this));

    /// <summary>Whether a claim or disk of its pods can be mounted by one node at a time only.</summary>
    public Truth HasSingleNodeStorage => _hasSingleNodeStorage ??=
        Truth.Any(MountedClaims, mounted => mounted.IsSingleNode)
        || OneNodeVolumes.Count > 0
        || Spec["volumeClaimTemplates"].Any(template => Claim.IsSingleNodeOnly(template["spec"]) && !Cluster.IsOnSharedStorage(template["spec"], Object))
        || (Pod["volumes"].IsOpen ? Truth.Unknown : Truth.False);

    /// <summary>The claim or disk that keeps all its pods on one node, because they share it; null when none is known to.</summary>
    public OneNodeVolume? SharedVolumeOfOneNode => IsReplicated && IsCoLocated.IsFalse && OneNodeVolumes is [var first, ..] ? first : null;

    /// <summary>Whether its pods take ports of their node, so that no two of them fit on one.</summary>
    public Truth TakesHostPorts => _takesHostPorts ??= AnyContainer(container => container.TakesHostPorts);

    /// <summary>Whether a pod has a volume that outlives it, on whatever storage; not only configuration and scratch space.</summary>
    public Truth HasLastingVolume =>
        Spec["volumeClaimTemplates"].Any(_ => Truth.True) || Pod["volumes"].Any(IsLasting);

    /// <summary>Whether the control plane of its own node runs it, from a file (a static pod).</summary>
    public Truth IsStatic => _isStatic ??= StaticPods.Check(this);

    /// <summary>Whether some container, init containers left out, satisfies the question; unknown when only an unseen one could.</summary>
    public Truth AnyContainer(Func<Container, Truth> question) =>
        Truth.Any(Containers, question) || (Pod["containers"].IsOpen ? Truth.Unknown : Truth.False);

    /// <summary>Whether some container, or init container, mounts a volume in a way that satisfies the question.</summary>
    public Truth AnyMount(Func<Node, Truth> question) =>
        Truth.Any(AllContainers, container => container.Node["volumeMounts"].Any(question))
        || (Pod["containers"].IsOpen || Pod["initContainers"].IsOpen ? Truth.Unknown : Truth.False);

    /// <summary>Whether one of its containers, init containers included, declares a port of this name.</summary>
    public Truth DeclaresPort(string name) =>
        Truth.Any(AllContainers, container => container.Ports.Any(port => port["name"].Text().Is(name)))
        || (Kind is WorkloadKind.Other || Pod["containers"].IsOpen || Pod["initContainers"].IsOpen ? Truth.Unknown : Truth.False);

    /// <summary>The object as a workload, or null when it runs no pods.</summary>
    public static Workload? From(KubernetesObject @object)
    {
        var kind = KindOf(@object);
        if (kind is WorkloadKind.Other && @object.Spec.Lacks("template"))
            return null;
        var template = TemplateOf(@object, kind);
        var isByShape = template["spec"]["containers"] is ListNode;
        return kind is WorkloadKind.Other && !isByShape ? null : new Workload(@object, kind, template);
    }

    /// <summary>What an object with pod templates deeper in it runs; nothing for any other.</summary>
    public static IEnumerable<Workload> NestedIn(KubernetesObject @object) => NestedPods.KindOf(@object) is { } kind
        ? NestedPods.TemplatesIn(@object).Select(template => new Workload(@object, kind.Ends ? WorkloadKind.Job : WorkloadKind.Other, template))
        : [];

    /// <summary>The names of the known kinds.</summary>
    public static IEnumerable<string> KindNames => KnownKinds.Select(kind => kind.Name);

    // Every volume has one source, and most last; these end with the pod or hold nothing of its own (api: VolumeSource).
    private static Truth IsLasting(Node volume) =>
        volume.Entries.Any(entry => entry.Key is not ("name" or "emptyDir" or "ephemeral" or "csi" or "configMap" or "secret" or "projected" or "downwardAPI" or "image")) ? Truth.True
        : volume.IsOpen ? Truth.Unknown
        : Truth.False;

    /// <summary>The pod template of an object of a kind, whatever is there.</summary>
    public static Node TemplateOf(KubernetesObject @object, WorkloadKind kind) => kind switch
    {
        WorkloadKind.Pod => @object.Root,
        WorkloadKind.CronJob => @object.Spec["jobTemplate"]["spec"]["template"],
        // That of a Deployment elsewhere.
        WorkloadKind.Rollout when !@object.Spec["template"].Exists.IsTrue && !@object.Spec["workloadRef"].Exists.IsFalse => new UnknownNode(@object.Spec["workloadRef"].At, isPresent: true),
        _ => @object.Spec["template"],
    };

    /// <summary>Which of the known kinds an object is.</summary>
    public static WorkloadKind KindOf(KubernetesObject @object) =>
        @object.IsIdentified && @object.Kind.TryGet(out var name) && ByName.TryGetValue(name, out var known) && @object.IsA(name, known.Groups) ? known.Kind : WorkloadKind.Other;

    private static readonly KnownKind[] KnownKinds =
    [
        new(WorkloadKind.Deployment, "Deployment", ["apps", "extensions"]),
        new(WorkloadKind.StatefulSet, "StatefulSet", ["apps"]),
        new(WorkloadKind.DaemonSet, "DaemonSet", ["apps", "extensions"]),
        new(WorkloadKind.ReplicaSet, "ReplicaSet", ["apps", "extensions"]),
        new(WorkloadKind.ReplicationController, "ReplicationController", [""]),
        new(WorkloadKind.Job, "Job", ["batch"]),
        new(WorkloadKind.CronJob, "CronJob", ["batch"]),
        new(WorkloadKind.Pod, "Pod", [""]),
        new(WorkloadKind.Rollout, "Rollout", ["argoproj.io"]),
        new(WorkloadKind.DeploymentConfig, "DeploymentConfig", ["apps.openshift.io", ""]),
    ];

    private static readonly Dictionary<string, KnownKind> ByName = KnownKinds.ToDictionary(known => known.Name, StringComparer.Ordinal);

    private sealed record KnownKind(WorkloadKind Kind, string Name, string[] Groups);
}
