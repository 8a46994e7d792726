using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.ControlPlane;

internal sealed class ControlPlaneNoLeaderElect : Rule<KubernetesObject>
{
    private static readonly string[] Elected = ["kube-controller-manager", "kube-scheduler", "cloud-controller-manager"];

    // They elect a leader only when they are told to.
    private static readonly string[] StorageSidecars = ["csi-provisioner", "csi-attacher", "csi-resizer", "csi-snapshotter", "snapshot-controller"];

    // Webhooks answer in each replica, and shards each do their own part.
    private static readonly string[] NeedsNone = ["webhook", "shard"];

    private static readonly Pattern Off =
        new("^--?(enable-)?leader-?elect(ion)?=false$");

    public override RuleInfo Info { get; } = new("HA1506", "control-plane-no-leader-elect")
    {
        Severity = Severity.Error,
        Title = "Controllers that all act at once",
        Why = """
            Of several controller managers or schedulers one is meant to act, and the others to wait until it is gone. Without
            leader election all of them act: they create the same pods and volumes twice and undo each other's work. With
            kube-vip, several nodes answer for the same virtual address. The sidecars of CSI drivers elect none unless they are
            told to: two attachers or resizers work on the same volume at the same time.
            """,
        Fix = """
            Remove the flag, because Kubernetes' own components elect a leader unless they are told otherwise. Set
            `vip_leaderelection` to `"true"` for kube-vip, and give the sidecars of a CSI driver `--leader-election`.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/",
            "https://kubernetes.io/docs/concepts/architecture/leases/#leader-election",
            "https://kube-vip.io/docs/installation/flags/",
            "https://github.com/kubernetes-csi/external-attacher#command-line-options",
        ],
    };

    public override IEnumerable<Finding> Check(KubernetesObject subject, Cluster cluster)
    {
        var setup = cluster.ViewOf<ControlPlaneSetup>(subject);
        var workload = cluster.ViewOf<Workload>(subject);
        var components = setup is null || MayRunOnce(setup, workload) ? [] : setup.Components.Where(component => Elected.Contains(component.Name)).SelectMany(CheckComponent);
        return workload is null ? components : components.Concat(CheckReplicas(workload)).Concat(CheckSidecars(workload)).Concat(workload.Containers.SelectMany(CheckKubeVip));
    }

    private IEnumerable<Finding> CheckComponent(ControlPlaneComponent component)
    {
        var flag = component.Flags["leader-elect"];
        if (flag.Is(IsFalse))
            yield return Report(flag.Node, $"{component.Title} acts without leader election: with a second control-plane node two are active")
                .WithFix("Remove the flag: Kubernetes' own components elect a leader unless they are told otherwise.");
    }

    private IEnumerable<Finding> CheckReplicas(Workload workload)
    {
        if (workload.Kind is WorkloadKind.StatefulSet || !workload.Replicas.AlwaysSeveral.IsTrue)
            yield break;
        foreach (var container in workload.Containers.Where(container => ControlPlaneComponent.Of(container) is null))
        {
            var words = container.CommandWords.ToList();
            var off = words.FirstOrDefault(word => word.Text().Is(Off.IsMatch).IsTrue);
            if (off is not null && !MayNeedNone(workload, words))
                yield return Report(off, $"{workload.Replicas} of {workload.Title} act at the same time, because {container.Title} elects no leader")
                    .WithFix("Switch leader election on, or run one replica.")
                    .And(workload.Replicas.Node, workload.Replicas.SourceText);
        }
    }

    private IEnumerable<Finding> CheckSidecars(Workload workload)
    {
        if (!workload.Replicas.AlwaysSeveral.IsTrue)
            yield break;
        foreach (var container in workload.Containers.Where(container => container.Image.IsOneOf(StorageSidecars).IsTrue && container.Script?.Shell is null))
        {
            if (!MayHaveFlag(container, "leader-election") && !MayHaveFlag(container, "enable-leader-election"))
                yield return Report(container.Node["name"], $"{workload.Replicas} of {workload.Title} act at the same time, because {container.Title} is not told to elect a leader")
                    .As(Severity.Warning)
                    .WithFix("Add `--leader-election` to the arguments.")
                    .And(workload.Replicas.Node, workload.Replicas.SourceText);
        }
    }

    // In ARP mode each node would claim the address for itself; a Service's address may have an election of its own.
    private IEnumerable<Finding> CheckKubeVip(Container container)
    {
        if (!container.Image.IsOneOf(["kube-vip"]).IsTrue || !container.Node["envFrom"].Exists.IsFalse || MayHaveFlag(container, "leaderElection"))
            yield break;
        var isArp = Variable(container, "vip_arp", "true");
        var isElected = Variable(container, "vip_leaderelection", "true");
        var isUsed = Variable(container, "cp_enable", "true") || (Variable(container, "svc_enable", "true") && !Variable(container, "svc_election", "true"));
        if (isArp && isUsed && !isElected && container.Object.IsForDevelopment.IsFalse)
            yield return Report(PlaceOf(container, "vip_leaderelection"), $"{container.Workload.Title} answers for one address on every node, because vip_leaderelection is not true")
                .WithFix("Set `vip_leaderelection` to `\"true\"`.");
    }

    private static bool MayRunOnce(ControlPlaneSetup setup, Workload? workload)
    {
        if (setup.MayBeSingleNode || !setup.Object.IsForDevelopment.IsFalse)
            return true;
        if (setup.Machines is { } machines)
            return !machines["replicas"].Integer().Or(Defaults.Replicas).Is(count => count > 1).IsTrue;
        return workload is { Kind: not WorkloadKind.DaemonSet } && !workload.IsStatic.IsTrue && !workload.Replicas.AlwaysSeveral.IsTrue;
    }

    private static bool IsFalse(string value) => value is "false" or "False" or "FALSE" or "f" or "F" or "0";

    private static bool MayNeedNone(Workload workload, List<Node> words) =>
        words.Append(workload.Name.Node).Any(word => !word.Text().Is(text => Words.AnyIn(text, NeedsNone)).IsFalse);

    private static bool MayHaveFlag(Container container, string name) => container.Flags[name].Origin is not Origin.Absent;

    private static Truth Variable(Container container, string name, string value) =>
        container.Env.Any(variable => variable["name"].Text().Is(name)
            && (variable["valueFrom"].Exists.IsFalse ? variable["value"].Text().Is(value) : Truth.Unknown));

    private static Node PlaceOf(Container container, string name) =>
        container.Env.Items.FirstOrDefault(variable => variable["name"].Text().Is(name).IsTrue)?["value"] ?? container.Env;
}
