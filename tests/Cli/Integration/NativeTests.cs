using System.Text.RegularExpressions;
using Hale.Cli.Commands;
using Hale.Testing;

namespace Hale.Cli.Tests.Integration;

/// <summary>The native build finds and says the same as the managed one, byte for byte.</summary>
public sealed partial class NativeTests(Native native) : IClassFixture<Native>
{
    [NativeFact]
    public void Says_the_same_as_the_managed_build()
    {
        foreach (var arguments in new string[][]
        {
            ["check", "samples", "--preset", "all", "--format", "sarif"],
            ["check", "samples/builders", "--preset", "all", "--format", "text", "--quiet"],
            ["check", "src/Rules/Examples", "--preset", "all", "--format", "sarif"],
            ["check", "samples", "--format", "gitlab"],
            ["check", "samples", "--format", "junit"],
            ["rules", "--format", "markdown"],
            ["explain", "HA0701"],
            ["config", "schema"],
            ["check", "no-such-folder"],
            ["check", "--formt", "sarif"],
        })
        {
            var (expected, found) = (Run("dotnet", [typeof(HaleCommand).Assembly.Location, .. arguments]), Run(native.Program, arguments));
            Assert.Equal(expected.ExitCode, found.ExitCode);
            Assert.True(expected.Output == found.Output, $"hale {string.Join(' ', arguments)}: native\n{found.Output}\nmanaged\n{expected.Output}");
        }
    }

    [NativeFact]
    public void Finds_what_CSharp_builds()
    {
        var outcome = Run(native.Program, "check", "samples/builders/naive", "--format", "text");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("MariaDb.cs:", outcome.Output, StringComparison.Ordinal);
    }

    [NativeFact]
    public void A_release_for_each_platform_installs_the_native_program()
    {
        var program = native.Install();
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(program)!, "hale.dll", SearchOption.AllDirectories));
        var (expected, found) = (Run(native.Program, "check", "samples", "--quiet"), Run(program, "check", "samples", "--quiet"));
        Assert.Equal(expected, found);
    }

    [NativeFact]
    public void Only_the_compilers_own_warnings_are_left()
    {
        Assert.True(File.Exists(native.Program));
        Assert.All(
            Warning().Matches(native.Log).Select(match => match.Value),
            line => Assert.Matches("IL2104: Assembly 'Microsoft.CodeAnalysis|IL3000: .*Microsoft.CodeAnalysis", line));
    }

    [GeneratedRegex(@"^.*warning IL[0-9]+.*$", RegexOptions.Multiline)]
    private static partial Regex Warning();

    private static Outcome Run(string program, params string[] arguments) => Shell.Run(Repository.PathOf("."), program, arguments);
}
