using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Shutdown;

internal sealed class SigtermSwallowed : Rule<Container>
{
    // They start the server, keep it running, and ignore SIGTERM.
    private static readonly string[] Supervisors = ["mysqld_safe", "mariadbd-safe"];

    // What handles or passes on signals, or may do so out of sight.
    private static readonly string[] Handlers = ["trap", "tini", "dumb-init", "catatonit", ".", "source", "eval"];

    // Programs that end soon: then something else keeps the container running.
    private static readonly string[] ShortLived =
        ["exit", "return", "echo", "printf", "true", "false", ":", "cd", "export", "set", "cp", "mv", "rm", "mkdir", "chmod", "chown", "ln", "touch", "ls", "cat", "date", "kill"];

    public override RuleInfo Info { get; } = new("HA0504", "sigterm-swallowed")
    {
        Severity = Severity.Warning,
        Confidence = Confidence.Medium,
        Activation = Activation.NotesOff,
        Title = "SIGTERM never reaches the process that should shut down",
        Why = """
            Kubernetes sends SIGTERM to process 1 of each container. A shell that starts the server as its child does not pass
            the signal on, and as process 1 a shell or a `sleep` without a handler ignores it. The pod then hangs until the
            grace period is over and is killed without a clean shutdown: every restart takes 30 seconds or longer, and a
            database has to recover.
            """,
        Fix = """
            Start the last command of the script with `exec`, or run the server directly as `command`. Where several
            processes have to run, use an init such as tini, or a `trap` that ends them.
            """,
        Sources =
        [
            "https://github.com/CentOS/CentOS-Dockerfiles/issues/28",
            "https://github.com/kubernetes/kubernetes/issues/64015",
            "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination",
        ],
    };

    public override IEnumerable<Finding> Check(Container container, Cluster cluster)
    {
        if (container.IsInit || !IsLeftToSigterm(container).IsTrue)
            yield break;

        var where = $"In {container.Title} of {container.Workload.Title}";
        if (IsCentosMariaDb(container))
            yield return Report(container.Image.Node, $"{where} the image starts the server with mysqld_safe, which ignores SIGTERM");
        else if (container.Script is { } script && Supervisor(script) is { } supervisor)
            yield return Report(script.Node, $"{where} {supervisor} starts the server, and ignores SIGTERM");
        else if (container.Script is { } own && container.Node["command"].Exists.IsTrue && CheckScript(own, where) is { } finding)
            yield return finding;
    }

    private Finding? CheckScript(ShellScript script, string where)
    {
        var last = script.Last;
        if (script.Mentions(Handlers))
            return null;
        if (last.IsIdle)
            return Report(script.Node, $"{where} {(last.IsCompound ? "an endless loop" : $"'{last.Program}'")} keeps running without a handler for SIGTERM").As(Severity.Note);
        if (script.Mentions("exec") || !StaysShell(script))
            return null;
        var child = last.Program is "wait" ? "what it waits for" : $"'{last.Program}'";
        return ExecsByItself(script)
            ? Report(script.Node, $"{where} older versions of bash stay process 1 and do not pass SIGTERM on to {child}").As(Severity.Note)
            : Report(script.Node, $"{where} {script.Shell} stays process 1 and does not pass SIGTERM on to {child}");
    }

    // Process 1 is the container's own unless the pod or node shares its processes; and a hook may stop the server instead.
    private static Truth IsLeftToSigterm(Container container)
    {
        var pod = container.Workload.Pod;
        return !pod["shareProcessNamespace"].Flag().Is(true) && !pod["hostPID"].Flag().Is(true)
            && !container.Node["lifecycle"]["stopSignal"].Exists && !new PreStopHook(container).MayStopServer;
    }

    private static Truth IsCentosMariaDb(Container container) =>
        !container.Node["command"].Exists && !container.Node["args"].Exists
        && (container.Image.Repository is "centos/mariadb" or "docker.io/centos/mariadb");

    private static string? Supervisor(ShellScript script) =>
        script.Last.Words.Select(ShellCommand.BaseName).FirstOrDefault(Supervisors.Contains);

    // Most shells become a single simple command instead of starting it.
    private static bool StaysShell(ShellScript script)
    {
        var last = script.Last;
        return script.Commands.Count > 1 && !last.IsCompound && last.After != "&"
            && !ShortLived.Contains(last.Program)
            && !script.Commands.Any(command => command.Program.IndexOf(PartialNode.Hole) >= 0);
    }

    // Newer versions of bash (5.2 does) also become the last command of a list; dash does not.
    private static bool ExecsByItself(ShellScript script) => script.Shell is "bash" && script.Last.Before != "|" && script.Last.Program is not "wait";
}
