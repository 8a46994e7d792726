using Hale.Rules.ControlPlane;
using Hale.Testing;

namespace Hale.Rules.Tests.ControlPlane;

public sealed class KeepalivedCheckTests
{
    [Theory]
    [InlineData("killall -0 haproxy")]
    [InlineData("/usr/bin/killall -0 haproxy")]
    [InlineData("/usr/bin/pkill -0 haproxy")]
    [InlineData("/bin/pidof haproxy")]
    [InlineData("pgrep -x kube-apiserver")]
    [InlineData("/usr/bin/systemctl is-active --quiet haproxy")]
    [InlineData("[ $(ps -C haproxy --no-header | wc -l) -gt 0 ]")]
    [InlineData("ps aux | grep -q [h]aproxy")]
    public void Reports_a_test_of_the_process_only(string script) => Expect($"script \"{{|HA1511:{script}|}}\"");

    [Theory]
    [InlineData("curl -sfk https://localhost:6443/healthz")]
    [InlineData("/etc/keepalived/check_apiserver.sh")]
    [InlineData("pidof haproxy && curl -sfk https://localhost:6443/healthz")]
    [InlineData("</dev/tcp/127.0.0.1/6443")]
    [InlineData("https-check 127.0.0.1 6443")]
    [InlineData("/usr/local/bin/ps")] // a program of that name, perhaps another one
    [InlineData("${CHECK}")]
    public void Is_silent_about_a_check_that_may_ask_the_server(string script) => Expect($"script \"{script}\"");

    [Theory]
    [InlineData("interval 3\nfall 10", "3 s and has to fail 10 times, so the address moves after 30 s")]
    [InlineData("interval 60", "60 s and has to fail 1 time, so the address moves after 60 s")]
    public void Notes_a_check_that_takes_long(string settings, string text)
    {
        var finding = Assert.Single(Lint.Run([new("keepalived.conf", Check(settings))], "HA1511"));
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal($"The check 'chk' runs every {text}", finding.Message);
    }

    [Theory]
    [InlineData("interval 5\nfall 2")]
    [InlineData("fall 10")]
    [InlineData("interval ${INTERVAL}\nfall 10")]
    public void Is_silent_about_a_check_that_is_quick(string settings) => Expect(settings);

    [Theory]
    [InlineData("")]
    [InlineData("    other\n")]
    [InlineData("    # chk\n")]
    public void Reports_a_check_that_nobody_tracks(string tracked)
    {
        var text = Check("script \"pidof haproxy\"").Replace("    chk\n", tracked, StringComparison.Ordinal);
        var finding = Assert.Single(Lint.Run([new("keepalived.conf", text)], "HA1511"));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("No vrrp_instance tracks the check 'chk', so it never runs and moves no address", finding.Message);
        Assert.Equal(1, finding.Place.StartPosition.Line);
    }

    [Theory]
    [InlineData("    ${CHECK}\n", "")] // unknown: stay silent
    [InlineData("", "vrrp_sync_group ALL {\n group {\n  VI_1\n }\n track_script {\n  chk\n }\n}\n")]
    [InlineData("", "include conf.d/*.conf\n")] // which may have another instance
    [InlineData("", "{% if extra %}\nvrrp_instance VI_2 {\n}\n{% endif %}\n")]
    public void Is_silent_about_a_check_that_may_be_tracked_elsewhere(string tracked, string after) => Lint.Expect<KeepalivedCheck>(
        [("keepalived.conf", Check("script \"pidof haproxy\"").Replace("    chk\n", tracked, StringComparison.Ordinal) + after)]);

    [Theory]
    [InlineData("chk", "The check 'chk' never runs, because another vrrp_script above has the same name")]
    [InlineData("other", "No vrrp_instance tracks the check 'other', so it never runs and moves no address")]
    public void Reports_a_second_check_of_one_name_once(string name, string message)
    {
        var text = $"{Check("script \"curl -sfk https://localhost:6443/healthz\"")}\nvrrp_script {name} {{\n  script \"pidof haproxy\"\n}}\n";
        var finding = Assert.Single(Lint.Run([new("keepalived.conf", text)], "HA1511"));
        Assert.Equal(message, finding.Message);
        Assert.Equal(10, finding.Place.StartPosition.Line);
    }

    [Fact]
    public void Is_silent_about_checks_of_one_name_of_which_a_template_writes_one() => Lint.Expect<KeepalivedCheck>([("keepalived.conf", $$"""
        {% if api %}
        vrrp_script chk {
          script "curl -sfk https://localhost:6443/healthz"
        }
        {% endif %}
        {{Check("script /etc/keepalived/check.sh")}}
        """)]);

    [Fact]
    public void Is_silent_about_checks_without_an_instance() =>
        Lint.Expect<KeepalivedCheck>([("keepalived.conf", "vrrp_script chk {\n  script \"pidof haproxy\"\n}\n")]);

    [Theory]
    [InlineData("global_defs {\n router_id a\n}\n", "{|HA1511:other|}")]
    [InlineData("", "other")] // a part of a larger file, perhaps
    [InlineData("global_defs {\n router_id a\n}\ninclude conf.d/*.conf\n", "other")]
    [InlineData("global_defs {\n router_id a\n}\n", "$CHECK")] // unknown: stay silent
    public void Reports_a_check_that_is_not_defined(string before, string check) => Lint.Expect<KeepalivedCheck>(
        [("keepalived.conf", before + Check("script \"curl -sfk https://localhost:6443/healthz\"").Replace("    chk\n", $"    chk\n    {check}\n", StringComparison.Ordinal))]);

    [Theory]
    [InlineData("")]
    [InlineData("track_interface { eth0 }")]
    public void Reports_a_virtual_router_that_watches_nothing(string line)
    {
        var finding = Assert.Single(Lint.Run([new("lb/keepalived.conf", Router(line)), new("lb/haproxy.cfg", Api)], "HA1511"));
        Assert.Equal("Nothing is checked for the vrrp_instance 'VI_1': its addresses stay on a node whose load balancer or API server no longer answers", finding.Message);
        Assert.Equal(1, finding.Place.StartPosition.Line);
    }

    [Theory]
    [InlineData("lb/haproxy.cfg", Api, true)]
    [InlineData("kubeadm.yaml", "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n", true)]
    [InlineData("lb/haproxy.cfg", "backend web\n  server a 192.0.2.1:80 check\n", false)]
    [InlineData("far/away/haproxy.cfg", Api, false)]
    public void A_check_is_asked_for_where_API_servers_are_behind_the_address(string path, string text, bool isReported) =>
        Assert.Equal(isReported, Lint.Run([new("lb/keepalived.conf", Router("")), new(path, text)], "HA1511").Any(finding => finding.Place.Source.Path == "lb/keepalived.conf"));

    [Theory]
    [InlineData("track_script { a }", "")]
    [InlineData("track_file { a }", "")]
    [InlineData("track_bfd { a }", "")]
    [InlineData("{% if check %}\ntrack_script { a }\n{% endif %}", "")] // unknown: stay silent
    [InlineData("{{ checks }}", "")]
    [InlineData("", "include conf.d/*.conf\n")]
    [InlineData("", "vrrp_sync_group G {\n group {\n  VI_1\n }\n track_script {\n  a\n }\n}\n")]
    [InlineData("", "virtual_server 192.0.2.10 6443 {\n real_server 192.0.2.1 6443 {\n  TCP_CHECK {\n  }\n }\n}\n")] // keepalived's own
    public void Is_silent_about_a_virtual_router_that_may_watch_something(string line, string after) =>
        Lint.Expect<KeepalivedCheck>([("keepalived.conf", Router(line) + after), ("haproxy.cfg", Api)]);

    private const string Api = "backend api\n  server a 192.0.2.1:6443\n";

    private static string Router(string line) => $"vrrp_instance VI_1 {{\n  state MASTER\n  {line}\n  virtual_ipaddress {{\n    192.0.2.10\n  }}\n}}\n";

    private static void Expect(string settings) => Lint.Expect<KeepalivedCheck>([("keepalived.conf", Check(settings))]);

    private static string Check(string settings) => $$"""
        vrrp_script chk {
          {{settings}}
        }
        vrrp_instance VI_1 {
          virtual_router_id 60
          track_script {
            chk
          }
        }
        """;

    [Theory]
    [InlineData("track_process { {|HA1511:haproxy|} }")]
    [InlineData("track_process { haproxy }\n  track_script { api }")] // which may look at more
    [InlineData("track_process { haproxy }\n  {{ scripts }}")]
    [InlineData("track_process { ${PROCESS} }")]
    [InlineData("{% if scripts %}\n  track_script { api }\n{% endif %}\n  track_process { haproxy }")]
    public void Reports_that_only_a_process_is_watched(string tracked) => Lint.Expect<KeepalivedCheck>([("keepalived.conf", $$"""
        vrrp_track_process haproxy {
          process haproxy
        }
        vrrp_instance VI_1 {
          {{tracked}}
        }
        """)]);
}
