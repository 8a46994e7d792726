using Hale.Linting.Configuration;
using Hale.Testing;

namespace Hale.Linting.Tests.Configuration;

/// <summary>What 'rules', 'overrides', 'include' and 'exclude' do to findings.</summary>
public sealed class OverrideTests : IDisposable
{
    // An error of HA0701 and nothing else that matters here.
    private const string Manifest = """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: data, namespace: shop }
        spec: { accessModes: [ReadWriteOnce] }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web, namespace: shop, labels: { tier: internal } }
        spec:
          replicas: 2
          template: { spec: { containers: [{ name: web, image: "web:1" }], volumes: [{ persistentVolumeClaim: { claimName: data } }] } }

        """;

    private readonly TempFolder _folder = new();

    public OverrideTests() => _folder.With("sub/a.yaml", Manifest);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("path: sub", true)]
    [InlineData("path: sub/", true)]
    [InlineData("path: sub/*.yaml", true)]
    [InlineData("path: '**/a.yaml'", true)]
    [InlineData("path: [nothing, sub/**]", true)]
    [InlineData("path: a.yaml", false)]
    [InlineData("path: '*.yaml'", false)]
    [InlineData("kind: Deployment", true)]
    [InlineData("kind: [StatefulSet, Deploy*]", true)]
    [InlineData("kind: StatefulSet", false)]
    [InlineData("namespace: s*p", true)]
    [InlineData("namespace: shopping", false)]
    [InlineData("name: '*e*'", true)]
    [InlineData("name: we*eb", false)]
    [InlineData("label: { tier: int* }", true)]
    [InlineData("label: { tier: internal, app: web }", false)]
    [InlineData("{ path: sub, kind: Deployment, name: web }", true)]
    [InlineData("{ path: sub, kind: Deployment, name: db }", false)]
    public void An_override_holds_where_everything_matches(string match, bool isOff)
    {
        match = match.StartsWith('{') ? match : $"{{ {match} }}";
        Assert.Equal(!isOff, IsFound($"overrides:\n- match: {match}\n  rules: {{ HA0701: off }}\n"));
    }

    [Fact]
    public void The_last_one_that_matches_decides()
    {
        const string Twice = "rules: { HA0701: off }\noverrides:\n- { match: { path: sub }, rules: { HA0701: note } }\n- { match: { kind: Pod }, rules: { HA0701: off } }\n";
        Assert.True(IsFound(Twice));
        Assert.False(IsFound(Twice.Replace("kind: Pod", "kind: Deployment", StringComparison.Ordinal)));
    }

    [Fact]
    public void Paths_start_from_the_configuration_wherever_the_user_stands()
    {
        _folder.With(".git/config", "").With("hale.yaml", "overrides:\n- { match: { path: sub/a.yaml }, rules: { HA0701: off } }\n");
        Assert.False(IsFoundFrom("sub"));
        _folder.With("sub/hale.yaml", "overrides:\n- { match: { path: sub/a.yaml }, rules: { HA0701: off } }\n");
        Assert.True(IsFoundFrom("sub"));
        _folder.With("sub/hale.yaml", "overrides:\n- { match: { path: a.yaml }, rules: { HA0701: off } }\n");
        Assert.False(IsFoundFrom("sub"));
    }

    [Theory]
    [InlineData("exclude: [sub, b/d.yaml]", "b/c.yaml")]
    [InlineData("exclude: ['**/a.yaml', b/d.yaml]", "b/c.yaml")]
    [InlineData("include: b\nexclude: '**/d.*'", "b/c.yaml")]
    [InlineData("include: ['*/a.yaml']", "sub/a.yaml")]
    public void Folders_give_what_is_included_and_not_excluded(string configuration, string file)
    {
        _folder.With("b/c.yaml", Manifest).With("b/d.yaml", Manifest).With("hale.yaml", configuration);
        Assert.Equal([file], InputFinder.Find(Options(".", ".")).Select(found => found.DisplayPath));
    }

    [Fact]
    public void A_file_that_is_named_is_linted_though_it_is_excluded()
    {
        _folder.With("hale.yaml", "exclude: sub");
        Assert.Equal(["sub/a.yaml"], InputFinder.Find(Options(".", "sub/a.yaml")).Select(found => found.DisplayPath));
    }

    [Fact]
    public void The_configuration_is_no_manifest()
    {
        _folder.With("hale.yaml", "preset: all").With("sub/.hale.yaml", "").With(".hale-baseline.json", "{}");
        Assert.Equal(["sub/a.yaml"], InputFinder.Find(Options(".", ".")).Select(found => found.DisplayPath));
    }

    private bool IsFound(string configuration)
    {
        _folder.With("hale.yaml", configuration);
        return IsFoundFrom(".");
    }

    private bool IsFoundFrom(string folder) =>
        Linter.Run(Options(folder, "."), () => Stream.Null).Findings.Any(finding => finding.Rule.Id == "HA0701");

    private LintOptions Options(string folder, string path)
    {
        var workingDirectory = Path.GetFullPath(Path.Combine(_folder.Path, folder));
        return HaleConfiguration.Load(workingDirectory).ApplyTo(new LintOptions { WorkingDirectory = workingDirectory, Paths = [path] });
    }
}
