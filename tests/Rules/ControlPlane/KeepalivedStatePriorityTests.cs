using Hale.Rules.ControlPlane;
using Hale.Testing;

namespace Hale.Rules.Tests.ControlPlane;

public sealed class KeepalivedStatePriorityTests
{
    [Theory]
    [InlineData("slave")]
    [InlineData("SLAVE")]
    [InlineData("master")]
    public void Reports_a_state_that_keepalived_does_not_know(string state)
    {
        Expect(Instance($"{{|HA1509:{state}|}}", 100));
        Expect("include conf.d/*.conf\n" + Instance($"{{|HA1509:{state}|}}", 100)); // whatever that file has
    }

    [Theory]
    [InlineData("MASTER")]
    [InlineData("BACKUP")]
    [InlineData("${STATE}")]
    [InlineData("{{ state }}")]
    [InlineData("HA_KA_STATE")]
    public void Is_silent_about_other_states(string state) => Expect(Instance(state, 100));

    [Fact]
    public void Reports_nopreempt_of_a_master() => Expect(Instance("MASTER", 100, extra: "{|HA1509:nopreempt|}"));

    [Fact]
    public void Is_silent_about_nopreempt_of_a_backup() => Expect(Instance("BACKUP", 100, extra: "nopreempt"));

    [Fact]
    public void Notes_the_router_id_of_the_sample()
    {
        var finding = Assert.Single(Lint.Run([new("keepalived.conf", Instance("BACKUP", 100, id: "51"))], "HA1509"));
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal("51", finding.Place.Text);
    }

    [Fact]
    public void Reports_a_second_master()
    {
        Lint.Expect<KeepalivedStatePriority>([("k1/keepalived.conf", Instance("MASTER", 101)), ("k2/keepalived.conf", Instance("{|HA1509:MASTER|}", 100))]);
        var finding = Assert.Single(Lint.Run([new("k1/keepalived.conf", Instance("MASTER", 101)), new("k2/keepalived.conf", Instance("MASTER", 100))], "HA1509"));
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("k1/keepalived.conf", Assert.Single(finding.Related).Place.Source.Path);
    }

    [Fact]
    public void Reports_equal_priorities() => Lint.Expect<KeepalivedStatePriority>(
        [("keepalived-1.conf", Instance("MASTER", 100)), ("keepalived-2.conf", Instance("BACKUP", 100).Replace("priority 100", "priority {|HA1509:100|}", StringComparison.Ordinal))]);

    [Theory]
    [InlineData("nopreempt", "")]
    [InlineData("", "nopreempt")]
    public void Reports_equal_priorities_where_one_preempts(string first, string second) => ExpectTwo(
        Instance("BACKUP", 100, extra: first), Instance("BACKUP", 100, extra: second).Replace("priority 100", "priority {|HA1509:100|}", StringComparison.Ordinal));

    [Fact]
    public void Is_silent_about_equal_priorities_where_nobody_preempts() =>
        ExpectTwo(Instance("BACKUP", 100, extra: "nopreempt"), Instance("BACKUP", 100, extra: "nopreempt"));

    [Fact]
    public void Reports_intervals_that_differ() => ExpectTwo(Instance("MASTER", 101, extra: "advert_int 1"), Instance("BACKUP", 100, extra: "advert_int {|HA1509:5|}"));

    [Fact]
    public void Is_silent_about_the_interval_that_is_the_default() => ExpectTwo(Instance("MASTER", 101, extra: "advert_int 1"), Instance("BACKUP", 100));

    [Fact]
    public void Reports_passwords_that_differ_without_saying_them()
    {
        var (first, second) = (Instance("MASTER", 101, extra: Password("onesecret")), Instance("BACKUP", 100, extra: Password("{|HA1509:twosecret|}")));
        ExpectTwo(first, second);
        var finding = Assert.Single(Lint.Run([new("k1/keepalived.conf", first), new("k2/keepalived.conf", second.Replace("{|HA1509:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal))], "HA1509"));
        Assert.DoesNotContain("secret", finding.Message + finding.Related[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_addresses_that_differ() => ExpectTwo(
        Instance("MASTER", 101, extra: Password("onesecret")),
        Instance("BACKUP", 100, "192.0.2.20", Password("onesecret")).Replace("virtual_ipaddress", "{|HA1509:virtual_ipaddress|}", StringComparison.Ordinal));

    [Fact]
    public void Reports_addresses_that_one_node_has_alone() => ExpectTwo(
        Instance("MASTER", 101), Instance("BACKUP", 100, "192.0.2.10\n192.0.2.20").Replace("virtual_ipaddress", "{|HA1509:virtual_ipaddress|}", StringComparison.Ordinal));

    [Theory]
    [InlineData("BACKUP", "twosecret", "VI_1", "60")]
    [InlineData("BACKUP", "onesecret", "VI_2", "60")]
    [InlineData("MASTER", "onesecret", "VI_1", "60")]
    [InlineData("BACKUP", "onesecret", "VI_1", "61")]
    public void Is_silent_about_other_addresses_of_another_cluster(string state, string password, string name, string id) => ExpectTwo(
        Instance("MASTER", 101, extra: Password("onesecret")),
        Instance(state, 100, "192.0.2.20", Password(password), id).Replace("VI_1", name, StringComparison.Ordinal));

    [Fact]
    public void Is_silent_about_two_nodes_that_agree() =>
        ExpectTwo(Instance("MASTER", 101, "192.0.2.10/24 dev eth0", Password("onesecret")), Instance("BACKUP", 100, "192.0.2.10", Password("onesecret")));

    [Theory]
    [InlineData("192.0.2.20", "60")] // Another cluster that was copied from the same sample.
    [InlineData("192.0.2.10", "62")]
    [InlineData("${VIP}", "60")]
    [InlineData("192.0.2.10", "${ID}")]
    public void Is_silent_about_two_masters_of_other_routers(string address, string id) =>
        ExpectTwo(Instance("MASTER", 100), Instance("MASTER", 100, address, id: id));

    [Fact]
    public void Is_silent_about_files_that_are_far_apart() =>
        Lint.Expect<KeepalivedStatePriority>([("a/k1/keepalived.conf", Instance("MASTER", 100)), ("b/x/keepalived.conf", Instance("MASTER", 100))]);

    [Fact]
    public void Is_silent_about_what_a_template_decides() => Expect(Instance("""
        MASTER
        {% else %}
        state SLAVE
        {% endif %}
        """, 100).Replace("  state MASTER", "{% if first %}\n  state MASTER", StringComparison.Ordinal));

    [Fact]
    public void Reports_a_configuration_in_a_ConfigMap_where_it_stands() => Lint.Expect<KeepalivedStatePriority>("""
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: keepalived }
        data:
          other: text
          keepalived.conf: |
            vrrp_instance VI_1 {
              state {|HA1509:slave|} # the second
              priority ${PRIORITY}
            }
        """);

    private static void Expect(string text) => Lint.Expect<KeepalivedStatePriority>([("keepalived.conf", text)]);

    private static void ExpectTwo(string first, string second) =>
        Lint.Expect<KeepalivedStatePriority>([("k1/keepalived.conf", first), ("k2/keepalived.conf", second)]);

    private static string Password(string password) => $"authentication {{\n auth_type PASS\n auth_pass {password}\n}}";

    private static string Instance(string state, int priority, string address = "192.0.2.10", string extra = "", string id = "60") => $$"""
        ! one node
        vrrp_instance VI_1 {
          state {{state}}
          interface eth0
          virtual_router_id {{id}}
          priority {{priority}}
          {{extra}}
          virtual_ipaddress {
            {{address}}
          }
        }
        """;

    [Theory]
    [InlineData("{ apiVersion: v1, kind: Node, metadata: { name: a }, spec: { providerID: 'aws:///eu-west-1a/i-0' } }", "", true)]
    [InlineData("{ apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: { name: a }, provisioner: disk.csi.azure.com }", "", true)]
    [InlineData("{ apiVersion: v1, kind: Service, metadata: { name: a, annotations: { service.beta.kubernetes.io/aws-load-balancer-type: nlb } } }", "", true)]
    [InlineData("{ apiVersion: kubeadm.k8s.io/v1beta4, kind: InitConfiguration, nodeRegistration: { kubeletExtraArgs: [{ name: cloud-provider, value: aws }] } }", "", true)]
    [InlineData("{ apiVersion: v1, kind: Node, metadata: { name: a }, spec: { providerID: 'aws:///eu-west-1a/i-0' } }", "unicast_peer {\n10.0.0.12\n}", false)]
    [InlineData("{ apiVersion: v1, kind: Node, metadata: { name: a }, spec: { providerID: 'aws:///eu-west-1a/i-0' } }", "{% if peers %}\nunicast_peer {\n}\n{% endif %}", false)]
    [InlineData("{ apiVersion: v1, kind: Node, metadata: { name: a }, spec: { providerID: 'metal3://x' } }", "", false)]
    [InlineData("{ apiVersion: v1, kind: Node, metadata: { name: a }, spec: { providerID: '${ID}' } }", "", false)]
    public void Notes_multicast_in_a_cloud(string manifest, string peers, bool isReported)
    {
        var findings = Lint.Run([new("cluster/a.yaml", manifest), new("lb/keepalived.conf", $"vrrp_instance VI {{\n  virtual_router_id 60\n{peers}\n}}\n")], "HA1509");
        Assert.Equal(isReported ? [Severity.Note] : [], findings.Select(finding => finding.Severity));
    }
}
