using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.ControlPlane;

internal sealed class EtcdMemberCount : Rule<ControlPlaneSetup>
{
    // What etcd does when it is told nothing (https://etcd.io/docs/latest/tuning/#time-parameters).
    private const long DefaultElection = 1000;
    private const long DefaultHeartbeat = 100;

    public override RuleInfo Info { get; } = new("HA1505", "etcd-members")
    {
        Severity = Severity.Warning,
        Title = "etcd that does not survive the loss of a member",
        Why = """
            etcd works as long as more than half of its members do. One member tolerates no failure, two tolerate none either and
            are two machines that may fail, and four tolerate one, as three do. A member whose data is in an `emptyDir` comes
            back without them, and an election timeout that is close to the heartbeat lets members depose a healthy leader; etcd
            does not start with less than five heartbeats.
            """,
        Fix = """
            Run three or five members, each with its data on a disk of its own. Let the election timeout be ten times the
            heartbeat interval.
            """,
        Sources =
        [
            "https://etcd.io/docs/latest/faq/#why-an-odd-number-of-cluster-members",
            "https://etcd.io/docs/latest/tuning/",
        ],
    };

    public override IEnumerable<Finding> Check(ControlPlaneSetup setup, Cluster cluster) =>
        EtcdMembers.Of(setup).SelectMany(members => CheckCount(setup, members))
            .Concat(setup.Components.Where(component => component.Name == "etcd").SelectMany(CheckMember));

    private IEnumerable<Finding> CheckCount(ControlPlaneSetup setup, EtcdMembers members)
    {
        var count = members.Count;
        var isEven = count > 0 && count % 2 == 0 && !members.MayBeEven;
        var isAlone = count == 1 && !setup.Object.IsForDevelopment && !setup.MayBeSingleNode;
        if (!isEven && !isAlone)
            yield break;
        yield return Report(members.Node, $"A majority of {count} {(count == 1 ? "member" : "members")} is {Quorum.Majority(count)}: {members.Source} tolerates {Quorum.ToleranceOf(count)}")
            .As(count == 2 ? Severity.Error : Severity.Warning);
    }

    private IEnumerable<Finding> CheckMember(ControlPlaneComponent etcd)
    {
        if (ScratchVolume(etcd) is { } volume)
            yield return Report(volume["emptyDir"], $"The data of {etcd.Title} is in an emptyDir: the member loses it with its pod")
                .WithFix("Mount a `hostPath` on a disk of the node at the data directory.").As(Severity.Error);

        var (election, heartbeat) = (etcd.Flags["election-timeout"].Number(), etcd.Flags["heartbeat-interval"].Number());
        if (MayBeSetElsewhere(etcd))
            yield break;
        if (Milliseconds(election.Or(DefaultElection)) is not { } timeout || Milliseconds(heartbeat.Or(DefaultHeartbeat)) is not { } interval || timeout >= 10 * interval)
            yield break;
        var isRefused = timeout < 5 * interval;
        yield return Report((election.Origin is Origin.Absent ? heartbeat : election).Node, TimeoutMessage(etcd, timeout, interval, isRefused))
            .WithFix("Let the election timeout be ten times the heartbeat interval or more.")
            .As(isRefused ? Severity.Error : Severity.Warning);
    }

    private static string TimeoutMessage(ControlPlaneComponent etcd, long timeout, long interval, bool isRefused) =>
        $"The election timeout of {etcd.Title}, {timeout} ms, is less than {(isRefused ? 5 : 10)} heartbeats of {interval} ms"
        + (isRefused ? ": etcd does not start" : ": members call elections while the leader is alive");

    private static long? Milliseconds(Field<long> flag) => flag.TryGet(out var number) && number is > 0 and < 1_000_000 ? number : null;

    // Variables fill in for flags, and a file for all of them (https://etcd.io/docs/latest/op-guide/configuration/).
    private static bool MayBeSetElsewhere(ControlPlaneComponent etcd) =>
        etcd.Flags["config-file"].Origin is not Origin.Absent
        || (etcd.Container is { } container
            && !(container.Node["envFrom"].Exists || container.Env.Any(variable => variable["name"].Text().Is(name => name.StartsWith("ETCD_", StringComparison.Ordinal)))).IsFalse);

    // Of other workloads HA0708 speaks.
    private static Node? ScratchVolume(ControlPlaneComponent etcd)
    {
        if (etcd.Container is not { } container || !container.Workload.IsStatic.IsTrue || !etcd.Flags["data-dir"].TryGet(out var directory))
            return null;
        var mounts = container.Node["volumeMounts"];
        var holding = mounts.Items
            .Where(mount => !mount["mountPath"].Text().Is(path => IsIn(directory, path)).IsFalse)
            .OrderByDescending(mount => mount["mountPath"].Text().TryGet(out var path) ? path.Length : int.MaxValue)
            .FirstOrDefault();
        if (mounts.IsOpen || holding is null || !holding["mountPath"].Text().TryGet(out _) || !holding["name"].Text().TryGet(out var name))
            return null;
        return container.Workload.Pod["volumes"].Items.FirstOrDefault(volume => (volume["name"].Text().Is(name) && volume["emptyDir"].Exists).IsTrue);
    }

    private static bool IsIn(string directory, string mount) =>
        $"{directory.TrimEnd('/')}/".StartsWith($"{mount.TrimEnd('/')}/", StringComparison.Ordinal);
}
