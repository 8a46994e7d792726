using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.ControlPlane;

internal sealed class HaproxyCheck : Rule<HaproxyFile>
{
    // What kubeadm's own example has: a little more than the 30 s after which idle HTTP/2 connections send a ping.
    private const long ShortestMilliseconds = 35_000;

    public override RuleInfo Info { get; } = new("HA1512", "haproxy-check")
    {
        Severity = Severity.Warning,
        Title = "haproxy that keeps API servers which do not answer",
        Why = """
            Without `check`, haproxy sends requests to an API server that is down. With a check of the TCP port alone it sends
            them to one that still accepts connections but no longer answers, or has lost etcd. One server is no redundancy at
            all. Of several options for checks the last one holds, so an `option ssl-hello-chk` below an `option httpchk` leaves
            only a check that the server speaks TLS. Timeouts shorter than the pauses between two messages cut watches, and every
            client has to list everything again. A default backend that does not exist keeps haproxy from starting.
            """,
        Fix = """
            List all control-plane nodes with `check`, and check what they answer: `option httpchk`, `http-check connect ssl`,
            `http-check send meth GET uri /healthz`, `http-check expect status 200`, with `verify none` or the cluster's CA.
            Let `timeout client` and `timeout server`, and `timeout tunnel` where it is set, be 35 s or more.
            """,
        Sources =
        [
            "https://github.com/kubernetes/kubeadm/blob/main/docs/ha-considerations.md#haproxy-configuration",
            "https://docs.haproxy.org/3.0/configuration.html#4.2-option%20httpchk",
            "https://github.com/kubernetes/kubeadm/issues/3052",
            "https://kubernetes.io/docs/reference/using-api/health-checks/",
        ],
    };

    public override IEnumerable<Finding> Check(HaproxyFile subject, Cluster cluster)
    {
        var backends = subject.Backends.Where(backend => backend.ServesApi.IsTrue).ToList();
        return backends.SelectMany(Servers)
            .Concat(Timeouts(subject, backends))
            .Concat(subject.Frontends.Where(frontend => backends.Count > 0 || IsOfApi(frontend).IsTrue).SelectMany(frontend => Unresolved(frontend, subject, cluster)));
    }

    private IEnumerable<Finding> Servers(HaproxySection backend)
    {
        var servers = backend.Servers;
        if (servers.Items.Count == 1 && backend.Node["server-template"].Exists.IsFalse)
            yield return Report(servers.Items[0], $"{backend.Title} has one API server only").As(Severity.Error);
        if ((WithoutCheck(backend) ?? WithWeakCheck(backend)) is { } unsafeCheck)
            yield return unsafeCheck;
    }

    private Finding? WithoutCheck(HaproxySection backend)
    {
        var missing = backend.Servers.Items.Where(server => backend.HasServerOption(server, "check").IsFalse).ToList();
        if (missing.Count == 0)
            return null;
        var pronoun = missing.Count == 1 ? "it is" : "they are";
        return missing.Skip(1).Aggregate(
            Report(missing[0], $"{backend.Title} sends requests to {Names(missing)} without checking whether {pronoun} up").As(Severity.Error),
            (finding, server) => finding.And(server, "not checked either"));
    }

    private Finding? WithWeakCheck(HaproxySection backend)
    {
        if (backend.ReplacedHttpCheck is var (replaced, last))
        {
            return Report(last, $"{backend.Title} checks only whether its API servers speak TLS, so one that no longer answers stays in: this option takes the place of 'option httpchk'")
                .And(replaced, "the check without effect");
        }

        var servers = backend.Servers.Items;
        if (servers.Where(server => backend.PlainHttpCheck(server) is not null).ToList() is { Count: > 0 } down)
        {
            return Report(backend.PlainHttpCheck(down[0])!, $"{backend.Title} takes {Names(down)} for dead: the check is plain HTTP, which port {ApiServerAddress.DefaultPort} answers with an error")
                .And(down[0]["address"], "the API server speaks TLS only").As(Severity.Error);
        }

        if (servers.Count == 0 || !backend.ChecksPortOnly.IsTrue)
            return null;
        var mark = servers[0]["options"].Items.FirstOrDefault(option => option.Text().Is("check").IsTrue) ?? servers[0];
        return Report(mark, $"{backend.Title} checks only whether the port of its API servers is open, so one that no longer answers stays in");
    }

    // A timeout of the defaults holds for several sections and is reported once.
    private IEnumerable<Finding> Timeouts(HaproxyFile file, List<HaproxySection> backends)
    {
        var seen = new HashSet<Node>();
        return from backend in backends
            where backend.IsTcp.IsTrue
            from timeout in HaproxyTimeout.Of(backend, file)
            where timeout.Milliseconds.Is(length => length < ShortestMilliseconds).IsTrue && seen.Add(timeout.Node)
            select Report(timeout.Node, $"The timeout of the {timeout.Side} of {backend.Title} is {timeout}, which cuts quiet watches");
    }

    // Without it haproxy does not start, so the API is not reached either, whichever frontend it is.
    private IEnumerable<Finding> Unresolved(HaproxySection frontend, HaproxyFile file, Cluster cluster)
    {
        var target = frontend.Node["default_backend"].Text();
        if (!target.TryGet(out var name) || target.Origin is Origin.Absent)
            yield break;
        var inFolder = cluster.All<HaproxyFile>().Where(other => other.Object.Source.Directory == file.Object.Source.Directory).ToList();
        if (inFolder.TrueForAll(other => other.HasBackend(name).IsFalse))
            yield return Report(target.Node, $"{frontend.Title} hands its requests to the backend '{name}', which does not exist, so haproxy does not start");
    }

    private static Truth IsOfApi(HaproxySection frontend) =>
        frontend.ServesApi || frontend.Binds.Any(bind => HaproxySection.HasPort(bind["address"], ApiServerAddress.DefaultPort));

    private static string Names(List<Node> servers) =>
        string.Join(", ", servers.Select(server => server["name"].Text().TryGet(out var name) ? $"'{name}'" : "a server"));
}
