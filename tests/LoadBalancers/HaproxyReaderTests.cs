using Hale.Rules.Tree;

namespace Hale.LoadBalancers.Tests;

public sealed class HaproxyReaderTests
{
    private const string Sample = """
        global
            log /dev/log local0
        defaults base
            mode tcp
            timeout client 20s  # short
            timeout client 35s
        frontend api from base
            bind *:6443 v4v6
            default_backend masters
        backend masters
            no option httpclose
            option httpchk GET /healthz
            http-check expect status 200
            default-server inter 10s
            server m1 192.0.2.11:6443 check port 6443
            server m2 "${M2}:6443" check
        """;

    [Theory]
    [InlineData("defaults/0/name", "base 3:10")]
    [InlineData("defaults/0/mode", "tcp 4:10")]
    [InlineData("defaults/0/timeout/client", "35s 6:20")]
    [InlineData("frontend/0/from", "base 7:19")]
    [InlineData("frontend/0/bind/0/address", "*:6443 8:10")]
    [InlineData("frontend/0/bind/0/options/0", "v4v6 8:17")]
    [InlineData("frontend/0/default_backend", "masters 9:21")]
    [InlineData("backend/0/option/0/value", "GET /healthz 12:20")]
    [InlineData("backend/0/no option/0/name", "httpclose 11:15")]
    [InlineData("backend/0/default-server/0/options/1", "10s 14:26")]
    [InlineData("backend/0/server/0/address", "192.0.2.11:6443 15:15")]
    [InlineData("backend/0/server/0/options/2", "6443 15:42")]
    [InlineData("backend/0/server/1/address", "?:6443")]
    public void Values_stand_where_they_are_written(string path, string expected) => Assert.Equal(expected, Reading.Root(Sample).At(path).Show());

    [Theory]
    [InlineData("{% for h in hosts %}{% if h %}\n server x y:1\n{% endif %}{% endfor %}\n", true)]
    [InlineData("{% for h in hosts %}\n{% if h %}\n server x y:1\n{% endif %}{% endfor %}\n", true)]
    [InlineData("{% if a %} server x y:1 {% endif %}\n", true)]
    [InlineData("{{- if .A }}\n server x y:1\n{{- end }}\n", true)]
    [InlineData("{% for h in hosts %}{% if h %}\n{% endif %}\n", false)]
    public void What_follows_conditions_is_there_when_all_have_ended(string conditions, bool isThere) =>
        Assert.Equal(isThere ? "a 192.0.2.1:1" : "?", Reading.Root($"backend b\n balance first\n{conditions} option tcp-check\n server a 192.0.2.1:1\n").At("backend/0/server").Items[^1] is MapNode server
            ? $"{server["name"].Text()} {server["address"].Text()}"
            : "?");

    [Fact]
    public void A_section_is_named_by_its_keyword_and_name() => Assert.Equal("backend masters", Reading.Root(Sample).At("backend/0").Place.Text);

    [Fact]
    public void Servers_of_a_loop_cannot_be_counted()
    {
        var servers = Reading.Root("backend b\n server a 192.0.2.1:1\n{% for h in hosts %}\n server {{ h }} x:1\n{% endfor %}\n.if defined(X)\n server c x:2\n.endif\n").At("backend/0/server");
        Assert.True(servers.IsOpen);
        Assert.Equal(["MapNode", "?", "?"], servers.Items.Select(server => server.Show()));
    }

    [Theory]
    [InlineData("backend b\n server a\n server\n bind\n timeout\n option\n no\n stats\n")]
    [InlineData("listen\n bind :80\n server 'open \"\n\\")]
    public void Lines_that_end_too_early_are_read_as_far_as_they_go(string text) => Assert.NotNull(Reading.Root(text));

    [Theory]
    [InlineData("[defaults]\nserver = 1")]
    [InlineData("upstream backend {\n server 192.0.2.1;\n}")]
    [InlineData("defaults\n timeout client 5s")]
    [InlineData("frontend = x\nbackend: y")]
    public void Other_texts_are_none_of_our_business(string text) => Assert.Null(LoadBalancerFiles.Read(new SourceText("x.cfg", text)));

    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    public void A_word_that_is_too_long_for_a_value_is_not_known(int length, bool isKnown)
    {
        var word = new string('x', length);
        Assert.Equal(isKnown ? $"{word} 2:18" : "?", Reading.Root($"frontend a\n default_backend {word}\n").At("frontend/0/default_backend").Show());
    }
}
