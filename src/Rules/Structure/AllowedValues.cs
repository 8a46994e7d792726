using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>
/// The words and numbers that validation takes where the schema only says that it is text or a number.
/// Source: pkg/apis/*/validation of kubernetes/kubernetes; the words are the constants of each type.
/// </summary>
internal static class AllowedValues
{
    private const long LargestPort = 65535;
    private const int LongestPortName = 15;

    // IANA's service names (https://www.rfc-editor.org/rfc/rfc6335#section-5.1), with the length checked apart.
    private static readonly Pattern PortName = new(
        "^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$");

    /// <summary>Words and numbers that an object of this kind does not take, and text where it takes a number or a percentage.</summary>
    public static IEnumerable<ApiProblem> OfObject(KubernetesObject subject)
    {
        var kind = subject.Kind.TryGet(out var word) ? word : "";
        foreach (var allowed in AllowedWords.OfKind[kind])
        {
            if (!subject.IsA(allowed.Kind, allowed.Group))
                continue;
            foreach (var problem in allowed.Field.FindIn(subject.Root).SelectMany(node => allowed.Words is { } words ? Unknown(subject, node, words) : NoShare(subject, node)))
                yield return problem;
        }

        foreach (var range in AllowedNumbers.OfKind[kind])
        {
            if (!subject.IsA(range.Kind, range.Group))
                continue;
            foreach (var problem in OutOf(range, subject, subject.Root))
                yield return problem;
        }
    }

    /// <summary>Words and numbers that a pod does not take.</summary>
    public static IEnumerable<ApiProblem> OfPod(KubernetesObject subject, Node pod)
    {
        var problems = OfFields(subject, pod, AllowedWords.OfPods, AllowedNumbers.OfPods);
        foreach (var container in PodChecks.ContainersOf(pod))
            problems = problems.Concat(OfFields(subject, container, AllowedWords.OfContainers, AllowedNumbers.OfContainers));
        return problems.Concat(DomainsOfWish(subject, pod)).Concat(Ports(subject, pod)).Concat(RestartPolicy(subject, pod));
    }

    private static IEnumerable<ApiProblem> OfFields(KubernetesObject subject, Node root, AllowedWords[] words, AllowedNumbers[] numbers)
    {
        foreach (var allowed in words)
        {
            foreach (var problem in allowed.Field.FindIn(root).SelectMany(node => Unknown(subject, node, allowed.Words!)))
                yield return problem;
        }

        foreach (var range in numbers)
        {
            foreach (var problem in OutOf(range, subject, root))
                yield return problem;
        }
    }

    private static IEnumerable<ApiProblem> OutOf(AllowedNumbers range, KubernetesObject subject, Node root) =>
        from node in range.Field.FindIn(root)
        where node.Integer().Is(value => value < range.Least || value > range.Most).IsTrue
        select new ApiProblem(node, FormattableString.Invariant($"{subject.Title} has {node.Integer()} at {node.PathFrom(subject.Root)}, which takes {range.Words}"));

    /// <summary>Ports of a Service that no port can be.</summary>
    public static IEnumerable<ApiProblem> ServicePorts(KubernetesObject subject) =>
        subject.Spec["ports"].Items.SelectMany(port => Number(subject, port["port"], least: 1).Concat(Number(subject, port["nodePort"], least: 0)).Concat(Target(subject, port["targetPort"])).Concat(ServicePortName(subject, port["name"])));

    private static IEnumerable<ApiProblem> ServicePortName(KubernetesObject subject, Node name) =>
        NameChecks.UnfitLabel(name) is { } text
            ? [new(name, $"'{text}' of {subject.Title} is no name of a port of a Service, which has up to 63 lower-case letters, digits and '-', with a letter or digit at both ends")]
            : [];

    /// <summary>Options of a rolling update for a strategy that is none.</summary>
    /// <param name="subject">The workload.</param>
    /// <param name="key">Where its spec has the strategy.</param>
    /// <param name="word">The strategy that is none.</param>
    public static IEnumerable<ApiProblem> UnusedRollingUpdate(KubernetesObject subject, string key, string word)
    {
        var strategy = subject.Spec[key];
        if (strategy["type"].Text().Is(word) && strategy["rollingUpdate"].Exists)
        {
            yield return new(strategy["rollingUpdate"], $"{subject.Title} has the strategy '{word}', which takes no rollingUpdate")
            {
                Other = strategy["type"],
                OtherMessage = "the strategy",
            };
        }
    }

    // Only what is required can need a number of domains (https://github.com/kubernetes/kubernetes/pull/107674).
    private static IEnumerable<ApiProblem> DomainsOfWish(KubernetesObject subject, Node pod) =>
        from constraint in pod["topologySpreadConstraints"].Items
        let domains = constraint["minDomains"]
        let rule = constraint["whenUnsatisfiable"]
        where (domains.Exists & rule.Text().Is("ScheduleAnyway")).IsTrue
        select new ApiProblem(domains, $"{subject.Title} has a topology spread constraint with minDomains, which takes whenUnsatisfiable 'DoNotSchedule'")
        {
            Other = rule,
            OtherMessage = "whenUnsatisfiable",
        };

    // Controllers that keep pods running take 'Always' only; what runs to its end, anything else
    // (https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy).
    private static IEnumerable<ApiProblem> RestartPolicy(KubernetesObject subject, Node pod)
    {
        var policy = pod["restartPolicy"];
        var kind = Workload.KindOf(subject);
        if (kind is WorkloadKind.Job or WorkloadKind.CronJob)
        {
            if (!policy.Exists && pod["containers"].Exists && subject.IsPartial.IsFalse)
                return [new(policy, $"{subject.Title} has no restartPolicy, and the default 'Always' is not for jobs: it takes 'OnFailure' or 'Never'")];
            return Unknown(subject, policy, ["OnFailure", "Never"]);
        }

        return PodChecks.KeepsPodsRunning(kind)
            ? Unknown(subject, policy, ["Always"])
            : Unknown(subject, policy, ["Always", "OnFailure", "Never"]);
    }

    private static IEnumerable<ApiProblem> Ports(KubernetesObject subject, Node pod) =>
        from container in pod["initContainers"].Items.Concat(pod["containers"].Items)
        from port in container["ports"].Items
        from problem in Number(subject, port["containerPort"], least: 1)
            .Concat(Number(subject, port["hostPort"], least: 0)) // 0 is the same as none
            .Concat(Name(subject, port["name"]))
        select problem;

    private static IEnumerable<ApiProblem> Target(KubernetesObject subject, Node port) =>
        port.Text().Origin is Origin.Written && !port.Integer().TryGet(out _) ? Name(subject, port) : Number(subject, port, least: 1);

    private static IEnumerable<ApiProblem> Number(KubernetesObject subject, Node port, long least)
    {
        if (port.Integer().Is(number => number < least || number > LargestPort))
            yield return new(port, FormattableString.Invariant($"{subject.Title} has {port.Integer()} at {port.PathFrom(subject.Root)}, and ports go from 1 to {LargestPort}"));
    }

    private static IEnumerable<ApiProblem> Name(KubernetesObject subject, Node name)
    {
        if (!name.Text().TryGet(out var text) || string.IsNullOrEmpty(text) || (text.Length <= LongestPortName && PortName.IsMatch(text)))
            yield break;
        if (PlaceholderText.FindInsteadOf(name) is not null)
            yield break; // A placeholder is HA1806.
        if (text.Length > LongestPortName)
            yield return new(name, FormattableString.Invariant($"The port name '{text}' of {subject.Title} has {text.Length} characters, where {LongestPortName} are allowed"));
        else
            yield return new(name, $"'{text}' of {subject.Title} is no port name, which has lower-case letters, digits and single '-' between them, and at least one letter");
    }

    internal static IEnumerable<ApiProblem> Unknown(KubernetesObject subject, Node node, string[] words)
    {
        if (!node.Text().TryGet(out var text) || string.IsNullOrEmpty(text) || words.Contains(text, StringComparer.Ordinal) || IsPlaceholder(node, text))
            yield break;
        var taken = words.Length == 1 ? $"'{words[0]}'" : $"{string.Join(", ", words.Take(words.Length - 1).Select(word => $"'{word}'"))} or '{words[words.Length - 1]}'";
        yield return new(node, $"{subject.Title} has '{text}' at {node.PathFrom(subject.Root)}, which takes {taken}");
    }

    private static IEnumerable<ApiProblem> NoShare(KubernetesObject subject, Node node)
    {
        if (node.Integer().Is(number => number < 0))
            yield return new(node, $"{subject.Title} has {node.Integer()} at {node.PathFrom(subject.Root)}, which takes 0 or more");
        else if (node.IntOrPercent().TryGet(out var share) && share is { IsPercent: true, Value: > 100 } && !IsSurgeOfDeployment(subject, node))
            yield return new(node, $"{subject.Title} has {share} at {node.PathFrom(subject.Root)}, which takes 100% at most");
        else if (node is ScalarNode { Kind: ScalarKind.String, Text.Length: > 0 } && !node.IntOrPercent().TryGet(out _) && PlaceholderText.FindInsteadOf(node) is null)
            yield return new(node, $"{subject.Title} has the text '{node.Text()}' at {node.PathFrom(subject.Root)}, which takes a whole number without quotes, or a percentage such as 25%");
    }

    // It may have as many new pods at a time as it likes.
    private static bool IsSurgeOfDeployment(KubernetesObject subject, Node node) => node.Key == "maxSurge" && subject.IsA("Deployment", "apps");

    // 'RWO' is an abbreviation rather than a placeholder.
    private static bool IsPlaceholder(Node node, string text) => PlaceholderText.FindInsteadOf(node) is not null && !text.All(char.IsLetter);
}
