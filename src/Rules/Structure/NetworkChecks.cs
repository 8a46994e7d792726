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
    public static IEnumerable<ApiProblem> NodePortsOfInternal(KubernetesObject subject)
    {
        var type = subject.Spec["type"];
        var isInternal = type.Text().Is("ClusterIP").IsTrue || (type.Exists.IsFalse && subject.IsPartial.IsFalse && !subject.IsCompletedElsewhere);
        return from port in subject.Spec["ports"].Items
            where isInternal && port["nodePort"].Integer().Is(number => number != 0).IsTrue
            select new ApiProblem(port["nodePort"], $"{subject.Title} has a nodePort, which the type 'ClusterIP' does not take");
    }

    /// <summary>Hosts, paths and ports that an Ingress cannot have.</summary>
    public static IEnumerable<ApiProblem> RulesOfIngress(KubernetesObject subject) =>
        subject.Spec["rules"].Items.SelectMany(rule => Host(subject, rule["host"]).Concat(rule["http"]["paths"].Items.SelectMany(path => Path(subject, path["path"]))));

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
