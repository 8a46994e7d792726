using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>What validation says about webhooks. Source: pkg/apis/admissionregistration/validation of kubernetes/kubernetes, and ValidateWebhookURL of apiserver's pkg/util/webhook.</summary>
internal static class WebhookChecks
{
    private const int LeastWords = 3;

    // Before v1 there were others.
    private static readonly string[] SideEffects = ["None", "NoneOnDryRun"];

    /// <summary>What is wrong with the webhooks of a configuration.</summary>
    public static IEnumerable<ApiProblem> Problems(KubernetesObject subject)
    {
        var isStable = subject.ApiVersion.Is("admissionregistration.k8s.io/v1").IsTrue;
        var hooks = subject.Root["webhooks"].Items;
        foreach (var problem in ApiChecks.Repeated(hooks, () => $"webhooks of {subject.Title}", Severity.Error))
            yield return problem;
        foreach (var hook in hooks)
        {
            var (name, client) = (hook["name"], hook["clientConfig"]);
            if (name.Text().Is(IsTooShort).IsTrue && PlaceholderText.FindInsteadOf(name) is null)
                yield return new(name, $"'{name.Text()}' of {subject.Title} is not the name of a webhook, which has at least two '.' in it");
            if (isStable && AllowedValues.Unknown(subject, hook["sideEffects"], SideEffects) is { } unknown)
                yield return unknown;
            foreach (var problem in client is MapNode ? Client(subject, client) : [])
                yield return problem;
        }
    }

    private static bool IsTooShort(string name) =>
        name.Length > 0 && name.Split('.').Length < LeastWords && !PlaceholderText.HasHole(name);

    private static IEnumerable<ApiProblem> Client(KubernetesObject subject, Node client)
    {
        var (url, service) = (client["url"], client["service"]);
        if ((url.Exists & service.Exists).IsTrue)
            yield return new(url, $"{subject.Title} has both url and service for a webhook, of which one is allowed") { IsOfKey = true, Other = service, OtherMessage = "the Service" };
        else if ((url.Exists | service.Exists).IsFalse && ApiChecks.IsWhole(subject))
            yield return new(client, $"{subject.Title} has neither url nor service for a webhook, of which one is required") { IsOfKey = true };
        else if (url.Text().Is(text => text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)).IsTrue)
            yield return new(url, $"{subject.Title} calls a webhook at '{url.Text()}', and takes https only");
    }
}
