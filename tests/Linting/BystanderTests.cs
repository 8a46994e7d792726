using Hale.Rules;
using Hale.Rules.Model;
using Hale.Rules.Tree;
using Hale.Testing;
using Hale.Yaml;

namespace Hale.Linting.Tests;

/// <summary>Files that are no manifests are let go of, and nobody can tell but by the memory.</summary>
public sealed class BystanderTests : IDisposable
{
    private const string Values = "replicaCount: 3\nimage: { repository: registry.example/web, tag: \"1.2\" }\nresources: { requests: { memory: 128Mi } }\n";
    private const string Pipeline = "# builds it\nstages: [build]\nbuild:\n  script:\n  - make build\n  - make push\n";
    private const string Playbook = "- hosts: all\n  tasks:\n  - name: Say {{ greeting }}\n    debug: { msg: \"${X}\" }\n";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Values)]
    [InlineData(Pipeline)]
    [InlineData(Playbook)]
    [InlineData("just a text\n")]
    [InlineData("{ \"compilerOptions\": { \"strict\": true } }")]
    [InlineData("version: 1.25.3\nhost: app1.example.com\nrange: 1-2.\n")]
    public void What_no_object_can_have_to_do_with_is_a_bystander(string text) => Assert.True(Bystander.IsOne(Assert.Single(Read(text))));

    [Theory]
    [InlineData("kind: Pod\n")]
    [InlineData("kind:\napiVersion: v1\n")]
    [InlineData("metadata: { name: web }\n")]
    [InlineData("spec: { replicas: 3 }\n")]
    [InlineData("items: []\n")]
    [InlineData("$patch: delete\n")]
    [InlineData("a: b\n<<: ${X}\n")] // may have any key
    [InlineData("a: ${X}\n")] // may be a word that is looked for
    [InlineData("peers: web-0.web,web-1.web\n")]
    [InlineData("mongodb: { arbiter: true }\n")]
    [InlineData("a: b # hale:ignore HA0101 -- why\n")]
    [InlineData("a: b\n", "kustomization.yaml")]
    [InlineData("a: [\n")]
    public void What_an_object_may_ask_for_is_none(string text, string path = "a.yaml") => Assert.Contains(Read(text, path), document => !Bystander.IsOne(document));

    [Fact]
    public void Findings_are_the_same_whether_they_are_kept_or_not()
    {
        foreach (var sample in new[] { "mariadb", "mysql-replicated", "web-shop", "node-storage" })
        {
            foreach (var file in Directory.GetFiles(Testing.Repository.PathOf($"samples/{sample}/naive"), "*.yaml"))
                _folder.With($"{sample}/{Path.GetFileName(file)}", File.ReadAllBytes(file)).With($"{sample}/values.yaml", Values).With($"{sample}/ci.yml", Pipeline);
        }

        foreach (var rule in RuleCatalog.All)
        {
            foreach (var (name, text) in new[] { ("bad", RuleExamples.Bad(rule.Info)), ("good", RuleExamples.Good(rule.Info)) })
                _folder.With($"examples/{rule.Info.Id}/{name}/a.yaml", text).With($"examples/{rule.Info.Id}/{name}/values.yaml", name == "bad" ? Values : "nodes: [garbd, mysql-0.mysql, mysql-1.mysql, \"${X}\"]\n");
        }

        _folder.With("app/kustomization.yaml", "resources: [web.yaml]\npatches: [{ path: one.yaml, target: { kind: Deployment } }, { path: list.yaml, target: { kind: Deployment } }]\n")
            .With("app/web.yaml", File.ReadAllBytes(Testing.Repository.PathOf("samples/mariadb/naive/mariadb.yaml")))
            .With("app/one.yaml", "unrelated: true\n").With("app/list.yaml", "- { op: replace, path: /spec/replicas, value: 3 }\n").With("app/list2.yaml", "- { op: replace, path: /spec/replicas, value: 5 }\n");
        var (letGo, kept) = (Run(null), Run(_ => { }));
        Assert.Equal(TextsOf(kept), TextsOf(letGo));
        Assert.NotEmpty(letGo.Findings);
        Assert.Equal((kept.Files, kept.Documents), (letGo.Files, letGo.Documents));
    }

    [Fact]
    public void A_file_with_findings_of_its_own_is_kept()
    {
        _folder.With("a.yaml", "a: b # hale:ignore HA9999 -- no such rule\n").With("b.yaml", Values).With("c.yaml", Values);
        Assert.Equal(["HA0005"], Run(null).Findings.Select(finding => finding.Rule.Id));
    }

    private static IReadOnlyList<Document> Read(string text, string path = "a.yaml") => YamlReader.Read(new SourceText(path, text)).Documents;

    private LintResult Run(Action<Cluster>? lookAt) => Linter.Run(
        new LintOptions { WorkingDirectory = _folder.Path, BaseDirectory = _folder.Path, Selection = new RuleSelection { Preset = Preset.All } },
        () => Stream.Null,
        lookAt: lookAt);

    private static IEnumerable<string> TextsOf(LintResult result) =>
        result.Findings.Concat(result.Suppressed).Select(finding => $"{finding.Place} {finding.Rule.Id} {finding.Severity} {finding.MessageWithPlaces}");
}
