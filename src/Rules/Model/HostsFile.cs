using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>Lines of <c>/etc/hosts</c>: of such a file, of a script that writes them, of a ConfigMap.</summary>
internal sealed class HostsFile(Cluster cluster, Document document) : ConfigView(cluster, new KubernetesObject(cluster, document, document.Root))
{
    public IReadOnlyList<HostsLine> Lines => field ??= [.. Object.Root["lines"].Items.Select(line => new HostsLine(line["address"], line["names"]))];
}

/// <summary>An address and the names that lead to it: a line of <c>/etc/hosts</c>, or a pod's host alias.</summary>
internal sealed record HostsLine(Node Address, Node Names)
{
    /// <summary>What a pod of a workload finds in its <c>/etc/hosts</c> besides its own name.</summary>
    public static IEnumerable<HostsLine> Of(Workload workload) =>
        workload.Pod["hostAliases"].Items.Select(alias => new HostsLine(alias["ip"], alias["hostnames"]));

    /// <summary>Whether a host is one of the names.</summary>
    public Truth Has(string host) => Names.Any(name => name.Text().Is(text => string.Equals(text, host, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether the address is written as a range, which no line can have (hosts(5)).</summary>
    public bool IsRange => Address.Text().Is(text => text.IndexOf('~') >= 0 || (text.IndexOf('-') >= 0 && text.IndexOf(':') < 0)).IsTrue;
}
