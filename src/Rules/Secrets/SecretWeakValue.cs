using Hale.Rules.Model;

namespace Hale.Rules.Secrets;

internal sealed class SecretWeakValue : Rule<KubernetesObject>
{
    private const int ShortestPassword = 8;

    public override RuleInfo Info { get; } = new("HA1202", "secret-weak-value")
    {
        Severity = Severity.Error,
        Title = "Password that is easy to guess",
        Why = """
            Such a value is among the first that anyone tries, so the Secret around it protects nothing. Whoever reaches the port
            can read, encrypt or delete the data, and replication copies the damage to every replica.
            """,
        Fix = "Generate a long random value, for example with `openssl rand -base64 24`, and create the Secret outside of Git.",
        Sources =
        [
            "https://kubernetes.io/docs/concepts/security/secrets-good-practices/",
            "https://pages.nist.gov/800-63-3/sp800-63b.html",
        ],
    };

    public override IEnumerable<Finding> Check(KubernetesObject subject, Cluster cluster)
    {
        if (subject.IsA("Secret", ""))
            return Weak([.. Literals.OfSecret(subject)], subject.Title);
        return cluster.ContainersOf(subject).SelectMany(container => Weak([.. Literals.Of(container)], $"{container.Title} in {subject.Title}"));
    }

    // The value itself is never said: reports are read by more people than Secrets are.
    private IEnumerable<Finding> Weak(List<Literal> literals, string holder)
    {
        foreach (var literal in literals.Where(literal => literal.IsCredential))
        {
            var subject = $"The value of '{literal.Name}' of {holder}";
            var user = literals.Find(other => CredentialNames.IsUser(other.Name) && other.Value.Trim() == literal.Value.Trim());
            if (CredentialValues.IsCommon(literal.Value))
                yield return Report(literal.Node, $"{subject} is one of the most common passwords");
            else if (user is not null)
                yield return Report(literal.Node, $"{subject} is also the user name").And(user.Node, $"the user name in '{user.Name}'");
            else if (CredentialNames.IsPassword(literal.Name) && literal.Value.Trim().Length is > 0 and < ShortestPassword and var length)
                yield return Report(literal.Node, $"{subject} has only {length} character{(length == 1 ? "" : "s")}");
        }
    }
}
