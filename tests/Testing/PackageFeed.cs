using System.IO.Compression;
using Xunit;

namespace Hale.Testing;

/// <summary>A package that was made.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Unpacked">A folder with what is in it.</param>
public sealed record PackedPackage(string Id, string Version, string Unpacked);

/// <summary>Packages of this repository, made once from what is built, in a feed with a package cache of its own.</summary>
public abstract class PackageFeed : IDisposable
{
    private readonly TempFolder _folder = new();
    private int _projects;

    /// <summary>Packs some.</summary>
    /// <param name="projects">Their folders, such as <c>src/MSBuildTask</c>.</param>
    protected PackageFeed(params string[] projects)
    {
        _folder.With("nuget.config", """<configuration><packageSources><clear /><add key="feed" value="feed" /></packageSources></configuration>""");
        Packages = [.. projects.Select(Pack)];
    }

    /// <summary>The packages, in the order in which they were named.</summary>
    public IReadOnlyList<PackedPackage> Packages { get; }

    private static string Configuration => AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    /// <summary>A folder for projects that refer to the packages, or to some of them.</summary>
    public BuildFolder NewFolder(params string[] ids) =>
        new(PathOf($"p{++_projects}"), PathOf("packages"), [.. Packages.Where(package => ids.Length == 0 || ids.Contains(package.Id, StringComparer.Ordinal))]);

    /// <summary>Puts a public package into the feed.</summary>
    public void Add(RestoredPackage package) => File.Copy(package.File, Path.Combine(PathOf("feed"), Path.GetFileName(package.File)));

    /// <summary>Removes the feed with all folders.</summary>
    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private PackedPackage Pack(string project)
    {
        var feed = PathOf("feed");
        var before = Directory.Exists(feed) ? Directory.GetFiles(feed) : [];
        var packed = Shell.Run(Repository.PathOf(project), "dotnet", "pack", "--no-build", "-c", Configuration, "-o", feed, "-nodeReuse:false", "-v:q");
        Assert.True(packed.ExitCode == 0, packed.Output);
        var file = Assert.Single(Directory.GetFiles(feed).Except(before, StringComparer.Ordinal));
        var id = $"Hale.{Path.GetFileName(project)}";
        var unpacked = PathOf($"unpacked/{id}");
        ZipFile.ExtractToDirectory(file, unpacked);
        return new PackedPackage(id, Path.GetFileNameWithoutExtension(file)[(id.Length + 1)..], unpacked);
    }

    private string PathOf(string path) => Path.Combine(_folder.Path, path);
}
