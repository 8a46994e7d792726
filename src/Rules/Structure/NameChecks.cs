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

    private static readonly char[] MarksOfPaths = ['/', '%'];

    // Their names may be anything that fits into a path (ValidateRBACName, ValidateCertificateRequestName).
    private static readonly string[] GroupsOfFreeNames = ["rbac.authorization.k8s.io", "certificates.k8s.io", "events.k8s.io"];

    public static IEnumerable<ApiProblem> LongOrUnfitName(KubernetesObject subject)
    {
        if (subject.Name.Origin is not Origin.Written || subject.Name.Node is not ScalarNode { Text: { Length: > 0 } name } node)
            yield break;
        var isStateful = subject.IsA("StatefulSet", "apps");
        var isLabel = subject.IsA("Service", "") || subject.IsA("Namespace", "");
        var isHost = isStateful || isLabel;
        var longest = isLabel ? LongestLabel : isStateful || subject.IsA("CronJob", "batch") ? LongestStem : LongestName;
        if (isHost && !IsWord(name, 0, name.Length, "-") && !IsToBeFilledIn(node, name))
            yield return new(node, $"The name of {subject.Title} is part of host names, which take only lower-case letters, digits and '-'");
        else if (!isHost && HasNameOfHosts(subject) && !IsSubdomain(name, name.Length) && !IsToBeFilledIn(node, name))
            yield return new(node, $"The name of {subject.Title} is not one that an object can have: it takes lower-case letters, digits, '-' and '.', with a letter or digit at both ends");
        else if (GroupsOfFreeNames.Contains(subject.Group) && name.IndexOfAny(MarksOfPaths) >= 0 && !IsToBeFilledIn(node, name))
            yield return new(node, $"The name of {subject.Title} is part of a path, and takes neither '/' nor '%'");
        else if (name.Length > longest && (longest < LongestName || HasNameOfHosts(subject)))
            yield return new(node, $"The name of {subject.Title} has {name.Length} characters, where {longest} are allowed{(longest == LongestStem ? ": its pods or jobs get labels with the name and up to 11 characters more" : "")}");
    }

    /// <summary>A name that has to be a word of the object, '.' and its group (ValidateCustomResourceDefinition, ValidateAPIService).</summary>
    public static IEnumerable<ApiProblem> JoinedName(KubernetesObject subject, Node word)
    {
        if (subject.Name.Origin is not Origin.Written || !subject.Name.TryGet(out var name) || !word.Text().TryGet(out var first) || !subject.Spec["group"].Text().TryGet(out var group))
            yield break;
        var joined = $"{first}.{group}";
        if (name != joined && string.Equals(name, joined, StringComparison.OrdinalIgnoreCase))
            yield return new(word, $"{subject.Title} has the {word.Key} '{first}', which takes lower-case letters");
        else if (name != joined)
            yield return new(subject.Name.Node, $"The name of {subject.Title} has to be '{joined}', of its {word.Key} and group") { Other = word, OtherMessage = word.Key! };
    }

    /// <summary>A namespace that cannot exist (ValidateNamespaceName).</summary>
    public static IEnumerable<ApiProblem> UnfitNamespace(KubernetesObject subject) =>
        subject.Schema is not null && subject.Root["metadata"]["namespace"] is ScalarNode { Kind: ScalarKind.String, Text: { Length: > 0 } name } node && !IsLabel(name) && !IsToBeFilledIn(node, name)
            ? [new(node, $"'{name}' of {subject.Title} is not a namespace that can exist: its name has up to {LongestLabel} lower-case letters, digits and '-', with a letter or digit at both ends")]
            : [];

    /// <summary>Names of containers and volumes that a pod does not take.</summary>
    public static IEnumerable<ApiProblem> InPods(KubernetesObject subject, Node pod) =>
        UnfitNames(PodChecks.ContainersOf(pod), "container", subject)
            .Concat(UnfitNames(pod["volumes"].Items, "volume", subject))
            .Concat(SelectorOfNodes(subject, pod))
            .Concat(UnfitNames(subject.Spec["volumeClaimTemplates"].Items.Select(template => template["metadata"]), "claim template", subject));

    private static IEnumerable<ApiProblem> UnfitNames(IEnumerable<Node> holders, string noun, KubernetesObject subject) =>
        from holder in holders
        let name = holder["name"] as ScalarNode
        where name is { Kind: ScalarKind.String, Text.Length: > 0 } && !IsLabel(name.Text) && !IsToBeFilledIn(name, name.Text)
        select new ApiProblem(name, $"'{name.Text}' is not a name that a {noun} of {subject.Title} can have: it has up to {LongestLabel} lower-case letters, digits and '-', with a letter or digit at both ends");

    private static bool IsLabel(string text) => text.Length <= LongestLabel && IsWord(text, 0, text.Length, "-");

    /// <summary>Labels, and keys of annotations, that nobody may have: see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set</summary>
    public static IEnumerable<ApiProblem> LabelsAndAnnotations(KubernetesObject subject)
    {
        if (subject.Schema is null)
            return [];
        return Workload.KindOf(subject) is not WorkloadKind.Other and not WorkloadKind.Pod and var kind
            ? UnfitIn(subject.Root["metadata"], subject).Concat(UnfitIn(Workload.TemplateOf(subject, kind)["metadata"], subject))
            : UnfitIn(subject.Root["metadata"], subject);
    }

    /// <summary>Labels that a Service looks for, and that no pod can have.</summary>
    public static IEnumerable<ApiProblem> SelectorOfService(KubernetesObject subject) => UnfitLabels(subject.Spec["selector"], subject);

    private static IEnumerable<ApiProblem> SelectorOfNodes(KubernetesObject subject, Node pod) => pod.Lacks("nodeSelector") ? [] : UnfitLabels(pod["nodeSelector"], subject);

    /// <summary>The text of a value that has to be a part of a host name, and is none; null when it may be one.</summary>
    public static string? UnfitLabel(Node value) =>
        value is ScalarNode { Kind: ScalarKind.String, Text: { Length: > 0 } text } && !IsLabel(text) && !IsToBeFilledIn(value, text) ? text : null;

    private static IEnumerable<ApiProblem> UnfitLabels(Node labels, KubernetesObject subject)
    {
        foreach (var label in labels.Entries)
        {
            if (!MayBeKey(label.Key, allowsCapitals: false))
                yield return UnfitKey(label, "label", subject);
            if (UnfitValue(label, subject) is { } problem)
                yield return problem;
        }
    }

    private static IEnumerable<ApiProblem> UnfitIn(Node metadata, KubernetesObject subject)
    {
        foreach (var problem in metadata.Lacks("labels") ? [] : UnfitLabels(metadata["labels"], subject))
            yield return problem;

        foreach (var annotation in metadata.Lacks("annotations") ? [] : metadata["annotations"].Entries)
        {
            if (!MayBeKey(annotation.Key, allowsCapitals: true))
                yield return UnfitKey(annotation, "annotation", subject);
        }
    }

    private static ApiProblem UnfitKey(Entry entry, string noun, KubernetesObject subject) =>
        new(entry.Value, $"'{entry.Key}' of {subject.Title} is not a key that {noun}s can have: keys have up to 63 letters, digits, '-', '_' and '.', with or without a domain in lower case and '/' before them") { IsOfKey = true };

    private static ApiProblem? UnfitValue(Entry label, KubernetesObject subject)
    {
        if (label.Value is not ScalarNode { Kind: ScalarKind.String, Text: var text } || (text.Length <= LongestLabel && IsWord(text, 0, text.Length, "-_.", allowsCapitals: true)))
            return null;
        return PlaceholderText.HasHole(text) || PlaceholderText.FindInsteadOf(label.Value) is not null ? null
            : new(label.Value, $"The label '{label.Key}' of {subject.Title} {(text.Length > LongestLabel ? $"has {text.Length} characters, where {LongestLabel} are allowed" : "takes only letters, digits, '-', '_' and '.', with a letter or digit at both ends")}");
    }

    // The domain of an annotation may be in capitals, because it is compared without regard to case (ValidateAnnotations).
    private static bool MayBeKey(string key, bool allowsCapitals)
    {
        var slash = key.IndexOf('/');
        var isKey = key.Length - slash - 1 is > 0 and <= LongestLabel && IsWord(key, slash + 1, key.Length, "-_.", allowsCapitals: true)
            && (slash < 0 || (slash <= LongestName && IsSubdomain(key, slash, allowsCapitals)));
        return isKey || PlaceholderText.HasHole(key);
    }

    // Of custom resources the definition decides, and of RBAC nobody.
    private static bool HasNameOfHosts(KubernetesObject subject) =>
        subject.Schema is not null && !subject.IsCustom && !GroupsOfFreeNames.Contains(subject.Group) && !subject.IsA("Event", "")
        && !subject.IsA("IPAddress", "networking.k8s.io"); // Named as the address (ValidateIPAddressName).

    // Nobody names an object in capitals only; and 'RELEASE-NAME' is what `helm template` writes where no name was given.
    private static bool IsToBeFilledIn(Node node, string name) =>
        !name.Any(char.IsLower) || PlaceholderText.HasHole(name) || PlaceholderText.FindInsteadOf(node) is not null || name.IndexOf("RELEASE-NAME", StringComparison.Ordinal) >= 0;

    // Words with dots between them, up to an end.
    private static bool IsSubdomain(string text, int end, bool allowsCapitals = false)
    {
        for (var start = 0; start <= end;)
        {
            var dot = text.IndexOf('.', start, end - start);
            var stop = dot < 0 ? end : dot;
            if (stop == start || !IsWord(text, start, stop, "-", allowsCapitals))
                return false;
            start = stop + 1;
        }

        return true;
    }

    // Letters and digits, with the marks in between.
    private static bool IsWord(string text, int start, int end, string marks, bool allowsCapitals = false)
    {
        for (var i = start; i < end; i++)
        {
            var isPlain = text[i] is (>= 'a' and <= 'z') or (>= '0' and <= '9') || (allowsCapitals && text[i] is >= 'A' and <= 'Z');
            if (!isPlain && (i == start || i == end - 1 || marks.IndexOf(text[i]) < 0))
                return false;
        }

        return true;
    }
}
