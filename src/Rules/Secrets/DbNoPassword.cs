using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Secrets;

internal sealed class DbNoPassword : Rule<Container>
{
    private static readonly string[] FalseWords = ["", "0", "n", "no", "f", "false", "off"];

    // What allows an empty password, and what the name of a variable holds that sets one all the same.
    // Sources: https://hub.docker.com/_/mysql, https://hub.docker.com/_/mariadb, https://github.com/bitnami/containers
    private static readonly Dictionary<string, string> Switches = new(StringComparer.Ordinal)
    {
        ["MYSQL_ALLOW_EMPTY_PASSWORD"] = "ROOT_PASSWORD",
        ["MARIADB_ALLOW_EMPTY_ROOT_PASSWORD"] = "ROOT_PASSWORD",
        ["ALLOW_EMPTY_PASSWORD"] = "PASSWORD",
    };

    private static readonly Pattern Insecure = new("(?<![^\\s\"'(])--insecure(=true)?(?![^\\s\"')])");

    // Passwords of users that copy data, which leave the others' empty.
    private static readonly string[] Copiers = ["REPLICATION", "BACKUP"];

    // From where root may log in. Source: https://hub.docker.com/_/mariadb
    private static readonly string[] RootHosts = ["MYSQL_ROOT_HOST", "MARIADB_ROOT_HOST"];
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "::1"];

    public override RuleInfo Info { get; } = new("HA1205", "db-no-password")
    {
        Severity = Severity.Error,
        Title = "Database that lets everyone in without a password",
        Why = """
            Everything that reaches the port, which by default is every pod of the cluster, may read, change and delete the data.
            Replication copies the damage to every replica at once, so only a backup helps.
            """,
        Fix = "Remove the variable or option, and set the password from a Secret with `valueFrom.secretKeyRef`.",
        Sources =
        [
            "https://hub.docker.com/_/mysql",
            "https://hub.docker.com/_/mariadb",
            "https://hub.docker.com/_/postgres",
            "https://www.cockroachlabs.com/docs/stable/cockroach-start#security",
            "https://www.elastic.co/docs/reference/autoops-insights/elasticsearch_security_disabled",
            "https://docs.opensearch.org/2.11/security/configuration/disable",
        ],
    };

    public override IEnumerable<Finding> Check(Container subject, Cluster cluster)
    {
        foreach (var literal in Literal.Of(subject))
        {
            if (IsOpenDoor(literal, subject))
                yield return Report(literal.Node, literal.Name, subject);
        }

        if (subject.Image.Product is { Name: "CockroachDB" } && subject.IsServer.IsTrue && FindInsecure(subject) is { } word)
            yield return Report(word, "--insecure", subject);
    }

    private Finding Report(Node node, string name, Container container)
    {
        var finding = Report(node, $"'{name}' lets {container.Title} in {container.Workload.Title} run its database without a password");
        return IsExample(container.Object) ? finding.As(Severity.Warning) : finding;
    }

    // In a script too.
    private static Node? FindInsecure(Container container) =>
        container.CommandLine?.Any(word => word.Contains("start")) is not true ? null
        : container.CommandWords.FirstOrDefault(word => word.Text().Is(Insecure.IsMatch).IsTrue);

    private static bool IsOpenDoor(Literal literal, Container container)
    {
        if (literal.Name == "POSTGRES_HOST_AUTH_METHOD")
            return literal.Value.Trim() == "trust";
        if (container.Image.Product is { } product && product.Unlocked.Contains($"{literal.Name}={literal.Value.Trim()}"))
            return container.IsServer.IsTrue && !MayHaveOtherGuard(container);
        return Switches.TryGetValue(literal.Name, out var other)
            && !FalseWords.Contains(literal.Value.Trim(), StringComparer.OrdinalIgnoreCase)
            && !MaySet(container, other)
            && !MayKeepRootAtHome(container);
    }

    // A plugin may ask for passwords in place of the product: a script or a volume brings it.
    private static bool MayHaveOtherGuard(Container container) =>
        !container.Node["command"].Exists.IsFalse
        || !container.Node["volumeMounts"].Any(mount => mount["mountPath"].Text().Is(path => path.Contains("plugin"))).IsFalse;

    private static bool MayKeepRootAtHome(Container container) => container.Env.Items.Any(variable =>
        !(variable["name"].Text().Is(RootHosts.Contains) && (variable["value"].Text().Is(Loopback.Contains) || variable["valueFrom"].Exists)).IsFalse);

    private static bool MaySet(Container container, string name) =>
        container.Env.IsOpen || !container.Node["envFrom"].Exists.IsFalse || container.Env.Items.Any(variable => MaySet(variable, name));

    private static bool MaySet(Node variable, string name) =>
        !variable["name"].Text().Is(text => text.Contains(name) && !text.Contains("ALLOW_EMPTY") && !Copiers.Any(text.Contains)).IsFalse
        && !variable["value"].Text().Is("").IsTrue;

    private static bool IsExample(KubernetesObject @object) => @object.Source.PathSegments.Contains("examples");
}
