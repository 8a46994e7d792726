using Hale.Cli.Tests.Commands;
using Hale.Testing;

namespace Hale.Cli.Tests.Reports;

public sealed class RulesPageTests
{
    /// <summary>ACCEPT_SNAPSHOTS=1 dotnet test, or hale rules --format markdown > rules.md, renews the page.</summary>
    [Fact]
    public void Rules_md_is_what_the_product_prints()
    {
        using var hale = new CommandLine();
        Assert.Equal(0, hale.Run("rules", "--format", "markdown"));
        Snapshot.MatchFile(hale.Output, Repository.PathOf("rules.md"));
    }
}
