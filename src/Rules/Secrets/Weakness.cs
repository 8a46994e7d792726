namespace Hale.Rules.Secrets;

/// <summary>What makes a credential easy to guess.</summary>
/// <param name="What">What is wrong with its value, for messages; the value itself is never said.</param>
/// <param name="User">The user name that it repeats.</param>
internal sealed record Weakness(string What, Literal? User)
{
    private const int ShortestPassword = 8;

    /// <summary>What is weak about a credential among others; null when nothing is.</summary>
    public static Weakness? Of(Literal literal, IEnumerable<Literal> all)
    {
        if (!literal.IsCredential)
            return null;
        var user = all.FirstOrDefault(other => (other.NamesOwner || CredentialNames.IsUser(other.Name)) && other.Value.Trim() == literal.Value.Trim());
        return CredentialValues.IsCommon(literal.Value) ? new("is one of the most common passwords", null)
            : user is not null ? new("is also the user name", user)
            : CredentialNames.IsPassword(literal.Name) && literal.Value.Trim().Length is > 0 and < ShortestPassword and var length
                ? new($"has only {length} character{(length == 1 ? "" : "s")}", null)
            : null;
    }
}
