using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>What validation says about Jobs, and about those that a CronJob makes. Source: ValidateJobSpec of pkg/apis/batch/validation of kubernetes/kubernetes.</summary>
internal static class JobChecks
{
    /// <summary>What is wrong with a Job.</summary>
    public static IEnumerable<ApiProblem> OfJob(KubernetesObject subject) => Problems(subject, subject.Spec);

    /// <summary>What is wrong with the Jobs of a CronJob.</summary>
    public static IEnumerable<ApiProblem> OfCronJob(KubernetesObject subject) => Problems(subject, subject.Spec["jobTemplate"]["spec"]).Concat(TimeZone(subject));

    private static IEnumerable<ApiProblem> Problems(KubernetesObject subject, Node spec)
    {
        var (mode, perIndex, selector, policy) = (spec["completionMode"], spec["backoffLimitPerIndex"], spec["selector"], spec["template"]["spec"]["restartPolicy"]);
        if (mode.Text().Is("Indexed").IsTrue && spec["completions"].Exists.IsFalse && ApiChecks.IsWhole(subject))
            yield return new(mode, $"{subject.Title} has the completionMode 'Indexed', which takes a number of completions");
        if (perIndex.Exists.IsTrue && mode.Text().Or("NonIndexed").Is("NonIndexed").IsTrue && ApiChecks.IsWhole(subject))
            yield return new(perIndex, $"{subject.Title} has a backoffLimitPerIndex, which takes the completionMode 'Indexed'") { IsOfKey = true };
        if (HasOwnLabel(selector).IsTrue && spec["manualSelector"].Flag().Or(false).Is(false).IsTrue && ApiChecks.IsWhole(subject))
            yield return new(selector, $"{subject.Title} has a selector, which Kubernetes makes itself: only with manualSelector it takes another one") { IsOfKey = true };
        if (spec["podFailurePolicy"].Exists.IsTrue && policy.Text().Is(word => word != "Never").IsTrue)
            yield return new(policy, $"{subject.Title} has a podFailurePolicy, which takes the restartPolicy 'Never'") { Other = spec["podFailurePolicy"], OtherMessage = "the podFailurePolicy" };
    }

    // Those of Kubernetes itself are what is read from a cluster.
    private static Truth HasOwnLabel(Node selector) => selector["matchLabels"].AnyKey(key => !PodLabels.IsOfJob(key) && !PlaceholderText.HasHole(key));

    private static IEnumerable<ApiProblem> TimeZone(KubernetesObject subject)
    {
        var zone = subject.Spec["timeZone"];
        if (zone.Text().Is(name => name.Equals("Local", StringComparison.OrdinalIgnoreCase)).IsTrue)
            yield return new(zone, $"{subject.Title} has the timeZone '{zone.Text()}', which takes the name of a zone such as 'Etc/UTC'");
    }
}
