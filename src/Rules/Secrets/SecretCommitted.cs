using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Secrets;

internal sealed class SecretCommitted : Rule<KubernetesObject>
{
    public override RuleInfo Info { get; } = new("HA1204", "secret-committed")
    {
        Severity = Severity.Note,
        Activation = Activation.NotesOff,
        Title = "Secret whose values are written in the manifest",
        Why = """
            Base64 hides nothing: whoever can read the repository, or a copy of it, has the values, and they stay in its history
            after they are removed. When they leak, every value has to change at once, in all that uses it, and the next apply of
            an old manifest brings the old value back.
            """,
        Fix = """
            Commit a reference instead, such as an ExternalSecret, or the encrypted form, as a SealedSecret or with SOPS. Treat
            the values that were committed as known, and replace them.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/configuration/secret/",
            "https://kubernetes.io/docs/concepts/security/secrets-good-practices/",
        ],
    };

    public override IEnumerable<Finding> Check(KubernetesObject subject, Cluster cluster) =>
        LiteralHolder.Secrets(subject).Where(_ => !subject.IsForDevelopment && !MayBeExempt(subject)).SelectMany(Written);

    // The values themselves are never said: reports are read by more people than Secrets are.
    private IEnumerable<Finding> Written(LiteralHolder secret)
    {
        var maps = secret.Literals.Where(literal => !CredentialValues.IsStandIn(literal.Value) && !CredentialValues.IsCertificate(literal.Value)).GroupBy(literal => literal.Node.Parent!);
        foreach (var written in maps)
        {
            var finding = Report(written.Key, $"{secret.Title} is committed with {NamesOf(written)}");
            var real = written.Where(literal => SecretEntropy.IsHigh(literal.Value)).ToList();
            if (real.Count == 0 && written.Any(literal => Weakness.Of(literal, []) is not null))
                continue; // HA1202 says that it has to change, and where to.
            yield return real.Aggregate(
                real.Count > 0 ? finding.As(Severity.Warning) : finding,
                (found, literal) => found.And(literal.Node, $"the value of '{literal.Name}' looks like a real secret"));
        }
    }

    private static string NamesOf(IEnumerable<Literal> literals)
    {
        var names = literals.Select(literal => $"'{literal.Name}'").ToList();
        return $"the {(names.Count == 1 ? "value" : "values")} of {Words.Listed(names)}";
    }

    // Helm keeps its record of a release in one (https://helm.sh/docs/topics/advanced/#storage-backends).
    private static bool MayBeExempt(KubernetesObject secret) =>
        !(secret.Root["sops"].Exists || secret.Root["type"].Text().Is(type => type is "kubernetes.io/service-account-token" or "helm.sh/release.v1")).IsFalse
        || secret.Root["data"].Values.Concat(secret.Root["stringData"].Values).Any(MayBeEncrypted);

    // The form of SOPS (https://getsops.io/docs/).
    private static bool MayBeEncrypted(Node value) => !value.Text().Is(text => text.StartsWith("ENC[", StringComparison.Ordinal)).IsFalse;
}
