using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.ControlPlane;

internal sealed class KeepalivedWeightIneffective : Rule<KeepalivedInstance>
{
    // Who has this priority owns the address.
    private const long PriorityOfOwner = 255;

    public override RuleInfo Info { get; } = new("HA1510", "keepalived-weight-ineffective")
    {
        Severity = Severity.Error,
        Title = "Check whose weight never moves the virtual address",
        Why = """
            A check with a weight does not stop the node when it fails: it only changes the node's priority. Where the priority
            then is still above that of every backup, the address stays on a node whose API server or load balancer is down, and
            nothing reaches the cluster any more. The priority 255 is that of the owner of the address, which keepalived never
            changes, and in a `vrrp_sync_group` it changes none: there it ignores checks with a weight altogether.
            """,
        Fix = """
            Give the check a weight that is larger than the difference between the priorities, such as 101 and 100 with a weight
            of -2, or leave the weight out: then a failed check stops the instance on that node. Let every priority be
            below 255, and let a `vrrp_sync_group` track its checks itself.
            """,
        Sources =
        [
            "https://www.keepalived.org/manpage.html",
            "https://github.com/acassen/keepalived/blob/master/keepalived/vrrp/vrrp.c",
            "https://github.com/kubernetes/kubeadm/blob/main/docs/ha-considerations.md#keepalived-and-haproxy",
        ],
    };

    public override IEnumerable<Finding> Check(KeepalivedInstance subject, Cluster cluster)
    {
        if (subject.Priority.Is(PriorityOfOwner).IsTrue)
            return Ignored(subject, subject.Priority.Node, $"the priority {PriorityOfOwner} of an owner of the address never changes");
        if (subject.GroupWithoutWeights is { } group)
            return Ignored(subject, group, "it belongs to a vrrp_sync_group");
        if (!subject.Priority.TryGet(out var priority) || subject.MayHaveMoreChecks)
            return [];
        var near = cluster.All<KeepalivedFile>().Where(file => file != subject.File && file.IsNear(subject.File)).ToList();
        if (near.Count == 0)
            return subject.File.MayHoldMore ? [] : Alone(subject, priority);
        return near.TrueForAll(file => !file.MayHoldMore)
            ? Together(subject, priority, [.. near.SelectMany(file => file.Instances).Where(other => !subject.IsPeer(other).IsFalse)])
            : [];
    }

    // vrrp_complete_instance in keepalived's vrrp.c says so in the log, and stops tracking them.
    private IEnumerable<Finding> Ignored(KeepalivedInstance subject, Node cause, string reason) =>
        from check in subject.Checks
        where check.Weight.Is(weight => weight != 0).IsTrue
        select Report(check.Weight.Node, $"{subject.Title} ignores {Title(check)}, because that has a weight, and {reason}").And(cause, "the reason");

    // A high priority usually stands above another high one, and a small weight makes little of a difference.
    private IEnumerable<Finding> Alone(KeepalivedInstance subject, long priority) =>
        from check in subject.Checks
        where priority >= 200 && check.Weight.Is(weight => weight is not 0 and > -10 and < 10).IsTrue
        select Report(check.Weight.Node, $"{Title(check)} changes the priority {priority} of {subject.Title} by {check.Weight} only, which may leave it above that of every backup")
            .As(Severity.Note)
            .And(subject.Priority.Node, "the priority");

    private IEnumerable<Finding> Together(KeepalivedInstance subject, long priority, List<KeepalivedInstance> peers)
    {
        var highest = peers.Select(Healthy).ToList();
        if (peers.Count == 0 || !peers.TrueForAll(peer => subject.IsPeer(peer).IsTrue) || highest.Exists(other => other is null))
            yield break;
        var backup = highest.Max()!.Value;
        foreach (var check in subject.Checks)
        {
            var others = Gain(subject, except: check);
            if (others is not { } gain || !check.Weight.TryGet(out var weight) || weight == 0)
                continue;
            var failed = priority + gain + Math.Min(weight, 0);
            if (failed > backup)
            {
                yield return Report(check.Weight.Node, $"When {Title(check)} fails, {subject.Title} still has the priority {failed}, above the {backup} of the highest backup, so the address stays")
                    .And(subject.Priority.Node, $"the priority {priority}")
                    .And(peers[highest.IndexOf(backup)].Priority.Node, "the priority of the backup");
            }
        }
    }

    // What a node has while all its checks succeed; null when that cannot be seen.
    private static long? Healthy(KeepalivedInstance instance) =>
        instance.Priority.TryGet(out var priority) && !instance.MayHaveMoreChecks ? priority + Gain(instance, except: null) : null;

    // A positive weight counts while the check succeeds.
    private static long? Gain(KeepalivedInstance instance, TrackedScript? except)
    {
        long gain = 0;
        foreach (var check in instance.Checks.Where(check => check != except))
        {
            if (!check.Weight.TryGet(out var weight))
                return null;
            gain += Math.Max(weight, 0);
        }

        return gain;
    }

    private static string Title(TrackedScript check) => $"the check '{check.Name}'";
}
