using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Shutdown;

internal sealed class GraceVsPreStop : Rule<Workload>
{
    private const int EnoughToShutDown = 10;

    private static readonly string[] ProbesWithGrace = ["livenessProbe", "startupProbe"];

    public override RuleInfo Info { get; } = new("HA0503", "grace-vs-prestop")
    {
        Severity = Severity.Error,
        Title = "The preStop hook uses up the grace period",
        Why = """
            The grace period begins before the preStop hook, and SIGTERM comes after it. A hook that takes as long as the
            grace period leaves the process two seconds until SIGKILL; connections break and data in memory is lost, in
            every rollout and every drain. A probe's own grace period works in the same way.
            """,
        Fix = """
            Set `terminationGracePeriodSeconds` to the duration of the hook plus 30 seconds, or plus what the shutdown needs.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-execution",
            "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        var hooks = workload.Containers.Select(container => new PreStopHook(container)).Where(hook => hook.Seconds > 0).ToList();
        if (hooks.Count == 0)
            return [];

        // The hooks of a pod run at the same time, so the longest one counts.
        var longest = hooks.OrderByDescending(hook => hook.Seconds).First();
        var grace = workload.Pod["terminationGracePeriodSeconds"].Integer().Or(Defaults.GracePeriodSeconds);
        return Check(longest, grace, "")
            .Concat(hooks.SelectMany(hook => ProbesWithGrace.SelectMany(probe => Check(hook, GraceOf(hook.Container, probe), $" of the {probe}"))));
    }

    private static Field<long> GraceOf(Container container, string probe) => container.Node[probe]["terminationGracePeriodSeconds"].Integer();

    private IEnumerable<Finding> Check(PreStopHook hook, Field<long> grace, string owner)
    {
        if (!grace.TryGet(out var seconds) || seconds - hook.Seconds >= EnoughToShutDown)
            yield break;

        var left = Math.Max(0, seconds - hook.Seconds);
        var byDefault = grace.Origin is Origin.Defaulted ? "default " : "";
        var message = FormattableString.Invariant(
            $"The preStop hook of {hook.Container.Title} sleeps {hook.Seconds} s of the {byDefault}grace period of {seconds} s{owner}: {left} s are left to shut down");
        var finding = Report(grace.Node, message).And(hook.Node, "the preStop hook");
        yield return left == 0 ? finding : finding.As(Severity.Warning);
    }
}
