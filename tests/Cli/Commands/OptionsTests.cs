using System.Text.RegularExpressions;
using Hale.Testing;

namespace Hale.Cli.Tests.Commands;

/// <summary>No option without a word about it in the documentation, and without a test.</summary>
public sealed partial class OptionsTests : IDisposable
{
    private readonly CommandLine _hale = new();

    public void Dispose() => _hale.Dispose();

    [Theory]
    [InlineData("check")]
    [InlineData("baseline")]
    [InlineData("rules")]
    [InlineData("config", "show")]
    public void Every_option_is_documented_and_tested(params string[] command)
    {
        var documentation = string.Concat(new[] { "README.md", "docs/configuration.md" }.Select(page => File.ReadAllText(Repository.PathOf(page))));
        var tests = string.Concat(Directory.EnumerateFiles(Repository.PathOf("tests/Cli"), "*Tests.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.All(OptionsOf(command), option =>
        {
            Assert.Matches($"[`( ]{option}[` ]", documentation);
            Assert.Contains($"\"{option}\"", tests, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_table_of_the_README_has_every_option_of_check_and_no_other()
    {
        var rows = File.ReadAllLines(Repository.PathOf("README.md")).Select(line => Row().Match(line)).Where(row => row.Success).Select(row => row.Groups["name"].Value);
        Assert.Equal(OptionsOf("check").Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    private List<string> OptionsOf(params string[] command)
    {
        _hale.Run([.. command, "--help"]);
        var options = Option().Matches(_hale.Output).Select(match => match.Groups["name"].Value).Except(["--help", "--version"]).ToList();
        Assert.NotEmpty(options);
        return options;
    }

    [GeneratedRegex(@"^  (-[^ ], )*(?<name>--[a-z-]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Option();

    [GeneratedRegex(@"^\| (`-[a-z]`, )?`(?<name>--[a-z-]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
