using Hale.Rules.Tree;

namespace Hale.Rules.Model;

// What Skaffold builds: it puts the tag that it has built in the place of the one in the manifests.
public sealed partial class Cluster
{
    /// <summary>
    /// Whether a skaffold.yaml of the input builds an image. Source: https://skaffold.dev/docs/references/yaml/#build-artifacts
    /// </summary>
    internal bool IsBuiltBySkaffold(string repository) => SkaffoldImages.Contains(repository);

    private HashSet<string> SkaffoldImages => field ?? Once(ref field, () => new(
        from @object in Objects
        where @object.Group == "skaffold" && @object.Kind.Is("Config").IsTrue
        from artifact in @object.Root["build"]["artifacts"].Items.Concat(@object.Root["profiles"].Items.SelectMany(profile => profile["build"]["artifacts"].Items))
        let image = artifact["image"].Text()
        where image.Origin is Origin.Written
        from name in image.Values
        select name,
        StringComparer.Ordinal));
}
