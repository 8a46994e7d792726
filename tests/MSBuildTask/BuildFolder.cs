using Hale.Testing;

namespace Hale.MSBuildTask.Tests;

/// <summary>A folder with projects that are built as a user builds them.</summary>
/// <param name="path">Where it is.</param>
/// <param name="packages">The package cache.</param>
/// <param name="version">The version of the package.</param>
public sealed class BuildFolder(string path, string packages, string version)
{
    /// <summary>Where it is.</summary>
    public string FolderPath => path;

    /// <summary>Writes a project of the .NET SDK that refers to the package.</summary>
    public BuildFolder WithProject(string name, string framework = "<TargetFramework>net10.0</TargetFramework>", string content = "") => With(name, $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>{framework}<OutputType>Library</OutputType></PropertyGroup>
          <ItemGroup><PackageReference Include="Hale.MSBuildTask" Version="{version}" PrivateAssets="all" /></ItemGroup>
          {content}
        </Project>
        """);

    /// <summary>Writes a project without any SDK that imports the package from its folder.</summary>
    public BuildFolder WithPlainProject(string package, string content = "") => With("plain.proj", $"""
        <Project DefaultTargets="Build">
          <Import Project="{package}/build/Hale.MSBuildTask.props" />
          {content}
          <Target Name="Build" />
          <Target Name="Clean" />
          <Import Project="{package}/build/Hale.MSBuildTask.targets" />
        </Project>
        """);

    /// <summary>Writes a file.</summary>
    public BuildFolder With(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
        return this;
    }

    /// <summary>Runs <c>dotnet build</c>.</summary>
    public BuildResult Build(params string[] arguments) => Dotnet(["build", .. arguments]);

    /// <summary>Runs a command of the SDK that builds.</summary>
    public BuildResult Dotnet(params string[] arguments)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["NUGET_PACKAGES"] = packages, ["DOTNET_NOLOGO"] = "1", ["DOTNET_CLI_UI_LANGUAGE"] = "en" };
        var outcome = Shell.Run(path, environment, "dotnet", [.. arguments, "-nodeReuse:false", "-p:UseSharedCompilation=false", "-tl:off", "-v:m"]);
        return new BuildResult(outcome.ExitCode == 0, outcome.Output);
    }

    /// <summary>The absolute path of a file.</summary>
    public string PathOf(string file) => Path.Combine(path, file);
}

/// <summary>How a build went.</summary>
public sealed record BuildResult(bool Succeeded, string Output)
{
    /// <summary>Its log, without the summary that shows warnings a second time.</summary>
    public string Log { get; } = Output.Split(["\nBuild succeeded", "\nBuild FAILED"], StringSplitOptions.None)[0];

    /// <summary>The lines about Hale's rules and mistakes, without the names of projects.</summary>
    public IReadOnlyList<string> Findings => [.. Log.Split('\n').Where(line => line.Contains(": warning HA", StringComparison.Ordinal) || line.Contains(": error HA", StringComparison.Ordinal)).Select(WithoutProject)];

    /// <summary>The lines about one rule.</summary>
    public IReadOnlyList<string> Of(string code) => [.. Findings.Where(line => line.Contains($" {code}: ", StringComparison.Ordinal))];

    private static string WithoutProject(string line) => line.Split(" [")[0].Trim();
}
