using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>Workloads, found by the labels of their pods.</summary>
internal sealed class Labelled(IReadOnlyList<Workload> all)
{
    private readonly Grouped<Label, Workload> _byLabel = new(all, workload => [.. Label.In(workload.PodLabels)]);

    private readonly IReadOnlyList<Workload> _unclear = [.. all.Where(workload => !IsClear(workload.PodLabels))];

    /// <summary>Those with a label of this key and value.</summary>
    public Nearby<Workload> With(Label label) => _byLabel[label];

    /// <summary>All that a selector may choose, and perhaps others.</summary>
    public IEnumerable<Workload> Candidates(LabelSelector selector) =>
        selector.RequiredLabel is { } label ? _byLabel[label].All.Concat(_unclear)
        : selector.Node.Exists.IsFalse ? []
        : all;

    // A number is no label: what it stands for is not known.
    private static bool IsClear(Node labels) =>
        labels is AbsentNode || (labels is MapNode { IsOpen: false } && labels.Values.All(value => value is AbsentNode or ScalarNode { Kind: ScalarKind.String }));
}

/// <summary>A label as it is written.</summary>
internal sealed record Label(string Key, string Value)
{
    /// <summary>Those of a map of labels whose values are known, or are a mistake that says what was meant.</summary>
    public static IEnumerable<Label> In(Node labels)
    {
        foreach (var value in labels.Values)
        {
            if (value is ScalarNode scalar)
                yield return new Label(scalar.Key!, scalar.Text);
        }
    }
}
