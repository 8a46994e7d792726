using System.IO.Compression;
using Hale.Testing;

namespace Hale.MSBuildTask.Tests;

/// <summary>The package, made once from what is built, in a feed with a package cache of its own.</summary>
public sealed class PackedTask : IDisposable
{
    private static readonly Dictionary<string, string> NoVariables = [];

    private readonly TempFolder _folder = new();
    private int _projects;

    public PackedTask()
    {
        var packed = Shell.Run(
            Repository.PathOf("src/MSBuildTask"), NoVariables, "dotnet", "pack", "--no-build", "-c", Configuration, "-o", PathOf("feed"), "-nodeReuse:false", "-v:q");
        Assert.True(packed.ExitCode == 0, packed.Output);
        _folder.With("nuget.config", """<configuration><packageSources><clear /><add key="feed" value="feed" /></packageSources></configuration>""");
        Package = Assert.Single(Directory.GetFiles(PathOf("feed")));
        ZipFile.ExtractToDirectory(Package, Unpacked);
    }

    /// <summary>The path of the package.</summary>
    public string Package { get; }

    /// <summary>A folder with what is in it, for projects that NuGet does not restore.</summary>
    public string Unpacked => PathOf("unpacked");

    /// <summary>Its version.</summary>
    public string Version => Path.GetFileNameWithoutExtension(Package)["Hale.MSBuildTask.".Length..];

    private static string Configuration => AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    /// <summary>A folder for a project.</summary>
    public BuildFolder NewFolder() => new(PathOf($"p{++_projects}"), PathOf("packages"), Version);

    public void Dispose() => _folder.Dispose();

    private string PathOf(string path) => Path.Combine(_folder.Path, path);
}

/// <summary>Tests that build with the package share one.</summary>
[CollectionDefinition(Name)]
public sealed class Building : ICollectionFixture<PackedTask>
{
    public const string Name = "building";
}
