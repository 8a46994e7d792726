using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Shutdown;

internal sealed class GraceDefaultStateful : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0501", "grace-default-stateful")
    {
        Severity = Severity.Warning,
        Activation = Activation.NotesOff,
        Title = "Data store that may be killed before it has shut down",
        Why = """
            A pod that is deleted gets SIGTERM, and SIGKILL when its grace period is over: 30 seconds unless the manifest says
            otherwise. A database may need longer to write what is in memory, and one that is killed before that recovers its
            data at the next start, which makes the outage longer. Less than 30 seconds suits a web server, not a data store. If
            the time is always used up although there is little to write, the process does not handle SIGTERM (HA0504):
            shortening the period would only hide that.
            """,
        Fix = """
            Set `terminationGracePeriodSeconds` to what a clean shutdown takes under load; operators of the product show what
            is usual. It is an upper bound: a process that ends sooner is not kept waiting.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination",
            "https://github.com/CentOS/CentOS-Dockerfiles/issues/28",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        var grace = workload.Pod["terminationGracePeriodSeconds"];
        if (TextOf(grace) is not { } given || !workload.Object.IsOwned.IsFalse || !workload.HasLastingVolume.IsTrue)
            yield break; // What is lost with the pod need not be written.

        var store = workload.Containers.FirstOrDefault(container => (container.IsStateful && !container.IsCache).IsTrue);
        if (store?.Image.Product is { } product)
            yield return Report(grace, $"{product.Name} in {workload.Title} gets {given} to shut down{Usual(product)}").As(IsTooShort(product, grace) ? Severity.Warning : Severity.Note);
        else if (workload.Kind is WorkloadKind.StatefulSet && grace.Exists.IsFalse && workload.AnyContainer(container => container.IsCache).IsFalse)
            yield return Report(grace, $"{workload.Title} gets {given} to shut down").As(Severity.Note);
    }

    // Whoever chose 30 seconds or more has thought of it; of none at all HA0502 speaks.
    private static string? TextOf(Node grace) =>
        grace.Exists.IsFalse ? $"the default of {Defaults.GracePeriodSeconds} seconds"
        : grace.Integer().TryGet(out var seconds) && seconds is > 0 and < Defaults.GracePeriodSeconds ? $"{seconds} second{(seconds == 1 ? "" : "s")}"
        : null;

    // Where nobody says what is usual, the default is thought to suit whatever has no data of users in memory: MinIO ends in 5
    // seconds (https://github.com/minio/operator/issues/1835).
    private static bool IsTooShort(KnownImage product, Node grace) => product.Grace is var (seconds, _)
        ? !seconds.StartsWith($"{Defaults.GracePeriodSeconds} ", StringComparison.Ordinal)
        : product.IsDatabase || grace.Exists.IsTrue;

    private static string Usual(KnownImage product) => product.Grace is var (seconds, evidence) ? $", where {seconds} are usual ({evidence})" : "";
}
