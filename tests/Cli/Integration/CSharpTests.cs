using Hale.Cli.Commands;
using Hale.Testing;

namespace Hale.Cli.Tests.Integration;

public sealed class CSharpTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("deploy")]
    [InlineData("src/Other.cs")]
    [InlineData(".")]
    public void The_compiler_is_not_loaded_for_what_builds_no_manifest(string path)
    {
        _folder.With("deploy/a.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n").With("src/Other.cs", "class Other;");
        Assert.DoesNotContain(LoadedBy(path), name => name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
    }

    [Fact]
    public void The_front_end_is_not_loaded_without_CSharp()
    {
        _folder.With("a.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n");
        Assert.DoesNotContain(LoadedBy("."), name => name.StartsWith("Hale.CSharp", StringComparison.Ordinal));
    }

    [Fact]
    public void The_compiler_of_the_tool_reads_builders()
    {
        _folder.With("src/Web.cs", "using k8s.Models; class Web;");
        Assert.Contains("Microsoft.CodeAnalysis.CSharp", LoadedBy("src/Web.cs"));
    }

    // The tool in a process of its own: this one has loaded everything already.
    private string[] LoadedBy(string path)
    {
        var list = Path.Combine(_folder.Path, "loaded.txt");
        var environment = new Dictionary<string, string> { ["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location, [StartupHook.File] = list };
        var outcome = Shell.Run(_folder.Path, environment, "dotnet", typeof(HaleCommand).Assembly.Location, "check", path);
        Assert.True(outcome.ExitCode == 0, outcome.Output);
        return File.ReadAllLines(list);
    }
}
