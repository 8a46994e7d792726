using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Secrets;

internal sealed class SecretPlaintextEnv : Rule<Container>
{
    public override RuleInfo Info { get; } = new("HA1201", "secret-plaintext-env")
    {
        Severity = Severity.Error,
        Title = "Credential in an environment variable as plain text",
        Why = """
            Everyone who may read the manifest, the object or its pods sees the value: in Git, in the dashboard, in the output of
            `kubectl describe`. Once it has leaked it has to change, and because it is part of the pod template that restarts every
            pod that has it, often in several workloads that must change together.
            """,
        Fix = """
            Keep the value in a Secret that is created outside of Git, for example by External Secrets, and refer to it with
            `valueFrom.secretKeyRef`. Treat the value that was committed as known, and replace it.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/configuration/secret/",
            "https://kubernetes.io/docs/tasks/inject-data-application/distribute-credentials-secure/",
        ],
    };

    public override IEnumerable<Finding> Check(Container subject, Cluster cluster)
    {
        List<Literal> literals = [.. Literal.Of(subject)];
        var values = from literal in literals
                     where literal.IsCredential && !NamesSecret(literal, subject)
                     let weakness = Weakness.Of(literal, literals)
                     select Report(literal.Node, $"'{literal.Name}' of {subject.Title} stands in {subject.Workload.Title} as plain text{(weakness is null ? "" : $", and {weakness.What}")}");
        return values.Concat(subject.Env.Items.SelectMany(variable => InValue(variable, subject)));
    }

    // A program that looks for its Secret by itself is told the name of it.
    private static bool NamesSecret(Literal literal, Container container) =>
        CredentialNames.MayNameSecret(literal.Name) && !CredentialValues.IsCommon(literal.Value) && container.Workload.Cluster.KnowsSecret(literal.Value.Trim(), container.Workload);

    private IEnumerable<Finding> InValue(Node variable, Container container) =>
        from password in PasswordFinder.InValue(variable["value"])
        let name = variable["name"].Text().TryGet(out var known) ? $"'{known}'" : "A variable"
        select Report(password.Node, password.Place, $"{name} of {container.Title} holds a password behind '{password.Sign}' in {container.Workload.Title}, as plain text");
}
