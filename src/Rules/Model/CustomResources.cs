using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>What is known of custom resources in general.</summary>
internal static class CustomResources
{
    // They configure traffic, monitoring or scaling of what is there, and nothing comes of them
    // (the API references of Istio, Traefik, Contour, OpenShift, the Prometheus operator, KEDA, Cilium, Calico, MetalLB and GKE).
    private static readonly HashSet<string> PassiveKinds = new(
        [
            "VirtualService", "DestinationRule", "Gateway", "Sidecar", "EnvoyFilter", "AuthorizationPolicy", "PeerAuthentication", "RequestAuthentication",
            "Telemetry", "IngressRoute", "IngressRouteTCP", "IngressRouteUDP", "Middleware", "MiddlewareTCP", "TLSOption", "TraefikService", "ServersTransport",
            "HTTPProxy", "Route", "ServiceMonitor", "PodMonitor", "PrometheusRule", "Probe", "ScrapeConfig", "AlertmanagerConfig",
            "ScaledObject", "TriggerAuthentication", "CiliumNetworkPolicy", "NetworkPolicy", "GlobalNetworkPolicy",
            "IPAddressPool", "L2Advertisement", "BGPAdvertisement", "BGPPeer", "BackendConfig", "FrontendConfig",
        ],
        StringComparer.Ordinal);

    // Only Secrets and ConfigMaps come of them (cert-manager, External Secrets, Sealed Secrets, the Vault and SOPS operators).
    private static readonly HashSet<string> SecretKinds = new(
        [
            "Certificate", "Issuer", "ClusterIssuer", "ExternalSecret", "ClusterExternalSecret", "SecretStore", "ClusterSecretStore", "PushSecret",
            "SealedSecret", "SopsSecret", "VaultStaticSecret", "VaultDynamicSecret", "VaultPKISecret", "VaultAuth", "VaultConnection",
        ],
        StringComparer.Ordinal);

    /// <summary>
    /// Whether an operator may make other objects for this one: pods, Services, Secrets. Kinds that are workloads by themselves,
    /// such as Argo's Rollout, are known in full.
    /// </summary>
    public static bool MayMakeObjects(KubernetesObject @object) =>
        (@object.IsCustom || @object.ApiVersion.Origin is Origin.Unknown) && !@object.Kind.Is(kind => PassiveKinds.Contains(kind) || kind is "Rollout" or "DeploymentConfig").IsTrue;

    /// <summary>Whether an operator may make pods for this one.</summary>
    public static bool MayMakePods(KubernetesObject @object) => MayMakeObjects(@object) && !@object.Kind.Is(SecretKinds.Contains).IsTrue;
}
