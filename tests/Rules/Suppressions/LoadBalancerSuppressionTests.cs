using Hale.Rules.Model;
using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.Rules.Tests.Suppressions;

/// <summary>What comments silence in keepalived.conf and haproxy.cfg.</summary>
public sealed class LoadBalancerSuppressionTests
{
    private const string Keepalived = """
        vrrp_script chk {
          script "pidof haproxy"
        }
        vrrp_script other {
          script "pidof haproxy"
        }
        vrrp_instance VI_1 {
          virtual_router_id 60
          track_script {
            chk
            other
          }
        }
        """;

    private const string Haproxy = """
        defaults
          mode tcp
          timeout client 10s
          timeout server 10s
        frontend api
          bind :6443
          use_backend second if { src 192.0.2.0/24 }
          default_backend first
        backend first
          server a 192.0.2.1:6443
          server b 192.0.2.2:6443 check
        backend second
          server a 192.0.2.1:6443
          server b 192.0.2.2:6443 check
        """;

    [Theory]
    [InlineData("", "2 5")]
    [InlineData("2 # hale:ignore HA1511 -- a reason", "5")]
    [InlineData("2 ! hale:ignore keepalived-check", "5")]
    [InlineData("^2 ! hale:ignore HA1511", "5")]
    [InlineData("^1 # hale:ignore HA1511", "5")]
    [InlineData("^4 # hale:ignore HA1511", "2")]
    [InlineData("^4 ! hale:ignore-file HA1511", "")]
    [InlineData("12 # hale:ignore-file HA1511 -- a reason", "")]
    [InlineData("^7 # hale:ignore HA1511", "2 5")]
    [InlineData("3 # hale:ignore HA1511", "2 5")]
    [InlineData("2 # not hale:ignore HA1511", "2 5")]
    public void In_keepalived_a_comment_is_for_its_line_for_what_is_below_or_for_the_file(string comment, string lines) =>
        Assert.Equal(lines, LinesOf("HA1511", "keepalived.conf", With(Keepalived, comment)));

    [Theory]
    [InlineData("", "3 4 10 13")]
    [InlineData("10 # hale:ignore HA1512 -- a reason", "3 4 13")]
    [InlineData("^10 # hale:ignore HA1512", "3 4 13")]
    [InlineData("^11 # hale:ignore HA1512", "3 4 10 13")]
    [InlineData("^9 # hale:ignore HA1512", "3 4 13")]
    [InlineData("^12 # hale:ignore haproxy-check", "3 4 10")]
    [InlineData("^3 # hale:ignore HA1512", "4 10 13")]
    [InlineData("^4 # hale:ignore HA1512", "3 10 13")]
    [InlineData("^1 # hale:ignore HA1512", "10 13")]
    [InlineData("^1 # hale:ignore-file HA1512", "")]
    [InlineData("^10 ! hale:ignore HA1512", "3 4 10 13")] // no comment for haproxy
    public void In_haproxy_a_comment_is_for_its_line_for_what_is_below_or_for_the_file(string comment, string lines) => Assert.Equal(lines, LinesOf("HA1512", "haproxy.cfg", With(Haproxy, comment)));

    [Theory]
    [InlineData("2 # hale:ignore HA1511", "5")]
    [InlineData("^4 # hale:ignore HA1511", "2")]
    [InlineData("^4 # hale:ignore-file HA1511", "")]
    public void In_a_text_of_a_ConfigMap_a_comment_is_for_the_same(string comment, string lines)
    {
        const string Start = "kind: ConfigMap\napiVersion: v1\nmetadata: { name: keepalived }\ndata:\n  keepalived.conf: |\n    ";
        Assert.Equal(lines, LinesOf("HA1511", "map.yaml", Start + With(Keepalived, comment).Replace("\n", "\n    ", StringComparison.Ordinal), offset: 5));
    }

    [Theory]
    [InlineData("# hale:ignore HA1511\nkind: ConfigMap\n")]
    [InlineData("kind: ConfigMap\nmetadata: { name: a }\n---\n# hale:ignore HA1511\nkind: ConfigMap\n")]
    [InlineData("kind: ConfigMap\n# hale:ignore HA1511\n")]
    public void A_comment_of_the_manifest_is_for_the_texts_in_it(string start) =>
        Assert.Equal("", LinesOf("HA1511", "map.yaml", $"{start}data:\n  keepalived.conf: |\n    {Keepalived.Replace("\n", "\n    ", StringComparison.Ordinal)}"));

    [Fact]
    public void What_silences_nothing_and_what_is_no_rule_is_reported()
    {
        Assert.Equal("8", LinesOf("HA0004", "keepalived.conf", With(Keepalived, "8 # hale:ignore HA1511")));
        Assert.Equal("8", LinesOf("HA0005", "keepalived.conf", With(Keepalived, "8 ! hale:ignore HA9999")));
        Assert.Equal("3", LinesOf("HA0004", "haproxy.cfg", With(Haproxy, "3 # hale:ignore-file HA1511")));
    }

    // '2 # text' puts the comment behind line 2, '^2 # text' above it.
    private static string With(string config, string comment)
    {
        var lines = config.Split('\n').ToList();
        if (comment.Length == 0)
            return config;
        var (where, text) = (comment.Split(' ', 2)[0], comment.Split(' ', 2)[1]);
        var line = int.Parse(where.TrimStart('^'), System.Globalization.CultureInfo.InvariantCulture) - 1;
        lines[line] = where[0] == '^' ? $"  {text}\n{lines[line]}" : $"{lines[line]} {text}";
        return string.Join('\n', lines);
    }

    // Lines are counted as they are without comments of their own.
    private static string LinesOf(string rule, string path, string text, int offset = 0)
    {
        var content = Lint.Read(new SourceText(path, text));
        var findings = RuleRunner.Run(new Cluster(content.Documents, content.Problems, new ClusterFacts()), new RuleSelection { Preset = Preset.All });
        return string.Join(' ', findings.Where(finding => finding.Rule.Id == rule)
            .Select(finding => text[..finding.Place.Start].Split('\n').SkipLast(1).Count(line => line.TrimStart() is not ['#' or '!', ..]) + 1 - offset).Distinct());
    }
}
