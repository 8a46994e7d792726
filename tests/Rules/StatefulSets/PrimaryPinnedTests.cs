using System.Globalization;
using System.Text;
using Hale.Rules.StatefulSets;
using Hale.Testing;

namespace Hale.Rules.Tests.StatefulSets;

public sealed class PrimaryPinnedTests
{
    [Theory]
    [InlineData("env: [{ name: DB_HOST, value: {|HA0805:orders-0.orders|} }]")]
    [InlineData("env: [{ name: DB_URL, value: 'mysql://{|HA0805:orders-0.orders|}.shop.svc.cluster.local:3306/shop' }]")]
    [InlineData("args: [--database, '{|HA0805:orders-0.orders|}:3306']")]
    [InlineData("command: [sh, -c, 'exec shop --database {|HA0805:orders-0.orders|}']")]
    public void Reports_a_client_of_the_first_pod(string container) => Lint.Expect<PrimaryPinned>(Client(container) + Set());

    [Fact]
    public void Warns_about_clients_and_notes_members_and_ConfigMaps()
    {
        var client = Lint.One<PrimaryPinned>(Client("env: [{ name: DB_HOST, value: orders-0.orders }]") + Set());
        Assert.Equal(Severity.Warning, client.Severity);
        Assert.Equal("Deployment 'shop' names 'orders-0.orders', one pod of StatefulSet 'orders': when its node is lost, no other one takes over", client.Message);
        Assert.Equal(Severity.Note, Lint.One<PrimaryPinned>(Config("CHANGE MASTER TO MASTER_HOST='orders-0.orders'") + Set()).Severity);
        Assert.Equal(Severity.Note, Lint.One<PrimaryPinned>(Set(container: "args: ['--replica-of=orders-0.orders']")).Severity);
    }

    [Fact]
    public void Only_notes_a_client_of_members_that_are_equal() =>
        Assert.Equal(Severity.Note, Lint.One<PrimaryPinned>(Client("env: [{ name: SEED, value: orders-0.orders }]") + Set(image: "cassandra:5")).Severity);

    [Fact]
    public void Only_notes_a_client_that_ends() => Assert.Equal(Severity.Note, Lint.One<PrimaryPinned>(
        Client("env: [{ name: DB_HOST, value: orders-0.orders }]").Replace("apps/v1", "batch/v1", StringComparison.Ordinal).Replace("kind: Deployment", "kind: Job", StringComparison.Ordinal) + Set()).Severity);

    [Fact]
    public void Is_silent_about_a_Service_over_members_that_are_equal() => Lint.Expect<PrimaryPinned>(
        Client("env: [{ name: SEED, value: {|HA0805:orders-0.orders|} }]") + Set(image: "cassandra:5") + Service("orders-all", "type: ClusterIP", "selector"));

    [Fact]
    public void Underlines_the_name_in_a_script() =>
        Lint.Expect<PrimaryPinned>(Config("|\n    CHANGE MASTER TO\n      MASTER_HOST='{|HA0805:orders-0.orders|}'\n") + Set());

    [Theory]
    [InlineData("env: [{ name: DB_HOST, value: orders }]")]
    [InlineData("env: [{ name: DB_HOST, value: orders-1.orders }]")]
    [InlineData("env: [{ name: DB_HOSTS, value: 'orders-0.orders,orders-1.orders' }]")] // all members
    [InlineData("args: [--host, orders-0.orders, --host, orders-1.orders]")] // all members
    [InlineData("env: [{ name: DB_HOST, value: more-orders-0.orders }]")]
    [InlineData("env: [{ name: DB_HOST, value: orders-0.orders-read }]")]
    [InlineData("env: [{ name: DB_HOST, value: 'orders-0.orders.elsewhere.svc' }]")] // another namespace
    [InlineData("env: [{ name: DB_HOST, value: 'orders-0.orders.svc.cluster.local' }]")] // a Service in a namespace
    [InlineData("env: [{ name: DB_HOST, value: 'orders-0.orders${SUFFIX}' }]")] // unknown: stay silent
    [InlineData("env: [{ name: DB_HOST, value: '${PREFIX}orders-0.orders' }]")] // unknown: stay silent
    [InlineData("livenessProbe: { exec: { command: [ping, orders-0.orders] } }")] // changes nothing
    public void Is_silent_about_other_names(string container) => Lint.Expect<PrimaryPinned>(Client(container) + Set());

    [Fact]
    public void Takes_any_namespace_for_the_one_that_is_set_later() => Lint.Expect<PrimaryPinned>(
        (Client("env: [{ name: DB_HOST, value: {|HA0805:orders-0.orders|}.shop.svc }]") + Set()).Replace(", namespace: shop", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("replicas: 1", "mysql:8.4")]
    [InlineData("replicas: ${N}", "mysql:8.4")] // unknown: stay silent
    [InlineData("replicas: 3", "registry.example/worker:1")]
    [InlineData("replicas: 3", "${IMAGE}")] // unknown: stay silent
    public void Is_silent_about_one_replica_and_what_keeps_no_data(string replicas, string image) =>
        Lint.Expect<PrimaryPinned>(Client("env: [{ name: DB_HOST, value: orders-0.orders }]") + Set(replicas, image));

    [Fact]
    public void Is_silent_about_seeds_of_products_that_choose_their_leaders() =>
        Lint.Expect<PrimaryPinned>(Set(image: "cassandra:5", container: "env: [{ name: CASSANDRA_SEEDS, value: orders-0.orders }]"));

    [Theory]
    [InlineData("|\n    sentinel monitor primary orders-0.orders 6379 2\n", "")] // whom Sentinel begins with
    [InlineData("|\n    redis-cli -h redis-sentinel -p 26379 sentinel get-master-addr-by-name primary || echo orders-0.orders\n", "")]
    [InlineData("replicaof orders-0.orders 6379", "command: [sh, -c, 'redis-server & exec redis-server /etc/sentinel.conf --sentinel']")]
    public void Is_silent_about_the_first_primary_where_Sentinel_makes_another_one(string value, string container)
    {
        var files = Config(value) + Set(image: "redis:7.2", container: container);
        Lint.Expect<PrimaryPinned>(files + Service("orders-all", "type: ClusterIP", "selector"));
        Assert.NotEmpty(Lint.Findings<PrimaryPinned>(files.Replace("sentinel", "server", StringComparison.Ordinal)));
        Assert.Single(Lint.Findings<PrimaryPinned>(Client("env: [{ name: REDIS_HOST, value: orders-0.orders }]") + "\n---\n" + files)); // it asks no Sentinel
    }

    [Fact]
    public void Is_silent_where_a_member_may_be_Sentinel()
    {
        Lint.Expect<PrimaryPinned>(Config("replicaof orders-0.orders 6379") + Sidecar("{ name: sentinel, image: 'redis:7.2' }"));
        Lint.Expect<PrimaryPinned>(Config("replicaof orders-0.orders 6379") + Sidecar("{ name: watch, image: 'bitnami/redis-sentinel:7.2' }"));
        Lint.Expect<PrimaryPinned>(Config("replicaof orders-0.orders 6379") + Sidecar("{ name: watch, image: '${IMAGE}' }")); // unknown: stay silent
        Lint.Expect<PrimaryPinned>(Config("replicaof {|HA0805:orders-0.orders|} 6379") + Sidecar("{ name: metrics, image: 'redis_exporter:1' }"));
        Lint.Expect<PrimaryPinned>(Config("sentinel {|HA0805:orders-0.orders|}") + Set()); // MySQL has none
    }

    private static string Sidecar(string container) => Set(image: "redis:7.2") + "\n      - " + container;

    [Fact]
    public void Is_silent_about_metrics_and_sets_that_are_far_away()
    {
        var client = Client("env: [{ name: DB_HOST, value: orders-0.orders }]");
        Lint.Expect<PrimaryPinned>(client.Replace("shop:2", "prom/mysqld-exporter:1", StringComparison.Ordinal) + Set());
        Lint.Expect<PrimaryPinned>([("shop/shop.yaml", client), ("orders/orders.yaml", Set())]);
    }

    [Theory]
    [InlineData("orders-all", "type: ClusterIP", true)]
    [InlineData("orders-read", "type: ClusterIP", false)] // for reads, which every pod answers
    [InlineData("orders-all", "clusterIP: None", false)]
    [InlineData("orders-all", "clusterIP: '${IP}'", false)] // unknown: stay silent
    public void Reports_a_Service_over_all_pods_of_a_pinned_primary(string name, string spec, bool isMixing)
    {
        var selector = isMixing ? "{|HA0805:selector|}" : "selector";
        Lint.Expect<PrimaryPinned>(Config("{|HA0805:orders-0.orders|}") + Set() + Service(name, spec, selector));
        Lint.Expect<PrimaryPinned>(Set() + Service(name, spec, "selector")); // nothing says that one pod is the primary
    }

    [Fact]
    public void Finds_one_pod_among_those_of_thousands_of_sets()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 2000; i++)
            text.Append(Set().Replace("orders", string.Create(CultureInfo.InvariantCulture, $"orders{i}"), StringComparison.Ordinal).TrimStart('\n', '-')).Append("\n---\n");
        text.Append(Config(string.Join(" ", Enumerable.Repeat("orders7-0.orders7 x-0.y", 20_000))));
        Assert.Single(Lint.Findings<PrimaryPinned>(text.ToString()));
    }

    private static string Client(string container) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: shop, namespace: shop }
        spec:
          selector: { matchLabels: { app: shop } }
          template:
            spec:
              containers:
              - name: shop
                image: shop:2
                {{container}}
        """;

    private static string Config(string value) => $$"""
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: orders-config, namespace: shop }
        data:
          replication: {{value}}
        """;

    private static string Set(string replicas = "replicas: 3", string image = "mysql:8.4", string container = "") => $$"""

        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: orders, namespace: shop }
        spec:
          serviceName: orders
          {{replicas}}
          selector: { matchLabels: { app: orders } }
          template:
            metadata: { labels: { app: orders } }
            spec:
              containers:
              - name: store
                image: {{image}}
                {{container}}
        """;

    private static string Service(string name, string spec, string selector) => $$"""

        ---
        apiVersion: v1
        kind: Service
        metadata: { name: {{name}}, namespace: shop }
        spec:
          {{spec}}
          {{selector}}: { app: orders }
        """;
}
