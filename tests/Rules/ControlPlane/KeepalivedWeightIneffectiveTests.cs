using Hale.Rules.ControlPlane;
using Hale.Testing;

namespace Hale.Rules.Tests.ControlPlane;

public sealed class KeepalivedWeightIneffectiveTests
{
    [Fact]
    public void Reports_a_weight_that_leaves_the_master_above_its_backups()
    {
        Expect(Node(250, "weight {|HA1510:-2|}"), Node(247, "weight -2"));
        var finding = Assert.Single(Lint.Run([new("k1/keepalived.conf", Node(250, "weight -2")), new("k2/keepalived.conf", Node(247, "weight -2"))], "HA1510"));
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Contains("248", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_a_positive_weight_that_is_smaller_than_the_difference() =>
        Expect(Node(150, "weight {|HA1510:2|}"), Node(100, "weight 2"));

    [Fact]
    public void Reports_a_weight_where_it_is_tracked() => Expect(Node(250, "", " weight {|HA1510:-2|}"), Node(247, "", " weight -2"));

    [Theory]
    [InlineData(250, "weight -3", 247)] // Equal priorities: the higher address decides.
    [InlineData(101, "weight -2", 100)]
    [InlineData(250, "weight 0", 100)]
    [InlineData(250, "", 100)] // Without a weight, a failure stops the instance.
    [InlineData(250, "weight ${WEIGHT}", 100)]
    [InlineData(100, "weight 2", 99)]
    public void Is_silent_where_a_failure_moves_the_address(int master, string weight, int backup) => Expect(Node(master, weight), Node(backup, weight));

    [Fact]
    public void Is_silent_where_a_backup_cannot_be_seen() => Expect(
        Node(250, "weight -2"),
        Node(247, "weight -2").Replace("virtual_router_id 60", "virtual_router_id ${ID}", StringComparison.Ordinal));

    [Fact]
    public void Is_silent_where_a_file_may_have_more_backups() => Expect(Node(250, "weight -2"), "include conf.d/*.conf\n" + Node(247, "weight -2"));

    [Fact]
    public void Compares_only_nodes_of_one_router() => Expect(
        Node(250, "weight {|HA1510:-2|}"),
        Node(247, "weight -2") + "\nvrrp_instance VI_2 {\n  virtual_router_id 61\n  priority 249\n  virtual_ipaddress { 192.0.2.20 }\n}\n");

    [Theory]
    [InlineData(250)]
    [InlineData(200)]
    public void Notes_a_small_weight_beside_a_high_priority_of_a_single_file(int priority)
    {
        var finding = Assert.Single(Lint.Run([new("keepalived.conf", Node(priority, "weight -2"))], "HA1510"));
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal("-2", finding.Place.Text);
    }

    [Theory]
    [InlineData(250, "weight -60")]
    [InlineData(199, "weight -2")]
    [InlineData(250, "")]
    public void Is_silent_about_other_single_files(int priority, string weight) =>
        Lint.Expect<KeepalivedWeightIneffective>([("keepalived.conf", Node(priority, weight))]);

    private static void Expect(string first, string second) =>
        Lint.Expect<KeepalivedWeightIneffective>([("k1/keepalived.conf", first), ("k2/keepalived.conf", second)]);

    private static string Node(int priority, string weight, string tracked = "") => $$"""
        vrrp_script chk_api {
          script "/etc/keepalived/check.sh"
          {{weight}}
        }
        vrrp_instance VI_1 {
          virtual_router_id 60
          priority {{priority}}
          virtual_ipaddress { 192.0.2.10 }
          track_script {
            chk_api{{tracked}}
          }
        }
        """;
}
