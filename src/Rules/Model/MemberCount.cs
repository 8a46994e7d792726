using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>How many members of one sort a resource of an operator asks for.</summary>
/// <param name="Holder">The resource; the first, where several make up one whole.</param>
/// <param name="Part">What the members are.</param>
/// <param name="Number">How many there are.</param>
/// <param name="Addends">The numbers that were added up.</param>
internal sealed record MemberCount(KubernetesObject Holder, OperatedPart Part, Field<long> Number, IReadOnlyList<Node> Addends)
{
    /// <summary>The limits of the PodDisruptionBudget that the resource asks for; null when it cannot ask for one for all of them.</summary>
    public DisruptionLimits? Budget { get; init; }

    /// <summary>Whether the operator runs fewer members than it holds to be safe.</summary>
    public Truth IsUnsafeAllowed => Truth.Any(Part.Unsafe, path => OperatorTable.IsTrue(Holder.Root.Follow(path)));

    /// <summary>Whether they decide by majority, and one fewer would tolerate as many failures.</summary>
    public bool IsEvenMajority => Part.Role is MemberRole.Voters && Number.Is(number => number > 0 && number % 2 == 0).IsTrue;

    /// <summary>Whether they are fewer than outlive the loss of one. None at all are switched off.</summary>
    public bool IsLow => Number.Is(number => number > 0 && number < Part.Minimum).IsTrue;

    /// <summary>Such as <c>1 member</c>.</summary>
    public string Text => Number.Is(1).IsTrue ? $"1 {Part.Noun}" : $"{Number} {Part.Plural}";

    /// <summary>Behind <see cref="Text"/> in a message: why there are so many, where the number is not written.</summary>
    public string Reason => Number.Origin is Origin.Defaulted ? $", because {Number.Node.Key} is not set" : "";

    /// <summary>The numbers of a resource that count by themselves: not those of a part of something larger.</summary>
    public static IEnumerable<MemberCount> Of(KubernetesObject @object) =>
        OperatorTable.Find(@object) is { } row && IsJoined(@object, row).IsFalse ? row.Parts.SelectMany(part => Of(@object, part)) : [];

    /// <summary>
    /// Whether it is only to show, follow or try something: few members are meant then. It follows another cluster, is made from
    /// a backup, is for development, or its file is named so.
    /// </summary>
    public static Truth IsModest(KubernetesObject @object) =>
        @object.IsForDevelopment
        || Words.AnyIn(@object.Source.FileName, ["-single", "minimal", "-test.", "minikube"])
        || Truth.Any(OperatorTable.Find(@object)?.Following ?? [], path => IsSet(@object.Root.Follow(path)));

    /// <summary>
    /// The resources of a kind that make up one whole near an object; null where it is not certain which they are. The same
    /// names stand in many files of one folder, each of which is for a cluster of its own.
    /// </summary>
    public static IReadOnlyList<KubernetesObject>? PartsOf(KubernetesObject near, string kind, Func<KubernetesObject, Field<string>> wholeOf, string whole)
    {
        if (near.Group is not { } group || near.MayHaveUnseen(kind))
            return null;
        var ofKind = near.Cluster.OfKind(kind);
        var together = ofKind.To(near).Where(other => MayBePart(other) && near.IsAppliedWith(other)).ToList();
        var isOneFile = together.Count > 0
            && near.Cluster.CalledNear(near, whole).Any(other => other.IsCustom && other.Name.Is(whole).IsTrue && other.Source.Path == near.Source.Path);
        return together.All(other => wholeOf(other).Is(whole).IsTrue) && (isOneFile || !ofKind.All.Where(MayBePart).Skip(together.Count).Any()) ? together : null;

        bool MayBePart(KubernetesObject other) =>
            !wholeOf(other).Is(whole).IsFalse && other.IsA(kind, group) && !other.IsPartial.IsTrue && Namespaces.MayBeSame(near, other);
    }

    /// <summary>The sum of numbers that are all known; unknown otherwise.</summary>
    public static Field<long> Sum(Node at, IReadOnlyList<Field<long>> numbers)
    {
        if (numbers.Count == 1)
            return numbers[0];
        long sum = 0;
        foreach (var number in numbers)
        {
            if (!number.TryGet(out var value))
                return Field<long>.Unknown(at);
            sum += value;
        }

        return new Field<long>(at, Origin.Written, sum);
    }

    private static IEnumerable<MemberCount> Of(KubernetesObject @object, OperatedPart part)
    {
        if (part.Whole is { } wholeOf)
            return OfWhole(@object, part, wholeOf) is { } count ? [count] : [];
        if (part.List is null)
            return part.Has(@object.Root) ? [Single(@object, part, @object.Root)] : [];
        var list = @object.Root.Follow(part.List);
        if (!part.IsSum)
            return list.Items.Where(item => part.Has(item).IsTrue).Select(item => Single(@object, part, item));
        return OfItems(@object, part, list) is { } sum ? [sum] : [];
    }

    private static MemberCount Single(KubernetesObject @object, OperatedPart part, Node item)
    {
        var number = NumberIn(item, part);
        if (part.Others?.Invoke(item) is { } others && !others.Is(0).IsTrue)
            return new(@object, part, Sum(number.Node, [number, others]), [number.Node]);
        return new(@object, part, number, [number.Node]) { Budget = part.Budget is { } path ? new(item.Follow(path)) : null };
    }

    private static MemberCount? OfItems(KubernetesObject @object, OperatedPart part, Node list)
    {
        var numbers = list.Items.Where(item => part.Has(item).IsTrue).Select(item => NumberIn(item, part)).ToList();
        if (numbers.Count == 0 || list.IsOpen || list.Items.Any(item => part.Has(item).IsUnknown))
            return null;
        return new(@object, part, Sum(list, numbers), [.. numbers.Select(number => number.Node)]);
    }

    // The first of the resources speaks for all.
    private static MemberCount? OfWhole(KubernetesObject @object, OperatedPart part, Func<KubernetesObject, Field<string>> wholeOf)
    {
        if (!wholeOf(@object).TryGet(out var whole) || !@object.Kind.TryGet(out var kind) || OperatorTable.Find(@object) is not { } row)
            return null;
        var all = PartsOf(@object, kind, wholeOf, whole);
        if (all is null || all.Any(other => part.Has(other.Root).IsUnknown || !IsJoined(other, row).IsFalse))
            return null;
        var holders = all.Where(other => part.Has(other.Root).IsTrue).ToList();
        if (holders.FirstOrDefault() != @object)
            return null;
        var numbers = holders.Select(holder => NumberIn(holder.Root, part)).ToList();
        return new(@object, part, Sum(numbers[0].Node, numbers), [.. numbers.Select(number => number.Node)]);
    }

    private static Field<long> NumberIn(Node item, OperatedPart part)
    {
        var number = item.Follow(part.Path).Integer();
        return part.Default is { } byDefault ? number.Or(byDefault) : number;
    }

    private static Truth IsJoined(KubernetesObject @object, OperatedKind row) =>
        Truth.Any(row.Joined, path => IsSet(@object.Root.Follow(path)))
        || Truth.Any(row.JoinedAnnotations, key => @object.Annotations[key].Exists);

    private static Truth IsSet(Node node) => node.Exists && !node.Flag().Is(false);
}
