using Hale.Linting.CSharp;
using Hale.Rules;
using Hale.Rules.Suppressions;
using Hale.Rules.Tree;
using Hale.Testing;
using Hale.Yaml;

namespace Hale.Linting.Tests.CSharp;

public sealed class CSharpFilesTests : IDisposable
{
    private const string Manifest = """
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: colours, name: twice }
        """;

    private readonly TempFolder _folder = new();
    private readonly List<CSharpInput> _inputs = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folders_give_their_CSharp_to_the_reader_of_the_host()
    {
        _folder.With("deploy/a.yaml", "a: 1").With("src/Web.cs", Manifest).With("src/Names.cs", "").With("src/readme.md", "");
        var result = Run(".");
        var input = Assert.Single(_inputs);
        Assert.Equal(["src/Names.cs", "src/Web.cs"], input.Files.Select(file => file.Source.Path));
        Assert.Equal(_folder.Path, input.Root);
        Assert.Equal(2, result.Files);
        Assert.Equal("src/Web.cs", Assert.Single(result.Findings).Place.Source.Path);
    }

    [Fact]
    public void A_run_without_CSharp_does_not_call_the_reader()
    {
        _folder.With("a.yaml", "a: 1");
        Run(".");
        Assert.Empty(_inputs);
    }

    [Fact]
    public void A_host_without_a_compiler_reads_no_CSharp()
    {
        _folder.With("a.yaml", "a: 1").With("Web.cs", Manifest);
        var options = new LintOptions { WorkingDirectory = _folder.Path };
        Assert.Equal(1, Linter.Run(options, () => Stream.Null).Files);
        Assert.Empty(Linter.Run(options with { Paths = ["Web.cs"] }, () => Stream.Null).Findings);
    }

    [Fact]
    public void What_is_found_in_files_that_nobody_named_is_not_reported()
    {
        _folder.With("Web.cs", Manifest).With("Other.cs", "");
        Assert.Empty(Run("Other.cs", "Web.cs").Findings);
        Assert.Single(Run("Web.cs", "Other.cs").Findings);
    }

    [Fact]
    public void What_is_named_and_builds_nothing_is_no_mistake()
    {
        _folder.With("src/Names.cs", "");
        Assert.Empty(RunOn("src/Names.cs").Findings);
        Assert.Equal(
            "There is no manifest in 'src': no *.yaml, *.yml, *.json, *.conf, *.cfg, *.sh or hosts file, and no C# that builds any (what .gitignore or hale.yaml excludes does not count)",
            Assert.Throws<UsageException>(() => RunOn("src")).Message);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_handed_on_with_its_problem()
    {
        _folder.With("Web.cs", [.. "class A; // "u8, 0xE4]);
        RunOn("Web.cs");
        var file = Assert.Single(Assert.Single(_inputs).Files);
        Assert.Equal(InputProblemKind.Unreadable, file.Problem!.Kind);
        Assert.Equal("class A; // ", file.Source.Text);
    }

    [Fact]
    public void What_the_reader_says_is_silenced_is_not_shown()
    {
        _folder.With("Web.cs", Manifest);
        var result = Linter.Run(Options("Web.cs") with { CSharp = input => Read(input) with { Suppressions = [.. input.Files.Select(Everything)] } }, () => Stream.Null);
        Assert.Empty(result.Findings);
        Assert.Equal("because", Assert.Single(result.Suppressed).Suppression!.Reason);

        static SuppressedText Everything(CSharpFile file) =>
            new(new Place(file.Source, 0, 1), "HA1802", "because", [new Place(file.Source, 0, file.Source.Text.Length)]);
    }

    private LintResult RunOn(string path) => Linter.Run(Options(path), () => Stream.Null);

    private LintResult Run(string path, params string[] opened) => Linter.Run(Options(path) with { CSharp = input => Read(input, opened) }, () => Stream.Null);

    private LintOptions Options(string path) => new() { WorkingDirectory = _folder.Path, Paths = [path], CSharp = input => Read(input), Selection = new RuleSelection() };

    // Takes C# for YAML.
    private CSharpContent Read(CSharpInput input, params string[] opened)
    {
        _inputs.Add(input);
        var files = input.Files.Concat(opened.Select(path => input.Open(Path.Combine(_folder.Path, path)))).Where(file => file.Source.Text.Length > 0).ToList();
        var contents = files.Select(file => YamlReader.Read(file.Source)).ToList();
        return new CSharpContent([.. contents.SelectMany(content => content.Documents)], files.Count) { Problems = [.. contents.SelectMany(content => content.Problems)] };
    }
}
