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

    [Theory]
    [InlineData("weight {|HA1510:-2|}", "")]
    [InlineData("weight {|HA1510:-254|}", "")]
    [InlineData("weight {|HA1510:50|}", "")]
    [InlineData("", " weight {|HA1510:-2|}")]
    [InlineData("weight 0", "")] // stops the instance
    [InlineData("", "")]
    [InlineData("weight ${WEIGHT}", "")] // unknown: stay silent
    public void Reports_any_weight_beside_the_priority_of_an_owner(string weight, string tracked)
    {
        Lint.Expect<KeepalivedWeightIneffective>([("keepalived.conf", Node(255, weight, tracked))]);
        Expect(Node(255, weight, tracked), Node(100, "weight -2"));
    }

    [Fact]
    public void Says_why_a_weight_is_ignored()
    {
        var finding = Assert.Single(Lint.Run([new("keepalived.conf", Node(255, "weight -2"))], "HA1510"));
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("The vrrp_instance 'VI_1' ignores the check 'chk_api', because that has a weight, and the priority 255 of an owner of the address never changes", finding.Message);
    }

    [Theory]
    [InlineData("{|HA1510:-20|}", "vrrp_sync_group ALL {\n  group {\n    VI_1\n    VI_2\n  }\n}")]
    [InlineData("-20", "vrrp_sync_group ALL {\n  group {\n    VI_2\n  }\n}")]
    [InlineData("-20", "vrrp_sync_group ALL {\n  group {\n    VI_1\n    VI_3\n  }\n}")] // which there is not
    [InlineData("-20", "vrrp_sync_group ALL {\n  group {\n    VI_1\n    VI_2\n  }\n  sync_group_tracking_weight\n}")]
    [InlineData("-20", "vrrp_sync_group ALL {\n  group {\n    VI_1\n    VI_2\n  }\n  global_tracking\n}")]
    [InlineData("-20", "vrrp_sync_group ALL {\n  group {\n    VI_1\n    VI_2\n  }\n  include group.conf\n}")] // which may set that
    [InlineData("-20", "{% if grouped %}\nvrrp_sync_group ALL {\n  group {\n    VI_1\n    VI_2\n  }\n}\n{% endif %}")]
    public void Reports_any_weight_in_a_group_of_virtual_routers(string weight, string group) => Lint.Expect<KeepalivedWeightIneffective>(
        [("keepalived.conf", Node(101, $"weight {weight}") + "\nvrrp_instance VI_2 {\n  virtual_router_id 61\n}\n" + group)]);

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
