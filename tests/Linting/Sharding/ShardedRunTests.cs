using System.Globalization;
using Hale.Linting.Baselines;
using Hale.Linting.Sharding;
using Hale.Rules;
using Hale.Testing;

namespace Hale.Linting.Tests.Sharding;

/// <summary>What the runs of a fleet find, each in its part of the input.</summary>
public sealed class ShardedRunTests : IDisposable
{
    private const string Kustomization = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n";
    private const string Claim = "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data }\nspec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }\n";

    // With the claim in reach, HA0701.
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          replicas: 2
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec:
              containers: [{ name: web, image: "web:1" }]
              volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]

        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    public void All_parts_together_find_what_runs_on_each_application_find(int count)
    {
        // They look alike, so that each would find the claim of another one, and take its Deployment for a second one of the same name.
        for (var i = 0; i < 12; i++)
            _folder.With($"app-{i}/deploy/web.yaml", Deployment).With(i % 2 == 0 ? $"app-{i}/storage/claim.yaml" : $"app-{i}/readme.md", Claim);
        var alone = Enumerable.Range(0, 12).SelectMany(i => TextsOf(Run(["."], with => with with { Paths = [$"app-{i}"] })));
        var inParts = Enumerable.Range(1, count).Select(number => Run(["."], with => with with { Shard = new Shard(number, count) })).ToList();
        Assert.Equal(alone.Order(StringComparer.Ordinal), inParts.SelectMany(TextsOf).Order(StringComparer.Ordinal));
        Assert.Equal(18, inParts.Sum(part => part.Files));
        Assert.Equal(6, inParts.Sum(part => part.Findings.Count(finding => finding.Rule.Id == "HA0701")));
        Assert.All(inParts, part => Assert.Equal(TextsOf(part).Order(StringComparer.Ordinal), TextsOf(part)));
    }

    [Fact]
    public void A_repository_is_one_application_however_deep_it_lies() =>
        Assert.Equal(
            ["loose.yaml=.", "single/a/x.yaml=single", "single/b/y.yaml=single", "team/other/x.yaml=team", "team/shop/lib/x.yaml=team/shop", "team/shop/x.yaml=team/shop", "team/web/x.yaml=team/web", "team/x.yaml=team"],
            Names(["."], "team/shop/.git/HEAD", "team/web/.git", "team/shop/lib/.git", "team/shop/x.yaml", "team/shop/lib/x.yaml", "team/web/x.yaml", "team/other/x.yaml", "team/x.yaml", "single/a/x.yaml", "single/b/y.yaml", "loose.yaml"));

    [Fact]
    public void The_folders_of_a_repository_are_applications() =>
        Assert.Equal(["apps/web/x.yaml=apps", "infra/x.yaml=infra", "x.yaml=."], Names(["."], ".git/HEAD", "apps/web/x.yaml", "infra/x.yaml", "x.yaml"));

    [Fact]
    public void The_folders_of_each_given_folder_are_applications() =>
        Assert.Equal(["apps/shop/x.yaml=apps/shop", "apps/web/x.yaml=apps/web", "apps/x.yaml=apps", "infra/dns/x.yaml=infra/dns"], Names(["apps", "infra"], "apps/web/x.yaml", "apps/shop/x.yaml", "apps/x.yaml", "infra/dns/x.yaml"));

    [Fact]
    public void A_folder_that_is_given_with_one_around_it_tears_nothing() =>
        Assert.Equal(["apps/web/a/x.yaml=apps", "apps/web/b/x.yaml=apps"], Names([".", "apps/web"], "apps/web/a/x.yaml", "apps/web/b/x.yaml"));

    [Fact]
    public void Repositories_that_are_given_are_applications() =>
        Assert.Equal(["shop/a/x.yaml=shop", "shop/x.yaml=shop", "web/b/x.yaml=web"], Names(["shop", "web"], "shop/.git/HEAD", "shop/x.yaml", "shop/a/x.yaml", "web/.git/HEAD", "web/b/x.yaml"));

    [Fact]
    public void Named_files_are_of_the_folder_below_what_they_have_in_common() =>
        Assert.Equal(["apps/shop/base/x.yaml=shop", "apps/web/prod/x.yaml=web", "apps/x.yaml=."], Names(["apps/*/*/x.yaml", "apps/x.yaml"], "apps/shop/base/x.yaml", "apps/web/prod/x.yaml", "apps/x.yaml"));

    [Theory]
    [InlineData("resources: [../base]")]
    [InlineData("bases: [../base/]")]
    [InlineData("components: [./../base/.]")]
    [InlineData("resources: [../base/web.yaml]")]
    [InlineData("patches: [{ path: ../base/web.yaml }]")]
    [InlineData("patchesStrategicMerge: [../base/web.yaml]")]
    [InlineData("configMapGenerator: [{ name: web, files: [web=../base/web.yaml] }]")]
    public void What_a_kustomization_leads_to_belongs_to_it(string reference) =>
        Assert.Equal(
            ["base/kustomization.yaml=base", "base/web.yaml=base", "overlay/kustomization.yaml=base", "unrelated/kustomization.yaml=unrelated"],
            NamesOf(["."], _folder.With("overlay/kustomization.yaml", $"{Kustomization}{reference}\n").With("base/web.yaml", Deployment).With("base/kustomization.yaml", Kustomization).With("unrelated/kustomization.yaml", Kustomization)));

    [Fact]
    public void Kustomizations_join_applications_in_chains_and_repositories_too()
    {
        _folder.With("c/.git/HEAD", "").With("c/deep/kustomization.yaml", $"{Kustomization}resources: [../../b/x]\n")
            .With("b/x/kustomization.yml", $"{Kustomization}resources: [../../a]\n").With("a/Kustomization", Kustomization).With("d/kustomization.yaml", $"{Kustomization}resources: [../c/deep]\n");
        Assert.Equal(["a/Kustomization=a", "b/x/kustomization.yml=a", "c/deep/kustomization.yaml=a", "d/kustomization.yaml=a"], NamesOf(["."], _folder));
    }

    [Theory]
    [InlineData("namespace: base")] // no folder of the overlay's
    [InlineData("resources: [../other]")]
    [InlineData("resources: [../../../../../../../../etc, /etc/passwd, \"https://example.com/base\", ../base/gone.yaml]")]
    [InlineData("resources: [../readme]")]
    public void What_leads_to_nothing_of_the_input_joins_nothing(string reference) =>
        Assert.Equal(
            ["base/kustomization.yaml=base", "overlay/kustomization.yaml=overlay"],
            NamesOf(["."], _folder.With("overlay/kustomization.yaml", $"{Kustomization}{reference}\n").With("base/kustomization.yaml", Kustomization).With("readme/readme.md", "")));

    [Fact]
    public void An_overlay_is_linted_with_its_base_in_one_of_the_parts()
    {
        _folder.With("base/web.yaml", Deployment.Replace("replicas: 2", "replicas: 1", StringComparison.Ordinal)).With("base/claim.yaml", Claim).With("base/kustomization.yaml", $"{Kustomization}resources: [web.yaml, claim.yaml]\n")
            .With("prod/kustomization.yaml", $"{Kustomization}resources: [../base]\nreplicas: [{{ name: web, count: 3 }}]\n");
        var parts = Enumerable.Range(1, 8).Select(number => Run(["."], with => with with { Shard = new Shard(number, 8) })).ToList();
        Assert.Equal(3 + 1, Assert.Single(parts, part => part.Files > 0).Files);
        Assert.Equal(TextsOf(Run(["."])), parts.SelectMany(TextsOf));
    }

    [Fact]
    public void The_part_without_any_application_finds_nothing()
    {
        _folder.With("a/web.yaml", Deployment);
        var parts = Enumerable.Range(1, 2).Select(number => Run(["."], with => with with { Shard = new Shard(number, 2) })).ToList();
        Assert.Equal([0, 1], parts.Select(part => part.Files).Order());
        Assert.All(parts, part => Assert.Equal(part.Files == 0, part.Findings.Count == 0));
    }

    [Fact]
    public void Without_any_manifest_at_all_there_is_nothing_to_lint_in_any_part()
    {
        _folder.With("a/readme.md", "");
        Assert.Throws<UsageException>(() => Run(["."], with => with with { Shard = new Shard(1, 2) }));
    }

    [Fact]
    public void Context_is_read_with_each_application()
    {
        _folder.With("apps/a/web.yaml", Deployment).With("apps/b/web.yaml", Deployment).With("platform/claim.yaml", Claim);
        var parts = Enumerable.Range(1, 3).Select(number => Run(["apps"], with => with with { Shard = new Shard(number, 3), Context = ["platform"] })).ToList();
        Assert.Equal(["apps/a/web.yaml", "apps/b/web.yaml"], parts.SelectMany(part => part.Findings).Where(finding => finding.Rule.Id == "HA0701").Select(finding => finding.Place.Source.Path).Order(StringComparer.Ordinal));
        Assert.Equal(2 + parts.Count(part => part.Files > 0), parts.Sum(part => part.Files));
    }

    [Fact]
    public void Only_what_is_asked_for_is_reported_in_the_part_that_has_it()
    {
        _folder.With("a/web.yaml", Deployment + "---\n" + Claim).With("b/web.yaml", Deployment + "---\n" + Claim);
        var parts = Enumerable.Range(1, 4).Select(number => Run(["."], with => with with { Shard = new Shard(number, 4), ReportOnly = ["b/web.yaml"] }));
        Assert.Equal(["b/web.yaml"], parts.SelectMany(part => part.Findings).Select(finding => finding.Place.Source.Path).Distinct());
    }

    [Fact]
    public void Standard_input_has_no_parts() =>
        Assert.Equal("Standard input has no parts: leave out --shard", Assert.Throws<UsageException>(() => Run(["-"], with => with with { Shard = new Shard(1, 2) })).Message);

    [Fact]
    public void Each_part_knows_its_own_entries_of_the_baseline_only()
    {
        // What each has is the same, so that a finding of one could be taken for that of another one which has moved.
        _folder.With("a/web.yaml", Deployment + "---\n" + Claim).With("b/web.yaml", Deployment + "---\n" + Claim).With("gone/web.yaml", Deployment + "---\n" + Claim).With("new/web.yaml", Deployment + "---\n" + Claim);
        var before = Run(["."], with => with with { Shard = new Shard(1, 1) }).Findings.Where(finding => !finding.Place.Source.Path.StartsWith("new", StringComparison.Ordinal)).ToList();
        File.Delete(Path.Combine(_folder.Path, "gone", "web.yaml"));
        WriteBaseline(BaselineEntry.Of(before));
        var matches = Enumerable.Range(1, 16).Select(number => Run(["."], with => with with { Shard = new Shard(number, 16), Baseline = Path.Combine(_folder.Path, ".hale-baseline.json") }).Baseline!).ToList();
        Assert.NotEmpty(before);
        Assert.All(matches.SelectMany(match => match.New), finding => Assert.Equal("new/web.yaml", finding.Place.Source.Path));
        Assert.All(matches.SelectMany(match => match.Gone), entry => Assert.Equal("gone/web.yaml", entry.File));
        Assert.Equal(before.Count / 3, matches.Sum(match => match.New.Count));
        Assert.Equal(before.Count / 3, matches.Sum(match => match.Gone.Sum(entry => entry.Count)));
    }

    private void WriteBaseline(IReadOnlyList<BaselineEntry> entries)
    {
        var texts = entries.Select(entry => $$"""{ "rule": "{{entry.Rule}}", "file": "{{entry.File}}", "object": "{{entry.Object}}", "path": "{{entry.Path}}", "fingerprint": "{{entry.Fingerprint}}", "count": {{entry.Count.ToString(CultureInfo.InvariantCulture)}} }""");
        _folder.With(".hale-baseline.json", $$"""{ "version": 1, "findings": [{{string.Join(", ", texts)}}] }""");
    }

    private IEnumerable<string> Names(string[] given, params string[] files)
    {
        foreach (var file in files)
            _folder.With(file, "");
        return NamesOf(given, _folder);
    }

    private static IEnumerable<string> NamesOf(string[] given, TempFolder folder)
    {
        var options = new LintOptions { WorkingDirectory = folder.Path, BaseDirectory = folder.Path, Paths = given };
        var files = InputFinder.Find(options);
        var applications = new Applications([.. given.Select(path => Path.GetFullPath(Path.Combine(folder.Path, path)))], files);
        return files.Select(file => $"{file.DisplayPath}={applications.NameOf(file.FullPath)}");
    }

    private LintResult Run(string[] paths, Func<LintOptions, LintOptions>? change = null)
    {
        var options = new LintOptions { WorkingDirectory = _folder.Path, BaseDirectory = _folder.Path, Paths = paths, Selection = new RuleSelection { Preset = Preset.All } };
        return Linter.Run(change?.Invoke(options) ?? options, () => Stream.Null);
    }

    private static IEnumerable<string> TextsOf(LintResult result) =>
        result.Findings.Select(finding => $"{finding.Place.Source.Path}:{finding.Place.Start:000000}-{finding.Place.End} {finding.Rule.Id} {finding.Severity} {finding.MessageWithPlaces}");
}
