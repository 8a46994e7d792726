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

    public override IEnumerable<Finding> Check(KubernetesObject subject, Cluster cluster) =>
    [
        .. cluster.ViewOf<ConfigMap>(subject) is { } map ? Setting.Of(map).SelectMany(entry => InEntry(entry, subject)) : [],
        .. LiteralHolder.GeneratedConfigMaps(subject).SelectMany(InGenerated),
        .. GivenValues.Of(subject).SelectMany(value => InGiven(value, subject)),
        .. cluster.ContainersOf(subject).SelectMany(InCommands),
    ];

    private IEnumerable<Finding> InEntry(Setting entry, KubernetesObject configMap) =>
        InSetting(entry, $"'{entry.Key}' of {configMap.Title}", PasswordFinder.InFile(entry.Key, entry.Value.Node));

    private IEnumerable<Finding> InGenerated(LiteralHolder configMap) =>
        from literal in configMap.Literals
        let setting = new Setting(literal.Name, literal.Node.Text().Select(_ => literal.Value))
        from finding in InSetting(setting, $"'{literal.Name}' of {configMap.Title}", PasswordFinder.InValue(literal.Node))
        select finding;

    // A text of several lines is a file, to which its key may give a name.
    private IEnumerable<Finding> InGiven(Setting given, KubernetesObject subject)
    {
        var node = given.Value.Node;
        var isFile = node is ScalarNode scalar && scalar.Text.IndexOf('\n') >= 0;
        return InSetting(given, $"'{node.PathFrom(subject.Written)}' of {subject.Title}", isFile ? PasswordFinder.InFile(given.Key, node) : PasswordFinder.InValue(node));
    }

    private IEnumerable<Finding> InSetting(Setting setting, string title, IEnumerable<FoundPassword> passwords)
    {
        if (setting.Value.TryGet(out var text) && CredentialValues.IsPrivateKeyFile(text))
            return [Report(setting.Value.Node, $"{title} holds a private key in plain text").As(Severity.Warning)];
        if (text is not null && CredentialNames.IsPassword(setting.Key) && CredentialNames.IsCredential(setting.Key) && PasswordFinder.IsPassword(setting.Key, text))
            return [Report(setting.Value.Node, $"{title} is a password in plain text").As(Severity.Warning)];
        return passwords.Select(password => Report(password, title).As(Severity.Warning));
    }

    private IEnumerable<Finding> InCommands(Container container) =>
        from command in ContainerCommand.Of(container)
        from password in PasswordFinder.InCommand(command.Words)
        select Report(password, $"the {command.Name} of {container.Title} in {container.Object.Title}");

    // What follows the sign is never said: reports are read by more people than manifests are.
    private Finding Report(FoundPassword password, string holder) =>
        Report(password.Node, password.Place, $"'{password.Sign}' in {holder} is followed by a password");
}
