using Hale.Rules.Model;

namespace Hale.Rules.Images;

internal sealed class ImageMutable : Rule<Container>
{
    public override RuleInfo Info { get; } = new("HA1301", "image-mutable")
    {
        Severity = Severity.Warning,
        Activation = Activation.NotesOff,
        Title = "Image without a fixed version",
        Why = """
            A pod that is moved to another node pulls whatever the tag stands for at that moment. Replicas then run different
            versions, a database may meet data files that it cannot read, and rolling back the workload changes nothing, because
            the old revision names the same tag.
            """,
        Fix = "Name a version, such as `nginx:1.27.4`, or better the digest that was tested, such as `nginx:1.27.4@sha256:...`.",
        Sources = ["https://kubernetes.io/docs/concepts/containers/images/#image-names"],
    };

    public override IEnumerable<Finding> Check(Container subject, Cluster cluster)
    {
        var image = subject.Image;
        if (!(image.IsMutable || image.IsFloating).IsTrue || IsFrozen(image))
            yield break;

        var state = string.IsNullOrEmpty(image.Tag) ? "has neither tag nor digest" : $"has the tag '{image.Tag}', which moves from version to version";
        yield return Report(image.Node, $"'{image}' of {subject.Title} in {subject.Workload.Title} {state}").As(SeverityOf(subject)).AndTagOf(image);
    }

    // What nobody publishes any more does not move; HA1303 says to replace it, whatever its tag.
    private static bool IsFrozen(ImageReference image) =>
        image is { Repository: { } repository, MayBeRenamed: false }
        && (FrozenRegistries.Find(image) is not null || EndOfLives.Find(repository) is { Before: null });

    private static Severity SeverityOf(Container container)
    {
        if (container.Image.IsFloating)
            return Severity.Note;
        if (container.Workload.IsStateful && container.IsStateful) // Another version may not be able to read its data.
            return Severity.Error;
        return IsReplaced(container.Workload) ? Severity.Warning : Severity.Note;
    }

    // A naked pod is never made anew on another node, and a Job's pod does its work once.
    private static bool IsReplaced(Workload workload) => workload.Kind is not WorkloadKind.Pod && workload.RunsForever.IsTrue;
}
