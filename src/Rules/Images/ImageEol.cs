using Hale.Rules.Model;

namespace Hale.Rules.Images;

internal sealed class ImageEol : Rule<Container>
{
    public override RuleInfo Info { get; } = new("HA1303", "image-eol")
    {
        Severity = Severity.Note,
        Activation = Activation.NotesOff,
        Title = "Image that is out of support or in a frozen registry",
        Why = """
            A version past its end of life gets no more fixes, neither for holes in its security nor for data loss. A frozen
            registry gets no new images. Once it is switched off, or an image is removed as Bitnami's versions were, a pod that
            moves to a node without the image does not start.
            """,
        Fix = """
            Replace `k8s.gcr.io/` by `registry.k8s.io/`, which has the same images. In place of an image of Bitnami's, take the
            one of the project itself; until then, `bitnamilegacy/` has the copies. For a version that is out of support, plan the
            upgrade as the project describes it: databases often have to go through every major version in between.
            """,
        Sources =
        [
            "https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/",
            "https://github.com/bitnami/containers/issues/83267",
            "https://endoflife.date/",
        ],
    };

    public override IEnumerable<Finding> Check(Container subject, Cluster cluster)
    {
        var image = subject.Image;
        if (image.Repository is not { } repository || image.MayBeRenamed || (image.Tag is null && image.Digest is not null))
            yield break;

        var title = $"'{image}' of {subject.Title} in {subject.Workload.Title}";
        if (FrozenRegistries.Find(image) is { } registry)
            yield return Report(image.Node, $"{title} {StateOf(registry)}").As(Severity.Warning).WithFix(FixOf(registry)).AndTagOf(image);
        else if (EndOfLives.Find(repository) is { } ended && ended.Includes(image.Tag).IsTrue)
            yield return Report(image.Node, $"{title} gets no more fixes: {ended.Title} reached its end of life on {ended.Ended}")
                .WithFix("Plan the upgrade as the project describes it: databases often have to go through every major version in between.")
                .AndTagOf(image);
    }

    private static string FixOf(FrozenRegistry registry) => registry.IsGone
        ? $"Take the image of the project itself; until then, `{registry.Successor}` has a copy."
        : $"Replace `{registry.Name}` by `{registry.Successor}`, which has the same images.";

    private static string StateOf(FrozenRegistry registry) => registry.IsGone
        ? $"was removed from '{registry.Name}' on Docker Hub in 2025: its last copy is in '{registry.Successor}' and gets no fixes"
        : $"comes from the frozen registry '{registry.Name}': use '{registry.Successor}'";
}
