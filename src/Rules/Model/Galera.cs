using System.Text.RegularExpressions;
using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// Tells a MariaDB that joins others, which its image can do as well, from one that runs by itself.
/// Source: https://mariadb.com/docs/galera-cluster/reference/galera-cluster-system-variables
/// </summary>
internal static class Galera
{
    // The scheme of its addresses, in a line that is no comment.
    private static readonly Pattern Address = new("^[^#\n]*gcomm://", RegexOptions.Multiline);
    private static readonly Pattern On = new(@"^[^#\n]*\bwsrep[-_](on\s*=\s*[""']?(on|1|true)\b|new[-_]cluster)", RegexOptions.Multiline | RegexOptions.IgnoreCase);
    private static readonly Pattern Off = new(@"^[^#\n]*\bwsrep[-_]on\s*=\s*[""']?(off|0|false)\b", RegexOptions.Multiline | RegexOptions.IgnoreCase);

    // Given to the first member when a cluster is made, and to nobody later:
    // https://mariadb.com/docs/reference/mdb/cli/mariadbd/wsrep-new-cluster/, https://docs.percona.com/percona-xtradb-cluster/8.0/bootstrap.html
    private static readonly Pattern NewCluster = new("^--wsrep[-_](new[-_]cluster|cluster[-_]address=gcomm://)$");

    // Of Bitnami's image, where it starts a cluster or joins one (https://github.com/bitnami/containers/tree/main/bitnami/mariadb-galera).
    private static readonly string[] Variables = ["MARIADB_GALERA_CLUSTER_NAME", "MARIADB_GALERA_CLUSTER_ADDRESS"];

    /// <summary>Whether a container's pod is known to tell it to be a member: in a variable, an option, or a ConfigMap.</summary>
    public static bool IsMember(Container container)
    {
        if (container.Env.Items.Any(variable => variable["name"].Text().Is(Variables.Contains).IsTrue))
            return true;
        var settings = Setting.Of(container.Workload).Select(TextsOf).ToList();
        return settings.Exists(texts => texts.All(text => Address.IsMatch(text) || On.IsMatch(text))) && !settings.Exists(texts => texts.Any(Off.IsMatch));
    }

    /// <summary>The argument that makes a container's server start a cluster of its own; null without one, and in a script, which may ask first.</summary>
    public static Node? StartOfNewCluster(Container container) =>
        container.CommandWords.FirstOrDefault(word => word.Text().Is(NewCluster.IsMatch).IsTrue);

    // Overlays may each give another value.
    private static IReadOnlyList<string> TextsOf(Setting setting) =>
        setting.Value is { Values.Count: > 0, MayBeOther: false } ? setting.Value.Values : [setting.Value.Node.TextWithHoles];
}
