using Hale.Rules.Model;

namespace Hale.Rules.Structure;

/// <summary>
/// A rule about how an object is written. It looks at parts of objects too, so what a patch brings into another object is
/// reported once, where it is written; so is what an alias repeats.
/// </summary>
internal abstract class StructureRule : Rule<KubernetesObject>
{
    public sealed override IEnumerable<Finding> Check(KubernetesObject subject, Cluster cluster) =>
        Inspect(subject)
            .Where(finding => finding.Place.Source == subject.Source)
            .GroupBy(finding => (finding.Place, finding.Node?.Key))
            .Select(same => same.First());

    private protected abstract IEnumerable<Finding> Inspect(KubernetesObject subject);
}
