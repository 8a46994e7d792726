using System.Text.RegularExpressions;
using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Wiring;

internal sealed class PinnedAddress : Rule<KubernetesObject>
{
    private static readonly Pattern AddressAndPort = new(
        @"(?<![\w.])(?<address>[0-9]{1,3}(\.[0-9]{1,3}){3}):[0-9]{1,5}(?![\w.])");

    // A loopback address is the pod itself, the unspecified one is nobody, and an EndpointSlice may hold host names.
    private static readonly Pattern OfAMachine = new(
        @"^(?!127\.|0\.0\.0\.0$)[0-9.]+$|^(?!::1?$)[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*$");

    public override RuleInfo Info { get; } = new("HA1406", "pinned-address")
    {
        Severity = Severity.Note,
        Title = "Fixed IP address where a name should be",
        Why = """
            An address written into a manifest belongs to one machine. When that machine is away, or comes back with another
            address, every pod that was given the address stays cut off until somebody changes the manifest and rolls it out. A
            name can move to another machine.
            """,
        Fix = """
            Use a DNS name: a Service with a selector for what runs in the cluster, an `ExternalName` Service or a real DNS record
            for what runs outside, or a virtual address in front of several machines. List every address where an Endpoints object
            is needed.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/",
            "https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors",
        ],
    };

    internal override IEnumerable<Finding> Check(Cluster cluster, Share share) =>
        base.Check(cluster, share).Concat(share.Of(cluster.All<HostsFile>()).SelectMany(file => file.Lines.SelectMany(line => CheckLine(line, cluster))));

    public override IEnumerable<Finding> Check(KubernetesObject subject, Cluster cluster)
    {
        if (cluster.ViewOf<Workload>(subject) is { } workload)
            return CheckAliases(workload).Concat(CheckSettings(subject, workload.AllContainers.SelectMany(Setting.Variables), cluster));
        if (cluster.ViewOf<ConfigMap>(subject) is { } map)
            return CheckSettings(subject, Setting.Of(map), cluster);
        return CheckEndpoints(subject);
    }

    private IEnumerable<Finding> CheckAliases(Workload workload) =>
        from alias in workload.Pod["hostAliases"].Items
        let address = alias["ip"].Text()
        where address.Is(OfAMachine.IsMatch).IsTrue
        select Report(address.Node, $"{workload.Title} pins {Names(alias["hostnames"])} to the address {address}");

    private IEnumerable<Finding> CheckSettings(KubernetesObject subject, IEnumerable<Setting> settings, Cluster cluster)
    {
        if (cluster.KnownAddresses.Count == 0)
            yield break;

        foreach (var setting in settings)
        {
            var text = setting.Value.TryGet(out var value) ? value : "";
            var known = AddressAndPort.Matches(text).Cast<Match>().Select(match => match.Groups["address"].Value).Distinct()
                .Select(address => cluster.KnownAddresses[address].FirstOrDefault(candidate => candidate.IsFor(subject)))
                .OfType<KnownAddress>()
                .ToList();
            if (known.Count == 0 || HasToNameAddresses(setting, text, cluster))
                continue;
            foreach (var address in known)
                yield return Report(setting.Value.Node, $"{subject.Title} holds {address.Owner}, {address.Text}").And(address.Node, "whose address it is");
        }
    }

    // The configuration of a load balancer lists machines, and kubeadm's and kubectl's say where the control plane is.
    private static bool HasToNameAddresses(Setting setting, string text, Cluster cluster) =>
        text.IndexOf("kubeadm.k8s.io", StringComparison.Ordinal) >= 0
        || text.IndexOf("kind: Config", StringComparison.Ordinal) >= 0
        || cluster.Documents.Any(document => document.Format is not DocumentFormat.Manifest && setting.Value.Node.At.Holds(document.Root.At));

    private IEnumerable<Finding> CheckLine(HostsLine line, Cluster cluster)
    {
        var address = line.Address.Text();
        if (line.IsRange)
        {
            yield return Report(address.Node, $"'{address}' is not an address, because a line of a hosts file has exactly one: nothing finds {Names(line.Names)}");
            yield break;
        }

        if (!address.TryGet(out var text) || !OfAMachine.IsMatch(text))
            yield break;
        var pinned = cluster.All<ControlPlaneSetup>().FirstOrDefault(setup => !setup.IsEmbedded && EndpointPin.IsOne(line, setup).IsTrue);
        if (pinned is not null)
            yield return Report(address.Node, $"{Names(line.Names)} is pinned to the control-plane node {text}, but is the endpoint of the whole control plane").And(pinned.Endpoint.Node, "the endpoint of the control plane");
    }

    private IEnumerable<Finding> CheckEndpoints(KubernetesObject subject)
    {
        if (Endpoints.OnlyAddress(subject) is { } address && address.Is(OfAMachine.IsMatch).IsTrue)
            yield return Report(address.Node, $"{subject.Title} leads to a single address, {address}");
    }

    private static string Names(Node hostnames) =>
        hostnames.Items.Count > 0 ? string.Join(", ", hostnames.Items.Select(name => $"'{name.Text()}'")) : "a name";
}
