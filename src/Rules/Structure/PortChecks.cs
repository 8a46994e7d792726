using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>What validation says about the numbers and names of ports. Source: validateContainerPorts and ValidateService of pkg/apis/core/validation of kubernetes/kubernetes.</summary>
internal static class PortChecks
{
    private const long Largest = 65535;

    /// <summary>Ports of containers that no port can be.</summary>
    public static IEnumerable<ApiProblem> OfPod(KubernetesObject subject, Node pod)
    {
        foreach (var port in PodChecks.ContainersOf(pod).SelectMany(container => container["ports"].Items))
        {
            if (Number(subject, port["containerPort"], least: 1) is { } number)
                yield return number;
            if (Number(subject, port["hostPort"], least: 0) is { } ofNode) // 0 is the same as none
                yield return ofNode;
            if (Name(subject, port["name"]) is { } name)
                yield return name;
        }
    }

    /// <summary>
    /// Ports that two containers declare: they share the address of the pod, so that only one of them can listen. The API server
    /// takes it with a warning (pkg/api/pod/warnings.go of kubernetes/kubernetes).
    /// </summary>
    public static IEnumerable<ApiProblem> OfTwoContainers(KubernetesObject subject, Node pod)
    {
        var owners = new Dictionary<string, (Node Container, Node Port)>(StringComparer.Ordinal);
        foreach (var container in pod["containers"].Items)
        {
            foreach (var port in container["ports"].Items)
            {
                if (PortAndProtocol(port) is not { } number)
                    continue;
                if (!owners.TryGetValue(number, out var owner))
                    owners.Add(number, (container, port["containerPort"]));
                else if (AreNamedApart(owner.Container, container))
                    yield return Contested(subject, container, owner.Container, number, port) with { Other = owner.Port, OtherMessage = "the other one" };
            }
        }
    }

    private static ApiProblem Contested(KubernetesObject subject, Node container, Node owner, string number, Node port) =>
        new(port["containerPort"], $"{PodChecks.TitleOf(container)} of {subject.Title} declares port {number} as {PodChecks.TitleOf(owner)} does, and only one of them can listen on it")
        {
            Severity = Severity.Warning,
        };

    // Of two with one name HA1808 says that already.
    private static bool AreNamedApart(Node one, Node other) => one["name"].Text().TryGet(out var name) && other["name"].Text().Is(name).IsFalse;

    // Two addresses of the node may lead to one port each.
    private static string? PortAndProtocol(Node port) =>
        port["containerPort"].Integer().TryGet(out var number) && port["protocol"].Text().Or("TCP").TryGet(out var protocol) && port.Lacks("hostIP")
            ? FormattableString.Invariant($"{number} ({protocol})")
            : null;

    /// <summary>Ports of a Service that no port can be.</summary>
    public static IEnumerable<ApiProblem> OfService(KubernetesObject subject)
    {
        foreach (var port in subject.Spec["ports"].Items)
        {
            if (Number(subject, port["port"], least: 1) is { } number)
                yield return number;
            if (Number(subject, port["nodePort"], least: 0) is { } ofNodes)
                yield return ofNodes;
            if (Target(subject, port["targetPort"]) is { } target)
                yield return target;
            if (NameChecks.UnfitLabel(port["name"]) is { } name)
                yield return new(port["name"], $"'{name}' of {subject.Title} is not a name for a port of a Service, which has up to 63 lower-case letters, digits and '-', with a letter or digit at both ends");
        }
    }

    private static ApiProblem? Target(KubernetesObject subject, Node port) =>
        port.Text().Origin is Origin.Written && !port.Integer().TryGet(out _) ? Name(subject, port) : Number(subject, port, least: 1);

    private static ApiProblem? Number(KubernetesObject subject, Node port, long least) =>
        port.Integer().Is(number => number < least || number > Largest)
            ? new(port, FormattableString.Invariant($"{subject.Title} has {port.Integer()} at {port.PathFrom(subject.Root)}, and ports go from 1 to {Largest}"))
            : null;

    // A placeholder is HA1806.
    private static ApiProblem? Name(KubernetesObject subject, Node name)
    {
        if (!name.Text().TryGet(out var text) || string.IsNullOrEmpty(text) || (text.Length <= PortName.Longest && PortName.HasForm(text)) || PlaceholderText.FindInsteadOf(name) is not null)
            return null;
        return text.Length > PortName.Longest
            ? new(name, FormattableString.Invariant($"The port name '{text}' of {subject.Title} has {text.Length} characters, where {PortName.Longest} are allowed"))
            : new(name, $"'{text}' of {subject.Title} is not a port name, which has lower-case letters, digits and single '-' between them, and at least one letter");
    }
}
