using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// Tells a server that is started to try it out, and so keeps all its data in memory. Sources:
/// https://developer.hashicorp.com/vault/docs/concepts/dev-server, https://developer.hashicorp.com/consul/docs/fundamentals/install/dev,
/// and https://hub.docker.com/_/vault, https://hub.docker.com/_/consul for images that are given no arguments
/// </summary>
internal static class DevMode
{
    private static readonly string[] Flags = ["-dev", "--dev", "-dev=true", "--dev=true", "-dev-tls", "--dev-tls"];

    /// <summary>What starts a container's server so: an argument, or the image that gets none. Null when that is not certain.</summary>
    public static Node? Of(Container container)
    {
        if (container.Image.Product is not { HasDevMode: true } || container.CommandLine is not { } words || !container.IsServer.IsTrue || MayBeConfigured(container, words))
            return null;
        return words.Count == 0
            ? container.Image.Node
            : container.CommandWords.FirstOrDefault(word => word.Text().Is(Flags.Contains).IsTrue);
    }

    // Storage of its own may be named there.
    private static bool MayBeConfigured(Container container, IReadOnlyList<string> words) =>
        words.Any(word => word.Contains("config"))
        || !container.Node["envFrom"].Exists.IsFalse
        || !container.Env.Any(variable => variable["name"].Text().Is(name => Words.IsIn(name, "CONFIG"))).IsFalse
        || !container.Node["volumeMounts"].Any(mount => mount["mountPath"].Text().Is(path => path.Contains("config"))).IsFalse;
}
