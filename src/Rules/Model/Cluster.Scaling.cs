using Hale.Rules.Tree;

namespace Hale.Rules.Model;

// Who sets how many pods there are, and what they request.
public sealed partial class Cluster
{
    /// <summary>
    /// The workload that a reference of another object means: the nearest one of its kind and name. Null when there is none,
    /// and when it is not certain which one is meant.
    /// </summary>
    internal Workload? FindWorkload(KubernetesObject from, Field<string> kind, Field<string> name)
    {
        if (!kind.TryGet(out var kindName))
            return null;
        if (!name.TryGet(out var text))
            return Alike<Workload>(from, name.Node, from.Namespace) is { } alike && alike.Object.Kind.Is(kindName).IsTrue && from.BelongsWith(alike.Object) ? alike : null;
        var found = Nearest(from, Called<Workload>(text), IsOfKind);
        var isCertain = found.Count == 1 && found[0].Object.Kind.Is(kindName).IsTrue && from.BelongsWith(found[0].Object);
        var isHidden = Unnamed<Workload>().To(from).Any(other => other.Name.MayBeOther && IsOfKind(other));
        return isCertain && !isHidden ? found[0] : null;

        bool IsOfKind(Workload workload) => !workload.Object.Kind.Is(kindName).IsFalse;
    }

    /// <summary>Whether the replicas of a workload may follow the number of nodes.</summary>
    internal bool MayScaleWithNodes(Workload workload) => ProportionalScalers.Any(scaler => ProportionalScaler.MayScale(scaler, workload));

    /// <summary>The vertical autoscalers that are known to be for a workload.</summary>
    internal IEnumerable<VerticalAutoscaler> VerticalAutoscalersOf(Workload workload) => VerticalScalings[workload];

    /// <summary>Whether some vertical autoscaler may set the requests of a workload.</summary>
    internal bool MayBeSized(Workload workload) => workload.Name.TryGet(out var name)
        ? BySizedName[name].All.Concat(BySizedName[""].All).Any(scaler => scaler.MaySize(workload))
        : All<VerticalAutoscaler>().Any(scaler => scaler.MaySize(workload));

    private List<Container> ProportionalScalers => field ?? Once(ref field, () => [.. All<Container>().Where(ProportionalScaler.IsOne)]);

    private ILookup<Workload, VerticalAutoscaler> VerticalScalings => field ?? Once(ref field, () =>
        All<VerticalAutoscaler>().Where(scaler => scaler.Workload is not null).ToLookup(scaler => scaler.Workload!));

    // A name that is not certain stands under the empty one.
    private Grouped<string, VerticalAutoscaler> BySizedName => field ?? Once(ref field, () => new(
        All<VerticalAutoscaler>(), scaler => scaler.Target["name"].Text() is { MayBeOther: false } target ? target.Values : [""], StringComparer.Ordinal));

    /// <summary>
    /// The LimitRanges that are in force for an object, or may be: those that stand near it and may share its namespace, and
    /// all of the same namespace where both name one.
    /// </summary>
    internal IEnumerable<LimitRange> LimitRangesOver(KubernetesObject @object) => All<LimitRange>().Where(range =>
        Namespaces.MayBeSame(@object, range.Object)
        && (@object.IsNear(range.Object) || (@object.Namespace.Origin is not Origin.Absent && range.Object.Namespace.Origin is not Origin.Absent)));
}
