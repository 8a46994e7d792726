using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// A container that sets the replicas of other workloads by the number of nodes and cores, as it is common for the DNS of a
/// cluster. How many that are stands in a ConfigMap that it makes itself.
/// Source: https://github.com/kubernetes-sigs/cluster-proportional-autoscaler#overview
/// </summary>
internal static class ProportionalScaler
{
    private const string Name = "cluster-proportional-autoscaler";

    /// <summary>Whether a container is one; its first images had the processor in their name.</summary>
    public static bool IsOne(Container container) =>
        container.Image.Name is { } name && ImageNames.WithoutArchitecture(name) == Name;

    /// <summary>Whether it may set the replicas of a workload: its target may be that one.</summary>
    public static bool MayScale(Container scaler, Workload workload)
    {
        var flags = scaler.Flags;
        var @namespace = flags["namespace"] is { Origin: not Origin.Absent } given ? given : scaler.Object.Namespace;
        if (!Namespaces.MayBeSame(@namespace, workload.Object.Namespace))
            return false;
        return !flags["target"].TryGet(out var targets) || targets.Split(',').Any(target => MayMean(target, workload));
    }

    // A kind and a name, such as 'Deployment/coredns', without regard to capitals.
    private static bool MayMean(string target, Workload workload)
    {
        var parts = target.Trim().Split('/');
        return !workload.Name.Is(name => string.Equals(name, parts[parts.Length - 1], StringComparison.OrdinalIgnoreCase)).IsFalse
            && !workload.Object.Kind.Is(kind => parts[0].StartsWith(kind, StringComparison.OrdinalIgnoreCase)).IsFalse;
    }
}
