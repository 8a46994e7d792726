using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>What validation says about the fields of Services and Ingresses. Source: pkg/apis/core/validation and pkg/apis/networking/validation of kubernetes/kubernetes.</summary>
internal static class NetworkChecks
{
    private static readonly Pattern HostName = new(
        @"^(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$");

    private static readonly Pattern Address = new(
        @"^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$");

    private static readonly Pattern LikeRange = new(
        "^[0-9]+([.][0-9]+)+(/[0-9]+)?$");

    private static readonly FieldPath Backends = new("spec.rules[].http.paths[].backend");

    // What is written otherwise may be meant to be filled in.
    private static readonly Pattern Plain = new(
        "^[a-z0-9*][a-z0-9.:/*_-]*$");

    /// <summary>An address in the cluster that a Service's type asks for, and that is refused to it.</summary>
    public static IEnumerable<ApiProblem> HeadlessBesideType(KubernetesObject subject)
    {
        var (type, address) = (subject.Spec["type"], subject.Spec["clusterIP"]);
        if (address.Text().Is("None").IsTrue && type.Text().TryGet(out var word) && word is "NodePort" or "LoadBalancer")
            yield return new(address, $"{subject.Title} has the type '{word}', which a headless Service cannot have") { Other = type, OtherMessage = "the type" };
    }

    /// <summary>A port of every node for a Service that has none.</summary>
    public static IEnumerable<ApiProblem> NodePortsOfInternal(KubernetesObject subject) =>
        from port in subject.Spec["ports"].Items
        where port["nodePort"].Integer().Is(number => number != 0).IsTrue && IsInternal(subject)
        select new ApiProblem(port["nodePort"], $"{subject.Title} has a nodePort, which the type 'ClusterIP' does not take");

    /// <summary>A policy for traffic from outside the cluster, for a Service that gets none.</summary>
    public static IEnumerable<ApiProblem> TrafficPolicyOfInternal(KubernetesObject subject)
    {
        var policy = subject.Spec["externalTrafficPolicy"];
        if (policy.Text().Is(word => word.Length > 0).IsTrue && IsInternal(subject) && subject.Spec["externalIPs"].Exists.IsFalse)
            yield return new(policy, $"{subject.Title} has an externalTrafficPolicy, which the type 'ClusterIP' does not take");
    }

    private static bool IsInternal(KubernetesObject subject)
    {
        var type = subject.Spec["type"];
        return type.Text().Is("ClusterIP").IsTrue || (type.Exists.IsFalse && subject.IsPartial.IsFalse && !subject.IsCompletedElsewhere);
    }

    /// <summary>A Service that stands for a name, and has none.</summary>
    public static IEnumerable<ApiProblem> NamelessExternalName(KubernetesObject subject)
    {
        var type = subject.Spec["type"];
        if (type.Text().Is("ExternalName").IsTrue && subject.Spec["externalName"].Text().Or("").Is("").IsTrue && ApiChecks.IsWhole(subject))
            yield return new(type, $"{subject.Title} has the type 'ExternalName', and no externalName that it stands for");
    }

    /// <summary>Ranges of addresses that may use a load balancer: those that are none, and those of a Service that has no load balancer.</summary>
    public static IEnumerable<ApiProblem> SourceRanges(KubernetesObject subject)
    {
        var ranges = subject.Spec["loadBalancerSourceRanges"];
        if (ranges.Items.Count > 0 && IsInternal(subject))
            return [new(ranges, $"{subject.Title} has loadBalancerSourceRanges, which the type 'ClusterIP' does not take") { IsOfKey = true }];
        return from range in ranges.Items
            where range.Text().Is(text => LikeRange.IsMatch(text) && AddressRange.Parse(text) is null).IsTrue
            select new ApiProblem(range, $"'{range.Text()}' of {subject.Title} is no range of addresses such as 192.0.2.0/24");
    }

    /// <summary>Hosts, paths and ports that an Ingress cannot have.</summary>
    public static IEnumerable<ApiProblem> RulesOfIngress(KubernetesObject subject) =>
        subject.Spec["rules"].Items.SelectMany(rule => Host(subject, rule["host"]).Concat(rule["http"]["paths"].Items.SelectMany(path => Path(subject, path["path"]))));

    /// <summary>Backends of an Ingress that do not say where traffic goes (validateIngressBackend; before v1 they had other fields).</summary>
    public static IEnumerable<ApiProblem> BackendsOfIngress(KubernetesObject subject) =>
        subject.ApiVersion.Is("networking.k8s.io/v1").IsTrue
            ? Backends.FindIn(subject.Root).Append(subject.Spec["defaultBackend"]).OfType<MapNode>().SelectMany(backend => Backend(subject, backend))
            : [];

    private static IEnumerable<ApiProblem> Backend(KubernetesObject subject, MapNode backend)
    {
        var (service, resource) = (backend["service"], backend["resource"]);
        var (name, number) = (service["port"]["name"], service["port"]["number"]);
        if (name.Text().Is(text => text.Length > 0).IsTrue && number.Integer().Is(port => port != 0).IsTrue)
            yield return new(number, $"{subject.Title} names a port by both name and number, of which one is allowed") { Other = name, OtherMessage = "the name" };
        else if (service.Exists.IsTrue && (name.Exists | number.Exists).IsFalse && ApiChecks.IsWhole(subject))
            yield return new(service, $"{subject.Title} sends traffic to the Service '{service["name"].Text()}' without saying to which port") { IsOfKey = true };
        else if ((service.Exists | resource.Exists).IsFalse && ApiChecks.IsWhole(subject))
            yield return new(backend, $"{subject.Title} has a backend with neither service nor resource") { IsOfKey = true };
    }

    private static IEnumerable<ApiProblem> Host(KubernetesObject subject, Node host)
    {
        if (!host.Text().TryGet(out var text) || !Plain.IsMatch(text) || PlaceholderText.FindInsteadOf(host) is not null)
            yield break;
        if (Address.IsMatch(text))
            yield return new(host, $"{subject.Title} has the address '{text}' as host, which has to be a name");
        else if (!HostName.IsMatch(text))
            yield return new(host, $"'{text}' of {subject.Title} is no name of a host, which has lower-case letters, digits, '-' and '.', and neither scheme nor port nor path");
    }

    private static IEnumerable<ApiProblem> Path(KubernetesObject subject, Node path)
    {
        if (path.Text().TryGet(out var text) && Plain.IsMatch(text) && PlaceholderText.FindInsteadOf(path) is null)
            yield return new(path, $"{subject.Title} has the path '{text}', and paths start with '/'");
    }
}
