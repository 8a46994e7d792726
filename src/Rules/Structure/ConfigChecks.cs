using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>
/// What validation says about the data of ConfigMaps and Secrets. Source: IsConfigMapKey of apimachinery's pkg/util/validation,
/// ValidateConfigMap and ValidateSecret of pkg/apis/core/validation of kubernetes/kubernetes.
/// </summary>
internal static class ConfigChecks
{
    private const int LongestKey = 253;

    private static readonly string[] Maps = ["data", "binaryData", "stringData"];

    private const string TypeOfTokens = "kubernetes.io/service-account-token";

    private const string AccountOfToken = "kubernetes.io/service-account.name";

    // By type, the keys that are required; where there are several with '|' between them, one of them is enough.
    private static readonly Dictionary<string, string[]> KeysOfTypes = new(StringComparer.Ordinal)
    {
        ["kubernetes.io/tls"] = ["tls.crt", "tls.key"],
        ["kubernetes.io/dockerconfigjson"] = [".dockerconfigjson"],
        ["kubernetes.io/dockercfg"] = [".dockercfg"],
        ["kubernetes.io/basic-auth"] = ["username|password"],
        ["kubernetes.io/ssh-auth"] = ["ssh-privatekey"],
    };

    /// <summary>What is wrong with the keys of a ConfigMap or Secret.</summary>
    public static IEnumerable<ApiProblem> Keys(KubernetesObject subject)
    {
        foreach (var value in Maps.SelectMany(map => subject.Root[map].Values))
        {
            if (MistakeIn(value.Key!) is { } mistake && !PlaceholderText.HasHole(value.Key!))
                yield return new(value, $"The key '{value.Key}' of {subject.Title} {mistake}") { IsOfKey = true };
        }

        if (!subject.IsA("ConfigMap", ""))
            yield break;
        foreach (var value in subject.Root["binaryData"].Values)
        {
            if (subject.Root["data"][value.Key!].Exists.IsTrue)
                yield return new(value, $"{subject.Title} has the key '{value.Key}' in both data and binaryData") { IsOfKey = true, Other = subject.Root["data"][value.Key!], OtherMessage = "the other one" };
        }
    }

    /// <summary>The keys that a Secret of such a type has to have, and lacks.</summary>
    public static IEnumerable<ApiProblem> KeysOfType(KubernetesObject subject)
    {
        var type = subject.Root["type"];
        if (!type.Text().TryGet(out var word) || !KeysOfTypes.TryGetValue(word, out var keys) || !ApiChecks.IsWhole(subject))
            yield break;
        foreach (var key in keys)
        {
            if (key.Split('|').All(name => subject.Root["data"].AnyKey(name.Equals).IsFalse && subject.Root["stringData"].AnyKey(name.Equals).IsFalse))
                yield return new(type, $"{subject.Title} has the type '{word}' and lacks the key '{key.Replace("|", "' or '")}', which it takes");
        }
    }

    /// <summary>A Secret that asks for a token, and does not say of whom.</summary>
    public static IEnumerable<ApiProblem> TokenOfNobody(KubernetesObject subject)
    {
        var type = subject.Root["type"];
        if (type.Text().Is(TypeOfTokens).IsTrue && subject.Annotations[AccountOfToken].Exists.IsFalse && ApiChecks.IsWhole(subject))
            yield return new(type, $"{subject.Title} has the type '{TypeOfTokens}' and lacks the annotation '{AccountOfToken}', which it takes");
    }

    private static string? MistakeIn(string key) =>
        key.Length > LongestKey ? FormattableString.Invariant($"has {key.Length} characters, where {LongestKey} are allowed")
        : key is "." || key.StartsWith("..", StringComparison.Ordinal) ? "cannot be the name of a file, which is neither '.' nor begins with '..'"
        : key.Length == 0 || !key.All(IsOfKeys) ? "takes only letters, digits, '-', '_' and '.', because it is to be the name of a file"
        : null;

    private static bool IsOfKeys(char letter) => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '.';
}
