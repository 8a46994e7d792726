using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>Workloads, found by the labels of their pods.</summary>
internal sealed class Labelled(Nearby<Workload> all)
{
    private readonly Grouped<Label, Workload> _byLabel = new(all.All, workload => [.. Label.In(workload.PodLabels)]);

    private readonly Nearby<Workload> _unclear = new([.. all.All.Where(workload => !IsClear(workload.PodLabels))]);

    /// <summary>Of the labels that a selector requires, the one that the fewest have; null when none is known.</summary>
    public Label? RarestOf(LabelSelector selector)
    {
        Label? rarest = null;
        foreach (var label in selector.RequiredLabels)
        {
            if (rarest is null || _byLabel[label].All.Count < _byLabel[rarest].All.Count)
                rarest = label;
        }

        return rarest;
    }

    /// <summary>All that a selector is known to choose, and perhaps others.</summary>
    public Nearby<Workload> With(LabelSelector selector) =>
        RarestOf(selector) is { } label ? _byLabel[label]
        : selector.Node.Exists.IsFalse ? Nearby<Workload>.None
        : all;

    /// <summary>All that a selector may choose, and perhaps others.</summary>
    public IEnumerable<Workload> Candidates(LabelSelector selector) =>
        With(selector) is var certain && ReferenceEquals(certain, all) ? all.All : certain.All.Concat(_unclear.All);

    /// <summary>Those of them that stand near an object.</summary>
    public IEnumerable<Workload> CandidatesNear(KubernetesObject from, LabelSelector selector) =>
        With(selector) is var certain && ReferenceEquals(certain, all) ? all.To(from) : certain.To(from).Concat(_unclear.To(from));

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
