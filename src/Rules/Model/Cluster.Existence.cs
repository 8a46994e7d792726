using Hale.Rules.Tree;

namespace Hale.Rules.Model;

// Whether something that is not in the input may be there all the same.
public sealed partial class Cluster
{
    // The last two make a Secret of their own name (https://github.com/bitnami-labs/sealed-secrets, https://external-secrets.io/latest/api/externalsecret/).
    private static readonly string[] SecretKinds = ["Secret", "SealedSecret", "ExternalSecret"];

    private Kept<bool>? _mayBeSubstituted;

    /// <summary>The custom resources for which an operator may make other objects.</summary>
    internal IReadOnlyList<KubernetesObject> Operated => field ?? Once(ref field, () => [.. Objects.Where(CustomResources.MayMakeObjects)]);

    private Nearby<KubernetesObject> PodMakers => field ?? Once(ref field, () => new([.. Operated.Where(CustomResources.MayMakePods)]));

    private Makers Makers => field ?? Once(ref field, () => new Makers(this));

    /// <summary>
    /// Whether an object that is referred to by name may exist: in the input, where it cannot be seen, or because something of
    /// the input makes it. Only when nothing in the whole input speaks for it, the answer is no.
    /// </summary>
    internal bool MayExist(string kind, string name, KubernetesObject from) => MayExist(kind, name, from, from.Namespace);

    /// <summary>The same for a reference that names a namespace.</summary>
    internal bool MayExist(string kind, string name, KubernetesObject from, Field<string> @namespace) =>
        !Makers.IsName(name)
        || Named(kind, name, @namespace).Any()
        || MayBeMade(kind, name, from);

    /// <summary>The ConfigMap or Secret of a name, when every one of the input is known to lack a key and nothing may add it.</summary>
    internal KubernetesObject? WithoutKey(string kind, string name, string key, KubernetesObject from)
    {
        var named = Named(kind, name, from.Namespace).ToList();
        return named.Count > 0 && named.All(holder => LacksKey(holder, key)) && !MayBeMade(kind, name, from) ? named[0] : null;
    }

    // What is declared without any data is filled by somebody else.
    private static bool LacksKey(KubernetesObject holder, string key)
    {
        var parts = new[] { holder.Root["data"], holder.Root["stringData"], holder.Root["binaryData"] };
        return holder.IsPartial.IsFalse && !holder.IsCompletedElsewhere
            && parts.Any(part => part.Entries.Count > 0) && parts.All(part => part[key].Exists.IsFalse);
    }

    /// <summary>Whether a Secret has this name: the input declares it or asks for it to be made, or the workload itself refers to it.</summary>
    internal bool KnowsSecret(string name, Workload workload) =>
        SecretKinds.Any(kind => Named(kind, name, workload.Object.Namespace).Any())
        || Reference.Of(workload).Any(reference => reference.Kind is "Secret" && reference.Name.Is(name).IsTrue)
        || workload.Pod["imagePullSecrets"].Items.Any(secret => secret["name"].Text().Is(name).IsTrue);

    private bool MayBeMade(string kind, string name, KubernetesObject from) =>
        ClusterSupplied.Has(kind, name)
        || from.MayHaveUnseen(kind)
        || from.HasUnreadNear // it may be a custom resource, of which an operator makes what is looked for
        || from.IsCompletedElsewhere
        || Unnamed<KubernetesObject>().To(from).Any(other => !other.Kind.Is(kind).IsFalse && !other.Name.Is(name).IsFalse)
        || _kustomizations.MayGenerate(kind, name)
        || (kind is "StorageClass" && IsClassOfSomeVolume(name))
        || Makers.MayMake(name)
        || Makers.Unclear.To(from).Any();

    // Claims bind volumes made by hand by the name of a class, which need not be there
    // (https://kubernetes.io/docs/tasks/configure-pod-container/configure-persistent-volume-storage/).
    private bool IsClassOfSomeVolume(string name) => All<PersistentVolume>().Any(volume => !volume.ClassName.Is(name).IsFalse);

    /// <summary>Whether Flux may fill in variables of the manifests before it applies them.</summary>
    internal bool MayBeSubstituted => _mayBeSubstituted ?? Once(ref _mayBeSubstituted, () => Objects.Any(@object =>
        !@object.IsIdentified || (@object.IsA("Kustomization", "kustomize.toolkit.fluxcd.io") && !@object.Spec["postBuild"].Exists.IsFalse)));

    /// <summary>The objects near one that have a name, and those whose name is not certain.</summary>
    internal IEnumerable<KubernetesObject> CalledNear(KubernetesObject from, string name)
    {
        var unnamed = Unnamed<KubernetesObject>().To(from);
        return name.Length > 0 ? Called<KubernetesObject>(name).To(from).Concat(unnamed) : unnamed;
    }

    /// <summary>The objects of a kind and name, parts of objects included, that may be in a namespace.</summary>
    internal IEnumerable<KubernetesObject> Named(string kind, string name, Field<string> @namespace) =>
        Called<KubernetesObject>(name).All.Where(other => other.Kind.Is(kind).IsTrue
            && (IsClusterScoped(kind) || Namespaces.MayBeSame(@namespace, other.Namespace)));

    /// <summary>Whether pods that a Service selects may exist: in the input, unseen, or made by an operator.</summary>
    internal bool MayHavePods(Service service) =>
        SelectedBy(service).Count > 0
        || !service.Selector.IsKnown || service.Selector.Keys.Any(PodLabels.MayBeSetByOthers)
        || service.Object.MayHaveUnseenWorkload
        || service.Object.HasUnreadNear
        || service.Object.IsCompletedElsewhere
        || PodMakers.To(service.Object).Any()
        || Labels.Candidates(service.Selector).Any(service.MaySelect)
        || GainingLabels.To(service.Object).Any()
        || WorkloadParts.Candidates(service.Selector).Any(service.MaySelect);

    // A patch may give its labels to pods; and what looks like one may be a whole object that lacks more than it should.
    private Labelled WorkloadParts => field ?? Once(ref field, () =>
        new(new Nearby<Workload>([.. Objects.Where(@object => @object.IsPartial.IsTrue).Select(Workload.From).OfType<Workload>()])));

    private static bool IsClusterScoped(string kind) => kind is "PriorityClass" or "RuntimeClass" or "StorageClass";
}
