using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>How near an object is to another one.</summary>
internal enum Distance
{
    SameFile,
    NearestKustomization,
    Kustomization,
    SameFolder,
    Input,
}

// How an object stands to another one: where they are declared, and whether they are meant for each other.
internal sealed partial class KubernetesObject
{
    public Distance DistanceTo(KubernetesObject other)
    {
        if (ReferenceEquals(Source, other.Source) || Source.Path == other.Source.Path)
            return Distance.SameFile;
        for (var i = 0; i < Kustomizations.Count; i++)
        {
            if (other.Kustomizations.Contains(Kustomizations[i]))
                return i == 0 ? Distance.NearestKustomization : Distance.Kustomization;
        }

        return Source.Directory == other.Source.Directory ? Distance.SameFolder : Distance.Input;
    }

    /// <summary>Whether both stand in one folder, or have some kustomization in common.</summary>
    public bool IsNear(KubernetesObject other) => Source.Directory == other.Source.Directory || DistanceTo(other) <= Distance.SameFolder;

    /// <summary>Whether both stand in one file or kustomization, so that one cluster gets both, and may share a namespace.</summary>
    public bool IsAppliedWith(KubernetesObject other) =>
        DistanceTo(other) <= Distance.Kustomization && Namespaces.Compare(this, other) >= Sameness.Assumed && !IsAlternativeTo(other);

    /// <summary>Whether it is there where another one is judged, as far as kustomizations say: no overlay that does not count there brings it.</summary>
    public bool IsBuiltWith(KubernetesObject other) =>
        Kustomizations.Count == 0 || !Kustomizations.All(kustomization => other.Kustomizations.Contains(kustomization) && !other.JudgedBy.Contains(kustomization));

    /// <summary>
    /// Whether the two may be taken to work together, wherever they stand: their namespaces are the same, or one names none and they
    /// stand in one file or kustomization, so that whoever applies the one applies the other.
    /// </summary>
    public bool BelongsWith(KubernetesObject other) => Namespaces.Compare(this, other) switch
    {
        Sameness.Same => true,
        Sameness.Assumed => DistanceTo(other) <= Distance.Kustomization,
        _ => false,
    };

    /// <summary>Whether the two are surely meant for each other: they stand near each other, or name the same namespace.</summary>
    public bool IsNeighbourOf(KubernetesObject other) => IsNear(other) || NamesNamespaceOf(other);

    /// <summary>Whether both name a namespace, and the same one.</summary>
    public bool NamesNamespaceOf(KubernetesObject other) => Namespace.Origin is not Origin.Absent && Namespaces.Compare(this, other) is Sameness.Same;
}
