using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Secrets;

/// <summary>A known text under a known name: an environment variable, or a key of a Secret.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The text. It may be a secret, so it belongs in no message.</param>
/// <param name="Node">Where the value stands.</param>
internal sealed record Literal(string Name, string Value, Node Node)
{
    /// <summary>Whether it only tells whose key stands beside it, as the access key of a pair does.</summary>
    public bool NamesOwner { get; init; }

    /// <summary>Whether it gives away what it should hide: its name says credential, and its value is one.</summary>
    public bool IsCredential => !NamesOwner && IsSecret;

    /// <summary>The environment variables of a container that are given as text.</summary>
    public static IEnumerable<Literal> Of(Container container)
    {
        List<string> names = [.. container.Env.Items.Select(variable => variable["name"].Text().TryGet(out var name) ? name : "")];
        foreach (var variable in container.Env.Items)
        {
            if (variable["name"].Text().TryGet(out var name) && variable["value"].Text().TryGet(out var value))
                yield return new Literal(name, value, variable["value"]) { NamesOwner = CredentialNames.IsOwner(name, names) };
        }
    }

    private bool IsSecret => CredentialValues.IsPrivateKey(Value) || (CredentialNames.IsCredential(Name) && !CredentialValues.IsExempt(Name, Value));
}
