using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>The resources of operators for storage, monitoring, sign-in and clusters.</summary>
internal static class OperatedPlatform
{
    public static readonly IReadOnlyList<OperatedKind> All =
    [
        // https://rook.io/docs/rook/latest-release/CRDs/Cluster/ceph-cluster-crd/; HA0711 speaks of monitors and pools.
        new("ceph.rook.io", "CephCluster")
        {
            Parts = [new("spec.mgr.count", MemberRole.Copies, "manager", 2) { Default = 2 }],
            Joined = ["spec.external.enable"],
        },

        // https://github.com/seaweedfs/seaweedfs/wiki/Failover-Master-Server
        new("seaweed.seaweedfs.com", "Seaweed") { Parts = [new("spec.master.replicas", MemberRole.Voters, "master", 3)] },

        // https://www.keycloak.org/high-availability/single-cluster/deploy-keycloak: where the number is left out, an autoscaler may set it.
        new("k8s.keycloak.org", "Keycloak") { Parts = [new("spec.instances", MemberRole.Proxies, "instance", 2)] },

        // https://prometheus-operator.dev/docs/platform/high-availability/: Alertmanagers gossip and need no majority.
        new("monitoring.coreos.com", "Prometheus") { Parts = [new("spec.replicas", MemberRole.Copies, "replica", 2) { Default = 1 }] },
        new("monitoring.coreos.com", "Alertmanager")
        {
            Parts = [new("spec.replicas", MemberRole.Copies, "replica", 2) { Default = 1 }],
            Joined = ["spec.additionalPeers"],
        },

        // Of the nodes of a control plane HA1505 speaks. https://cluster-api.sigs.k8s.io/tasks/automated-machine-management/autoscaling
        new("cluster.x-k8s.io", "MachineDeployment")
        {
            Parts = [new("spec.replicas", MemberRole.Copies, "machine", 2) { Default = 1, Whole = static machines => machines.Spec["clusterName"].Text() }],
            JoinedAnnotations = ["cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size", "cluster.x-k8s.io/replicas-managed-by"],
        },
    ];
}
