using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>What validation says about the fields of Services. Source: ValidateService of pkg/apis/core/validation of kubernetes/kubernetes.</summary>
internal static class ServiceChecks
{
    private static readonly Pattern HostName = new(
        @"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\.?$");

    // What is written otherwise may be meant to be filled in.
    private static readonly Pattern Plain = new(
        "^[a-z0-9][A-Za-z0-9.:/_-]*$");

    private static readonly string[] FieldsOfLoadBalancers = ["loadBalancerClass", "allocateLoadBalancerNodePorts"];

    private static readonly Func<KubernetesObject, IEnumerable<ApiProblem>>[] Checks =
        [PortNames, RepeatedPorts, PortChecks.OfService, HeadlessBesideType, Addresses, OfInternal, FieldsOfOthers, AffinityWithoutIt, ExternalName, SourceRanges, NameChecks.SelectorOfService];

    /// <summary>What is wrong with a Service.</summary>
    public static IEnumerable<ApiProblem> Problems(KubernetesObject subject) => Checks.SelectMany(check => check(subject));

    private static IEnumerable<ApiProblem> PortNames(KubernetesObject subject) =>
        ApiChecks.Repeated(subject.Spec["ports"].Items, () => $"ports of {subject.Title}", Severity.Error);

    private static IEnumerable<ApiProblem> RepeatedPorts(KubernetesObject subject) => Repeated(subject, "port").Concat(Repeated(subject, "nodePort"));

    private static IEnumerable<ApiProblem> Repeated(KubernetesObject subject, string field) =>
        ApiChecks.Repeated(subject.Spec["ports"].Items, field, port => ProtocolAndNumber(port, field), port => $"{subject.Title} has the {field} {ProtocolAndNumber(port, field)} twice");

    private static string? ProtocolAndNumber(Node port, string field) =>
        port[field].Integer().TryGet(out var number) && number != 0 && port["protocol"].Text().Or("TCP").TryGet(out var protocol) ? FormattableString.Invariant($"{protocol} {number}") : null;

    // An address in the cluster that a Service's type asks for, and that is refused to it.
    private static IEnumerable<ApiProblem> HeadlessBesideType(KubernetesObject subject)
    {
        var (type, address) = (subject.Spec["type"], subject.Spec["clusterIP"]);
        if (address.Text().Is("None").IsTrue && type.Text().TryGet(out var word) && word is "NodePort" or "LoadBalancer")
            yield return new(address, $"{subject.Title} has the type '{word}', which a headless Service cannot have") { Other = type, OtherMessage = "the type" };
    }

    private static IEnumerable<ApiProblem> Addresses(KubernetesObject subject)
    {
        var address = subject.Spec["clusterIP"];
        if (address.Text().Is(text => text != "None" && IsWord(text, address)).IsTrue)
            yield return new(address, $"{subject.Title} has the clusterIP '{address.Text()}', which takes an address, or 'None' for a headless Service");
        foreach (var node in subject.Spec["externalIPs"].Items.Append(address))
        {
            if (node.Text().Is(AddressRange.IsMistakenAddress))
                yield return new(node, $"'{node.Text()}' of {subject.Title} is not an address");
        }
    }

    private static bool IsWord(string text, Node address) =>
        text.Equals("None", StringComparison.OrdinalIgnoreCase) || (text.Length > 0 && text.All(char.IsLetter) && PlaceholderText.FindInsteadOf(address) is null);

    // What comes from outside the cluster, for a Service that nothing reaches from there.
    private static IEnumerable<ApiProblem> OfInternal(KubernetesObject subject)
    {
        foreach (var port in subject.Spec["ports"].Items)
        {
            if (port["nodePort"].Integer().Is(number => number != 0).IsTrue && IsInternal(subject))
                yield return new(port["nodePort"], $"{subject.Title} has a nodePort, which the type 'ClusterIP' does not take");
        }

        var policy = subject.Spec["externalTrafficPolicy"];
        if (policy.Text().Is(word => word.Length > 0).IsTrue && IsInternal(subject) && subject.Spec["externalIPs"].Exists.IsFalse)
            yield return new(policy, $"{subject.Title} has an externalTrafficPolicy, which the type 'ClusterIP' does not take");
    }

    private static IEnumerable<ApiProblem> FieldsOfOthers(KubernetesObject subject)
    {
        foreach (var field in FieldsOfLoadBalancers)
        {
            if (!subject.Spec.Lacks(field) && subject.Spec[field].Exists.IsTrue && OtherType(subject) is { } type)
                yield return new(subject.Spec[field], $"{subject.Title} has {field}, which the type '{type}' does not take") { IsOfKey = true };
        }

        var port = subject.Spec["healthCheckNodePort"];
        if (port.Integer().Is(number => number > 0).IsTrue && subject.Spec["externalTrafficPolicy"].Text().Or("Cluster").Is("Local").IsFalse && ApiChecks.IsWhole(subject))
            yield return new(port, $"{subject.Title} has a healthCheckNodePort, which takes the externalTrafficPolicy 'Local'");
    }

    private static IEnumerable<ApiProblem> AffinityWithoutIt(KubernetesObject subject)
    {
        var settings = subject.Spec["sessionAffinityConfig"];
        if (settings is MapNode && subject.Spec["sessionAffinity"].Text().Or("None").Is("None").IsTrue && ApiChecks.IsWhole(subject))
            yield return new(settings, $"{subject.Title} has a sessionAffinityConfig, which takes the sessionAffinity 'ClientIP'") { IsOfKey = true };
    }

    private static bool IsInternal(KubernetesObject subject) => OtherType(subject) is "ClusterIP";

    // The type, when it is known not to be 'LoadBalancer'.
    private static string? OtherType(KubernetesObject subject)
    {
        var type = subject.Spec["type"];
        if (type.Exists.IsFalse)
            return subject.IsPartial.IsFalse && !subject.IsCompletedElsewhere ? "ClusterIP" : null;
        return type.Text().TryGet(out var word) && word is "ClusterIP" or "NodePort" or "ExternalName" ? word : null;
    }

    private static IEnumerable<ApiProblem> ExternalName(KubernetesObject subject)
    {
        var (type, name) = (subject.Spec["type"], subject.Spec["externalName"]);
        if (!type.Text().Is("ExternalName").IsTrue)
            yield break;
        if (name.Text().Or("").Is("").IsTrue && ApiChecks.IsWhole(subject))
            yield return new(type, $"{subject.Title} has the type 'ExternalName', and no externalName that it stands for");
        else if (name.Text().Is(text => Plain.IsMatch(text) && !HostName.IsMatch(text)).IsTrue && PlaceholderText.FindInsteadOf(name) is null)
            yield return new(name, $"'{name.Text()}' of {subject.Title} is not the name of a host, which has lower-case letters, digits, '-' and '.', and neither scheme nor port nor path");
    }

    // Ranges of addresses that may use a load balancer: those that are none, and those of a Service that has no load balancer.
    private static IEnumerable<ApiProblem> SourceRanges(KubernetesObject subject)
    {
        var ranges = subject.Spec["loadBalancerSourceRanges"];
        if (ranges.Items.Count > 0 && OtherType(subject) is { } type)
            return [new(ranges, $"{subject.Title} has loadBalancerSourceRanges, which the type '{type}' does not take") { IsOfKey = true }];
        return from range in ranges.Items
            where range.Text().Is(AddressRange.IsMistakenRange).IsTrue
            select new ApiProblem(range, $"'{range.Text()}' of {subject.Title} is not a range of addresses such as 192.0.2.0/24");
    }
}
