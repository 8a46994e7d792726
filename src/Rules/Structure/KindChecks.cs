using System.Text.RegularExpressions;
using Hale.Rules.Model;
using Hale.Rules.Schema;

namespace Hale.Rules.Structure;

/// <summary>
/// What the API server says about versions and kinds that it does not have. Kubernetes' own stable versions are known; what
/// was served once is HA1701.
/// </summary>
internal static class KindChecks
{
    // One letter of so many may be wrong in what was meant to be a kind: 'TokenRequest' is no 'TokenReview'.
    private const int LettersPerMistake = 4;

    private static readonly Pattern Version = new("^v[0-9]+((alpha|beta)[0-9]+)?$", RegexOptions.IgnoreCase);

    // Those without a domain; 'core' is what the one without a name is called.
    private static readonly string[] Groups = ["apps", "autoscaling", "batch", "core", "extensions", "policy"];

    // OpenShift once served its own roles in the core group.
    private static readonly HashSet<string> OnceInCore = new(["Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"], StringComparer.Ordinal);

    private static readonly Lazy<ILookup<string, string>> StableVersions = new(() =>
        KubernetesSchema.Default.Kinds.Where(kind => IsStable(kind.ApiVersion)).ToLookup(kind => kind.Kind, kind => kind.ApiVersion, StringComparer.Ordinal));

    private static readonly Lazy<HashSet<string>> Served = new(() => new(StableVersions.Value.SelectMany(versions => versions), StringComparer.Ordinal));

    private static readonly Lazy<HashSet<string>> Kinds = new(() => new(KubernetesSchema.Default.Kinds.Select(kind => kind.Kind), StringComparer.Ordinal));

    public static IEnumerable<ApiProblem> UnknownKind(KubernetesObject subject)
    {
        if (subject.Schema is not null || !subject.ApiVersion.TryGet(out var version) || !subject.Kind.TryGet(out var kind) || version is null || kind is null)
            return [];
        if (IsStableKind(kind))
            return IsOwn(version, kind) && !(OnceInCore.Contains(kind) && version.IndexOf('/') < 0) && RemovedApis.Find(subject.ApiVersion, subject.Kind) is null ? [OtherVersion(subject, version, kind)] : [];
        return IsKnown(version) && Meant(kind) is { } meant
            ? [new(subject.Kind.Node, $"'{version}' has no {kind}: '{meant}' of {LatestOf(meant)} may be meant")]
            : [];
    }

    /// <summary>Whether Kubernetes has such a kind in a stable version.</summary>
    public static bool IsStableKind(string kind) => StableVersions.Value.Contains(kind);

    /// <summary>Whether Kubernetes serves such a version, or once did.</summary>
    public static bool IsKnown(string version) => Served.Value.Contains(version) || RemovedApis.HasVersion(version);

    /// <summary>The schema of such a kind.</summary>
    public static SchemaType LatestSchemaOf(string stableKind) => KubernetesSchema.Default.Find(LatestOf(stableKind), stableKind)!;

    private static ApiProblem OtherVersion(KubernetesObject subject, string version, string kind) =>
        new(subject.ApiVersion.Node, $"'{version}' has no {kind}: use {LatestOf(kind)}");

    // A list of a kind is one, too.
    private static string? Meant(string kind) =>
        Kinds.Value.Contains(kind) || kind.EndsWith("List", StringComparison.Ordinal) ? null
        : Spelling.Nearest(kind, StableVersions.Value.Select(versions => versions.Key), LettersPerMistake);

    private static string LatestOf(string kind) => StableVersions.Value[kind].OrderBy(version => version, StringComparer.Ordinal).Last();

    // The group of a custom resource is a domain; other tools have names there, such as 'openslo/v1'.
    private static bool IsOwn(string version, string kind)
    {
        if (IsKnown(version))
            return true;
        var slash = version.IndexOf('/');
        var group = slash < 0 ? "" : version.Substring(0, slash);
        return Version.IsMatch(version.Substring(slash + 1))
            && (slash < 0 || Spelling.Nearest(group, Groups, LettersPerMistake) is not null || IsBeginningOfGroup(group, kind));
    }

    // 'networking/v1' for 'networking.k8s.io/v1'.
    private static bool IsBeginningOfGroup(string group, string kind) =>
        StableVersions.Value[kind].Any(own => own.StartsWith($"{group}.", StringComparison.Ordinal));

    private static bool IsStable(string apiVersion) => apiVersion.IndexOf("alpha", StringComparison.Ordinal) < 0 && apiVersion.IndexOf("beta", StringComparison.Ordinal) < 0;
}
