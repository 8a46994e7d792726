namespace Hale.Cli.Tests.Commands;

public sealed class IncludeTestsTests : IDisposable
{
    private readonly CommandLine _line = new();

    public void Dispose() => _line.Dispose();

    [Fact]
    public void CSharp_of_tests_is_read_when_asked_for()
    {
        _line.Folder.With("Shop.Tests/Web.cs", "using k8s.Models; class Web;");
        _line.Run("check", "Shop.Tests/Web.cs");
        Assert.StartsWith("No findings (0 files", _line.Output, StringComparison.Ordinal);
        _line.Run("check", "Shop.Tests/Web.cs", "--include-tests");
        Assert.StartsWith("No findings (1 file", _line.Output, StringComparison.Ordinal);
    }
}
