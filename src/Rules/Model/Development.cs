using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>Tells objects for development and tests from those that others will copy or run.</summary>
internal static class Development
{
    private static readonly HashSet<string> Words =
        new(["dev", "local", "kind", "minikube", "test", "tests", "testdata", "e2e", "ci", "sandbox"], StringComparer.Ordinal);

    // What is made for any namespace, or any environment, is made for production too.
    public static bool Check(KubernetesObject @object) =>
        IsPath(@object.Source)
        || Says(@object.JudgedNamespace, ns => ns.Split('-').Any(Words.Contains))
        || Says(@object.Labels["environment"].Text(), IsEnvironment)
        || Says(@object.Labels["env"].Text(), IsEnvironment);

    /// <summary>Whether a folder says so.</summary>
    public static bool IsPath(SourceText source) => source.PathSegments.Any(Words.Contains);

    private static bool Says(Field<string> name, Func<string, bool> isIt) =>
        name.Is(isIt).IsTrue || (name.Node is PartialNode partial && partial.Segments.Any(segment => segment is not null && isIt(segment)));

    private static bool IsEnvironment(string value) => value is "dev" or "test";
}
