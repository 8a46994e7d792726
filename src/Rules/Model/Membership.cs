using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>Tells servers that join one another from such as each have data of their own.</summary>
internal static class Membership
{
    // What prepares a volume and writes no data to it.
    private static readonly string[] Housekeeping = ["chown", "chmod", "mkdir", "rm", "sysctl", "echo", "sleep"];

    /// <summary>
    /// The container in which each pod of a workload runs a database that has nothing to do with those of the other pods; null
    /// where something makes them copy one another, or may: an option, a configuration file, an init container, another program.
    /// </summary>
    public static Container? LoneServerOf(Workload workload)
    {
        if (workload.Containers.FirstOrDefault(container => (container.IsStateful && container.RunsAlone).IsTrue) is not { Image.Product: { } product } server)
            return null;
        return server.IsToldToRunAlone || (server.Image.IsOfMaker && IsLeftAlone(server) && !IsToldToJoin(workload, product)) ? server : null;
    }

    private static bool IsLeftAlone(Container server) =>
        server.Node["lifecycle"]["postStart"].Exists.IsFalse
        && !server.Node["volumeMounts"].IsOpen && server.VolumeMounts.All(mount => IsReadable(mount, server.Workload))
        && !server.Workload.Pod["containers"].IsOpen && server.Workload.Containers.All(other => other == server || other.Image.NameEndsIn("exporter").IsTrue)
        && !server.Workload.Pod["initContainers"].IsOpen && server.Workload.InitContainers.All(OnlyPrepares);

    // The data of the pod itself, or files whose text Setting gives.
    private static bool IsReadable(VolumeMount mount, Workload workload) =>
        mount.Template is not null
        || mount.Volume is { } volume && (volume["emptyDir"].Exists.IsTrue || workload.Cluster.Find<ConfigMap>(workload.Object, volume["configMap"]["name"].Text()) is not null);

    private static bool OnlyPrepares(Container container) =>
        container.Script is { } script && script.Commands.All(command => !command.IsCompound && Housekeeping.Contains(command.Program));

    // By its own files, or by what is run with the same image. What variables say is asked where the image reads such ones.
    private static bool IsToldToJoin(Workload workload, KnownImage product)
    {
        var helpers = workload.Cluster.Neighbours(workload).Where(other => other.AllContainers.Any(container => container.Image.Product == product)).ToList();
        return helpers.Prepend(workload).SelectMany(Setting.InConfigMaps).Any(file => !file.Value.Is(MakesMembers).IsFalse)
            || helpers.SelectMany(helper => helper.AllContainers).Any(container => container.CommandLine?.Any(MakesMembers) is not false);

        bool MakesMembers(string text) => Words.AnyIn(text, product.MemberWords);
    }
}
