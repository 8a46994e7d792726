using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>
/// A rule about how an object is written. It looks at parts of objects too, so what a patch brings into another object is
/// reported once, where it is written; so is what an alias repeats.
/// </summary>
internal abstract class StructureRule : Rule<KubernetesObject>
{
    public sealed override IEnumerable<Finding> Check(KubernetesObject subject, Cluster cluster)
    {
        HashSet<(Place, string?)>? found = null;
        foreach (var finding in Inspect(subject))
        {
            if (finding.Place.Source == subject.Source && (found ??= []).Add((finding.Place, finding.Node?.Key)))
                yield return finding;
        }
    }

    private protected abstract IEnumerable<Finding> Inspect(KubernetesObject subject);
}
