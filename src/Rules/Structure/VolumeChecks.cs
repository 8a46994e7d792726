using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>What validation says about the volumes of a pod. Source: validateVolumeSource of pkg/apis/core/validation of kubernetes/kubernetes.</summary>
internal static class VolumeChecks
{
    private const long LargestMode = 511; // 0777

    private static readonly Source[] Required =
    [
        new("configMap", "name"), new("secret", "secretName"), new("persistentVolumeClaim", "claimName") { IsInSchema = true }, new("hostPath", "path") { IsInSchema = true },
    ];

    /// <summary>What is wrong with the volumes of a pod.</summary>
    public static IEnumerable<ApiProblem> OfPod(KubernetesObject subject, Node pod)
    {
        var volumes = pod["volumes"].Items;
        return ApiChecks.Repeated(volumes, () => $"volumes of {subject.Title}", Severity.Error)
            .Concat(volumes.Where(volume => volume is MapNode && volume.Lacks("$patch")).SelectMany(volume => Volume(subject, volume)));
    }

    private static IEnumerable<ApiProblem> Volume(KubernetesObject subject, Node volume)
    {
        foreach (var problem in ApiChecks.SecondOf(subject, volume, second => $"{subject.Title} gives {TitleOf(volume)} both {second}"))
            yield return problem;
        foreach (var source in Required)
        {
            if (!volume.Lacks(source.Name) && volume[source.Name] is MapNode found && source.IsWithoutField(found).IsTrue && ApiChecks.IsWhole(subject))
                yield return new(found, $"{subject.Title} has {TitleOf(volume)} of a {source.Name} without {source.Field}") { IsOfKey = true };
        }

        if (volume["hostPath"]["path"] is var path && path.Text().Is(IsAbove).IsTrue)
            yield return new(path, $"{subject.Title} has the path '{path.Text()}' on its node, which takes no '..'");
        foreach (var source in volume.Values.Where(source => source is MapNode))
        {
            foreach (var problem in Files(subject, source))
                yield return problem;
        }

        foreach (var projected in volume.Lacks("projected") ? [] : volume["projected"]["sources"].Items)
        {
            var seconds = ApiChecks.SecondOf(subject, projected, second => $"{subject.Title} has both {second} in one source of {TitleOf(volume)}");
            foreach (var problem in seconds.Concat(projected.Values.SelectMany(source => Files(subject, source))))
                yield return problem;
        }
    }

    private static string TitleOf(Node volume) => $"the volume '{volume["name"].Text()}'";

    private static IEnumerable<ApiProblem> Files(KubernetesObject subject, Node source)
    {
        if (WrongMode(subject, source["defaultMode"]) is { } wrong)
            yield return wrong;
        foreach (var item in source.Lacks("items") ? [] : source["items"].Items)
        {
            if (WrongMode(subject, item["mode"]) is { } mode)
                yield return mode;
            if (item["path"].Text().Is(IsOutside).IsTrue)
                yield return new(item["path"], $"{subject.Title} has the path '{item["path"].Text()}' for a file, which has to be relative to the volume, without '..'");
            foreach (var problem in source.Key == "downwardAPI" ? EnvironmentChecks.References(subject, item, isFile: true) : [])
                yield return problem;
        }
    }

    private static ApiProblem? WrongMode(KubernetesObject subject, Node mode) =>
        mode.Integer().Is(value => value is < 0 or > LargestMode)
            ? new(mode, $"{subject.Title} has {((ScalarNode)mode).Text} at {mode.PathFrom(subject.Root)}, and modes go from 0 to 0777: a '0' in front makes it octal")
            : null;

    /// <summary>Whether a path leads out of the volume that it is to be in.</summary>
    internal static bool IsOutside(string path) => path.StartsWith("/", StringComparison.Ordinal) || IsAbove(path);

    private static bool IsAbove(string path) => path.Split('/').Contains("..");

    private sealed record Source(string Name, string Field)
    {
        // That such a field is missing is HA1804.
        public bool IsInSchema { get; init; }

        public Truth IsWithoutField(Node source) => (IsInSchema ? Truth.False : !source[Field].Exists) || source[Field].Text().Is("");
    }
}
