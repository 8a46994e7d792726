using Hale.Rules.Model;

namespace Hale.Rules.Secrets;

internal sealed class SecretWeakValue : Rule<KubernetesObject>
{
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

    // Of a variable with such a value HA1201 says both: that it is written in plain text, and what is weak about it.
    public override IEnumerable<Finding> Check(KubernetesObject subject, Cluster cluster) => LiteralHolder.Secrets(subject).SelectMany(Weak);

    // The value itself is never said: reports are read by more people than Secrets are.
    private IEnumerable<Finding> Weak(LiteralHolder secret)
    {
        foreach (var literal in secret.Literals)
        {
            if (Weakness.Of(literal, secret.Literals) is not { } weakness)
                continue;
            var finding = Report(literal.Node, $"The value of '{literal.Name}' of {secret.Title} {weakness.What}");
            yield return weakness.User is { } user ? finding.And(user.Node, $"the user name in '{user.Name}'") : finding;
        }
    }
}
