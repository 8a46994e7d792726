using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>Whether a container's process runs as another user than root. Sources for images: the images' own descriptions.</summary>
internal static class NonRoot
{
    private static readonly string[] Images = ["grafana/grafana", "prom/prometheus", "prom/alertmanager", "jenkins/jenkins", "elasticsearch/elasticsearch", "mssql/server"];

    public static Truth Check(Container container)
    {
        var user = Effective(container, "runAsUser");
        if (!user.Exists.IsFalse)
            return user.Integer().Is(id => id > 0);
        var isAsked = Effective(container, "runAsNonRoot");
        return isAsked.Flag().Is(true) || IsImage(container.Image.Repository);
    }

    // The container's own setting goes before that of the pod (api: SecurityContext).
    private static Node Effective(Container container, string key)
    {
        var own = container.Node["securityContext"][key];
        return own.Exists.IsFalse ? container.Workload.Pod["securityContext"][key] : own;
    }

    private static Truth IsImage(string? repository) => repository is not null
        ? Images.Any(image => repository == image || repository.EndsWith($"/{image}", StringComparison.Ordinal))
        : Truth.Unknown;
}
