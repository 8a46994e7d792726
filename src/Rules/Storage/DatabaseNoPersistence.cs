using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Storage;

internal sealed class DatabaseNoPersistence : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0708", "database-no-persistence")
    {
        Severity = Severity.Warning,
        Activation = Activation.NotesOff,
        Title = "Data store that keeps its data in the pod",
        Why = """
            What a container writes to its own file system or to an `emptyDir` is gone with the pod: after a drain, an eviction
            or a new version of the image the data store starts empty. A claim helps only where the server writes: at its data
            directory, or above it. A dev mode, which is there to try a product out, keeps the data in memory and needs only a
            restart of the container to lose it.
            """,
        Fix = """
            Mount a PersistentVolumeClaim at the data directory: in a StatefulSet through `volumeClaimTemplates`, and name the
            template in `volumeMounts` of the container. Where the data may be lost on purpose, suppress the finding and say so.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/storage/volumes/#emptydir",
            "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates",
            "https://github.com/docker-library/docs/tree/master/postgres#pgdata",
            "https://developer.hashicorp.com/vault/docs/concepts/dev-server",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (!(workload.IsReplicated || workload.Kind is WorkloadKind.Pod) || workload.Object.IsForDevelopment)
            yield break;

        var unused = workload.Spec["volumeClaimTemplates"].Items.Select(template => template["metadata"]["name"]).Where(name => IsUnused(name, workload).IsTrue).ToList();
        foreach (var name in unused)
            yield return Report(name, $"No container of {workload.Title} mounts the claim template '{name.Text()}', so nothing is kept on its volumes");

        foreach (var container in workload.Containers.Where(_ => unused.Count == 0))
        {
            if (container.Image.Product is { } product && (InMemory(container, product) ?? OnDisk(container, product)) is { } loss)
                yield return loss.As(SeverityFor(workload, product));
        }
    }

    private static Truth IsUnused(Node name, Workload set) =>
        set.Containers.Count > 0 && name.Text().TryGet(out var text)
            ? !set.AnyMount(mount => mount["name"].Text().Is(text)) && !set.AnyContainer(container => container.Node["volumeDevices"].Exists)
            : Truth.Unknown;

    // Without these a server of a product that is often a cache is one; some members keep nothing, but who is alone does, and who votes.
    private static Truth KeepsData(Container container, KnownImage product) =>
        product.MayKeepNothing ? container.IsToldToRunAlone || container.IsQuorum
        : !product.MayBeCache || IsToldToAppend(container);

    private static bool IsToldToAppend(Container container) =>
        container.CommandLine is { } words && string.Join(" ", words).Replace("=", " ").Contains("--appendonly yes");

    private Finding? InMemory(Container container, KnownImage product) => DevMode.Of(container) is { } start
        ? Report(start, $"{product.Name} in {container.Workload.Title} runs in its dev mode, which keeps all data in memory, so a restart of its container loses it")
            .WithFix($"Start {product.Name} with a configuration that names lasting storage, best with its own chart. Where the data may be lost on purpose, suppress the finding and say so.")
        : null;

    private Finding? OnDisk(Container container, KnownImage product)
    {
        if (!(container.IsStateful && KeepsData(container, product)).IsTrue)
            return null;
        var list = container.Node["volumeMounts"];
        var mounts = container.VolumeMounts;
        if (list.IsOpen || !container.Node["volumeDevices"].Exists.IsFalse)
            return null;
        return mounts.All(mount => mount.IsDisposable.IsTrue)
            ? Report(list, $"{product.Name} in {container.Workload.Title} has no volume that outlives its pod, so its data is lost with the pod")
            : Elsewhere(container, product, mounts);
    }

    private Finding? Elsewhere(Container container, KnownImage product, IReadOnlyList<VolumeMount> mounts)
    {
        var lasting = mounts.Where(mount => !mount.IsDisposable.IsTrue).ToList();
        if (container.DataDirectory is not { } directory)
            return null;
        if (!lasting.All(mount => (!mount.IsDisposable && !mount.IsAtOrAbove(directory) && !MayHold(mount, directory)).IsTrue))
            return null;
        var path = lasting[0].Node["mountPath"];
        return Report(path, $"{product.Name} in {container.Workload.Title} has its volume at {path.Text()}, but the image keeps the data in {directory}");
    }

    // A server may be told to use a folder below its directory; what an older image used is not meant by that.
    private static Truth MayHold(VolumeMount mount, string directory) => mount.IsBelow(directory) && !mount.Path.Is($"{directory}/data");

    private static Severity SeverityFor(Workload workload, KnownImage product)
    {
        if (product.MayBeCache)
            return Severity.Note;
        return product.IsDatabase && workload.RunsOnePod.IsTrue ? Severity.Error : Severity.Warning;
    }
}
