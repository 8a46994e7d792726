using System.Globalization;
using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// What holds for members that decide by majority.
/// Source: https://etcd.io/docs/latest/faq/#what-is-failure-tolerance
/// </summary>
internal static class Quorum
{
    /// <summary>How many of them have to agree.</summary>
    public static long Majority(long members) => members / 2 + 1;

    /// <summary>How many of them may be away.</summary>
    public static long Tolerated(long members) => (members - 1) / 2;

    /// <summary>What some of them tolerate, for messages; of an even number, and of one, it is less than it might be.</summary>
    public static string ToleranceOf(long members) => members switch
    {
        1 => "no failure",
        2 => "no failure and is less available than with 1",
        _ => $"{Tolerated(members)} {(Tolerated(members) == 1 ? "failure" : "failures")}, no more than with {members - 1}",
    };

    /// <summary>The product whose members the pods of a workload are; null when they are not known to be any's.</summary>
    public static KnownImage? ProductOf(Workload workload) =>
        workload.Containers.FirstOrDefault(container => container.IsQuorum.IsTrue)?.Image.Product;

    /// <summary>
    /// Whether only a product's own configuration says that the pods of a workload vote, so that HA0103 has nothing to say of
    /// them, and no other workload has members of the same.
    /// </summary>
    public static Truth IsUnsaid(Workload workload)
    {
        var containers = workload.Containers.Where(container => !container.IsQuorum.IsFalse).ToList();
        return containers.TrueForAll(MayVoteByConfiguration) && containers.TrueForAll(container => HasOtherMembers(workload, container.Image.Product!, 1).IsFalse);
    }

    private static bool MayVoteByConfiguration(Container container) =>
        container.IsQuorum.IsUnknown
        && container.CommandLine is not null
        && container.IsStateful.IsTrue
        && container.Image.Product is { Quorum.IsUnknown: true };

    /// <summary>
    /// How many members the pods of a StatefulSet are told to make up a new etcd with, and where: each is one of its own pods.
    /// Null when that is not certain (https://etcd.io/docs/latest/op-guide/clustering/#static).
    /// </summary>
    public static (Node Node, long Count)? MembersToldTo(Workload workload)
    {
        if (workload.Kind is not WorkloadKind.StatefulSet || !workload.Name.TryGet(out var set))
            return null;
        var texts = workload.Containers.SelectMany(container => container.Env.Items.Select(variable => variable["value"].Text())
            .Concat(container.CommandWords.Select(word => word.Text()))).ToList();
        if (texts.Exists(text => !text.Is(value => value.IndexOf("existing", StringComparison.Ordinal) >= 0).IsFalse))
            return null;
        var members = texts.Select(text => (text.Node, Names: text.TryGet(out var value) ? NamesIn(value) : [])).FirstOrDefault(list => list.Names.Count > 1);
        return members.Names is { } names && names.All(name => PodName.Match(name) is { Success: true } match && match.Groups["set"].Value == set)
            ? (members.Node, names.Distinct(StringComparer.Ordinal).Count())
            : null;
    }

    /// <summary>
    /// How many servers of Consul are awaited before they elect their first leader, and where that is said; null where it is not.
    /// Source: https://developer.hashicorp.com/consul/docs/reference/agent/configuration-file/bootstrap
    /// </summary>
    public static (Node Node, long Count)? AwaitedBy(Workload workload)
    {
        var words = workload.Containers.Where(container => container.IsQuorum.IsTrue).SelectMany(container => container.CommandWords).ToList();
        for (var i = 0; i < words.Count; i++)
        {
            var text = words[i].TextWithHoles;
            var next = Awaited.IsMatch($"{text} 0") && i + 1 < words.Count ? $"{text} {words[i + 1].TextWithHoles}" : text;
            if (Awaited.Match(next) is { Success: true } match && long.TryParse(match.Groups["count"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                return (words[i], count);
        }

        return null;
    }

    private static readonly Pattern Awaited = new(@"(?<!\S)--?bootstrap-expect[= ](?<count>[0-9]+)(?!\S)");

    private static readonly Pattern PodName = new("^(?<set>.+)-[0-9]+$");

    // 'a=http://a:2380,b=http://b:2380', which the flag may stand before.
    private static List<string> NamesIn(string text)
    {
        const string Flag = "--initial-cluster=";
        var list = text.StartsWith(Flag, StringComparison.Ordinal) ? text.Substring(Flag.Length) : text;
        var pairs = list.Split([','], StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Trim().Split(['='], 2)).ToList();
        return pairs.TrueForAll(pair => pair.Length == 2 && pair[1].StartsWith("http", StringComparison.Ordinal)) ? [.. pairs.Select(pair => pair[0])] : [];
    }

    /// <summary>Whether more members than the pods of a workload vote: those of another workload, or members that only vote.</summary>
    public static Truth HasOtherMembers(Workload workload, KnownImage product, long members) =>
        IsJoinedByOthers(workload, product)
        || (product.VoterRole?.HasOthers(workload, members) ?? Truth.False)
        || (members > 1 && product.Arbiter is { } word ? workload.Cluster.IsMentionedNear(workload.Object, word) : Truth.False);

    // One cluster may be made of several workloads, one for each member or zone.
    private static Truth IsJoinedByOthers(Workload workload, KnownImage product) =>
        Truth.Any(workload.Cluster.Neighbours(workload), other => other.RunsForever && other.AnyContainer(container => Runs(container, product)))
        || (workload.Object.MayHaveUnseenWorkload ? Truth.Unknown : Truth.False);

    private static Truth Runs(Container container, KnownImage product) =>
        container.IsStateful && (container.Image.Product is { } found ? found == product : Truth.Unknown);
}
