using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.ControlPlane;

internal sealed class KeepalivedCheck : Rule<KeepalivedFile>
{
    // Also kubeadm's example takes longer (3 s, 10 times), so that this is worth a note only.
    private const long SlowestSeconds = 10;

    private static readonly Pattern ProcessTest =
        new(@"\b(killall|pkill|kill)\s+-(0|s\s*0)\b|\b(pidof|pgrep)\b|\bps\s+-?[a-zA-Z]|\bsystemctl\b.*\bis-active\b");

    // What looks at more than the process, or may.
    private static readonly Pattern Request =
        new(@"\b(curl|wget|nc|ncat|netcat|openssl|ss|netstat|kubectl|socat|telnet|python3?|perl)\b|/dev/tcp/|\.(sh|py|pl)\b");

    public override RuleInfo Info { get; } = new("HA1511", "keepalived-check")
    {
        Severity = Severity.Warning,
        Title = "keepalived check that sees too little or too late",
        Why = """
            Without a check, the virtual address leaves a node only when the whole node is lost. A process that exists may have
            stopped answering long ago: as long as the check only looks for the process, the virtual address stays on such a node
            too, and all requests to the API servers go there. A check with a long interval that
            has to fail many times keeps it there for all that time.
            """,
        Fix = """
            Ask the API server through the port that clients use, such as `curl -sfk --max-time 2 https://localhost:6443/healthz`,
            every two or three seconds, and let two or three failures in a row be enough.
            """,
        Sources =
        [
            "https://github.com/kubernetes/kubeadm/blob/main/docs/ha-considerations.md#keepalived-configuration",
            "https://www.keepalived.org/manpage.html",
        ],
    };

    public override IEnumerable<Finding> Check(KeepalivedFile subject, Cluster cluster) =>
        subject.Instances.SelectMany(CheckProcesses).Concat(Unwatched(subject)).Concat(subject.Instances.SelectMany(Undefined)).Concat(subject.Scripts.Items.SelectMany(script => CheckScript(script, subject)));

    private IEnumerable<Finding> Unwatched(KeepalivedFile file) =>
        file.StandsBeforeApi
            ? file.Instances.Where(instance => instance.WatchesNothing)
                .Select(instance => Report(instance.Node, $"Nothing is checked for {instance.Title}: its addresses stay on a node whose load balancer or API server no longer answers"))
            : [];

    // keepalived says so in its log, and goes on without it (alloc_track_script in vrrp_track.c). Without 'global_defs' the file
    // may be a part of a larger one.
    private IEnumerable<Finding> Undefined(KeepalivedInstance instance)
    {
        var (file, scripts) = (instance.File.Root, instance.File.Scripts);
        if (file.IsOpen || !file["global_defs"].Exists.IsTrue)
            yield break;
        foreach (var check in instance.Checks)
        {
            if (check.Name.TryGet(out var name) && scripts.Items.All(script => script["name"].Text().Is(name).IsFalse))
                yield return Report(check.Node, $"{instance.Title} tracks the check '{name}', which no vrrp_script defines, so it never runs");
        }
    }

    private IEnumerable<Finding> CheckScript(Node script, KeepalivedFile file)
    {
        if (!script["name"].Text().TryGet(out var name))
            return [];
        var first = file.Scripts.Items.First(other => other["name"].Text().Is(name).IsTrue);
        if (first != script)
            return [Repeated(script, name, first)];
        var isTracked = file.Tracks(name);
        return isTracked.IsFalse ? [Untracked(script, name)] : isTracked.IsTrue ? CheckTracked(script, name) : [];
    }

    // Of several with one name keepalived finds the first (find_script_by_name in vrrp_track.c).
    private Finding Repeated(Node script, string name, Node first) =>
        Report(script, $"The check '{name}' never runs, because another vrrp_script above has the same name")
            .And(first, "the one that runs")
            .WithFix("Give each check a name of its own, or remove one of the two.");

    private Finding Untracked(Node script, string name) =>
        Report(script, $"No vrrp_instance tracks the check '{name}', so it never runs and moves no address")
            .WithFix("Name the check in 'track_script' of the vrrp_instance, or remove it.");

    private IEnumerable<Finding> CheckTracked(Node script, string name)
    {
        var command = script["script"].Text();
        if (command.Is(text => ProcessTest.IsMatch(text) && !Request.IsMatch(text)))
            yield return Report(command.Node, $"The check '{name}' only looks whether a process exists, not whether it answers");
        var interval = script["interval"].Integer().Or(1);
        var fall = script["fall"].Integer().Or(1);
        if (interval.TryGet(out var seconds) && fall.TryGet(out var times) && seconds * times > SlowestSeconds)
        {
            yield return Report(interval.Node, $"The check '{name}' runs every {seconds} s and has to fail {times} time{(times == 1 ? "" : "s")}, so the address moves after {seconds * times} s")
                .As(Severity.Note)
                .And(fall.Node, "how often it has to fail");
        }
    }

    // keepalived can watch a process by itself, too.
    private IEnumerable<Finding> CheckProcesses(KeepalivedInstance instance)
    {
        if (instance.Checks.Count > 0 || instance.MayHaveMoreChecks)
            yield break;
        foreach (var process in instance.Node["track_process"].Items.Where(item => item["name"].Text().Origin is Origin.Written))
            yield return Report(process, $"The check '{process["name"].Text()}' only looks whether a process exists, not whether it answers");
    }
}
