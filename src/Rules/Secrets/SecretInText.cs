using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Secrets;

internal sealed class SecretInText : Rule<KubernetesObject>
{
    public override RuleInfo Info { get; } = new("HA1203", "secret-in-text")
    {
        Severity = Severity.Error,
        Title = "Password in a command line, a ConfigMap or the values of a chart",
        Why = """
            A command line can be read by everyone who may see the pod, and on the node by everyone who may list processes; it
            ends up in logs and events. A ConfigMap is meant to be read by many, and so are the values that a resource gives to a
            chart. A private key is as open there as a password. Once the password has leaked it has to change, and because it is
            in the middle of a text, that means an edit and a roll-out of everything that repeats it.
            """,
        Fix = """
            Keep the password in a Secret. Give it to the container as a variable with `secretKeyRef`, and refer to that as
            `$(DB_PASSWORD)` in `args`, or mount the Secret as a file and name the file, which also keeps it off the command line.
            A chart is given the name of a Secret that exists, or `valuesFrom` of one.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/configuration/secret/",
            "https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/",
            "https://kubernetes.io/docs/concepts/configuration/configmap/",
            "https://fluxcd.io/flux/components/helm/helmreleases/#values-references",
        ],
    };

    public override IEnumerable<Finding> Check(KubernetesObject subject, Cluster cluster)
    {
        foreach (var entry in subject.IsA("ConfigMap", "") ? subject.Root["data"].Entries : [])
        {
            foreach (var finding in InEntry(entry, subject))
                yield return finding;
        }

        foreach (var item in Kustomization.IsOne(subject) ? subject.Root["configMapGenerator"].Items : [])
        {
            foreach (var finding in Literals.OfGenerator(item).SelectMany(literal => InGenerated(literal, Literals.TitleOfGenerator(item, "ConfigMap"))))
                yield return finding;
        }

        foreach (var container in cluster.ContainersOf(subject))
        {
            foreach (var finding in InCommands(container))
                yield return finding;
        }

        foreach (var finding in GivenValues.Of(subject) is { } given ? InGiven(given, subject) : [])
            yield return finding;
    }

    private IEnumerable<Finding> InGiven(GivenValues given, KubernetesObject subject) =>
        given.Values.SelectMany(value => InValues(value, subject)).Concat(given.Texts.SelectMany(text => InGivenText(text, subject)));

    private IEnumerable<Finding> InCommands(Container container) =>
        from command in ContainerCommand.Of(container)
        from password in PasswordFinder.InCommand(command.Words)
        select Report(password, $"the {command.Name} of {container.Title} in {container.Object.Title}");

    private IEnumerable<Finding> InEntry(Entry entry, KubernetesObject configMap)
    {
        if (entry.Value.Text().TryGet(out var content) && CredentialValues.IsPrivateKeyFile(content))
            return [Report(entry.Value, $"'{entry.Key}' of {configMap.Title} holds a private key in plain text").As(Severity.Warning)];

        if (!CredentialNames.IsPassword(entry.Key))
        {
            return from password in PasswordFinder.InFile(entry.Key, entry.Value)
                   select Report(password, $"'{entry.Key}' of {configMap.Title}").As(Severity.Warning);
        }

        return IsPassword(entry.Key, entry.Value)
            ? [Report(entry.Value, $"'{entry.Key}' of {configMap.Title} is a password in plain text").As(Severity.Warning)]
            : [];
    }

    private IEnumerable<Finding> InGenerated(Literal literal, string configMap)
    {
        if (CredentialNames.IsPassword(literal.Name) && CredentialNames.IsCredential(literal.Name))
            return PasswordFinder.IsPassword(literal.Name, literal.Value) ? [Report(literal.Node, $"'{literal.Name}' of {configMap} is a password in plain text").As(Severity.Warning)] : [];
        return from password in PasswordFinder.InValue(literal.Node)
               select Report(password, $"'{literal.Name}' of {configMap}").As(Severity.Warning);
    }

    private IEnumerable<Finding> InValues(Node node, KubernetesObject subject)
    {
        if (node.Key is { } key && CredentialNames.NamesSecret(key))
            return [];
        if (node is ListNode)
            return node.Items.SelectMany(item => InValues(item, subject));
        if (node is not MapNode map)
            return IsPassword(node.Key, node) ? [ReportValue(node, subject)] : InGivenText(node, subject);
        if (node["name"].Text().TryGet(out var name) && !CredentialNames.NamesSecret(name) && IsPassword(name, node["value"])) // A variable, or a parameter.
            return [ReportValue(node["value"], subject)];
        return map.Entries.SelectMany(entry => InValues(entry.Value, subject));
    }

    // A text of several lines is a file, to which its key may give a name.
    private IEnumerable<Finding> InGivenText(Node node, KubernetesObject subject) =>
        from password in node is ScalarNode scalar && scalar.Text.IndexOf('\n') >= 0 ? PasswordFinder.InFile(node.Key ?? "", node) : PasswordFinder.InValue(node)
        select Report(password, $"'{node.PathFrom(subject.Written)}' of {subject.Title}").As(Severity.Warning);

    private Finding ReportValue(Node value, KubernetesObject subject) =>
        Report(value, $"'{value.PathFrom(subject.Written)}' of {subject.Title} is a password in plain text").As(Severity.Warning);

    private static bool IsPassword(string? name, Node value) =>
        name is not null && CredentialNames.IsPassword(name) && CredentialNames.IsCredential(name)
        && value.Text().TryGet(out var text) && PasswordFinder.IsPassword(name, text);

    // What follows the sign is never said: reports are read by more people than manifests are.
    private Finding Report(FoundPassword password, string holder) =>
        Report(password.Node, password.Place, $"'{password.Sign}' in {holder} is followed by a password");
}
