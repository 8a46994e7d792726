using Hale.Rules.Model;
using Hale.Rules.Structure;
using Hale.Rules.Tree;

namespace Hale.Rules.Images;

internal sealed class ImageMissing : Rule<Container>
{
    public override RuleInfo Info { get; } = new("HA1302", "image-missing")
    {
        Severity = Severity.Error,
        Title = "Container without an image, or with one that no registry can have",
        Why = """
            The API server rejects a pod template without an image, so the object is not created and a change to it never rolls
            out. Usually the line was lost in an edit, or a tool that should fill it in did not run. Text that is not the name of
            an image is taken, and then no pod starts: the kubelet reports `InvalidImageName`.
            """,
        Fix = "Name the image and its version, such as `image: registry.example/web:1.4`.",
        Sources =
        [
            "https://kubernetes.io/docs/concepts/containers/images/",
            "https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests",
            "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container",
        ],
    };

    public override IEnumerable<Finding> Check(Container subject, Cluster cluster)
    {
        var image = subject.Node["image"];
        if (subject.Node is MapNode && !image.Exists && IsComplete(subject.Workload) && !MayBeFilledIn(subject.Object))
            yield return Report(image, $"No image is given for {subject.Title} in {subject.Workload.Title}");
        if (image is not ScalarNode { Kind: ScalarKind.String, Text: var text } || subject.Workload.Kind is WorkloadKind.Other)
            yield break;

        var mistake = ImageSyntax.MistakeIn(text);
        var capitals = ImageSyntax.CapitalsIn(text);
        if ((mistake ?? capitals) is not null && !IsSaidOrReplaced(image, subject.Object))
        {
            yield return Report(image, $"'{text}' of {subject.Title} in {subject.Workload.Title} is not the name of an image: {mistake ?? $"'{capitals}' has capitals"}")
                .As(mistake is null ? Severity.Warning : Severity.Error);
        }
    }

    // Said by HA1806, or replaced by a kustomization or Skaffold.
    private static bool IsSaidOrReplaced(Node image, KubernetesObject @object) =>
        PlaceholderText.Find(image, @object) is not null || PlaceholderText.FindInImage(image) is not null
        || @object.Kustomizations.Any(kustomization => !kustomization.Images.Exists.IsFalse || !kustomization.MayPatch.IsFalse)
        || @object.Cluster.IsBuiltBySkaffold(((ScalarNode)image).Text);

    // What makes an object whole is what the API server asks of it beside the image. Of kinds that are only known by their
    // shape, such as Knative's Service, nobody knows what their controller fills in; OpenShift's triggers fill in images.
    private static Truth IsComplete(Workload workload) => workload.Kind switch
    {
        WorkloadKind.Other or WorkloadKind.DeploymentConfig => Truth.False,
        WorkloadKind.Pod => workload.Name.Node.Exists,
        WorkloadKind.Job or WorkloadKind.CronJob => workload.Pod["restartPolicy"].Exists,
        _ => workload.Spec["selector"].Exists,
    };

    private static Truth MayBeFilledIn(KubernetesObject @object) =>
        ImageTriggers.MayFillIn(@object)
        || Truth.Any(@object.Kustomizations, kustomization => kustomization.MayPatch);
}
