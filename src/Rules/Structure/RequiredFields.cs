using Hale.Rules.Model;
using Hale.Rules.Schema;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>What validation requires beyond the schema (api: the comments of the types; validation.go of each group).</summary>
internal static class RequiredFields
{
    // What only asks the API server a question is not stored and needs no name
    // (https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/).
    private static readonly string[] QuestionGroups = ["authentication.k8s.io", "authorization.k8s.io"];

    /// <summary>The fields that an object needs, whether it has them or not.</summary>
    public static IEnumerable<Node> Of(KubernetesObject subject, SchemaType schema)
    {
        var (root, spec) = (subject.Written, subject.Written["spec"]);
        if (IsNeededForItsFields("spec", schema))
            yield return spec;
        if (!QuestionGroups.Contains(subject.Group) && root["metadata"]["generateName"].Exists.IsFalse)
            yield return root["metadata"]["name"];
        if (NeedsPorts(subject))
            yield return spec["ports"];
        if (subject.IsA("Service", "") && spec["ports"].Items is { Count: > 1 } ports && ports.FirstOrDefault(port => port["name"].Exists.IsFalse) is { } unnamed)
            yield return unnamed["name"];
        foreach (var template in ClaimTemplates(subject))
            yield return template["metadata"]["name"];
        foreach (var claim in ClaimSpecs(subject))
        {
            yield return claim["accessModes"];
            yield return claim["resources"]["requests"]["storage"];
        }

        if (subject.IsA("PersistentVolume", ""))
        {
            yield return spec["accessModes"];
            yield return spec["capacity"]["storage"];
        }
    }

    /// <summary>The lists of an object that are empty and need an item.</summary>
    public static IEnumerable<Node> EmptyListsOf(KubernetesObject subject)
    {
        if (Workload.From(subject) is { } workload && IsEmpty(workload.Pod["containers"]))
            yield return workload.Pod["containers"];
        if (NeedsPorts(subject) && IsEmpty(subject.Spec["ports"]))
            yield return subject.Spec["ports"];
        foreach (var modes in ClaimSpecs(subject).Select(claim => claim["accessModes"]).Where(IsEmpty))
            yield return modes;
    }

    private static bool IsNeededForItsFields(string name, SchemaType schema) =>
        schema.Fields.TryGetValue(name, out var field)
        && field is { IsRequired: false, Value.Kind: SchemaKind.Object }
        && field.Value.Type.Fields.Values.Any(inner => inner.IsRequired);

    private static IEnumerable<Node> ClaimSpecs(KubernetesObject subject) =>
        subject.IsA("PersistentVolumeClaim", "") ? [subject.Written["spec"]] : ClaimTemplates(subject).Select(template => template["spec"]);

    // The claim of each pod gets its name from that of the template.
    private static IReadOnlyList<Node> ClaimTemplates(KubernetesObject subject) =>
        subject.IsA("StatefulSet", "apps") ? subject.Written["spec"]["volumeClaimTemplates"].Items : [];

    private static bool NeedsPorts(KubernetesObject subject) =>
        subject.IsA("Service", "") && (subject.Spec["type"].Text().Is("ExternalName") || subject.Spec["clusterIP"].Text().Is("None")).IsFalse;

    private static bool IsEmpty(Node list) => list is ListNode { IsEmpty: true };
}
