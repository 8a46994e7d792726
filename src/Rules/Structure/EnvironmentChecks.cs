using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>What validation says about the environment of containers. Source: ValidateEnv and ValidateEnvFrom of pkg/apis/core/validation of kubernetes/kubernetes.</summary>
internal static class EnvironmentChecks
{
    private const string FormerNodeName = "spec.host"; // taken for spec.nodeName

    private static readonly string[] FieldsOfPods =
    [
        "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs",
    ];

    private static readonly string[] FieldsOfFiles = ["metadata.name", "metadata.namespace", "metadata.uid", "metadata.labels", "metadata.annotations"];

    private static readonly string[] Amounts = ["limits.", "requests."];

    /// <summary>What is wrong with the variables of a pod's containers.</summary>
    public static IEnumerable<ApiProblem> OfPod(KubernetesObject subject, Node pod)
    {
        foreach (var container in PodChecks.ContainersOf(pod).Where(container => !container.Lacks("env")))
        {
            foreach (var problem in ApiChecks.Repeated(container["env"].Items, () => $"environment variables of {PodChecks.TitleOf(container)} in {subject.Title}", Severity.Warning))
                yield return problem;
            foreach (var problem in container["env"].Items.SelectMany(variable => Variable(subject, container, variable)))
                yield return problem;
        }
    }

    /// <summary>A field of the pod, or an amount of a resource, that a file or variable cannot be made from.</summary>
    public static IEnumerable<ApiProblem> References(KubernetesObject subject, Node source, bool isFile)
    {
        var (field, resource) = (source["fieldRef"]["fieldPath"], source["resourceFieldRef"]["resource"]);
        if (field.Text().Is(path => path.Length > 0 && !IsField(path, isFile) && !PlaceholderText.HasHole(path.Replace("['", ""))).IsTrue)
            yield return new(field, $"{subject.Title} has '{field.Text()}' as fieldPath, which is not a field that a {(isFile ? "file" : "variable")} can be made from: those are {string.Join(", ", isFile ? FieldsOfFiles : FieldsOfPods)}{(isFile ? "" : ", and single labels and annotations")}");
        if (resource.Text().Is(name => name.Length > 0 && !IsAmount(name) && !PlaceholderText.HasHole(name)).IsTrue)
            yield return new(resource, $"{subject.Title} has '{resource.Text()}' as resource, which takes 'limits.' or 'requests.' with cpu, memory, ephemeral-storage or hugepages-… behind it");
    }

    private static IEnumerable<ApiProblem> Variable(KubernetesObject subject, Node container, Node variable)
    {
        var (name, source) = (variable["name"], variable["valueFrom"]);
        if (name.Text().Is(text => text.IndexOf('=') >= 0 && !PlaceholderText.HasHole(text)).IsTrue)
            yield return new(name, $"'{name.Text()}' of {PodChecks.TitleOf(container)} in {subject.Title} is not the name of a variable: its value belongs in 'value'");
        if (variable.Lacks("valueFrom") || !source.Exists.IsTrue)
            yield break;
        var which = $"'{name.Text()}' in {PodChecks.TitleOf(container)}";
        if (variable["value"].Text().Is(value => value.Length > 0).IsTrue)
        {
            yield return new(source, $"{subject.Title} has both a value and valueFrom for {which}, of which one is allowed")
            {
                IsOfKey = true,
                Other = variable["value"],
                OtherMessage = "the value",
            };
        }

        if (source is MapNode { IsEmpty: true } && ApiChecks.IsWhole(subject))
            yield return new(source, $"{subject.Title} does not say where the value of {which} is from") { IsOfKey = true };
        foreach (var problem in ApiChecks.SecondOf(subject, source, second => $"{subject.Title} has both {second} for {which}").Concat(References(subject, source, isFile: false)))
            yield return problem;
    }

    private static bool IsField(string path, bool isFile) =>
        (isFile ? FieldsOfFiles : FieldsOfPods).Contains(path, StringComparer.Ordinal) || (path == FormerNodeName && !isFile)
        || (path.EndsWith("']", StringComparison.Ordinal) && (path.StartsWith("metadata.labels['", StringComparison.Ordinal) || path.StartsWith("metadata.annotations['", StringComparison.Ordinal)));

    private static bool IsAmount(string name) =>
        Array.Find(Amounts, amount => name.StartsWith(amount, StringComparison.Ordinal)) is { } found
        && (Array.IndexOf(ResourceChecks.Own, name.Substring(found.Length)) >= 0 || name.Substring(found.Length).StartsWith("hugepages-", StringComparison.Ordinal));
}
