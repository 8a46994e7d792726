using Hale.Testing;

namespace Hale.Linting.Tests;

public sealed class InputFinderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_gives_its_manifests_sorted()
    {
        _folder.With("b.yml", "").With("a/z.yaml", "").With("a/x.json", "").With("readme.md", "").With("a/Kustomization", "").With("c/haproxy.cfg", "").With("c/keepalived.conf", "");
        Assert.Equal(["a/Kustomization", "a/x.json", "a/z.yaml", "b.yml", "c/haproxy.cfg", "c/keepalived.conf"], Find("."));
    }

    [Fact]
    public void A_file_is_found_once_however_often_it_is_named()
    {
        _folder.With("a.yaml", "");
        Assert.Equal(["a.yaml"], Find("a.yaml", ".", "*.yaml"));
    }

    [Theory]
    [InlineData("haproxy.cfg.j2", true)]
    [InlineData("keepalived.conf.tpl", true)]
    [InlineData("keepalived.conf.bak", false)]
    [InlineData("web.yaml.j2", false)]
    [InlineData("cfg.j2", false)]
    public void Templates_of_configuration_files_are_found(string name, bool isFound)
    {
        _folder.With(name, "").With("a.yaml", "");
        Assert.Equal(isFound, Find(".").Contains(name));
    }

    [Theory]
    [InlineData(".", "a/other.json")]
    [InlineData("a/other.json", ".")]
    [InlineData(".", "a/*.json", "a")]
    public void A_file_that_is_named_counts_as_named_wherever_that_stands(params string[] paths)
    {
        _folder.With("a/other.json", "");
        var file = Assert.Single(InputFinder.Find(new LintOptions { WorkingDirectory = _folder.Path, Paths = paths, Context = ["a", "a/other.json"] }));
        Assert.Equal((true, true, false, null), (file.IsNamed, file.IsReported, file.IsContext, file.Within));
    }

    [Fact]
    public void What_is_named_only_for_others_to_refer_to_is_reported_all_the_same_where_a_folder_holds_it()
    {
        _folder.With("a/other.json", "");
        var file = Assert.Single(InputFinder.Find(new LintOptions { WorkingDirectory = _folder.Path, Context = ["a/other.json"] }));
        Assert.True(file.IsReported);
    }

    [Fact]
    public void A_named_file_is_read_whatever_it_is_called()
    {
        _folder.With("deployment.txt", "");
        Assert.Equal(["deployment.txt"], Find("deployment.txt"));
    }

    [Fact]
    public void A_glob_gives_what_it_matches()
    {
        _folder.With("deploy/web/a.yaml", "").With("deploy/b.yaml", "").With("deploy/c.yml", "");
        Assert.Equal(["deploy/b.yaml", "deploy/web/a.yaml"], Find("deploy/**/*.yaml"));
    }

    [Theory]
    [InlineData("deploy/**", "deploy/a.yaml", "deploy/sub/b.yaml")]
    [InlineData("deploy/*", "deploy/a.yaml")]
    [InlineData("deploy/*.txt", "deploy/c.txt")]
    public void A_glob_that_names_no_kind_of_file_gives_manifests(string glob, params string[] files)
    {
        _folder.With("deploy/a.yaml", "").With("deploy/README.md", "").With("deploy/c.txt", "").With("deploy/sub/b.yaml", "").With("deploy/sub/LICENSE", "");
        Assert.Equal(files, Find(glob));
    }

    [Fact]
    public void A_glob_goes_round_in_no_circle_of_links()
    {
        _folder.With("deploy/a.yaml", "").With("deploy/.git/b.yaml", "");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "deploy", "up"), _folder.Path);
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "deploy", "here"), Path.Combine(_folder.Path, "deploy"));
        Assert.Equal(["deploy/a.yaml"], Find("**/*.yaml"));
        Assert.Equal(["deploy/here/a.yaml"], Find("deploy/*/*.yaml"));
    }

    [Theory]
    [InlineData("[", "a.yaml", "b.yaml")]
    [InlineData("a[\nb.yaml", "a.yaml")]
    [InlineData("[^b].yaml", "b.yaml")]
    [InlineData("a**", "b.yaml")]
    [InlineData("**a.yaml", "b.yaml")]
    [InlineData("***", "")]
    [InlineData("**", "")]
    [InlineData("*.yaml\n!**b.yaml", "b.yaml")]
    public void Rules_mean_what_they_mean_to_git(string rules, params string[] files)
    {
        _folder.With(".git/config", "").With(".gitignore", rules).With("a.yaml", "").With("b.yaml", "");
        Assert.Equal(files.Where(file => file.Length > 0), FolderWalker.Files(_folder.Path).Select(Path.GetFileName).Where(file => file != ".gitignore"));
    }

    [UnixFact]
    public void What_cannot_be_opened_has_no_rules_and_no_files()
    {
        _folder.With(".gitignore", "a.yaml").With("a.yaml", "").With("closed/b.yaml", "");
        var isClosed = Close(".gitignore", UnixFileMode.None) & Close("closed", UnixFileMode.None);
        var (byFolder, byGlob) = (Find(".").ToList(), Find("**/*.yaml").ToList());
        Close("closed", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal(isClosed ? ["a.yaml"] : ["closed/b.yaml"], byFolder);
        Assert.Equal(isClosed ? ["a.yaml"] : ["a.yaml", "closed/b.yaml"], byGlob);
    }

    // Whether it is closed then: nothing is to root.
    private bool Close(string name, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(_folder.Path, name), mode);
        return !Environment.IsPrivilegedProcess;
    }

    [Fact]
    public void A_backslash_is_part_of_a_name_where_it_separates_no_folders()
    {
        if (Path.DirectorySeparatorChar == '\\')
            return;
        _folder.With("a\\b.yaml", "").With("a/b.yaml", "");
        Assert.Equal(["a/b.yaml", "a\\b.yaml"], Find("."));
    }

    [Theory]
    [InlineData("a.yaml", "a.yaml")]
    [InlineData("vendor/b.yaml")]
    [InlineData("gen/c.yaml")]
    [InlineData("hale.yaml")]
    [InlineData("README.md")]
    [InlineData("**/*.yaml", "a.yaml")]
    public void What_is_named_is_left_out_too_where_that_is_forced(string path, params string[] files)
    {
        _folder.With(".git/config", "").With(".gitignore", "gen/").With("a.yaml", "").With("vendor/b.yaml", "").With("gen/c.yaml", "").With("hale.yaml", "").With("README.md", "");
        var options = new LintOptions { WorkingDirectory = _folder.Path, Paths = [path], Exclude = new FileGlobs(_folder.Path, ["vendor"]), ForcesExclude = true };
        Assert.Equal(files, InputFinder.Find(options).Select(file => file.DisplayPath));
    }

    [Fact]
    public void Ignored_files_are_left_out()
    {
        _folder.With(".git/config", "").With(".gitignore", "out/\n*.gen.yaml\n!keep.gen.yaml\n/top.yaml\n# comment\n\n")
            .With("a.yaml", "").With("x.gen.yaml", "").With("keep.gen.yaml", "").With("out/a.yaml", "").With("top.yaml", "").With("sub/top.yaml", "");
        Assert.Equal(["a.yaml", "keep.gen.yaml", "sub/top.yaml"], Find("."));
    }

    [Fact]
    public void Rules_of_a_nested_gitignore_are_about_its_folder()
    {
        _folder.With(".git/config", "").With("a/.gitignore", "/secret.yaml\ntmp/\nlocal.yaml").With("a/secret.yaml", "").With("secret.yaml", "")
            .With("a/b/secret.yaml", "").With("a/b/tmp/x.yaml", "").With("tmp/x.yaml", "").With("a/b/local.yaml", "").With("local.yaml", "");
        Assert.Equal(["a/b/secret.yaml", "local.yaml", "secret.yaml", "tmp/x.yaml"], Find("."));
    }

    [Theory]
    [InlineData("out/")]
    [InlineData("/out")]
    [InlineData("out\n*.tmp.yaml")]
    public void A_folder_that_is_named_is_meant_though_it_is_ignored(string rules)
    {
        _folder.With(".git/config", "").With(".gitignore", rules).With("out/a.yaml", "").With("out/sub/b.yaml", "").With("out/sub/.gitignore", "c.yaml").With("out/sub/c.yaml", "").With("d.yaml", "");
        Assert.Equal(["d.yaml"], Find("."));
        Assert.Equal(["out/a.yaml", "out/sub/b.yaml"], Find("out"));
        Assert.Equal(["out/a.yaml", "out/sub/b.yaml"], Find("out/"));
        Assert.Equal(["out/sub/b.yaml"], Find("out/sub"));
    }

    [Fact]
    public void Rules_of_the_repository_hold_in_its_folders()
    {
        _folder.With(".git/config", "").With(".gitignore", "/a/out/").With("a/out/x.yaml", "").With("a/y.yaml", "");
        Assert.Equal(["a/y.yaml"], Find("a"));
    }

    [Fact]
    public void What_a_host_has_found_is_chosen_as_in_a_folder()
    {
        _folder.With(".git/config", "").With(".gitignore", "out/\n*.gen.yaml\n!keep.gen.yaml\n/a/gone/\n").With("a/.gitignore", "/secret.yaml\ntmp/\n")
            .With("x.gen.yaml", "").With("keep.gen.yaml", "").With("readme.md", "").With("hale.yaml", "").With("out/b/a.yaml", "").With("a/out/a.yaml", "")
            .With("a/gone/a.yaml", "").With("a/secret.yaml", "").With("a/b/secret.yaml", "").With("a/b/tmp/c/x.yaml", "").With("other.json", "");
        var files = Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories);
        var found = InputFinder.Find(new LintOptions { WorkingDirectory = _folder.Path, Paths = [], Found = files });
        Assert.Equal(["a/b/secret.yaml", "keep.gen.yaml", "other.json"], found.Select(file => file.DisplayPath));
        Assert.Equal(InputFinder.Find(new LintOptions { WorkingDirectory = _folder.Path }).Select(file => file with { Within = null }), found);
        Assert.Empty(InputFinder.Find(new LintOptions { WorkingDirectory = _folder.Path, Paths = [] }));
    }

    [Fact]
    public void What_a_host_has_found_is_reported_also_where_it_is_context_for_others()
    {
        _folder.With("a/x.yaml", "").With("b/y.yaml", "");
        var found = InputFinder.Find(new LintOptions { WorkingDirectory = _folder.Path, Paths = [], Found = ["a/x.yaml"], Context = ["."] });
        Assert.Equal([("a/x.yaml", true), ("b/y.yaml", false)], found.Select(file => (file.DisplayPath, file.IsReported)));
    }

    [Fact]
    public void A_link_to_a_folder_is_not_followed()
    {
        _folder.With("a/x.yaml", "");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "a", "loop"), _folder.Path);
        Assert.Equal(["a/x.yaml"], Find("."));
    }

    [Fact]
    public void Paths_are_shown_relative_to_the_repository()
    {
        _folder.With(".git/config", "").With("deploy/a.yaml", "");
        var options = new LintOptions { WorkingDirectory = Path.Combine(_folder.Path, "deploy"), Paths = ["a.yaml"] };
        Assert.Equal(["deploy/a.yaml"], InputFinder.Find(options).Select(file => file.DisplayPath));
    }

    [Fact]
    public void Paths_outside_of_the_working_directory_are_shown_relative_to_what_they_have_in_common()
    {
        _folder.With("here/a.yaml", "").With("there/x/b.yaml", "").With("there/y/c.yaml", "");
        var options = new LintOptions { WorkingDirectory = Path.Combine(_folder.Path, "here"), Paths = ["../there/x", "../there/y/c.yaml"] };
        Assert.Equal(["x/b.yaml", "y/c.yaml"], InputFinder.Find(options).Select(file => file.DisplayPath));
    }

    [Theory]
    [InlineData("../there/deploy")]
    [InlineData("../there/deploy/")]
    [InlineData("../there/deploy/a.yaml")]
    [InlineData("../there/deploy/*.yaml")]
    [InlineData("../there/**/*.yaml")]
    public void Paths_in_another_repository_are_shown_relative_to_that(string path)
    {
        _folder.With("here/.git/config", "").With("there/.git/config", "").With("there/deploy/a.yaml", "");
        var options = new LintOptions { WorkingDirectory = Path.Combine(_folder.Path, "here"), Paths = [path] };
        Assert.Equal(["deploy/a.yaml"], InputFinder.Find(options).Select(file => file.DisplayPath));
    }

    [Fact]
    public void A_glob_outside_of_the_working_directory_is_shown_relative_to_the_folder_it_starts_from()
    {
        _folder.With("here/x.yaml", "").With("there/a/x.yaml", "").With("there/b/x.yaml", "");
        var options = new LintOptions { WorkingDirectory = Path.Combine(_folder.Path, "here"), Paths = ["../there/*/x.yaml"] };
        Assert.Equal(["a/x.yaml", "b/x.yaml"], InputFinder.Find(options).Select(file => file.DisplayPath));
    }

    [Fact]
    public void Paths_are_shown_relative_to_the_base_that_is_given()
    {
        _folder.With("deploy/web/a.yaml", "").With("b.yaml", "");
        var options = new LintOptions { WorkingDirectory = _folder.Path, BaseDirectory = "deploy" };
        Assert.Equal(["../b.yaml", "web/a.yaml"], InputFinder.Find(options).Select(file => file.DisplayPath));
    }

    [Theory]
    [InlineData("missing.yaml", "The path 'missing.yaml' does not exist")]
    [InlineData("*\\..\\readme.md", "The path '*\\..\\readme.md' matches no file")]
    [InlineData("missing/*.yaml", "The path 'missing/*.yaml' matches no file")]
    [InlineData("empty", "There is no manifest in 'empty': no *.yaml, *.yml, *.json, *.conf, *.cfg, *.sh or hosts file, and no C# that builds any (what .gitignore or hale.yaml excludes does not count)")]
    public void A_path_without_files_is_an_error_that_names_it(string path, string message)
    {
        _folder.With("empty/readme.md", "");
        Assert.Equal(message, Assert.Throws<UsageException>(() => Find(path)).Message);
    }

    [Fact]
    public void A_base_that_does_not_exist_is_an_error()
    {
        _folder.With("a.yaml", "");
        var options = new LintOptions { WorkingDirectory = _folder.Path, BaseDirectory = "nowhere" };
        Assert.Equal("The base directory 'nowhere' does not exist", Assert.Throws<UsageException>(() => InputFinder.Find(options)).Message);
    }

    private IEnumerable<string> Find(params string[] paths) =>
        InputFinder.Find(new LintOptions { WorkingDirectory = _folder.Path, Paths = paths }).Select(file => file.DisplayPath);
}
