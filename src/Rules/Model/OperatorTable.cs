using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>What the members of an operated resource are to each other.</summary>
internal enum MemberRole
{
    /// <summary>They decide by majority, so that an even number gains nothing.</summary>
    Voters,

    /// <summary>Several majorities are spread over them, so that any number above the minimum is as good.</summary>
    Shards,

    /// <summary>One of them, or each, can do the work of another.</summary>
    Copies,

    /// <summary>They keep no data and only pass requests on.</summary>
    Proxies,
}

/// <summary>One number of members in the resources of a kind.</summary>
/// <param name="Path">Where it is, within the resource or within each item of <see cref="List"/>.</param>
/// <param name="Role">What the members are to each other.</param>
/// <param name="Noun">What one of them is called.</param>
/// <param name="Minimum">The least number that outlives the loss of one.</param>
internal sealed record OperatedPart(string Path, MemberRole Role, string Noun, long Minimum)
{
    /// <summary>What several of them are called.</summary>
    public string Plural { get; init; } = $"{Noun}s";

    /// <summary>What the operator takes where the number is left out; null when it must be written, or that is not certain.</summary>
    public long? Default { get; init; }

    /// <summary>The list whose items have a number each; null for a number of the resource itself.</summary>
    public string? List { get; init; }

    /// <summary>Whether the items of the list are members of one whole.</summary>
    public bool IsSum { get; init; }

    /// <summary>Which items, or which of several resources, have such members; all where it says nothing.</summary>
    public Func<Node, Truth> Has { get; init; } = static _ => Truth.True;

    /// <summary>How many members of another sort vote with them.</summary>
    public Func<Node, Field<long>>? Others { get; init; }

    /// <summary>The name of the whole to which several resources of the kind give members; null where each is one by itself.</summary>
    public Func<KubernetesObject, Field<string>>? Whole { get; init; }

    /// <summary>Switches without which the operator does not run fewer members.</summary>
    public string[] Unsafe { get; init; } = [];

    /// <summary>Whether the product chooses anew who votes, so that an even number only gains nothing.</summary>
    public bool IsDynamic { get; init; }

    /// <summary>Where the limits of their PodDisruptionBudget are, beside the number; null when the resource does not choose them.</summary>
    public string? Budget { get; init; }

    /// <summary>Whether it only shows what others keep.</summary>
    public bool IsMinor { get; init; }
}

/// <summary>A setting that gives away what keeps the members available.</summary>
/// <param name="Path">Where it is, within the resource or within each item of <see cref="List"/>.</param>
/// <param name="IsOff">Whether its value gives it away.</param>
/// <param name="Effect">What it does, after the resource's name.</param>
internal sealed record SafetySwitch(string Path, Func<Node, Truth> IsOff, string Effect)
{
    /// <summary>The list whose items have it.</summary>
    public string? List { get; init; }

    /// <summary>A setting that takes its place.</summary>
    public string? Unless { get; init; }

    public Severity Severity { get; init; } = Severity.Warning;

    /// <summary>Whether it matters however many members there are.</summary>
    public bool IsUnsafe { get; init; }
}

/// <summary>A kind of resource of which an operator makes pods.</summary>
/// <param name="Group">Its API group.</param>
/// <param name="Kind">Its kind.</param>
internal sealed record OperatedKind(string Group, string Kind)
{
    public OperatedPart[] Parts { get; init; } = [];

    public SafetySwitch[] Switches { get; init; } = [];

    /// <summary>Settings that tell that it follows another cluster or is made from a backup.</summary>
    public string[] Following { get; init; } = [];

    /// <summary>Settings and annotations that tell that members elsewhere belong to it, or that something else sets their number.</summary>
    public string[] Joined { get; init; } = [];

    public string[] JoinedAnnotations { get; init; } = [];
}

/// <summary>
/// The resources of operators: where they say how many members there are, and what is enough. A row names its source; the
/// numbers of a majority are those of https://etcd.io/docs/latest/faq/#what-is-failure-tolerance
/// </summary>
internal static class OperatorTable
{
    private static readonly ILookup<string, OperatedKind> ByKind =
        OperatedDatabases.All.Concat(OperatedStreams.All).Concat(OperatedPlatform.All).ToLookup(row => row.Kind, StringComparer.Ordinal);

    /// <summary>What is known of the kind of a resource; null when nothing is. Several groups have a Cluster or a Kafka.</summary>
    public static OperatedKind? Find(KubernetesObject @object)
    {
        if (!@object.IsCustom || !@object.Kind.TryGet(out var kind))
            return null;
        foreach (var row in ByKind[kind])
        {
            if (row.Group == @object.Group)
                return row;
        }

        return null;
    }

    /// <summary>The value at a path of keys, such as <c>spec.proxy.replicas</c>.</summary>
    public static Node Follow(this Node node, string path) => path.Split('.').Aggregate(node, (value, key) => value[key]);

    public static Truth IsTrue(Node node) => node.Flag().Is(true);

    public static Truth IsFalse(Node node) => node.Flag().Is(false);

    public static Truth IsNotTrue(Node node) => !node.Flag().Is(true);

    public static Truth IsEmpty(Node node) =>
        node.Exists && (node is MapNode { IsEmpty: true } ? Truth.True : node is MapNode { Entries.Count: > 0 } ? Truth.False : Truth.Unknown);

    /// <summary>A question about the text at a path.</summary>
    public static Func<Node, Truth> Says(string path, string text) => node => node.Follow(path).Text().Is(text);

    /// <summary>A question about the flag at a path; left out it is off.</summary>
    public static Func<Node, Truth> IsOn(string path) => node => IsTrue(node.Follow(path));
}
