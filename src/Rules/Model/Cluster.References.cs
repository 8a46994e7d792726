using Hale.Rules.Tree;

namespace Hale.Rules.Model;

// How objects refer to one another by name, and what may hide from that.
public sealed partial class Cluster
{
    private readonly Nearby<KubernetesObject> _unidentified;
    private readonly Grouped<string, KubernetesObject> _namesakes;

    /// <summary>
    /// The object of a kind that a name refers to: the nearest one. Null when there is none, and when it is not certain which
    /// one is meant.
    /// </summary>
    internal T? Find<T>(KubernetesObject from, Field<string> name)
        where T : ObjectView =>
        Find<T>(from, name, from.Namespace);

    /// <summary>The same for a reference that names a namespace.</summary>
    internal T? Find<T>(KubernetesObject from, Field<string> name, Field<string> @namespace)
        where T : ObjectView
    {
        if (!name.TryGet(out var text))
            return Alike<T>(from, name.Node, @namespace);
        var found = Nearest(from, @namespace, Called<T>(text));
        var hidden = Unnamed<T>().To(from).Any(other => other.Object.Name.MayBeOther);
        return found.Count == 1 && !hidden && MayUse(@namespace, found[0].Object) ? found[0] : null;
    }

    // Code may compute a name once, for the object and for what refers to it.
    private T? Alike<T>(KubernetesObject from, Node name, Field<string> @namespace)
        where T : ObjectView
    {
        if (name.ValueId is null)
            return null;
        var found = Nearest(from, @namespace, Unnamed<T>(), other => other.Object.Name.Node.IsSameValueAs(name));
        return found.Count == 1 && MayUse(@namespace, found[0].Object) ? found[0] : null;
    }

    /// <summary>An object as a view of one kind; null when it is of another.</summary>
    internal T? ViewOf<T>(KubernetesObject @object)
        where T : ObjectView =>
        ViewsOf<T>().ByObject.TryGetValue(@object, out var found) ? found : null;

    /// <summary>The objects that are, or may be, of a kind that their text names, in the order of the input.</summary>
    internal Nearby<KubernetesObject> OfKind(string kind) => ByKind[kind];

    /// <summary>The same, with those whose kind or API version cannot be seen.</summary>
    internal IEnumerable<KubernetesObject> MaybeOfKind(string kind) => OfKind(kind).All.Concat(_unidentified.All.Where(@object => @object.MayBeA(kind))).Distinct();

    private Grouped<string, KubernetesObject> ByKind => field ?? Once(ref field, () =>
        new(Objects, @object => @object.Kind.Values is [_] and var one ? one : [.. @object.Kind.Values.Distinct()], StringComparer.Ordinal));

    /// <summary>Whether some other whole object has the same kind and name.</summary>
    internal bool HasNamesake(KubernetesObject @object) =>
        @object.Name.TryGet(out var name)
        && _namesakes[name].All.Any(other => other != @object && other.Kind.ToString() == @object.Kind.ToString() && other.Spec["selector"].Exists.IsTrue);

    /// <summary>Whether an entry of some code makes an object of the same kind and name.</summary>
    internal bool MakesNamesake(object entry, KubernetesObject @object) =>
        @object.Name.TryGet(out var name)
        && _namesakes[name].All.Any(other => other.IsMadeBy(entry) && other.Kind.ToString() == @object.Kind.ToString() && Namespaces.MayBeSame(other, @object));

    /// <summary>See <see cref="KubernetesObject.MayHaveUnseen"/>.</summary>
    internal bool MayHide(string kind, KubernetesObject near) =>
        UnreadNear(near).Any(document => document.MentionedKinds?.Contains(kind) != false) || UnidentifiedNear(near).Any(other => other.MayBeA(kind));

    /// <summary>The documents of an object's folder that could not be read.</summary>
    internal IEnumerable<Document> UnreadNear(KubernetesObject from) => _unread[from.Source.Directory];

    /// <summary>The other objects near one of which it is not clear what they are.</summary>
    internal IEnumerable<KubernetesObject> UnidentifiedNear(KubernetesObject from) => _unidentified.To(from).Where(other => other != from);

    /// <summary>The other workloads that stand near and may share the namespace.</summary>
    internal IEnumerable<Workload> Neighbours(Workload workload) =>
        Near<Workload>(workload.Object).Where(other => other != workload
            && Namespaces.MayBeSame(workload.Object, other.Object));

    /// <summary>Whether something near, the object itself included, has a word in its keys or values.</summary>
    internal Truth IsMentionedNear(KubernetesObject from, string word) => Mentions(from.Root, word) || IsMentionedBeside(from, word);

    /// <summary>Whether some other object near this one has a word in its keys or values.</summary>
    internal Truth IsMentionedBeside(KubernetesObject from, string word) =>
        Truth.Any(Near<KubernetesObject>(from).Where(other => other != from), other => Mentions(other.Root, word))
        || (from.HasUnreadNear ? Truth.Unknown : Truth.False);

    /// <summary>
    /// The quotas that are known to hold for the pods of a workload: they stand in one file or kustomization with it, or in one
    /// folder when the namespace is written. Farther away they may be another cluster's.
    /// </summary>
    internal IEnumerable<ResourceQuota> QuotasOf(Workload workload) =>
        Near<ResourceQuota>(workload.Object).Where(quota => quota.Object.IsPartial.IsFalse
            && Namespaces.Compare(quota.Object, workload.Object) is Sameness.Same
            && workload.Object.DistanceTo(quota.Object) is var distance
            && (distance <= Distance.NearestKustomization || (distance is Distance.SameFolder && workload.Object.NamesNamespaceOf(quota.Object))));

    /// <summary>
    /// Whether nothing in the whole input can be the object of a kind that a name refers to. A custom resource of the same name
    /// counts: its operator may make the object.
    /// </summary>
    internal bool IsNowhere(string kind, KubernetesObject from, string name) =>
        !from.MayHaveUnseen(kind)
        && !_namesakes[name].All.Concat(_namesakes[""].All).Any(other => (!other.Kind.Is(kind).IsFalse || other.IsCustom)
            && Namespaces.MayBeSame(from, other));

    // Of the objects that may be meant, those on the nearest level; there, those whose namespace is known to be the same.
    private static List<T> Nearest<T>(KubernetesObject from, Nearby<T> candidates, Func<T, bool>? isMeant = null)
        where T : View =>
        Nearest(from, from.Namespace, candidates, isMeant);

    private static List<T> Nearest<T>(KubernetesObject from, Field<string> @namespace, Nearby<T> candidates, Func<T, bool>? isMeant = null)
        where T : View
    {
        var (best, sameness) = Best(from, @namespace, candidates.To(from), isMeant);
        if (best.Count == 0)
            (best, sameness) = Best(from, @namespace, candidates.All, isMeant);
        return sameness is Sameness.Unknown ? [] : best;
    }

    private static (List<T> Best, Sameness Sameness) Best<T>(KubernetesObject from, Field<string> @namespace, IEnumerable<T> candidates, Func<T, bool>? isMeant)
        where T : View
    {
        var best = new List<T>();
        var bestRank = (Distance: Distance.Input, Sameness: Sameness.Different);
        foreach (var candidate in candidates)
        {
            var sameness = IsClusterScoped(candidate) ? Sameness.Same : Namespaces.Compare(@namespace, candidate.Object.Namespace);
            if (sameness is Sameness.Different || isMeant?.Invoke(candidate) == false || from.IsAlternativeTo(candidate.Object))
                continue;
            var rank = (from.DistanceTo(candidate.Object), sameness);
            if (best.Count > 0 && IsNearer(bestRank, rank))
                continue;
            if (best.Count == 0 || IsNearer(rank, bestRank))
            {
                best.Clear();
                bestRank = rank;
            }

            best.Add(candidate);
        }

        return (best, bestRank.Sameness);
    }

    // Alternatives in several folders, none of them near: it cannot be said which one is meant.
    private static bool IsAmbiguous<T>(KubernetesObject from, List<T> nearest)
        where T : View =>
        nearest.Count > 1 && from.DistanceTo(nearest[0].Object) is Distance.Input
        && nearest.Any(other => other.Object.Source.Directory != nearest[0].Object.Source.Directory);

    private static bool IsNearer((Distance Distance, Sameness Sameness) left, (Distance Distance, Sameness Sameness) right) =>
        left.Distance != right.Distance ? left.Distance < right.Distance : left.Sameness > right.Sameness;

    private static bool IsClusterScoped(View view) => view is StorageClass or PersistentVolume;

    // Two files of one folder that name no namespace may still be alternatives; a claim that names none is any namespace's.
    private static bool MayUse(Field<string> @namespace, KubernetesObject found) => Namespaces.Compare(@namespace, found.Namespace) is not Sameness.Unknown;

    /// <summary>The views of a kind that stand near an object, its own included, in the order of the input.</summary>
    internal IEnumerable<T> Near<T>(KubernetesObject from)
        where T : View =>
        ViewsOf<T>().Near.To(from);

    private static Truth Mentions(Node node, string word) => node switch
    {
        ScalarNode scalar => Words.IsIn(scalar.Text, word),
        PartialNode partial => partial.Segments.Any(segment => segment is not null && Words.IsIn(segment, word)) ? Truth.True : Truth.Unknown,
        _ => node.AnyKey(key => Words.IsIn(key, word))
            || Truth.Any(node.Values.Concat(node.Items), child => Mentions(child, word)),
    };

    /// <summary>The views of a kind that have a name, in whatever namespace.</summary>
    internal Nearby<T> Called<T>(string name)
        where T : View =>
        ViewsOf<T>().ByName[name];

    /// <summary>The last whole object before this one in its file that has its kind, name and namespace, so that there will be one of both; null without one.</summary>
    internal KubernetesObject? NamesakeBefore(KubernetesObject @object) => NamesakesBefore.TryGetValue(@object, out var earlier) ? earlier : null;

    private Dictionary<KubernetesObject, KubernetesObject> NamesakesBefore => field ?? Once(ref field, () =>
    {
        var before = new Dictionary<KubernetesObject, KubernetesObject>();
        var last = new Dictionary<string, KubernetesObject>(StringComparer.Ordinal);
        foreach (var @object in Objects)
        {
            if (!@object.Name.TryGet(out var name) || _namesakes[name].All.Count < 2 || !@object.IsPartial.IsFalse || IdentityOf(@object, name) is not { } identity)
                continue;
            if (last.TryGetValue(identity, out var earlier))
                before.Add(@object, earlier);
            last[identity] = @object;
        }

        return before;
    });

    private static string? IdentityOf(KubernetesObject @object, string name) =>
        @object.Kind.TryGet(out var kind) && (@object.Namespace.Origin is Origin.Absent || @object.Namespace.TryGet(out _))
            ? string.Join("\n", @object.Source.Path, @object.Group, kind, @object.Namespace, name)
            : null;

    private Nearby<T> Unnamed<T>()
        where T : View =>
        Called<T>("");
}
