using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>Whether two objects share a namespace.</summary>
internal enum Sameness
{
    /// <summary>They are known to be in different ones.</summary>
    Different,

    /// <summary>Nothing can be said: one is a placeholder.</summary>
    Unknown,

    /// <summary>One of them names none, so that whoever applies both decides; together in one file they belong together.</summary>
    Assumed,

    /// <summary>Both name the same, or both name none.</summary>
    Same,
}

/// <summary>Compares namespaces as the cluster will see them.</summary>
internal static class Namespaces
{
    /// <summary>Whether two objects may be in one namespace: they are not known to be in different ones.</summary>
    public static bool MayBeSame(KubernetesObject left, KubernetesObject right) => MayBeSame(left.Namespace, right.Namespace);

    public static bool MayBeSame(Field<string> left, Field<string> right) => Compare(left, right) is not Sameness.Different;

    public static Sameness Compare(KubernetesObject left, KubernetesObject right) => Compare(left.Namespace, right.Namespace);

    public static Sameness Compare(Field<string> left, Field<string> right)
    {
        if (left.Origin is Origin.Absent || right.Origin is Origin.Absent)
            return left.Origin == right.Origin ? Sameness.Same : IsOpen(left) || IsOpen(right) ? Sameness.Unknown : Sameness.Assumed;
        if (left.TryGet(out var one) && right.TryGet(out var other))
            return one == other ? Sameness.Same : Sameness.Different;
        if (left.Values.Intersect(right.Values).Any())
            return Sameness.Assumed;
        if (IsOpen(left) || IsOpen(right))
            return IsSamePlaceholder(left.Node, right.Node) ? Sameness.Assumed : Sameness.Unknown;
        return Sameness.Different;
    }

    private static bool IsOpen(Field<string> field) => field.MayBeOther;

    private static bool IsSamePlaceholder(Node left, Node right) =>
        left is not AbsentNode && right is not AbsentNode && left.IsSameAs(right);
}
