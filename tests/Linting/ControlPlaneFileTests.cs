using System.Diagnostics;
using Hale.LoadBalancers;
using Hale.Rules.Model;
using Hale.Rules.Tree;
using Hale.Testing;
using Hale.Yaml;

namespace Hale.Linting.Tests;

/// <summary>Whatever happens to the files of a control plane, nothing is thrown, and what is found lies inside of them.</summary>
public sealed class ControlPlaneFileTests
{
    private const string Keepalived = """
        ! Node 1
        global_defs { router_id lb1 }
        vrrp_script chk_api {
          script "/usr/bin/killall -0 haproxy"
          interval 5
          fall 4
          weight -2
        }
        vrrp_instance VI_1 {
          state SLAVE
          virtual_router_id 51
          priority 250
          advert_int 1
          unicast_src_ip 192.0.2.11
          authentication {
            auth_type PASS
            auth_pass "Kq7 mW2x"
          }
          virtual_ipaddress { 192.0.2.10/24 dev eth0 }
          {% if first %}
          nopreempt
          {% endif %}
          track_script { chk_api weight ${WEIGHT} }
        }
        virtual_server 192.0.2.10 8443 {
          real_server 192.0.2.11 6443 { weight 1 }
        }
        """;

    private const string Haproxy = """
        global
            log /dev/log local0
        defaults base
            mode tcp
            timeout client 20s  # short
        defaults web
            mode http
            stats auth "admin:Kq7mW2xZ"
        frontend api from base
            bind *:8443,127.0.0.1:9443 v4v6
            default_backend masters
        listen stats from web
            bind 0.0.0.0:9000
            stats enable
        backend masters
            option tcp-check
            default-server inter 10s
            server m1 192.0.2.11:6443 check port 6443
            server m2 "${M2}:6443" check
            .if defined(X)
            server m3 192.0.2.13:6443
            .endif
        """;

    private const string Script = """
        #!/bin/bash
        cat <<EOF | sudo tee -a /etc/hosts
        192.0.2.11 master-1 lb.example.com
        192.0.2.12~13 others
        EOF
        echo "192.0.2.11 lb.example.com" >> /etc/hosts
        kubeadm init --token 9a08jv.c0izixklcxtmnze7 --token-ttl 0 \
          --apiserver-advertise-address=192.0.2.11 --certificate-key "$KEY"
        cat > /etc/keepalived/keepalived.conf <<EOF
        vrrp_instance VI_1 { state ${STATE} }
        EOF
        kubectl apply -f - <<EOF
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: $name }
        EOF
        if second; then
          kubeadm join lb.example.org:6443 --token 9a08jv.c0izixklcxtmnze7 --discovery-token-unsafe-skip-ca-verification
        fi
        """;

    private const string Hosts = "# names\n192.0.2.11\tmaster-1 lb.example.com # first\n\n  fd00::1 six\n${IP} {{ name }}\n192.0.2.7~9 lb\n";

    private const string Kubeadm = """
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        controlPlaneEndpoint: lb.example.com
        ---
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: InitConfiguration
        localAPIEndpoint: { advertiseAddress: 192.0.2.11 }
        """;

    private static readonly string[] Insertions =
    [
        "{", "}", "{{", "}}", "{%", "%}", "${", "\"", "'", "\\", "#", "!", "\0", "\r", "\n", "\t", "\uFEFF", "\uD83D", "é", "<<EOF", "EOF", "<x>", "@a", "$", "-", ":", ",",
        "include x", "99999999999999999999", "vrrp_instance", "server", "default_backend", "kubeadm join ", "/etc/hosts", " no ", ".if", ".endif",
    ];

    private static readonly (string Path, string Text)[] Files =
        [("k1/keepalived.conf", Keepalived), ("lb/haproxy.cfg", Haproxy), ("prepare.sh", Script), ("hosts", Hosts)];

    public static TheoryData<string> Paths => [.. Files.Select(file => file.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_beginning_and_every_end_is_read(string path)
    {
        var text = Files.Single(file => file.Path == path).Text;
        for (var i = 0; i <= text.Length; i++)
        {
            Read(path, text[..i]);
            Read(path, text[i..]);
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Random_edits_are_read_and_linted(string path)
    {
        var random = new Random(1);
        var time = Stopwatch.StartNew();
        for (var i = 0; i < 400; i++)
        {
            var text = Files.Single(file => file.Path == path).Text;
            for (var edits = random.Next(1, 6); edits > 0; edits--)
                text = Edit(text, random);
            var documents = Files.SelectMany(file => Read(file.Path, file.Path == path ? text : file.Text))
                .Concat(Lint.Read(new SourceText("cluster.yaml", Kubeadm)).Documents)
                .Concat(Lint.Read(new SourceText("map.yaml", InConfigMap(text))).Documents)
                .Concat(Read("k2/keepalived.conf", Keepalived));
            Lint.Run(new Cluster([.. documents], [], new ClusterFacts()));
        }

        Assert.InRange(time.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    [Theory]
    [InlineData("{\n")]
    [InlineData("}\n")]
    [InlineData("vrrp_instance a {\n")]
    [InlineData("${")]
    [InlineData("{{ ")]
    [InlineData("\"")]
    [InlineData("\\\n")]
    [InlineData(" x")]
    [InlineData("listen a\nbind :1\n")]
    [InlineData("192.0.2.1 a\n")]
    [InlineData("192.0.2.1 ")]
    [InlineData("<<a ")]
    [InlineData("cat <<EOF >> /etc/hosts\n")]
    [InlineData("kubectl ")]
    [InlineData("> a ")]
    [InlineData("\ncat > a.yaml <<EOF\napiVersion: v1\nEOF\n")]
    [InlineData("echo '")]
    [InlineData("kubeadm join a --token ")]
    [InlineData("kubeadm join \\\n")]
    [InlineData("-")]
    [InlineData("\0")]
    [InlineData("\r")]
    public void Endless_repetition_takes_no_time(string part)
    {
        var time = Stopwatch.StartNew();
        foreach (var (path, text) in Files)
            Read(path, text + string.Concat(Enumerable.Repeat(part, 20_000)));
        Assert.InRange(time.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }

    private static List<Document> Read(string path, string text)
    {
        var source = new SourceText(path, text);
        Document?[] documents = Path.GetExtension(path) switch
        {
            ".sh" => [.. SetupReader.ReadScript(source, new YamlLimits())],
            "" => [LoadBalancerFiles.ReadHosts(source)],
            _ => [LoadBalancerFiles.Read(source)],
        };
        foreach (var node in documents.OfType<Document>().SelectMany(document => TreeCopy.Nodes(document.Root)))
        {
            Assert.InRange(node.At.Start, 0, text.Length);
            Assert.InRange(node.At.End, node.At.Start, text.Length);
        }

        return [.. documents.OfType<Document>()];
    }

    private static string InConfigMap(string text) =>
        "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  hosts: |\n    " + text.ReplaceLineEndings("\n    ").Replace("\0", "", StringComparison.Ordinal) + "\n";

    private static string Edit(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        var (at, line, other) = (random.Next(text.Length + 1), random.Next(lines.Count), random.Next(lines.Count));
        switch (random.Next(9))
        {
            case 0:
                lines.RemoveAt(line);
                return string.Join('\n', lines);
            case 1:
                lines.Insert(other, lines[line]);
                return string.Join('\n', lines);
            case 2:
                (lines[line], lines[other]) = (lines[other], lines[line]);
                return string.Join('\n', lines);
            case 3:
                return text.Insert(at, new string(random.Next(2) == 0 ? 'x' : ' ', 5_000));
            case 4:
                return text.ReplaceLineEndings(random.Next(2) == 0 ? "\r" : "\r\n");
            case 5:
                return text.Remove(at, Math.Min(random.Next(1, 4), text.Length - at));
            default:
                return text.Insert(at, Insertions[random.Next(Insertions.Length)]);
        }
    }
}
