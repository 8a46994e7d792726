using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// OpenShift's triggers, which write the digest that a tag of an image stream stands for into a pod template. Sources:
/// https://github.com/openshift/origin/pull/8746 (what has not been deployed yet gets it in any case),
/// https://docs.openshift.com/container-platform/4.5/openshift_images/triggering-updates-on-imagestream-changes.html
/// </summary>
internal static class ImageTriggers
{
    private const string Annotation = "image.openshift.io/triggers";

    /// <summary>Whether a trigger replaces the image of a container.</summary>
    public static Truth Replace(Container container) =>
        MayFillIn(container.Object)
        || (container.Workload.Kind is WorkloadKind.DeploymentConfig ? container.Object.Spec["triggers"].Any(trigger => IsFor(trigger, container)) : Truth.False);

    /// <summary>Whether an object asks for images in the way of kinds that are not OpenShift's own.</summary>
    public static Truth MayFillIn(KubernetesObject @object) => @object.Annotations[Annotation].Exists;

    private static Truth IsFor(Node trigger, Container container) =>
        trigger["type"].Text().Is("ImageChange")
        && (container.Name.TryGet(out var name) ? trigger["imageChangeParams"]["containerNames"].Any(item => item.Text().Is(name)) : Truth.Unknown);
}
