using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// The one node that a pod template names, in any of the ways to do so.
/// Source: https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
/// </summary>
internal static class NodePin
{
    private const string Hostname = "kubernetes.io/hostname";

    /// <summary>The name of the only node that the workload's pods may run on; null when there may be others.</summary>
    public static Field<string>? Of(Workload workload)
    {
        var byName = workload.Pod["nodeName"].Text();
        if (MayNameOne(byName))
            return IsName(byName) ? byName : null;
        var byLabel = workload.Pod["nodeSelector"][Hostname].Text();
        if (MayNameOne(byLabel))
            return IsName(byLabel) ? byLabel : null;
        return ByAffinity(workload);
    }

    // Any one of the terms is enough for a node, so each has to name the same one.
    private static Field<string>? ByAffinity(Workload workload)
    {
        var terms = workload.Pod["affinity"]["nodeAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]["nodeSelectorTerms"];
        if (terms.IsOpen || terms.Items.Count == 0)
            return null;
        var names = terms.Items.Select(OnlyNodeOf).ToList();
        var isOne = names.All(name => name is not null && name.Value.ToString() == names[0]?.ToString());
        return isOne ? names[0] : null;
    }

    private static Field<string>? OnlyNodeOf(Node term) =>
        term["matchExpressions"].Items.Where(expression => expression["key"].Text().Is(Hostname).IsTrue)
            .Concat(term["matchFields"].Items.Where(field => field["key"].Text().Is("metadata.name").IsTrue))
            .Where(requirement => requirement["operator"].Text().Is("In").IsTrue && !requirement["values"].IsOpen && requirement["values"].Items.Count == 1)
            .Select(requirement => (Field<string>?)requirement["values"].Items[0].Text())
            .FirstOrDefault(name => IsName(name!.Value));

    private static bool MayNameOne(Field<string> field) => !field.Or("").Is("").IsTrue;

    private static bool IsName(Field<string> field) => field.TryGet(out var name) && name.Length > 0;
}
