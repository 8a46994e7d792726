namespace Hale.MSBuildTask.Tests;

public sealed class WarningSwitchesTests
{
    [Theory]
    [InlineData(nameof(Level.Note), "Message")]
    [InlineData(nameof(Level.Warning), "Warning")]
    [InlineData(nameof(Level.Failing), "Error")]
    [InlineData(nameof(Level.Mistake), "Error")]
    [InlineData(nameof(Level.Note), "Message", "", "true")]
    [InlineData(nameof(Level.Warning), "Error", "", "true")]
    [InlineData(nameof(Level.Warning), "Warning", "", "false")]
    [InlineData(nameof(Level.Warning), "Warning", "CS1591;HA0001", "", "HA0002", "HA0003")]
    [InlineData(nameof(Level.Note), "Error", "", "", "HA0101")]
    [InlineData(nameof(Level.Warning), "Error", "", "", "CS1591, ha0101")]
    [InlineData(nameof(Level.Warning), "Warning", "", "true", "", "HA0101")]
    [InlineData(nameof(Level.Warning), "Warning", "", "", "HA0101", "HA0101")]
    [InlineData(nameof(Level.Failing), "Warning", "", "", "", "HA0101")]
    [InlineData(nameof(Level.Note), "Message", "", "", "", "HA0101")]
    [InlineData(nameof(Level.Warning), "Hidden", "CS1591;\n HA0101", "true", "HA0101")]
    [InlineData(nameof(Level.Failing), "Hidden", "HA0101")]
    [InlineData(nameof(Level.Mistake), "Error", "HA0101", "", "", "HA0101")]
    public void They_mean_what_they_mean_for_the_compiler(string level, string appearance, string noWarn = "", string treatWarningsAsErrors = "", string asErrors = "", string notAsErrors = "")
    {
        var finding = new BuildFinding(Enum.Parse<Level>(level), "HA0101", "", "/a.yaml", 1, 1, 1, 2, "");
        Assert.Equal(appearance, new WarningSwitches(noWarn, treatWarningsAsErrors, asErrors, notAsErrors).AppliedTo(finding).ToString());
    }
}
