using Hale.Rules.Schema;
using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>A field that is not one where it stands.</summary>
/// <param name="Node">Its value.</param>
/// <param name="Holder">The path of the map that it stands in.</param>
/// <param name="Target">Where it belongs; null when that is not known.</param>
/// <param name="Meant">The field of the same map that its name is like; null when there is none.</param>
/// <param name="Renamed">What became of it, or what it is called here; null when that is not known.</param>
internal sealed record UnknownField(Node Node, string Holder, Node? Target, string? Meant, RenamedField? Renamed)
{
    private const int Steps = 3;

    public string Name => Node.Key!;

    /// <summary>Its name, and those of what it holds: what stands behind it may have slipped into it.</summary>
    public IEnumerable<string> Names => Node.SelfAndDescendants(node => node.Key is not null).Select(node => node.Key!);

    /// <summary>The path of what it is meant to be; null when that is not known.</summary>
    public string? DestinationIn(Node root)
    {
        if (Target is not null)
            return Target.PathFrom(root);
        var name = Renamed?.Successor ?? Meant;
        return name is null || Holder.Length == 0 ? name : $"{Holder}.{name}";
    }

    public static IEnumerable<UnknownField> Of(KubernetesObject subject) =>
        from mismatch in subject.Mismatches
        where mismatch.Kind is MismatchKind.UnknownField
        let node = mismatch.Node
        let renamed = RenamedFields.Find(mismatch.Holder, node.Key!)
        select new UnknownField(
            node,
            node.Parent!.PathFrom(subject.Written),
            renamed is { Successor: null } ? null : FieldFinder.Find(subject.Written, subject.Schema!, node, Steps) ?? FreeKeys.Find(mismatch.Holder, node),
            subject.TypedMaps.Wanting(node.Key!).Any() ? null : Spelling.Nearest(node.Key!, mismatch.Holder.Fields.Keys.Where(name => node.Parent[name].Exists.IsFalse)),
            renamed);
}
