using Hale.Testing;

namespace Hale.Linting.Tests;

public sealed class RunFilesTests : IDisposable
{
    private readonly TempFolder _folder = new TempFolder().With("repo/.git/HEAD", "").With("repo/app/a.yaml", "");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_configuration_the_baseline_is_beside_the_host() => Assert.Equal(["a.yaml", ".hale-baseline.json"], Of());

    [Fact]
    public void The_nearest_configuration_counts_with_the_baseline_beside_it()
    {
        _folder.With("hale.yaml", "").With("repo/hale.yaml", "");
        Assert.Equal(["a.yaml", "../hale.yaml", "../.hale-baseline.json"], Of());
        _folder.With("repo/app/hale.yaml", "").With("repo/app/.hale.yaml", "");
        Assert.Equal(["a.yaml", "hale.yaml", ".hale.yaml", ".hale-baseline.json"], Of());
    }

    [Fact]
    public void What_is_named_counts_even_where_it_does_not_exist() => Assert.Equal(["a.yaml", "b/hale.yaml", "known.json"], Of("b/hale.yaml", "known.json"));

    [Fact]
    public void Folders_stand_for_their_manifests()
    {
        _folder.With("repo/lib/x.yaml", "").With("repo/lib/y.md", "").With("repo/lib/z.yaml", "").With("repo/.gitignore", "z.yaml\n");
        Assert.Equal(["a.yaml", "../lib/x.yaml", ".hale-baseline.json"], Of(context: "../lib"));
    }

    private IEnumerable<string> Of(string? config = null, string? baseline = null, params string[] context)
    {
        var app = Path.Combine(_folder.Path, "repo", "app");
        return RunFiles.Of(new LintOptions { WorkingDirectory = app, Paths = ["a.yaml"], Context = context }, config, baseline).Select(path => Path.GetRelativePath(app, path).Replace('\\', '/'));
    }
}
