using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>
/// The words and numbers that validation takes where the schema only says that it is text or a number.
/// Source: pkg/apis/*/validation of kubernetes/kubernetes; the words are the constants of each type.
/// </summary>
internal static class AllowedValues
{
    private static readonly string[] PoliciesOfJobs = ["OnFailure", "Never"];
    private static readonly string[] PoliciesOfServices = ["Always"];
    private static readonly string[] PoliciesOfPods = [.. PoliciesOfServices, .. PoliciesOfJobs];

    /// <summary>Words and numbers that an object of this kind does not take, and text where it takes a number or a percentage.</summary>
    public static IEnumerable<ApiProblem> OfObject(KubernetesObject subject)
    {
        var kind = subject.Kind.TryGet(out var word) ? word : "";
        foreach (var allowed in AllowedWords.OfKind[kind])
        {
            if (!subject.IsA(allowed.Kind, allowed.Group))
                continue;
            foreach (var node in allowed.Field.FindIn(subject.Root))
            {
                if ((allowed.Words is { } words ? Unknown(subject, node, words) : NoShare(subject, node)) is { } problem)
                    yield return problem;
            }
        }

        foreach (var range in AllowedNumbers.OfKind[kind])
        {
            if (!subject.IsA(range.Kind, range.Group))
                continue;
            foreach (var node in range.Field.FindIn(subject.Root))
            {
                if (OutOf(range, subject, node) is { } problem)
                    yield return problem;
            }
        }
    }

    /// <summary>Words and numbers that a pod does not take.</summary>
    public static IEnumerable<ApiProblem> OfPod(KubernetesObject subject, Node pod)
    {
        var problems = OfFields(subject, pod, AllowedWords.OfPods, AllowedNumbers.OfPods);
        foreach (var container in PodChecks.ContainersOf(pod))
            problems = problems.Concat(OfFields(subject, container, AllowedWords.OfContainers, AllowedNumbers.OfContainers));
        return problems.Concat(DomainsOfWish(subject, pod)).Concat(RestartPolicy(subject, pod) is { } policy ? [policy] : []);
    }

    private static IEnumerable<ApiProblem> OfFields(KubernetesObject subject, Node root, AllowedWords[] words, AllowedNumbers[] numbers)
    {
        foreach (var allowed in words)
        {
            foreach (var node in allowed.Field.FindIn(root))
            {
                if (Unknown(subject, node, allowed.Words!) is { } problem)
                    yield return problem;
            }
        }

        foreach (var range in numbers)
        {
            foreach (var node in range.Field.FindIn(root))
            {
                if (OutOf(range, subject, node) is { } problem)
                    yield return problem;
            }
        }
    }

    private static ApiProblem? OutOf(AllowedNumbers range, KubernetesObject subject, Node node) =>
        node.Integer().Is(number => number < range.Least || number > range.Most)
            ? new(node, FormattableString.Invariant($"{subject.Title} has {node.Integer()} at {node.PathFrom(subject.Root)}, which takes {range.Words}"))
            : null;

    /// <summary>Options of a rolling update for a strategy that is not one.</summary>
    /// <param name="subject">The workload.</param>
    /// <param name="key">Where its spec has the strategy.</param>
    /// <param name="word">The strategy, which is not a rolling update.</param>
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
    private static ApiProblem? RestartPolicy(KubernetesObject subject, Node pod)
    {
        var policy = pod["restartPolicy"];
        var kind = Workload.KindOf(subject);
        if (kind is not (WorkloadKind.Job or WorkloadKind.CronJob))
            return Unknown(subject, policy, PodChecks.KeepsPodsRunning(kind) ? PoliciesOfServices : PoliciesOfPods);
        return policy.Exists.IsFalse && (pod["containers"].Exists & !subject.IsPartial).IsTrue
            ? new(policy, $"{subject.Title} has no restartPolicy, and the default 'Always' is not for jobs: it takes 'OnFailure' or 'Never'")
            : Unknown(subject, policy, PoliciesOfJobs);
    }

    /// <summary>A word that a field does not take; null where it takes it, or it is not known.</summary>
    internal static ApiProblem? Unknown(KubernetesObject subject, Node node, string[] words)
    {
        if (!node.Text().TryGet(out var text) || string.IsNullOrEmpty(text) || words.Contains(text, StringComparer.Ordinal) || IsPlaceholder(node, text))
            return null;
        var taken = words.Length == 1 ? $"'{words[0]}'" : $"{string.Join(", ", words.Take(words.Length - 1).Select(word => $"'{word}'"))} or '{words[words.Length - 1]}'";
        return new(node, $"{subject.Title} has '{text}' at {node.PathFrom(subject.Root)}, which takes {taken}");
    }

    private static ApiProblem? NoShare(KubernetesObject subject, Node node)
    {
        if (node.Integer().Is(number => number < 0))
            return new(node, $"{subject.Title} has {node.Integer()} at {node.PathFrom(subject.Root)}, which takes 0 or more");
        if (node.IntOrPercent().TryGet(out var share) && share is { IsPercent: true, Value: > 100 } && !IsSurgeOfDeployment(subject, node))
            return new(node, $"{subject.Title} has {share} at {node.PathFrom(subject.Root)}, which takes 100% at most");
        return node is ScalarNode { Kind: ScalarKind.String, Text.Length: > 0 } && !node.IntOrPercent().TryGet(out _) && PlaceholderText.FindInsteadOf(node) is null
            ? new(node, $"{subject.Title} has the text '{node.Text()}' at {node.PathFrom(subject.Root)}, which takes a whole number without quotes, or a percentage such as 25%")
            : null;
    }

    // It may have as many new pods at a time as it likes.
    private static bool IsSurgeOfDeployment(KubernetesObject subject, Node node) => node.Key == "maxSurge" && subject.IsA("Deployment", "apps");

    // 'RWO' is an abbreviation rather than a placeholder.
    private static bool IsPlaceholder(Node node, string text) => PlaceholderText.FindInsteadOf(node) is not null && !text.All(char.IsLetter);
}
