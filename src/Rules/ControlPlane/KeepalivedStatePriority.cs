using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.ControlPlane;

internal sealed class KeepalivedStatePriority : Rule<KeepalivedInstance>
{
    private const long SampleRouterId = 51;

    public override RuleInfo Info { get; } = new("HA1509", "keepalived-state-priority")
    {
        Severity = Severity.Warning,
        Title = "keepalived nodes that do not agree on who holds the address",
        Why = """
            One node starts as MASTER and holds the virtual address of the API servers, the others are BACKUP with lower
            priorities. A state that keepalived does not know counts as BACKUP. Where two nodes claim to be MASTER, or differ in
            interval, password or addresses, both may hold the address at once; where priorities are equal, their own addresses
            decide. `nopreempt` works only where the initial state is BACKUP. A second cluster that was copied from the same
            sample has the same router id, and answers to the first one's advertisements when they share a network. Where the
            network carries no multicast, as in public clouds, no node hears of the others, and all of them hold the address.
            """,
        Fix = """
            Write `state MASTER` on one node and `state BACKUP` on the others, give each its own priority, and keep the router id,
            the interval, the password and the addresses the same on all of them. Choose a router id that nothing else in the
            network uses. In a network without multicast name the other nodes in `unicast_peer`.
            """,
        Sources =
        [
            "https://www.keepalived.org/manpage.html",
            "https://github.com/kubernetes/kubeadm/blob/main/docs/ha-considerations.md#keepalived-and-haproxy",
        ],
    };

    public override IEnumerable<Finding> Check(KeepalivedInstance subject, Cluster cluster)
    {
        if (subject.State.Origin is Origin.Written && !subject.MayBeTemplate && !subject.State.Is(state => state is "MASTER" or "BACKUP"))
            yield return Report(subject.State.Node, $"{subject.Title} has the state '{subject.State}', which keepalived does not know and takes for BACKUP");
        if (subject.State.Is("MASTER") && subject.Node["nopreempt"].Exists)
            yield return Report(subject.Node["nopreempt"], $"{subject.Title} starts as MASTER, so 'nopreempt' has no effect").And(subject.State.Node, "the initial state");
        if (subject.RouterId.Is(SampleRouterId))
        {
            yield return Report(subject.RouterId.Node, $"{subject.Title} has the router id {SampleRouterId} of keepalived's sample, which others in the network may have too")
                .As(Severity.Note);
        }

        if (subject.Node["unicast_peer"].Exists.IsFalse && !subject.MayBeTemplate && Clouds.SignNear(subject.Object) is { } sign)
        {
            yield return Report(subject.Node["unicast_peer"], $"{subject.Title} has no unicast_peer: networks of clouds do not carry its multicast")
                .As(Severity.Note).And(sign, "a sign of a cloud");
        }

        foreach (var finding in AgainstEarlier(subject, [.. cluster.All<KeepalivedInstance>().TakeWhile(other => other != subject)]))
            yield return finding;
    }

    // Of two nodes that do not agree, the later one is reported.
    private IEnumerable<Finding> AgainstEarlier(KeepalivedInstance subject, List<KeepalivedInstance> earlier)
    {
        var peers = earlier.Where(other => subject.IsPeer(other).IsTrue).ToList();
        if (subject.State.Is("MASTER").IsTrue && peers.Find(other => other.State.Is("MASTER").IsTrue) is { } master)
        {
            yield return Report(subject.State.Node, $"{subject.Title} is MASTER on two nodes with the router id {subject.RouterId}")
                .As(Severity.Error).And(master.State.Node, "the other MASTER");
        }

        if (peers.Find(other => HaveEqualPriorities(subject, other).IsTrue) is { } equal)
        {
            yield return Report(subject.Priority.Node, $"{subject.Title} has the priority {subject.Priority} on two nodes")
                .And(equal.Priority.Node, $"the priority {equal.Priority} of the other node");
        }

        if (peers.Find(other => Differ(subject.Interval, other.Interval)) is { } slower)
        {
            yield return Report(subject.Interval.Node, $"{subject.Title} sends an advertisement every {subject.Interval} s, another node every {slower.Interval} s")
                .And(slower.Interval.Node, "the interval of the other node");
        }

        if (peers.Find(other => Differ(subject.Password, other.Password)) is { } stranger)
        {
            yield return Report(subject.Password.Node, $"{subject.Title} has another password than another node of the router id {subject.RouterId}")
                .And(stranger.Password.Node, "the password of the other node");
        }

        if (earlier.Find(other => AreOfOneRouter(subject, other) && subject.HasAddressesOf(other).IsFalse) is { } elsewhere)
        {
            yield return Report(subject.Addresses, $"{subject.Title} has other virtual addresses than another node of the router id {subject.RouterId}")
                .And(elsewhere.Addresses, "the addresses of the other node");
        }
    }

    // Nodes that start as BACKUP and never preempt may all have the same priority: whoever holds the address keeps it.
    private static Truth HaveEqualPriorities(KeepalivedInstance subject, KeepalivedInstance other) =>
        Same(subject.Priority, other.Priority) && !(subject.Node["nopreempt"].Exists && other.Node["nopreempt"].Exists);

    // Without an address in common, two clusters may have the same id: they are one router when they also share the password.
    private static bool AreOfOneRouter(KeepalivedInstance subject, KeepalivedInstance other) =>
        subject.IsPeer(other).IsTrue
        || (subject.HasIdOf(other) && Same(subject.Password, other.Password) && Same(subject.Name, other.Name) && Differs(subject.State, other.State)).IsTrue;

    private static bool Differ(Field<string> left, Field<string> right) => Differs(left, right).IsTrue;

    private static Truth Differs(Field<string> left, Field<string> right) =>
        left.TryGet(out var value) && right.TryGet(out _) ? !right.Is(value) : Truth.Unknown;

    private static Truth Same<T>(Field<T> left, Field<T> right) => left.TryGet(out var value) ? right.Is(value) : Truth.Unknown;
}
