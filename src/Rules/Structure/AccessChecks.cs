using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>What validation says about roles and their bindings. Source: pkg/apis/rbac/validation of kubernetes/kubernetes.</summary>
internal static class AccessChecks
{
    private const string Group = "rbac.authorization.k8s.io";

    /// <summary>What is wrong with the rules of a Role or ClusterRole.</summary>
    public static IEnumerable<ApiProblem> OfRole(KubernetesObject subject)
    {
        foreach (var rule in subject.Root["rules"].Items)
        {
            var (urls, resources) = (rule["nonResourceURLs"], rule["resources"]);
            if (rule["verbs"] is ListNode { IsEmpty: true })
                yield return new(rule["verbs"], $"{subject.Title} has a rule with an empty list of verbs, which takes at least one") { IsOfKey = true };
            if (urls.Items.Count > 0 && subject.Kind.Is("Role").IsTrue)
                yield return new(urls, $"{subject.Title} has a rule for nonResourceURLs, which only a ClusterRole takes") { IsOfKey = true };
            else if (urls.Items.Count > 0 && resources.Items.Count > 0)
                yield return new(urls, $"{subject.Title} has a rule for both resources and nonResourceURLs, of which one is allowed") { IsOfKey = true, Other = resources, OtherMessage = "the resources" };
            else if (ApiChecks.IsEmpty(urls) && rule is MapNode && ApiChecks.IsWhole(subject) && LackIn(rule) is { } lack)
                yield return new(rule, $"{subject.Title} has a rule without {lack}");
        }
    }

    private static string? LackIn(Node rule) =>
        ApiChecks.IsEmpty(rule["resources"]) ? "resources, of which it takes at least one"
        : ApiChecks.IsEmpty(rule["apiGroups"]) ? "apiGroups, of which it takes at least one: that of Pods and the like is ''"
        : null;

    /// <summary>What is wrong with a RoleBinding or ClusterRoleBinding.</summary>
    public static IEnumerable<ApiProblem> OfBinding(KubernetesObject subject)
    {
        var group = subject.Root["roleRef"]["apiGroup"];
        if (group.Text().Is(text => text.Length > 0 && text != Group).IsTrue && PlaceholderText.FindInsteadOf(group) is null)
            yield return new(group, $"{subject.Title} has '{group.Text()}' at roleRef.apiGroup, which takes '{Group}'");
        foreach (var account in subject.Root["subjects"].Items.Where(account => account["kind"].Text().Is("ServiceAccount").IsTrue))
        {
            if (account["apiGroup"].Text().Is(text => text.Length > 0).IsTrue)
                yield return new(account["apiGroup"], $"{subject.Title} has a ServiceAccount with the apiGroup '{account["apiGroup"].Text()}', which takes none");
            if (subject.Kind.Is("ClusterRoleBinding").IsTrue && account["namespace"].Exists.IsFalse && ApiChecks.IsWhole(subject) && !GetsNamespace(subject))
                yield return new(account["name"], $"{subject.Title} does not say in which namespace the ServiceAccount '{account["name"].Text()}' is");
        }
    }

    // A kustomization with a namespace writes it into the subjects, too.
    private static bool GetsNamespace(KubernetesObject subject) => subject.Kustomizations.Any(kustomization => kustomization.MaySetNamespace);
}
