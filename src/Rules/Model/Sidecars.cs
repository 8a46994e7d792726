using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// Tells containers that stand beside an application, a proxy of a service mesh or an exporter, from the application.
/// Sources: the projects' own documentation of the containers that they inject or ship.
/// </summary>
internal static class Sidecars
{
    private static readonly string[] Names =
    [
        "istio-proxy", "linkerd-proxy", "envoy", "envoy-sidecar", "consul-dataplane", "kuma-sidecar", "daprd", "kube-rbac-proxy", "cloud-sql-proxy",
    ];

    /// <summary>Whether a container asks another one on behalf of the kubelet, as CSI's livenessprobe does.</summary>
    public static Truth AnswersForOthers(Container container) =>
        container.Name.Is(name => Words.AnyIn(name, ["liveness", "health", "probe"])) || container.Image.NameEndsIn("livenessprobe");

    /// <summary>Whether the container is one: the only container of a pod never is.</summary>
    public static Truth Check(Container container) => container.IsAlone
        ? Truth.False
        : container.Name.Is(Names.Contains) || container.Image.NameEndsIn("-exporter", "_exporter");
}
