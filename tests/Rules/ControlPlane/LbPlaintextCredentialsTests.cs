using Hale.Rules.ControlPlane;
using Hale.Testing;

namespace Hale.Rules.Tests.ControlPlane;

public sealed class LbPlaintextCredentialsTests
{
    [Theory]
    [InlineData("Kq7mW2xZ", Severity.Warning)]
    [InlineData("Kq7mW2xZ9", Severity.Error)]
    [InlineData("password", Severity.Error)]
    [InlineData("1111", Severity.Error)]
    [InlineData("k3x9q", Severity.Error)]
    [InlineData("k3x9qz", Severity.Warning)]
    [InlineData("7q7q7q", Severity.Error)]
    [InlineData("7qz7qz", Severity.Warning)]
    public void Reports_a_password_of_keepalived_without_saying_it(string password, Severity severity)
    {
        var finding = Assert.Single(Lint.Run([new("keepalived.conf", Instance(password))], "HA1513"));
        Assert.Equal(severity, finding.Severity);
        Assert.Equal(password, finding.Place.Text);
        Assert.DoesNotContain(password, finding.Message.Replace("The password of", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("${AUTH_PASS}")]
    [InlineData("{{ vrrp_password }}")]
    [InlineData("<password>")]
    [InlineData("$AUTH_PASS")]
    public void Is_silent_about_a_password_that_is_filled_in(string password) => Lint.Expect<LbPlaintextCredentials>([("keepalived.conf", Instance(password))]);

    [Theory]
    [InlineData("*:9000")]
    [InlineData(":9000")]
    [InlineData("0.0.0.0:9000")]
    [InlineData("127.0.0.1:9000,192.0.2.1:9000")]
    public void Reports_a_password_of_a_page_on_other_interfaces(string bind) => Expect(bind, "{|HA1513:admin:Kq7mW2xZ|}");

    [Theory]
    [InlineData("127.0.0.1:9000", "admin:Kq7mW2xZ")]
    [InlineData("localhost:9000", "admin:Kq7mW2xZ")]
    [InlineData("/run/haproxy.sock", "admin:Kq7mW2xZ")]
    [InlineData("ipv4@127.0.0.1:9000,::1:9000,[::1]:9001,unix@/run/haproxy.sock,abns@haproxy,fd@3", "admin:Kq7mW2xZ")]
    [InlineData("${BIND}", "admin:Kq7mW2xZ")]
    [InlineData("*:9000", "admin:${PASSWORD}")]
    [InlineData("*:9000", "\"$LOGIN\"")]
    public void Is_silent_about_a_page_of_this_node_and_about_references(string bind, string login) => Expect(bind, login);

    [Fact]
    public void Reports_a_password_of_a_backend_that_a_frontend_uses() => Lint.Expect<LbPlaintextCredentials>([("haproxy.cfg", """
        frontend in
          bind :80
          use_backend stats if { path /stats }
        backend stats
          stats auth {|HA1513:admin:Kq7mW2xZ|}
        """)]);

    [Fact]
    public void Is_silent_about_a_backend_that_only_a_frontend_of_this_node_uses() => Lint.Expect<LbPlaintextCredentials>([("haproxy.cfg", """
        frontend in
          bind :80
          default_backend web
        frontend local
          bind 127.0.0.1:9000
          default_backend stats
        backend web
        backend stats
          stats auth admin:Kq7mW2xZ
        """)]);

    [Fact]
    public void Is_silent_about_a_password_of_a_template_in_capitals() => Lint.Expect<LbPlaintextCredentials>(
        [("keepalived.conf", Instance("H8_KA_AUTH").Replace("  authentication", "  priority H8_KA_PRIO\n  authentication", StringComparison.Ordinal))]);

    [Theory]
    [InlineData("mode http", "*:9000", "{|HA1513:admin:Kq7mW2xZ|}")]
    [InlineData("mode http", "127.0.0.1:9000", "admin:Kq7mW2xZ")]
    [InlineData("mode http", "*:9000", "admin:${PASSWORD}")]
    [InlineData("mode tcp", "*:9000", "admin:Kq7mW2xZ")] // without a page
    [InlineData("maxconn 100", "*:9000", "admin:Kq7mW2xZ")]
    public void Reports_a_password_that_the_defaults_give_to_pages(string mode, string bind, string login) => Lint.Expect<LbPlaintextCredentials>([("haproxy.cfg", $"""
        defaults
          {mode}
          stats auth {login}
        listen one
          bind {bind}
        listen two
          bind {bind}
        """)]);

    private static void Expect(string bind, string login) => Lint.Expect<LbPlaintextCredentials>([("haproxy.cfg", $"""
        listen stats
          bind {bind}
          stats enable
          stats realm Servers:all
          stats auth {login}
        """)]);

    private static string Instance(string password) => $$"""
        vrrp_instance VI_1 {
          authentication {
            auth_type PASS
            auth_pass {{password}}
          }
        }
        """;
}
