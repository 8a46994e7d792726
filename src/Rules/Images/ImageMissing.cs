using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Images;

internal sealed class ImageMissing : Rule<Container>
{
    public override RuleInfo Info { get; } = new("HA1302", "image-missing")
    {
        Severity = Severity.Error,
        Title = "Container without an image",
        Why = """
            The API server rejects the pod template, so the object is not created and a change to it never rolls out. Usually the
            line was lost in an edit, or a tool that should fill it in did not run.
            """,
        Fix = "Name the image and its version, such as `image: registry.example/web:1.4`.",
        Sources =
        [
            "https://kubernetes.io/docs/concepts/containers/images/",
            "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container",
        ],
    };

    public override IEnumerable<Finding> Check(Container subject, Cluster cluster)
    {
        var image = subject.Node["image"];
        if (subject.Node is MapNode && !image.Exists && IsComplete(subject.Workload) && !MayBeFilledIn(subject.Object))
            yield return Report(image, $"No image is given for {subject.Title} in {subject.Workload.Title}");
    }

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
        @object.Annotations["image.openshift.io/triggers"].Exists
        || Truth.Any(@object.Kustomizations, kustomization => kustomization.MayPatch);
}
