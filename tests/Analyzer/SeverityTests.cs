using Hale.Testing;
using Microsoft.CodeAnalysis;

namespace Hale.Analyzer.Tests;

public sealed class SeverityTests
{
    [Theory]
    [InlineData("", "", "Warning")]
    [InlineData("dotnet_diagnostic.HA1201.severity = error", "", "Error")]
    [InlineData("dotnet_diagnostic.HA1201.severity = suggestion", "", "Info")]
    [InlineData("dotnet_diagnostic.HA1201.severity = none", "", null)]
    [InlineData("dotnet_analyzer_diagnostic.category-Hale.secrets.severity = error", "", "Error")]
    [InlineData("", "dotnet_diagnostic.HA1201.severity = error", "Error")]
    [InlineData("", "build_property.HaleFailOn = error", "Error")]
    [InlineData("", "build_property.HaleFailOn = warning", "Error")]
    [InlineData("", "build_property.HaleFailOn = never", "Warning")]
    [InlineData("dotnet_diagnostic.HA1201.severity = warning", "build_property.HaleFailOn = error", "Warning")]
    public void Is_that_of_the_finding_until_the_user_gives_another(string editorConfig, string globalConfig, string? severity)
    {
        var found = new Project(Builders.Dump) { EditorConfig = editorConfig, GlobalConfig = globalConfig }.Diagnostics();
        Assert.Equal(severity is null ? [] : [severity], found.Where(finding => finding.Id == "HA1201").Select(finding => finding.Severity.ToString()));
    }

    [Theory]
    [InlineData(ReportDiagnostic.Default, ReportDiagnostic.Error, "Error")]
    [InlineData(ReportDiagnostic.Error, ReportDiagnostic.Default, "Error")]
    [InlineData(ReportDiagnostic.Suppress, ReportDiagnostic.Error, null)]
    [InlineData(ReportDiagnostic.Warn, ReportDiagnostic.Error, "Warning")]
    public void Options_of_the_compiler_hold(ReportDiagnostic own, ReportDiagnostic general, string? severity)
    {
        var found = new Project(Builders.Dump) { Severities = own is ReportDiagnostic.Default ? [] : new() { ["HA1201"] = own }, General = general }.Diagnostics();
        Assert.Equal(severity is null ? [] : [severity], found.Where(finding => finding.Id == "HA1201").Select(finding => finding.Severity.ToString()));
    }

    [Theory]
    [InlineData("", "Info")]
    [InlineData("build_property.HaleClosedWorld = true", "Warning")]
    [InlineData("build_property.HaleClosedWorld = true\ndotnet_diagnostic.HA0301.severity = suggestion", "Info")]
    [InlineData("dotnet_diagnostic.HA0301.severity = error", "Error")]
    public void A_finding_may_have_another_severity_than_its_rule(string globalConfig, string severity)
    {
        const string Service = """
            class Front
            {
                public V1Service Create() => new()
                {
                    Metadata = new() { Name = "web", NamespaceProperty = "shop" },
                    Spec = new() { Selector = Labels.Web, Type = "LoadBalancer", Ports = new List<V1ServicePort> { new V1ServicePort { Port = 80 } } },
                };
            }
            """;
        Assert.Equal(severity, new Project(Builders.Web, Service, Builders.Labels) { GlobalConfig = globalConfig }.One("HA0301").Severity.ToString());
    }

    [Fact]
    public void Errors_of_the_build_are_warnings_of_Hale_and_not_its_notes()
    {
        var found = new Project(Builders.Web, Builders.Budget.Replace("0,", "1,", StringComparison.Ordinal), Builders.Labels) { General = ReportDiagnostic.Error, GlobalConfig = All }.Diagnostics();
        Assert.Contains(found, finding => finding.Severity is DiagnosticSeverity.Info);
        Assert.DoesNotContain(found, finding => finding.Severity is DiagnosticSeverity.Error && finding.DefaultSeverity is DiagnosticSeverity.Info);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("build_property.HalePreset = all", true)]
    [InlineData("dotnet_diagnostic.HA1401.severity = suggestion", true)]
    [InlineData("dotnet_diagnostic.HA1401.severity = none", false)]
    public void Notes_that_are_left_out_by_default_are_shown_to_who_asks_for_them(string globalConfig, bool isShown)
    {
        var needing = Marks.Remove(Builders.Dump).Replace("Value = \"kq81f2zz\"", "ValueFrom = new() { SecretKeyRef = new() { Name = \"mariadb\", Key = \"password\" } }", StringComparison.Ordinal);
        Assert.Equal(isShown, new Project(needing) { GlobalConfig = globalConfig }.Diagnostics().Any(finding => finding.Id == "HA1401"));
    }

    [Fact]
    public void Rules_that_are_off_can_be_switched_on()
    {
        Assert.DoesNotContain(new Project(Builders.Dump).Diagnostics(), finding => finding.Id == "HA1101");
        Assert.Single(new Project(Builders.Dump) { EditorConfig = "dotnet_diagnostic.HA1101.severity = warning" }.Diagnostics(), finding => finding.Id == "HA1101");
        Assert.Single(new Project(Builders.Dump) { GlobalConfig = All }.Diagnostics(), finding => finding.Id == "HA1101");
    }

    /// <summary>What the package adds for the preset 'all'.</summary>
    private static string All { get; } = $"build_property.HalePreset = all\n{File.ReadAllText(Repository.PathOf("src/Analyzer/build/Hale.Analyzer.all.globalconfig"))}";
}
