using Hale.Testing;

namespace Hale.MSBuildTask.Tests;

/// <summary>Projects without code, with the SDK that is made for them.</summary>
[Collection(Building.Name)]
public sealed class NoTargetsTests(PackedTask package)
{
    private static readonly RestoredPackage Sdk = new("Microsoft.Build.NoTargets", "3.7.0");

    [NoTargetsFact]
    public void Each_finding_is_shown_once_in_every_build()
    {
        package.Add(Sdk);
        var folder = package.NewFolder().With("deploy/a.yaml", Manifests.MariaDb);
        folder.With("manifests.csproj", $"""
            <Project Sdk="Microsoft.Build.NoTargets/3.7.0">
              <PropertyGroup><TargetFrameworks>net8.0;net10.0</TargetFrameworks></PropertyGroup>
              <ItemGroup><PackageReference Include="{package.Packages[0].Id}" Version="{package.Packages[0].Version}" PrivateAssets="all" /></ItemGroup>
            </Project>
            """);
        Assert.Contains(": warning HA1201: ", Assert.Single(folder.Build("-m").Findings), StringComparison.Ordinal);
        Assert.Single(folder.Build().Findings);

        folder.With("deploy/a.yaml", "");
        Assert.Empty(folder.Build().Findings);
    }

    /// <summary>A test that is skipped where the SDK cannot be had.</summary>
    private sealed class NoTargetsFactAttribute : FactAttribute
    {
        public NoTargetsFactAttribute() => Skip = Sdk.WhyNot;
    }
}
