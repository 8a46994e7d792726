using Hale.Testing;

namespace Hale.MSBuildTask.Tests;

/// <summary>The package.</summary>
public sealed class PackedTask() : PackageFeed("src/MSBuildTask")
{
    /// <summary>A folder with what is in it, for projects that NuGet does not restore.</summary>
    public string Unpacked => Packages[0].Unpacked;
}

/// <summary>Tests that build with the package share one.</summary>
[CollectionDefinition(Name)]
public sealed class Building : ICollectionFixture<PackedTask>
{
    public const string Name = "building";
}
