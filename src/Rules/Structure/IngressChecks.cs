using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>What validation says about Ingresses. Source: pkg/apis/networking/validation of kubernetes/kubernetes.</summary>
internal static class IngressChecks
{
    private const string ClassAnnotation = "kubernetes.io/ingress.class";

    private static readonly Pattern HostName = new(
        @"^(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$");

    private static readonly Pattern Address = new(
        @"^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$");

    private static readonly FieldPath Paths = new("spec.rules[].http.paths[]");

    private static readonly FieldPath HostsOfCertificates = new("spec.tls[].hosts[]");

    // What is written otherwise may be meant to be filled in.
    private static readonly Pattern Plain = new(
        "^[a-z0-9*][a-z0-9.:/*_-]*$");

    private static readonly string[] Detours = ["//", "/./", "/../", "%2f", "%2F"];

    private static readonly string[] EndsOfDetours = ["/..", "/."];

    /// <summary>Hosts and paths that an Ingress cannot have, and one that leads nowhere.</summary>
    public static IEnumerable<ApiProblem> RulesOfIngress(KubernetesObject subject)
    {
        foreach (var rule in subject.Spec["rules"].Items)
        {
            foreach (var problem in Host(subject, rule["host"]))
                yield return problem;
            var paths = rule["http"]["paths"];
            if (paths is ListNode { IsEmpty: true })
                yield return new(paths, $"{subject.Title} has a rule with an empty list of paths, which takes at least one") { IsOfKey = true };
        }

        foreach (var problem in HostsOfCertificates.FindIn(subject.Root).SelectMany(host => Host(subject, host)).Concat(Paths.FindIn(subject.Root).SelectMany(path => Path(subject, path))))
            yield return problem;
    }

    /// <summary>Backends of an Ingress that do not say where traffic goes (validateIngressBackend; before v1 they had other fields).</summary>
    public static IEnumerable<ApiProblem> BackendsOfIngress(KubernetesObject subject)
    {
        if (!subject.ApiVersion.Is("networking.k8s.io/v1").IsTrue)
            return [];
        var spec = subject.Spec;
        return spec is MapNode && ApiChecks.IsEmpty(spec["rules"]) && spec["defaultBackend"].Exists.IsFalse && ApiChecks.IsWhole(subject)
            ? [new(spec, $"{subject.Title} has neither rules nor a defaultBackend, of which one is required") { IsOfKey = true }]
            : Paths.FindIn(subject.Root).Select(path => path["backend"]).Append(spec["defaultBackend"]).OfType<MapNode>().SelectMany(backend => Backend(subject, backend));
    }

    /// <summary>Two classes: validation takes the annotation beside the field since 1.27, if both say the same.</summary>
    public static IEnumerable<ApiProblem> ClassesOfIngress(KubernetesObject subject)
    {
        var (field, annotation) = (subject.Spec["ingressClassName"], subject.Annotations[ClassAnnotation]);
        if (field.Text().TryGet(out var name) && annotation.Text().TryGet(out var other) && name != other && !PlaceholderText.HasHole(name) && !PlaceholderText.HasHole(other))
            yield return new(annotation, $"{subject.Title} has the class '{other}' by annotation and '{name}' by ingressClassName, and a new Ingress takes only one") { Other = field, OtherMessage = "the field" };
    }

    private static IEnumerable<ApiProblem> Backend(KubernetesObject subject, MapNode backend)
    {
        var (service, resource) = (backend["service"], backend["resource"]);
        var (name, number) = (service["port"]["name"], service["port"]["number"]);
        if ((service.Exists & resource.Exists).IsTrue)
            yield return new(resource, $"{subject.Title} has a backend with both service and resource, of which one is allowed") { IsOfKey = true, Other = service, OtherMessage = "the Service" };
        else if (name.Text().Is(text => text.Length > 0).IsTrue && number.Integer().Is(port => port != 0).IsTrue)
            yield return new(number, $"{subject.Title} names a port by both name and number, of which one is allowed") { Other = name, OtherMessage = "the name" };
        else if (service.Exists.IsTrue && (name.Exists | number.Exists).IsFalse && ApiChecks.IsWhole(subject))
            yield return new(service, $"{subject.Title} sends traffic to the Service '{service["name"].Text()}' without saying to which port") { IsOfKey = true };
        else if (NameChecks.UnfitLabel(service["name"]) is { } text)
            yield return new(service["name"], $"'{text}' of {subject.Title} is not the name of a Service, which has lower-case letters, digits and '-', and is in the namespace of the Ingress");
        else if ((service.Exists | resource.Exists).IsFalse && ApiChecks.IsWhole(subject))
            yield return new(backend, $"{subject.Title} has a backend with neither service nor resource") { IsOfKey = true };
    }

    private static IEnumerable<ApiProblem> Host(KubernetesObject subject, Node host)
    {
        if (!host.Text().TryGet(out var text) || !Plain.IsMatch(text) || PlaceholderText.FindInsteadOf(host) is not null)
            yield break;
        if (Address.IsMatch(text) && host.Key == "host")
            yield return new(host, $"{subject.Title} has the address '{text}' as host, which has to be a name");
        else if (!HostName.IsMatch(text))
            yield return new(host, $"'{text}' of {subject.Title} is not the name of a host, which has lower-case letters, digits, '-' and '.', and neither scheme nor port nor path");
    }

    private static IEnumerable<ApiProblem> Path(KubernetesObject subject, Node holder)
    {
        var (path, type) = (holder["path"], holder["pathType"]);
        var isStrict = type.Text().Is(word => word is "Exact" or "Prefix").IsTrue;
        if (isStrict && path.Exists.IsFalse && ApiChecks.IsWhole(subject))
            yield return new(type, $"{subject.Title} has a path of the type '{type.Text()}' and does not say which: '/' is all of them");
        if (!path.Text().TryGet(out var text) || PlaceholderText.FindInsteadOf(path) is not null)
            yield break;
        if (Plain.IsMatch(text))
            yield return new(path, $"{subject.Title} has the path '{text}', and paths start with '/'");
        else if (isStrict && text.StartsWith("/", StringComparison.Ordinal) && DetourIn(text) is { } detour)
            yield return new(path, $"{subject.Title} has the path '{text}' with '{detour}', which the type '{type.Text()}' does not take") { Other = type, OtherMessage = "the type" };
    }

    private static string? DetourIn(string path) =>
        PlaceholderText.HasHole(path.Replace("%2", "")) ? null
        : Array.Find(Detours, detour => path.IndexOf(detour, StringComparison.Ordinal) >= 0) ?? Array.Find(EndsOfDetours, end => path.EndsWith(end, StringComparison.Ordinal));
}
