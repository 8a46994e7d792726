using System.Text;
using Hale.Rules;
using Hale.Testing;

namespace Hale.Linting.Tests;

public sealed class LinterTests : IDisposable
{
    private const string Claim = "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data }\nspec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }\n";

    private const string Deployment = """
        kind: Deployment
        metadata: { name: web }
        spec:
          replicas: 2
          template:
            spec:
              containers: [{ name: web, image: web:1 }]
              volumes:
              - persistentVolumeClaim: { claimName: data }
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_of_one_run_are_linted_together() =>
        Assert.Equal(["HA0701 b.yaml:9:45"], Findings(_folder.With("a.yaml", Claim).With("b.yaml", Deployment)));

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Every_encoding_of_yaml_is_read(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        _folder.With("a.yaml", [.. encoding.GetPreamble(), .. encoding.GetBytes(Claim + "---\n" + Deployment)]);
        Assert.Equal(["HA0701 a.yaml:14:45"], Findings(_folder));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_reported_where_they_start()
    {
        _folder.With("a.yaml", [.. "kind: Pod\n# "u8, 0xC3, 0x28, 0x0A]).With("x/b.yaml", Claim + "---\n" + Deployment);
        Assert.Equal(["HA0001 a.yaml:2:3", "HA0701 x/b.yaml:14:45"], Findings(_folder));
    }

    [Theory]
    [InlineData(0xC3, "Save the file as UTF-8.")]
    [InlineData(0x5B, "Correct the text at the place that is shown.")] // an open bracket
    public void What_cannot_be_read_comes_with_the_right_advice(byte last, string fix)
    {
        _folder.With("a.yaml", [.. "kind: Pod\na: "u8, last]);
        Assert.Equal(fix, Assert.Single(Linter.Run(new LintOptions { WorkingDirectory = _folder.Path }, () => Stream.Null).Findings).Fix);
    }

    [Fact]
    public void A_nul_byte_is_reported_where_it_stands()
    {
        _folder.With("a.yaml", "kind: Pod\nmetadata: \0\n");
        Assert.Equal(["HA0001 a.yaml:2:11"], Findings(_folder));
    }

    [Fact]
    public void A_file_that_is_too_large_is_reported_and_not_read()
    {
        _folder.With("a.yaml", new byte[33 * 1024 * 1024]);
        Assert.Equal(["HA0003 a.yaml:1:1"], Findings(_folder));
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_reported()
    {
        _folder.With("b.yaml", Claim);
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "a.yaml"), Path.Combine(_folder.Path, "gone.yaml"));
        var finding = Assert.Single(Run(_folder).Findings);
        Assert.Equal("HA0001", finding.Rule.Id);
        Assert.StartsWith("The file cannot be read: ", finding.Message, StringComparison.Ordinal);
        Assert.EndsWith("'a.yaml'", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_that_is_no_manifest_is_none_of_our_business()
    {
        _folder.With("tsconfig.json", "{ // a comment\n \"strict\": true,\n}").With("a.yaml", Claim);
        var result = Run(_folder);
        Assert.Empty(result.Findings);
        Assert.Equal(1, result.Files);
    }

    [Theory]
    [InlineData(3, "HA0701")]
    [InlineData(1, "")]
    public void A_json_patch_of_a_kustomization_is_read(int replicas, string rule)
    {
        _folder.With("kustomization.yaml", "resources: [web.yaml]\npatches: [{ target: { kind: Deployment }, path: more.json }]\n")
            .With("more.json", $"\n[ {{ \"op\": \"replace\", \"path\": \"/spec/replicas\", \"value\": {replicas} }} ]\n")
            .With("web.yaml", Claim + """

                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: { name: web }
                spec:
                  replicas: 2
                  selector: { matchLabels: { app: web } }
                  template:
                    metadata: { labels: { app: web } }
                    spec:
                      containers: [{ name: web, image: 'web:1', volumeMounts: [{ name: data, mountPath: /data }] }]
                      volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]
                """);
        Assert.Equal(rule, string.Join(' ', Run(_folder).Findings.Where(finding => finding.Rule.Id == "HA0701").Select(finding => finding.Rule.Id)));
    }

    [Theory]
    [InlineData("[{ \"op\": 1, // a comment\n}]")] // no path
    [InlineData("[{ \"path\": 1, // a comment\n}]")]
    [InlineData("{ \"op\": 1, \"path\": 2, // a comment\n}")] // no list
    public void Json_that_is_no_patch_is_none_of_our_business(string text)
    {
        _folder.With("other.json", text).With("a.yaml", Claim);
        Assert.Equal(1, Run(_folder).Files);
    }

    [Fact]
    public void Other_configuration_files_are_none_of_our_business()
    {
        _folder.With("nginx.conf", "server {\n listen: [80\n}").With("setup.cfg", "[tool]\nkey: {").With("broken.conf", [0xC3, 0x28]).With("a.yaml", Claim);
        var result = Run(_folder);
        Assert.Empty(result.Findings);
        Assert.Equal((1, 1), (result.Files, result.Documents));
    }

    [Fact]
    public void Configurations_of_load_balancers_are_linted()
    {
        _folder.With("k1/keepalived.conf", Router("MASTER", "Kq7mW2xZ")).With("k2/keepalived.conf", Router("slave", "Kq7mW2xZ"))
            .With("haproxy.cfg", """
                defaults
                  timeout client 1h
                listen stats
                  bind *:9000
                  stats auth admin:Kq7mW2xZ
                listen api
                  bind :8443
                  server m1 192.0.2.11:6443 check
                  server m2 192.0.2.12:6443 check
                """);
        var result = Run(_folder);
        Assert.Equal(
            ["HA1513 haproxy.cfg:5:14", "HA1512 haproxy.cfg:8:29", "HA1510 k1/keepalived.conf:2:9", "HA1513 k1/keepalived.conf:8:30", "HA1509 k2/keepalived.conf:5:9", "HA1513 k2/keepalived.conf:8:30"],
            result.Findings.Select(finding => $"{finding.Rule.Id} {finding.Place}"));
        Assert.Equal((3, 3), (result.Files, result.Documents));

        static string Router(string state, string password) => $$"""
            vrrp_script chk {
             weight -2
            }
            vrrp_instance VI_1 {
              state {{state}}
              virtual_router_id 60
              priority {{(state == "MASTER" ? 250 : 247)}}
              authentication { auth_pass {{password}} }
              virtual_ipaddress { 192.0.2.10 }
              track_script { chk }
            }
            """;
    }

    [Fact]
    public void Broken_json_that_means_to_be_a_manifest_is_reported()
    {
        _folder.With("pod.json", "{ \"apiVersion\": \"v1\",\n  \"kind\": }x");
        Assert.Equal(["HA0001 pod.json:2:12"], Findings(_folder));
    }

    [Fact]
    public void Standard_input_is_linted_beside_files()
    {
        _folder.With("a.yaml", Claim);
        var options = new LintOptions { WorkingDirectory = _folder.Path, Paths = ["-", "a.yaml"] };
        var result = Linter.Run(options, () => new MemoryStream(Encoding.UTF8.GetBytes(Deployment)));
        Assert.Equal(["HA0701 <stdin>:9:45"], Texts(result));
    }

    [Fact]
    public void The_same_input_gives_the_same_findings_in_the_same_order()
    {
        for (var i = 0; i < 50; i++)
            _folder.With($"{i}/a.yaml", Claim + "---\n" + Deployment);
        Assert.Equal(Findings(_folder), Findings(_folder));
        Assert.Equal(50, Findings(_folder).Count());
    }

    [Fact]
    public void A_rule_that_is_switched_off_is_silent_and_one_that_is_set_has_that_severity()
    {
        _folder.With("a.yaml", Claim + "---\n" + Deployment);
        Assert.DoesNotContain(Run(_folder, ("HA0701", null)).Findings, finding => finding.Rule.Id == "HA0701");
        Assert.Equal(Severity.Note, Assert.Single(Run(_folder, ("HA0701", Severity.Note)).Findings, finding => finding.Rule.Id == "HA0701").Severity);
    }

    [Fact]
    public void Secrets_in_kubeadm_commands_of_scripts_are_reported_where_they_stand()
    {
        const string Key = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
        _folder.With("join.sh", $"""
            #!/bin/bash
            # kubeadm join lb:6443 --token 9a08jv.c0izixklcxtmnze7
            sudo kubeadm join lb.example.com:6443 --token 9a08jv.c0izixklcxtmnze7 \
              --discovery-token-ca-cert-hash sha256:1234 \
              --control-plane --certificate-key={Key} && echo joined
            kubeadm join "$LB" --token "$TOKEN" --discovery-token-unsafe-skip-ca-verification
            """.Replace("\\\\", "\\", StringComparison.Ordinal)).With("other.sh", "echo kubectl get nodes");
        var findings = Run(_folder).Findings.Where(finding => finding.Rule.Id == "HA1504").ToList();
        Assert.Equal(["9a08jv.c0izixklcxtmnze7", Key, "--discovery-token-unsafe-skip-ca-verification"], findings.Select(finding => finding.Place.Text));
        Assert.Equal([3, 5, 6], findings.Select(finding => finding.Place.StartPosition.Line));
        Assert.Equal(1, Run(_folder).Files);
    }

    [Theory]
    [InlineData("TOKEN=9a08jv.c0izixklcxtmnze7", "$TOKEN", true)]
    [InlineData("export TOKEN='9a08jv.c0izixklcxtmnze7' # for all", "\"${TOKEN}\"", true)]
    [InlineData("TOKEN=$(kubeadm token generate)", "$TOKEN", false)]
    [InlineData("TOKEN=$DATE.c0izixklcxtmnze7", "$TOKEN", false)]
    [InlineData("TOKEN=9a08jv.c0izixklcxtmnze7\nTOKEN=$1", "$TOKEN", false)]
    [InlineData("# TOKEN=9a08jv.c0izixklcxtmnze7", "$TOKEN", false)]
    [InlineData("OTHER=9a08jv.c0izixklcxtmnze7", "$TOKEN", false)]
    public void A_token_in_a_variable_is_reported_once_where_it_is_assigned(string line, string use, bool isReported)
    {
        _folder.With("join.sh", $"{line}\nkubeadm init --token {use}\nkubeadm join lb:6443 --token={use}\n");
        var findings = Run(_folder).Findings.Where(finding => finding.Rule.Id == "HA1504").ToList();
        Assert.Equal(isReported ? ["9a08jv.c0izixklcxtmnze7 1"] : [], findings.Select(finding => $"{finding.Place.Text} {finding.Place.StartPosition.Line}"));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("# kubectl taint nodes --all node-role.kubernetes.io/control-plane-\n", true)]
    [InlineData("kubectl taint nodes m1 node-role.kubernetes.io/control-plane:NoSchedule\n", true)]
    [InlineData("kubectl taint nodes --all node-role.kubernetes.io/control-plane-\n", false)]
    [InlineData("sudo -u a kubectl taint node m1 node-role.kubernetes.io/master:NoSchedule-\n", false)]
    public void A_script_that_lets_applications_onto_its_node_sets_up_one_node_only(string line, bool isReported)
    {
        _folder.With("first.sh", $"""
            cat > cluster.yaml <<EOF
            apiVersion: kubeadm.k8s.io/v1beta4
            kind: ClusterConfiguration
            EOF
            kubeadm init --config cluster.yaml
            {line}
            """);
        Assert.Equal(isReported, Run(_folder).Findings.Any(finding => finding.Rule.Id == "HA1501"));
    }

    [Theory]
    [InlineData("wiki.yaml", "---", true)]
    [InlineData("wiki.sh", "EOF\nkubectl apply -f - <<EOF", false)]
    public void A_script_may_make_an_object_again_to_change_it(string file, string between, bool isReported)
    {
        const string Object = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: wiki }\n";
        var manifests = $"{Object}data: {{ port: '80' }}\n{between}\n{Object}data: {{ port: '81' }}\n";
        _folder.With(file, isReported ? manifests : $"kubectl apply -f - <<EOF\n{manifests}EOF\n");
        Assert.Equal(isReported, Run(_folder).Findings.Any(finding => finding.Rule.Id == "HA1809"));
    }

    private static LintResult Run(TempFolder folder, params (string Rule, Severity? Severity)[] overrides) => Linter.Run(
        new LintOptions
        {
            WorkingDirectory = folder.Path,
            Selection = new RuleSelection { Overrides = [new RuleOverride(overrides.ToDictionary(pair => pair.Rule, pair => pair.Severity))] },
        },
        () => Stream.Null);

    private static IEnumerable<string> Findings(TempFolder folder) => Texts(Run(folder));

    // The rules that the other kinds of finding come from are tested with the rules.
    private static IEnumerable<string> Texts(LintResult result) =>
        result.Findings.Where(finding => finding.Rule.Id is "HA0701" || finding.Rule.Category == "HA00").Select(finding => $"{finding.Rule.Id} {finding.Place}");
}
