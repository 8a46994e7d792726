namespace Hale.Testing;

/// <summary>A public package that only tests need: restored once, and kept in the temporary folder.</summary>
public sealed class RestoredPackage
{
    private readonly Lazy<string?> _whyNot;
    private readonly string _id;
    private readonly string _version;

    /// <summary>Names one; it is restored when somebody asks for it.</summary>
    public RestoredPackage(string id, string version)
    {
        (_id, _version) = (id, version);
        Folder = Path.Combine(Path.GetTempPath(), "hale-tests", $"{id}-{version}".ToLowerInvariant());
        _whyNot = new Lazy<string?>(TryRestore);
    }

    /// <summary>The client whose models C# builds manifests from.</summary>
    public static RestoredPackage KubernetesClient { get; } = new("KubernetesClient", "21.0.8");

    /// <summary>Why it cannot be had; null when it can.</summary>
    public string? WhyNot => _whyNot.Value;

    /// <summary>The folder of the project that was restored, with the packages in <c>packages</c>.</summary>
    public string Folder { get; }

    /// <summary>The package as a file.</summary>
    public string File => Path.Combine(Folder, "packages", _id.ToLowerInvariant(), _version, $"{_id}.{_version}.nupkg".ToLowerInvariant());

    private string? TryRestore()
    {
        try
        {
            if (!Directory.Exists(Folder))
                Restore();
            return null;
        }
        catch (Exception error) when (error is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return $"{_id} {_version} cannot be restored: {error.Message}";
        }
    }

    // Beside the folder and then moved, so that a test run at the same time never sees half of it.
    private void Restore()
    {
        var staging = $"{Folder}-{Environment.ProcessId}";
        Directory.CreateDirectory(staging);
        try
        {
            System.IO.File.WriteAllText(Path.Combine(staging, "restore.csproj"), $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                  <ItemGroup><PackageReference Include="{_id}" Version="[{_version}]" /></ItemGroup>
                </Project>
                """);
            Shell.Succeed(staging, "dotnet", "restore", "--packages", "packages");
            Directory.Move(staging, Folder);
        }
        finally
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
        }
    }
}
