using Hale.Rules.ControlPlane;
using Hale.Testing;

namespace Hale.Rules.Tests.ControlPlane;

public sealed class HaproxyCheckTests
{
    private const string TwoServers = "server m1 192.0.2.11:6443 check\n  server m2 192.0.2.12:6443 check";

    [Fact]
    public void Reports_checks_of_the_port_only() =>
        Expect(Proxy("server m1 192.0.2.11:6443 {|HA1512:check|} fall 3\n  server m2 192.0.2.12:6443 check"));

    [Fact]
    public void Reports_a_check_of_the_answer_that_is_not_switched_on() =>
        Expect(Proxy("http-check expect status 200\n  server m1 192.0.2.11:6443 fall 3 {|HA1512:check|}\n  server m2 192.0.2.12:6443 check"));

    [Fact]
    public void Reports_tcp_checks_by_default() =>
        Expect(Proxy("option tcplog\n  option tcp-check\n  default-server check inter 10s\n  {|HA1512:server m1|} 192.0.2.11:6443\n  server m2 192.0.2.12:6443"));

    [Theory]
    [InlineData("*:6443", "{|HA1512:server m1|} 192.0.2.11\n  server m2 192.0.2.12")]
    [InlineData("*:8443", "server m1 192.0.2.11\n  server m2 192.0.2.12")]
    [InlineData("*:6443", "server m1 192.0.2.11:80\n  server m2 192.0.2.12")]
    [InlineData("*:6443", "server m1 ${MASTER}\n  server m2 192.0.2.12:80")]
    [InlineData("*:6443", "server m1 ${MASTER}\n  server m2 ${OTHER}")]
    [InlineData("${ADDRESS}", "server m1 192.0.2.11\n  server m2 192.0.2.12")]
    public void A_server_without_a_port_is_called_at_the_port_of_the_client(string bind, string servers) =>
        Expect($"frontend in\n  bind {bind}\n  default_backend back\n\nbackend back\n  {servers}\n");

    [Fact]
    public void Servers_without_a_port_that_nobody_calls_are_left_alone() =>
        Expect("frontend in\n  bind *:6443\n  default_backend other\n\nbackend other\n  server o 192.0.2.20:6444\n\nbackend back\n  server m1 192.0.2.11\n  server m2 192.0.2.12\n");

    [Theory]
    [InlineData("option ssl-hello-chk\n  " + TwoServers)]
    [InlineData("option tcp-check\n  tcp-check connect ssl\n  " + TwoServers)]
    [InlineData("default-server check check-ssl verify none\n  server m1 192.0.2.11:6443\n  server m2 192.0.2.12:6443")]
    [InlineData("server m1 192.0.2.11:6443 check agent-check agent-port 9000\n  server m2 192.0.2.12:6443 check")]
    [InlineData("server m1 192.0.2.11:6443 check ${OPTIONS}\n  server m2 192.0.2.12:6443 check ${OPTIONS}")]
    [InlineData("{{ checks }}\n  " + TwoServers)]
    public void Is_silent_about_checks_of_more_than_the_port(string lines) => Expect(Proxy(lines));

    [Fact]
    public void Reports_a_check_of_tls_in_place_of_one_of_the_answer() =>
        Expect(Proxy("option httpchk GET /healthz\n  http-check expect status 200\n  {|HA1512:option ssl-hello-chk|}\n  " + TwoServers));

    [Theory]
    [InlineData("option ssl-hello-chk\n  option httpchk GET /healthz\n  http-check connect ssl\n  " + TwoServers)]
    [InlineData("option httpchk\n  option ssl-hello-chk\n  option ${CHECK}\n  " + TwoServers)]
    [InlineData("option httpchk\n  option ssl-hello-chk\n  {{ checks }}\n  " + TwoServers)]
    public void Is_silent_when_the_check_of_the_answer_may_be_the_last(string lines) => Expect(Proxy(lines));

    [Theory]
    [InlineData("{|HA1512:option httpchk|} GET /healthz\n  http-check expect status 200\n  " + TwoServers)]
    [InlineData("{|HA1512:option httpchk|}\n  http-check expect string ok\n  default-server check inter 5s\n  server m1 192.0.2.11:6443\n  server m2 192.0.2.12:6443")]
    [InlineData("option ssl-hello-chk\n  {|HA1512:option httpchk|} GET /healthz\n  " + TwoServers)]
    public void Reports_a_check_in_plain_http(string lines) => Expect(Proxy(lines));

    [Fact]
    public void Says_which_servers_count_as_down()
    {
        var finding = Assert.Single(Findings(Proxy("option httpchk\n  server m1 192.0.2.11:6443 check\n  server m2 192.0.2.12:6443 check check-ssl\n  server m3 192.0.2.13:6443 check")));
        Assert.Equal("Backend 'apiserver' takes 'm1', 'm3' for dead: the check is plain HTTP, which port 6443 answers with an error", finding.Message);
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("192.0.2.11:6443", Assert.Single(finding.Related).Place.Text);
    }

    [Theory]
    [InlineData("option httpchk GET /healthz\n  default-server check check-ssl verify none\n  server m1 192.0.2.11:6443\n  server m2 192.0.2.12:6443")]
    [InlineData("option httpchk\n  http-check connect ssl\n  " + TwoServers)]
    [InlineData("option httpchk\n  http-check connect port 9345 ssl\n  " + TwoServers)]
    [InlineData("option httpchk\n  http-check expect status 400\n  " + TwoServers)] // an error is what it waits for
    [InlineData("option httpchk\n  http-check expect ! rstatus ^5\n  " + TwoServers)]
    [InlineData("option httpchk\n  server m1 192.0.2.11:6443 check port 8080\n  server m2 192.0.2.12:6443 check port 8080")]
    [InlineData("option httpchk\n  server m1 192.0.2.11:8443 check\n  server m2 192.0.2.12:8443 check")] // something else may speak there
    [InlineData("option httpchk\n  server m1 192.0.2.11:6443 check ${OPTIONS}\n  server m2 192.0.2.12:6443 check ${OPTIONS}")]
    [InlineData("option httpchk\n  {{ checks }}\n  " + TwoServers)]
    public void Is_silent_about_checks_that_may_use_tls(string lines) => Expect(Proxy(lines));

    [Theory]
    [InlineData("server m1 192.0.2.11:6443\n  server m2 192.0.2.12:6443", "'m1', 'm2' without checking whether they are up")]
    [InlineData("server m1 192.0.2.11:6443\n  server m2 192.0.2.12:6443 check", "'m1' without checking whether it is up")]
    public void Reports_servers_without_any_check(string lines, string what)
    {
        var finding = Assert.Single(Findings(Proxy(lines)));
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("server m1", finding.Place.Text);
        Assert.Equal($"Backend 'apiserver' sends requests to {what}", finding.Message);
    }

    [Fact]
    public void Reports_them_beside_a_section_that_a_template_decides_on() =>
        Expect("{% if stats %}\nlisten stats\n  bind *:9000\n{% endif %}\n" + Proxy("{|HA1512:server m1|} 192.0.2.11:6443\n  server m2 192.0.2.12:6443 check"));

    [Fact]
    public void Is_silent_about_a_backend_that_a_template_may_define() => Expect("""
        frontend apiserver
          bind *:6443
          default_backend masters
        {% if apiserver %}
        backend masters
          option ssl-hello-chk
          server m1 192.0.2.11:6443 check
          server m2 192.0.2.12:6443 check
        {% endif %}
        """);

    [Fact]
    public void Reports_a_single_server() =>
        Assert.Equal(Severity.Error, Assert.Single(Findings(Proxy("option httpchk\n  server m1 192.0.2.11:6443 check check-ssl"))).Severity);

    [Theory]
    [InlineData("server web1 192.0.2.11:8080", "web")]
    [InlineData("server n1 192.0.2.11:443", "kubernetes-ingress")]
    [InlineData("server m1 192.0.2.11:${PORT}", "backend1")]
    public void Is_silent_about_other_servers(string lines, string name) => Expect(Proxy(lines, name));

    [Theory]
    [InlineData("server-template m 3 masters.example.org:6443 check")]
    [InlineData("option httpchk\n  http-check connect ssl\n  server m0 192.0.2.10:6443 check\n  server-template m 3 masters.example.org:6443 check")]
    [InlineData("option httpchk\n  http-check connect ssl\n  {% for m in masters %}\n  server {{ m.name }} {{ m.address }}:6443 check\n  {% endfor %}")]
    public void Is_silent_about_servers_that_cannot_be_counted(string lines) => Expect(Proxy(lines));

    [Theory]
    [InlineData("timeout client {|HA1512:20s|}\n  timeout server {|HA1512:20000|}")]
    [InlineData("timeout client 20s\n  timeout server 1m\n  timeout tunnel {|HA1512:30s|}")] // counts in place of the others
    public void Reports_timeouts_that_cut_watches(string timeouts) => Expect(Proxy(
        "option httpchk\n  http-check connect ssl\n  " + TwoServers, timeouts: timeouts));

    [Theory]
    [InlineData("20s", "20s")]
    [InlineData("20000", "20000 ms")]
    public void Says_how_long_a_timeout_is(string timeout, string text) => Assert.Equal(
        $"The timeout of the server of backend 'apiserver' is {text}, which cuts quiet watches",
        Assert.Single(Findings(Proxy("option httpchk\n  http-check connect ssl\n  " + TwoServers, timeouts: $"timeout server {timeout}"))).Message);

    [Fact]
    public void The_timeout_of_tunnels_in_a_backend_counts_for_its_frontends() =>
        Expect(Proxy("option httpchk\n  http-check connect ssl\n  timeout tunnel 4h\n  " + TwoServers, timeouts: "timeout client 20s\n  timeout server 20s"));

    [Fact]
    public void Is_silent_about_the_timeout_of_another_frontend() =>
        Expect(Proxy("option httpchk\n  http-check connect ssl\n  " + TwoServers + "\nfrontend web\n  bind *:80\n  timeout client 10s\n  default_backend shop\nbackend shop\n  server w1 192.0.2.21:80 check"));

    [Theory]
    [InlineData("timeout client 35s\n  timeout server 1m")]
    [InlineData("timeout client 20s\n  timeout server 20s\n  timeout tunnel 4h")]
    [InlineData("timeout client ${T}\n  timeout server ${T}")]
    [InlineData("mode http\n  timeout client 20s\n  timeout server 20s")]
    public void Is_silent_about_timeouts_that_do_not(string timeouts) => Expect(Proxy("option httpchk\n  http-check connect ssl\n  " + TwoServers, timeouts: timeouts));

    [Fact]
    public void Reports_a_backend_that_does_not_exist() => Expect("""
        frontend apiserver
          bind *:6443
          default_backend {|HA1512:masters|}
        listen stats
          bind 127.0.0.1:9000
        backend workers
          server w1 192.0.2.21:80 check
        """);

    [Theory]
    [InlineData("192.0.2.11:6443", "192.0.2.12:6443", "{|HA1512:shop|}")] // With it the API is not reached either.
    [InlineData("192.0.2.11:80", "192.0.2.12:80", "shop")]
    public void Reports_it_of_every_frontend_beside_the_API(string first, string second, string backend) => Expect($"""
        frontend web
          bind *:80
          default_backend {backend}
        backend upstream
          option httpchk
          http-check connect ssl
          server m1 {first} check
          server m2 {second} check
        """);

    [Fact]
    public void A_section_that_also_listens_is_a_backend() => Expect("""
        frontend apiserver
          bind *:6443
          default_backend masters
        listen masters
          bind 127.0.0.1:9443
          option ssl-hello-chk
          server m1 192.0.2.11:8443 check
          server m2 192.0.2.12:8443 check
        """);

    [Theory]
    [InlineData("api-server-22623", "192.0.2.11:22623 check", "192.0.2.12:22623 check")] // which gives new machines of OpenShift their configuration
    [InlineData("api-server-22623", "${MASTER}:${PORT} check", "192.0.2.12:22623 check")]
    [InlineData("api-server", "192.0.2.11:8443 {|HA1512:check|}", "192.0.2.12:8443 check")]
    public void Takes_servers_at_the_port_of_machine_configurations_for_no_API_servers(string name, string first, string second) =>
        Expect(Proxy($"mode tcp\n  server m1 {first}\n  server m2 {second}", name));

    [Fact]
    public void Is_silent_about_a_backend_of_another_file() => Lint.Expect<HaproxyCheck>(
        [("conf.d/1.cfg", "frontend apiserver\n  bind *:6443\n  default_backend masters\n"), ("conf.d/2.cfg", "backend masters\n  option ssl-hello-chk\n  " + TwoServers)]);

    private static void Expect(string text) => Lint.Expect<HaproxyCheck>([("haproxy.cfg", text)]);

    private static IEnumerable<Finding> Findings(string text) => Lint.Run([new("haproxy.cfg", text)], "HA1512");

    private static string Proxy(string lines, string name = "apiserver", string timeouts = "") => $"""
        global
          daemon
        defaults
          {timeouts}
        frontend in
          bind *:8443
          default_backend {name}
        backend {name}
          {lines}
        """;
}
