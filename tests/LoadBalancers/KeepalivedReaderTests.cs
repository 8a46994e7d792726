using Hale.Rules.Tree;

namespace Hale.LoadBalancers.Tests;

public sealed class KeepalivedReaderTests
{
    private const string Sample = """
        ! Configuration
        global_defs {
          router_id node1 # a comment
        }
        vrrp_script chk_api {
          script "/bin/sh -c 'curl -sf https://localhost:6443'"   ! another
          interval 3
          weight -2
        }
        vrrp_instance VI_1
        {
          state MASTER
          nopreempt
          priority 100
          priority 101
          authentication {
            auth_pass "a b#c"
          }
          virtual_ipaddress { 192.0.2.10/24 dev eth0 label eth0:1
            192.0.2.11
          }
          track_script { chk_api weight -20 }
        }
        """;

    [Theory]
    [InlineData("global_defs/router_id", "node1 3:13")]
    [InlineData("vrrp_script/0/name", "chk_api 5:13")]
    [InlineData("vrrp_script/0/script", "/bin/sh -c 'curl -sf https://localhost:6443' 6:11")]
    [InlineData("vrrp_script/0/weight", "-2 8:10")]
    [InlineData("vrrp_instance/0/name", "VI_1 10:15")]
    [InlineData("vrrp_instance/0/state", "MASTER 12:9")]
    [InlineData("vrrp_instance/0/nopreempt", "true 13:3")]
    [InlineData("vrrp_instance/0/priority", "101 15:12")]
    [InlineData("vrrp_instance/0/authentication/auth_pass", "a b#c 17:16")]
    [InlineData("vrrp_instance/0/virtual_ipaddress/0/name", "192.0.2.10/24 19:23")]
    [InlineData("vrrp_instance/0/virtual_ipaddress/0/label", "eth0:1 19:52")]
    [InlineData("vrrp_instance/0/virtual_ipaddress/1/name", "192.0.2.11 20:5")]
    [InlineData("vrrp_instance/0/track_script/0/weight", "-20 22:33")]
    public void Values_stand_where_they_are_written(string path, string expected) => Assert.Equal(expected, Reading.Root(Sample).At(path).Show());

    [Fact]
    public void A_block_is_named_by_its_keyword_and_name()
    {
        var instance = Reading.Root(Sample).At("vrrp_instance/0");
        Assert.Equal("vrrp_instance VI_1", instance.Place.Text);
        Assert.Equal("vrrp_instance[0].state", instance["state"].PathFrom(Reading.Root(Sample)));
    }

    [Theory]
    [InlineData("${PRIORITY}", "?")]
    [InlineData("$PRIORITY", "?")]
    [InlineData("{{ priority | default(100) }}", "?")]
    [InlineData("<priority>", "?")]
    [InlineData("1{{ index }}", "1?")]
    public void What_is_filled_in_later_is_unknown(string written, string expected) =>
        Assert.Equal(expected, Reading.Root($"vrrp_instance VI {{\n priority {written}\n state MASTER\n}}").At("vrrp_instance/0/priority").Show());

    [Fact]
    public void What_a_condition_decides_is_unknown()
    {
        var instance = Reading.Root("vrrp_instance VI {\n{% if first %}\n state MASTER\n{% else %}\n state BACKUP\n{% endif %}\n @node1 priority 5\n interface eth0\n}").At("vrrp_instance/0");
        Assert.True(instance.IsOpen);
        Assert.Equal("?", instance["state"].Show());
        Assert.Equal("?", instance["priority"].Show());
        Assert.Equal("eth0 8:12", instance["interface"].Show());
    }

    [Fact]
    public void An_included_file_may_hold_anything() => Assert.True(Reading.Root("include /etc/keepalived/*.conf\nvrrp_instance VI {\n}").IsOpen);

    [Theory]
    [InlineData("vrrp_instance VI {")]
    [InlineData("}}}\nvrrp_instance VI {\n state \"MASTER\n} } {")]
    [InlineData("{\nvrrp_instance VI {\n{{\n${\n\\")]
    public void A_text_that_ends_too_early_is_read_as_far_as_it_goes(string text) => Assert.NotNull(Reading.Root(text));

    [Fact]
    public void A_missing_brace_costs_one_block()
    {
        var document = Reading.Document("vrrp_instance A {\n virtual_ipaddress {\n  192.0.2.1\n state MASTER\n}\nvrrp_instance B {\n state BACKUP\n}");
        var problem = Assert.Single(document.Problems);
        Assert.Equal("A '}' is missing in 'vrrp_instance A', which is still open where 'vrrp_instance B' begins", problem.Message);
        Assert.Equal((InputProblemKind.Unreadable, "vrrp_instance A"), (problem.Kind, problem.At.Text));
        Assert.Equal("?", document.Root.At("vrrp_instance/0").Show());
        Assert.Equal("BACKUP 7:8", document.Root.At("vrrp_instance/1/state").Show());
    }

    [Fact]
    public void A_block_that_the_file_does_not_close_is_told()
    {
        var problem = Assert.Single(Reading.Document("vrrp_script check {\n script /bin/true\n}\nvrrp_instance A {\n track_script {\n  check\n }\n").Problems);
        Assert.Equal("A '}' is missing in 'vrrp_instance A', which is still open at the end", problem.Message);
        Assert.Equal(4, problem.At.StartPosition.Line);
    }

    [Fact]
    public void A_brace_that_closes_nothing_is_told()
    {
        var document = Reading.Document("vrrp_instance A {\n virtual_ipaddress\n  192.0.2.1\n }\n state MASTER\n}\n");
        var problem = Assert.Single(document.Problems);
        Assert.Equal(("This '}' closes no block", 6), (problem.Message, problem.At.StartPosition.Line));
        Assert.Equal("?", document.Root.At("vrrp_instance/0").Show());
    }

    [Theory]
    [InlineData("}\n}\nvrrp_instance A {\n}")]
    [InlineData("vrrp_instance A {\n}\n}\n}\n}")]
    public void Many_braces_that_close_nothing_are_one_mistake(string text) => Assert.Single(Reading.Document(text).Problems);

    [Theory]
    [InlineData("vrrp_instance A\n{\n virtual_ipaddress { 192.0.2.1 }\n}")]
    [InlineData("vrrp_script a { script \"/bin/sh -c '[ -f {x } ]'\" }\nvrrp_instance A {\n} # }")]
    [InlineData("{% if first %}\nvrrp_instance A {\n{% else %}\nvrrp_instance B {\n{% endif %}\n state MASTER\n}")]
    [InlineData("vrrp_instance A {\n{% for a in addresses %}\n virtual_ipaddress {\n{% endfor %}\n}")]
    [InlineData("vrrp_instance A {\n{{ the_rest }}\n")]
    [InlineData("vrrp_instance A {\n $REST\n")]
    [InlineData("vrrp_instance A {\n include rest.conf\n")]
    [InlineData("#!/bin/sh\ncat > keepalived.conf <<X\nvrrp_instance A {\nX\n")]
    public void Nothing_is_said_where_all_braces_fit_or_may_fit(string text) => Assert.Empty(Reading.Document(text).Problems);

    [Fact]
    public void Blocks_may_be_nested_without_end()
    {
        var text = "vrrp_instance VI {\n" + string.Concat(Enumerable.Repeat("a {\n", 20_000));
        Assert.NotNull(Reading.Root(text));
    }

    [Theory]
    [InlineData("server {\n listen 80;\n}")]
    [InlineData("# vrrp_instance\n[section]\nkey = value")]
    [InlineData("")]
    [InlineData("global_defs {\n}")]
    public void Other_texts_are_none_of_our_business(string text) => Assert.Null(LoadBalancerFiles.Read(new SourceText("x.conf", text)));
}
