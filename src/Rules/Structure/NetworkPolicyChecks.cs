using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>What validation says about NetworkPolicies. Source: pkg/apis/networking/validation of kubernetes/kubernetes.</summary>
internal static class NetworkPolicyChecks
{
    private static readonly FieldPath[] Peers = [new("spec.ingress[].from[]"), new("spec.egress[].to[]")];

    private static readonly FieldPath[] Ports = [new("spec.ingress[].ports[]"), new("spec.egress[].ports[]")];

    private static readonly string[] Selectors = ["podSelector", "namespaceSelector"];

    /// <summary>What is wrong with a NetworkPolicy.</summary>
    public static IEnumerable<ApiProblem> Problems(KubernetesObject subject) =>
        Peers.SelectMany(path => path.FindIn(subject.Root)).SelectMany(peer => Peer(subject, peer))
            .Concat(Ports.SelectMany(path => path.FindIn(subject.Root)).SelectMany(port => RangeOfPorts(subject, port)));

    private static IEnumerable<ApiProblem> Peer(KubernetesObject subject, Node peer)
    {
        var block = peer["ipBlock"];
        if (peer is MapNode { IsEmpty: true })
            yield return new(peer, $"{subject.Title} has an empty peer, which takes a podSelector, a namespaceSelector or an ipBlock");
        if (block.Exists.IsTrue && Array.Find(Selectors, selector => !peer.Lacks(selector) && peer[selector].Exists.IsTrue) is { } other)
            yield return new(block, $"{subject.Title} has a peer with both ipBlock and {other}: each takes an item of its own") { IsOfKey = true, Other = peer[other], OtherMessage = "the selector" };
        foreach (var range in block["except"].Items.Prepend(block["cidr"]))
        {
            if (range.Text().Is(AddressRange.IsMistakenRange).IsTrue)
                yield return new(range, $"'{range.Text()}' of {subject.Title} is not a range of addresses such as 192.0.2.0/24");
        }

        if (!block["cidr"].Text().TryGet(out var text) || AddressRange.Parse(text) is not { } whole)
            yield break;
        foreach (var except in block["except"].Items)
        {
            if (except.Text().TryGet(out var part) && AddressRange.Parse(part) is { } inner && !(whole.Holds(inner) && inner.Length < whole.Length))
                yield return new(except, $"{subject.Title} excepts '{part}', which is not part of '{text}'") { Other = block["cidr"], OtherMessage = "the range" };
        }
    }

    private static IEnumerable<ApiProblem> RangeOfPorts(KubernetesObject subject, Node port)
    {
        var (first, last) = (port["port"], port["endPort"]);
        if (!last.Integer().TryGet(out var end))
            yield break;
        if (first.Exists.IsFalse && ApiChecks.IsWhole(subject))
            yield return new(last, $"{subject.Title} has an endPort without the port that the range begins with");
        else if (first.Integer().Is(number => number > end).IsTrue)
            yield return new(last, FormattableString.Invariant($"{subject.Title} has the endPort {end}, which is less than the port {first.Integer()}")) { Other = first, OtherMessage = "the port" };
        else if (first is ScalarNode { Kind: ScalarKind.String } name && PlaceholderText.FindInsteadOf(name) is null && !PlaceholderText.HasHole(name.Text))
            yield return new(last, $"{subject.Title} has an endPort beside the port '{name.Text}', which has to be a number then") { Other = first, OtherMessage = "the port" };
    }
}
