using Hale.Rules.Model;
using Hale.Rules.Secrets;
using Hale.Rules.Tree;

namespace Hale.Rules.ControlPlane;

internal sealed class LbPlaintextCredentials : Rule<ConfigView>
{
    // Of auth_pass, keepalived uses the first eight characters: that is what a VRRP packet has room for (RFC 2338).
    private const int LongestPassword = 8;
    private const int ShortestPassword = 6;

    public override RuleInfo Info { get; } = new("HA1513", "lb-plaintext-credentials")
    {
        Severity = Severity.Error,
        Title = "Password of the load balancer in clear text",
        Why = """
            Whoever reads the file can open haproxy's statistics page, which lists all servers, or take the virtual address by
            sending advertisements with a high priority. keepalived uses only the first eight characters of `auth_pass` and
            sends them in clear to the whole network with each advertisement.
            """,
        Fix = """
            Take the password from the environment or from a file that is not committed. Bind the statistics page to 127.0.0.1.
            Between the nodes, rely on a network of their own, or on `unicast_peer` and a firewall, instead of `auth_pass`.
            """,
        Sources =
        [
            "https://www.keepalived.org/manpage.html",
            "https://docs.haproxy.org/3.0/configuration.html#4.2-stats%20auth",
            "https://www.rfc-editor.org/rfc/rfc2338#section-5.3.6",
        ],
    };

    internal override IEnumerable<Finding> Check(Cluster cluster, Share share) =>
        share.Of(cluster.All<KeepalivedInstance>()).SelectMany(instance => Check(instance, cluster))
            .Concat(share.Of(cluster.All<HaproxyFile>()).SelectMany(file => Check(file, cluster)));

    public override IEnumerable<Finding> Check(ConfigView subject, Cluster cluster) =>
        subject is KeepalivedInstance instance ? Passwords(instance) : subject is HaproxyFile file ? Statistics(file) : [];

    // The password itself is never said.
    private IEnumerable<Finding> Passwords(KeepalivedInstance instance)
    {
        if (!instance.Password.TryGet(out var password) || instance.MayBeTemplate || CredentialValues.IsStandIn(password))
            yield break;
        var subject = $"The password of {instance.Title}";
        if (password.Length > LongestPassword)
            yield return Report(instance.Password.Node, $"{subject} has {password.Length} characters, of which keepalived uses the first {LongestPassword}");
        else if (password.Length < ShortestPassword || CredentialValues.IsCommon(password) || password.Distinct().Count() < 3)
            yield return Report(instance.Password.Node, $"{subject} is easy to guess");
        else
            yield return Report(instance.Password.Node, $"{subject} stands here in clear text").As(Severity.Warning);
    }

    private IEnumerable<Finding> Statistics(HaproxyFile file)
    {
        var seen = new HashSet<Node>();
        foreach (var section in file.Frontends.Concat(file.Backends).GroupBy(section => section.Node).Select(same => same.First()))
        {
            var logins = LoginsOf(section).ToList();
            if (logins.Count == 0 || PublicBindOf(section, file) is not { } open)
                continue;
            foreach (var login in logins.Where(seen.Add))
                yield return Report(login["value"], $"The password of the statistics page stands here in clear text, and the page is on {open["address"].Text()}").And(open, "not on the loopback interface only");
        }
    }

    private static Node? PublicBindOf(HaproxySection section, HaproxyFile file) =>
        file.FrontendsOf(section).SelectMany(frontend => frontend.Binds.Items).FirstOrDefault(bind => IsPublic(bind).IsTrue);

    // Any line about statistics switches them on, also one of the defaults, for every section that speaks HTTP.
    private static IEnumerable<Node> LoginsOf(HaproxySection section) =>
        section.Node["stats"].Items.Concat(section.Setting("mode").Text().Is("http").IsTrue ? section.Inherited("stats") : [])
            .Where(line => line["name"].Text().Is("auth").IsTrue && IsLogin(line["value"]));

    private static bool IsLogin(Node value) =>
        value.Text().TryGet(out var login) && login.IndexOf(':') is > 0 and var colon && !CredentialValues.IsStandIn(login.Substring(colon + 1));

    private static Truth IsPublic(Node bind) => bind["address"].Text().Is(addresses => addresses.Split(',').Any(address => !IsLocal(address)));

    private static bool IsLocal(string address) =>
        address.StartsWith("127.", StringComparison.Ordinal)
        || address.StartsWith("localhost:", StringComparison.Ordinal)
        || address.StartsWith("ipv4@127.", StringComparison.Ordinal)
        || address.StartsWith("::1:", StringComparison.Ordinal)
        || address.StartsWith("[::1]", StringComparison.Ordinal)
        || address.StartsWith("unix@", StringComparison.Ordinal)
        || address.StartsWith("/", StringComparison.Ordinal)
        || address.StartsWith("abns@", StringComparison.Ordinal)
        || address.StartsWith("fd@", StringComparison.Ordinal);
}
