using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>kube-vip, with which one of several nodes answers for a virtual address. Source: https://kube-vip.io/docs/installation/flags/</summary>
internal static class KubeVip
{
    private const string Election = "vip_leaderelection";

    /// <summary>
    /// Where a container is told, or is to be told, to elect the node: in ARP mode each node would claim the address for itself. Null
    /// for any other container, and where it may elect one.
    /// </summary>
    public static Node? MissingElection(Container container)
    {
        if (!container.Image.IsOneOf(["kube-vip"]).IsTrue || !container.Node["envFrom"].Exists.IsFalse || container.MayHaveFlag("leaderElection"))
            return null;

        // A Service's address may have an election of its own.
        var isUsed = IsOn(container, "cp_enable") || (IsOn(container, "svc_enable") && !IsOn(container, "svc_election"));
        return (IsOn(container, "vip_arp") && isUsed && !IsOn(container, Election)).IsTrue ? PlaceOf(container, Election) : null;
    }

    private static Truth IsOn(Container container, string name) =>
        container.Env.Any(variable => variable["name"].Text().Is(name)
            && (variable["valueFrom"].Exists.IsFalse ? variable["value"].Text().Is("true") : Truth.Unknown));

    private static Node PlaceOf(Container container, string name) =>
        container.Env.Items.FirstOrDefault(variable => variable["name"].Text().Is(name).IsTrue)?["value"] ?? container.Env;
}
