using System.Text.RegularExpressions;

namespace Hale.StubGenerator;

/// <summary>How names of the API become names of C#.</summary>
internal static class Words
{
    public static string Pascal(string name) => string.Concat(name.Split(['-', '_', '.'], StringSplitOptions.RemoveEmptyEntries).Select(Upper));

    public static string Upper(string word) => char.ToUpperInvariant(word[0]) + word.Substring(1);

    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary><c>rbac.authorization.k8s.io/v1</c> as <c>RbacAuthorizationV1</c>; the core group as <c>CoreV1</c>.</summary>
    public static string GroupVersion(string apiVersion) => Group(apiVersion) + Upper(apiVersion.Substring(apiVersion.IndexOf('/') + 1));

    /// <summary><c>rbac.authorization.k8s.io/v1</c> as <c>RbacAuthorization</c>; the core group as <c>Core</c>.</summary>
    public static string Group(string apiVersion)
    {
        var group = apiVersion.IndexOf('/') is >= 0 and var slash ? apiVersion.Substring(0, slash) : "core";
        return Pascal(group.EndsWith(".k8s.io", StringComparison.Ordinal) ? group.Substring(0, group.Length - ".k8s.io".Length) : group);
    }

    /// <summary>A type's name without the group that may be before its version: <c>CoreV1Event</c> as the parts Core, V1 and Event.</summary>
    public static (string Group, string Version, string Name) Parts(string type)
    {
        var match = Regex.Match(type, "^(?<group>[A-Z][a-z]+)??(?<version>V[0-9]+((alpha|beta)[0-9]+)?)(?<name>.*)$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        return (match.Groups["group"].Value, match.Groups["version"].Value, match.Groups["name"].Value);
    }
}
