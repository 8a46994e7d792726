using System.Globalization;
using System.Text.RegularExpressions;
using Hale.Testing;
using Xunit.Abstractions;

namespace Hale.Analyzer.Tests;

/// <summary>
/// What the analyzer adds to a compilation, in a compiler that has just been started and has to load the analyzer itself first. The
/// tests print the figures of docs/analyzer.md; no figure decides them.
/// </summary>
[Collection(Building.Name)]
public sealed partial class CostTests(PackedAnalyzer feed, ITestOutputHelper output)
{
    private const string Project = "<TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable>";

    [Fact]
    public void What_it_adds_to_a_project_without_Kubernetes_is_counted()
    {
        var folder = feed.NewBuild(PackedAnalyzer.Analyzer).WithProject("app.csproj", Project);
        for (var i = 0; i < 200; i++)
            folder.With($"Service{i}.cs", GeneratedCode.Plain(i));
        Assert.True(Share(folder) > 0);
    }

    [Fact]
    public void What_it_adds_to_a_project_of_builders_is_counted()
    {
        var folder = feed.NewBuild(PackedAnalyzer.Analyzer);
        folder.WithProject("app.csproj", Project, PackedAnalyzer.ClientOf(folder));
        for (var i = 0; i < 28; i++)
            folder.With($"Factory{i}.cs", GeneratedCode.Builder(i));
        Assert.True(Share(folder) > 0);
    }

    // Of the time of the compiler.
    private double Share(BuildFolder folder)
    {
        var log = folder.Build("-p:ReportAnalyzer=true", "-flp:verbosity=detailed;performancesummary;logfile=build.log").Succeeded ? File.ReadAllText(folder.PathOf("build.log")) : "";
        var analyzer = Number(AnalyzerTime().Match(log));
        var compiler = Number(CompilerTime().Match(log)) / 1000;
        output.WriteLine(FormattableString.Invariant($"{analyzer:f3} s of {compiler:f3} s: {analyzer / compiler:p1}"));
        return analyzer / compiler;
    }

    private static double Number(Match match)
    {
        Assert.True(match.Success);
        return double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    // '<0.001' when it is too little to measure.
    [GeneratedRegex(@"^\s*<?(\d+\.\d+)\s+<?\d+\s+Hale\.Analyzer, Version", RegexOptions.Multiline)]
    private static partial Regex AnalyzerTime();

    [GeneratedRegex(@"^\s*(\d+) ms\s+Csc\s", RegexOptions.Multiline)]
    private static partial Regex CompilerTime();
}
