using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>What validation says about volumes and claims to them. Source: ValidatePersistentVolumeSpec of pkg/apis/core/validation of kubernetes/kubernetes.</summary>
internal static class StorageChecks
{
    // What a volume has beside the one map that says where it is.
    private static readonly string[] OtherMaps = ["capacity", "claimRef", "nodeAffinity"];

    /// <summary>What is wrong with a PersistentVolume.</summary>
    public static IEnumerable<ApiProblem> OfVolume(KubernetesObject subject) => AccessModesBesidePodOnly(subject, subject.Spec).Concat(Sources(subject)).Concat(Capacities(subject));

    /// <summary>What is wrong with a PersistentVolumeClaim.</summary>
    public static IEnumerable<ApiProblem> OfClaim(KubernetesObject subject)
    {
        var size = subject.Spec["resources"]["requests"]["storage"];
        if (Quantity.Of(size) is 0)
            yield return new(size, $"{subject.Title} requests no storage, and takes more than 0");
        foreach (var problem in AccessModesBesidePodOnly(subject, subject.Spec))
            yield return problem;
    }

    /// <summary>What is wrong with the claims that a StatefulSet makes.</summary>
    public static IEnumerable<ApiProblem> OfTemplates(KubernetesObject subject) =>
        subject.Spec["volumeClaimTemplates"].Items.SelectMany(template => AccessModesBesidePodOnly(subject, template["spec"]));

    private static IEnumerable<ApiProblem> AccessModesBesidePodOnly(KubernetesObject subject, Node spec) =>
        from mode in spec["accessModes"].Items
        where mode.Text().Is("ReadWriteOncePod").IsTrue && spec["accessModes"].Items.Count > 1
        select new ApiProblem(mode, $"{subject.Title} combines ReadWriteOncePod with other access modes, which is not allowed");

    private static IEnumerable<ApiProblem> Sources(KubernetesObject subject)
    {
        if (subject.Spec is not MapNode { IsOpen: false } spec || subject.UnknownFields.Count > 0)
            yield break;
        List<Node> sources = [.. spec.Values.Where(value => Array.IndexOf(OtherMaps, value.Key) < 0 && value is not (ScalarNode or ListNode or AbsentNode))];
        if (sources.Count == 0 && ApiChecks.IsWhole(subject))
            yield return new(spec, $"{subject.Title} does not say where the volume is: it takes a source such as csi, nfs or local") { IsOfKey = true };
        else if (sources.Count > 1 && sources.TrueForAll(source => source is MapNode && source.At.Source == subject.Source))
            yield return new(sources[1], $"{subject.Title} has both {sources[0].Key} and {sources[1].Key}, of which one is allowed") { IsOfKey = true, Other = sources[0], OtherMessage = "the other one" };
    }

    private static IEnumerable<ApiProblem> Capacities(KubernetesObject subject) =>
        from amount in subject.Spec["capacity"].Values
        where amount.Key != "storage" && !PlaceholderText.HasHole(amount.Key!)
        select new ApiProblem(amount, $"{subject.Title} has '{amount.Key}' as capacity, which takes storage only") { IsOfKey = true };
}
