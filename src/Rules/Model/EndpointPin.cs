using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>A line for <c>/etc/hosts</c> that leads whoever asks for the endpoint of a control plane to one of its nodes.</summary>
/// <param name="Line">The line; the first one where there are several.</param>
/// <param name="IsOfPods">Whether only pods have it, as a host alias.</param>
/// <param name="IsOfEachNode">Whether other lines lead to other nodes, as where each node maps the name to itself.</param>
internal sealed record EndpointPin(HostsLine Line, bool IsOfPods, bool IsOfEachNode)
{
    /// <summary>What pins an endpoint; null when nothing does, or a line may lead elsewhere.</summary>
    public static EndpointPin? Of(ControlPlaneSetup setup)
    {
        var lines = setup.Cluster.All<HostsFile>().SelectMany(file => file.Lines).Where(line => !Names(line, setup).IsFalse).ToList();
        var isOfPods = lines.Count == 0;
        if (isOfPods)
            lines = [.. setup.Cluster.All<Workload>().SelectMany(HostsLine.Of).Where(line => Names(line, setup).IsTrue)];
        if (lines.Count == 0 || !lines.TrueForAll(line => IsOne(line, setup).IsTrue))
            return null;
        return new(lines[0], isOfPods, lines.Select(line => line.Address.Text().ToString()).Distinct(StringComparer.Ordinal).Count() > 1);
    }

    /// <summary>Whether a line pins an endpoint.</summary>
    public static Truth IsOne(HostsLine line, ControlPlaneSetup setup) =>
        Names(line, setup) && line.Address.Text().Is(address => ApiServerAddress.OfNodes(address, setup.Object).Any());

    private static Truth Names(HostsLine line, ControlPlaneSetup setup) =>
        setup.Endpoint.TryGet(out var address) ? line.Has(ApiServerAddress.HostOf(address)) : Truth.Unknown;
}
