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
        List<Finding>? found = null;
        HashSet<(Place, string?)>? seen = null;
        foreach (var finding in Inspect(subject))
        {
            if (finding.Place.Source == subject.Source && (seen ??= []).Add((finding.Place, finding.Node?.Key)))
                (found ??= []).Add(finding);
        }

        return found ?? [];
    }

    private protected abstract IEnumerable<Finding> Inspect(KubernetesObject subject);
}
