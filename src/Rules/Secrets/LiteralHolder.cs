using System.Text;
using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Secrets;

/// <summary>A Secret or a ConfigMap whose values are written out: in an object of its own, or for a kustomization to generate.</summary>
/// <param name="Title">What messages call it.</param>
/// <param name="Literals">Its values that are text.</param>
internal sealed record LiteralHolder(string Title, IReadOnlyList<Literal> Literals)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The Secret that an object is, or the Secrets that it generates.</summary>
    public static IEnumerable<LiteralHolder> Secrets(KubernetesObject @object) =>
        @object.IsA("Secret", "") ? [new(@object.Title, [.. InSecret(@object)])] : Generated(@object, "secretGenerator", "Secret");

    /// <summary>The ConfigMaps that an object generates.</summary>
    public static IEnumerable<LiteralHolder> GeneratedConfigMaps(KubernetesObject @object) => Generated(@object, "configMapGenerator", "ConfigMap");

    // What stringData holds replaces the same key of data (https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data).
    private static IEnumerable<Literal> InSecret(KubernetesObject secret)
    {
        var plain = secret.Root["stringData"];
        List<string> names = [.. plain.Entries.Concat(secret.Root["data"].Entries).Select(entry => entry.Key)];
        foreach (var entry in plain.Entries)
        {
            if (entry.Value.Text().TryGet(out var value))
                yield return new Literal(entry.Key, value, entry.Value) { NamesOwner = CredentialNames.IsOwner(entry.Key, names) };
        }

        foreach (var entry in secret.Root["data"].Entries)
        {
            if (plain[entry.Key].Exists.IsFalse && entry.Value.Text().TryGet(out var encoded) && Decode(encoded) is { } value)
                yield return new Literal(entry.Key, value, entry.Value) { NamesOwner = CredentialNames.IsOwner(entry.Key, names) };
        }
    }

    private static IEnumerable<LiteralHolder> Generated(KubernetesObject @object, string generators, string kind) =>
        from generator in Kustomization.IsOne(@object) ? @object.Root[generators].Items : []
        let title = generator["name"].Text().TryGet(out var name) ? $"the generated {kind} '{name}'" : $"a generated {kind}"
        select new LiteralHolder(title, [.. InGenerator(generator)]);

    // https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/secretgenerator/
    private static IEnumerable<Literal> InGenerator(Node generator)
    {
        foreach (var item in generator["literals"].Items)
        {
            if (item.Text().TryGet(out var text) && text.IndexOf('=') is >= 0 and var end)
                yield return new Literal(text.Substring(0, end), text.Substring(end + 1).Trim('"', '\''), item);
        }
    }

    // Null when it is not base64, or not text.
    private static string? Decode(string encoded)
    {
        try
        {
            return StrictUtf8.GetString(Convert.FromBase64String(encoded));
        }
        catch (FormatException)
        {
            return null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
