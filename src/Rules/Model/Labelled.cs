using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>Workloads, found by the labels of their pods.</summary>
internal sealed class Labelled(IReadOnlyList<Workload> all)
{
    private readonly Grouped<(string Key, string Value), Workload> _byLabel = new(
        from workload in all
        from label in workload.PodLabels.Entries
        where label.Value is ScalarNode
        select ((label.Key, ((ScalarNode)label.Value).Text), workload));

    private readonly IReadOnlyList<Workload> _unclear = [.. all.Where(workload => !IsClear(workload.PodLabels))];

    /// <summary>Those with a label of this key and value.</summary>
    public Nearby<Workload> With((string Key, string Value) label) => _byLabel[label];

    /// <summary>All that a selector may choose, and perhaps others.</summary>
    public IEnumerable<Workload> Candidates(LabelSelector selector) =>
        selector.RequiredLabel is { } label ? _byLabel[label].All.Concat(_unclear)
        : selector.Node.Exists.IsFalse ? []
        : all;

    // A number is no label: what it stands for is not known.
    private static bool IsClear(Node labels) =>
        labels is AbsentNode || (labels is MapNode { IsOpen: false } && labels.Entries.All(entry => entry.Value is AbsentNode or ScalarNode { Kind: ScalarKind.String }));
}
