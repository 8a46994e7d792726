using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>What validation says about names and labels. Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/</summary>
internal static class NameChecks
{
    // A label holds 63 characters; behind the name come '-' and a hash of up to 10 (k/k#64023), or '-' and a time of 10.
    private const int LongestLabel = 63;
    private const int LongestStem = 52;
    private const int LongestName = 253;

    // Their names may be anything that fits into a path (ValidateRBACName, ValidateCertificateRequestName).
    private static readonly string[] GroupsOfFreeNames = ["rbac.authorization.k8s.io", "certificates.k8s.io", "events.k8s.io"];

    public static IEnumerable<ApiProblem> LongOrUnfitName(KubernetesObject subject)
    {
        if (subject.Name.Origin is not Origin.Written || subject.Name.Node is not ScalarNode { Text: { Length: > 0 } name } node)
            yield break;
        var isStateful = subject.IsA("StatefulSet", "apps");
        var isService = subject.IsA("Service", "");
        var isHost = isStateful || isService;
        var longest = isService ? LongestLabel : isStateful || subject.IsA("CronJob", "batch") ? LongestStem : LongestName;
        if (isHost && !IsWord(name, "-"))
            yield return new(node, $"The name of {subject.Title} is part of host names, which take only lower-case letters, digits and '-'");
        else if (!isHost && HasNameOfHosts(subject) && !IsSubdomain(name) && !IsToBeFilledIn(node, name))
            yield return new(node, $"The name of {subject.Title} is none that an object can have: lower-case letters, digits, '-' and '.', with a letter or digit at both ends");
        else if (name.Length > longest && (longest < LongestName || HasNameOfHosts(subject)))
            yield return new(node, $"The name of {subject.Title} has {name.Length} characters, where {longest} are allowed{(longest == LongestStem ? ": its pods or jobs get labels with the name and up to 11 characters more" : "")}");
    }

    public static IEnumerable<ApiProblem> LabelValues(KubernetesObject subject)
    {
        if (subject.Schema is null)
            return [];
        return Workload.KindOf(subject) is not WorkloadKind.Other and not WorkloadKind.Pod and var kind
            ? UnfitValues(subject.Labels, subject).Concat(UnfitValues(Workload.TemplateOf(subject, kind)["metadata"]["labels"], subject))
            : UnfitValues(subject.Labels, subject);
    }

    private static IEnumerable<ApiProblem> UnfitValues(Node labels, KubernetesObject subject)
    {
        foreach (var entry in labels.Entries)
        {
            if (entry.Value is not ScalarNode { Kind: ScalarKind.String, Text: var text } || (text.Length <= LongestLabel && IsWord(text, "-_.", allowsCapitals: true)))
                continue;
            if (PlaceholderText.FindInsteadOf(entry.Value) is null)
                yield return new(entry.Value, $"The label '{entry.Key}' of {subject.Title} {(text.Length > LongestLabel ? $"has {text.Length} characters, where {LongestLabel} are allowed" : "takes only letters, digits, '-', '_' and '.', with a letter or digit at both ends")}");
        }
    }

    // Of custom resources the definition decides, and of RBAC nobody.
    private static bool HasNameOfHosts(KubernetesObject subject) =>
        subject.Schema is not null && !subject.IsCustom && !GroupsOfFreeNames.Contains(subject.Group) && !subject.IsA("Event", "")
        && !subject.IsA("IPAddress", "networking.k8s.io"); // Named as the address (ValidateIPAddressName).

    // Nobody names an object in capitals only; and 'RELEASE-NAME' is what `helm template` writes where no name was given.
    private static bool IsToBeFilledIn(Node node, string name) =>
        !name.Any(char.IsLower) || PlaceholderText.FindInsteadOf(node) is not null || name.IndexOf("RELEASE-NAME", StringComparison.Ordinal) >= 0;

    private static bool IsSubdomain(string name) => name.Split('.').All(part => part.Length > 0 && IsWord(part, "-"));

    // Letters and digits, with the marks in between.
    private static bool IsWord(string text, string marks, bool allowsCapitals = false)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var isPlain = text[i] is (>= 'a' and <= 'z') or (>= '0' and <= '9') || (allowsCapitals && text[i] is >= 'A' and <= 'Z');
            if (!isPlain && (i == 0 || i == text.Length - 1 || marks.IndexOf(text[i]) < 0))
                return false;
        }

        return true;
    }
}
