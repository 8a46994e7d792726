using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json.Nodes;
using Hale.Testing;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Tests.RealClient;

/// <summary>The package KubernetesClient itself, which elsewhere a stand-in is taken for. It is restored once, and kept in the temporary folder.</summary>
internal sealed class ClientPackage
{
    private const string Version = "21.0.8";

    private const string Project = $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
          <ItemGroup><PackageReference Include="KubernetesClient" Version="[{Version}]" /></ItemGroup>
        </Project>
        """;

    private static readonly Lazy<(ClientPackage? Package, string? Reason)> Instance = new(TryCreate);

    private readonly AssemblyLoadContext _context = new(nameof(ClientPackage));
    private readonly Dictionary<string, string> _libraries;

    private ClientPackage(string folder)
    {
        _libraries = LibrariesIn(folder).ToDictionary(file => Path.GetFileNameWithoutExtension(file)!, StringComparer.Ordinal);
        References = [.. _libraries.Values.Order(StringComparer.Ordinal).Select(file => MetadataReference.CreateFromFile(file))];
        _context.Resolving += (_, name) => _libraries.TryGetValue(name.Name!, out var file) ? _context.LoadFromAssemblyPath(file) : null;
    }

    /// <summary>Why there is none; null when there is.</summary>
    public static string? WhyNot => Instance.Value.Reason;

    public static ClientPackage This => Instance.Value.Package ?? throw new InvalidOperationException(WhyNot);

    /// <summary>The package with what it needs.</summary>
    public IReadOnlyList<MetadataReference> References { get; }

    /// <summary>The package, loaded.</summary>
    public Assembly Assembly => _context.LoadFromAssemblyPath(_libraries["KubernetesClient"]);

    /// <summary>Loads what was compiled against it, beside anything of the same name.</summary>
    public Assembly Load(Stream compiled)
    {
        var context = new AssemblyLoadContext(name: null, isCollectible: true);
        context.Resolving += (_, name) => _context.LoadFromAssemblyName(name);
        return context.LoadFromStream(compiled);
    }

    private static IEnumerable<string> LibrariesIn(string folder)
    {
        var assets = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "obj", "project.assets.json")))!;
        return assets["targets"]!["net10.0"]!.AsObject()
            .SelectMany(package => package.Value!["runtime"]!.AsObject().Select(file => Path.Combine(folder, "packages", package.Key.ToLowerInvariant(), file.Key)));
    }

    private static (ClientPackage?, string?) TryCreate()
    {
        var folder = Path.Combine(Path.GetTempPath(), "hale-tests", $"kubernetesclient-{Version}");
        try
        {
            if (!Directory.Exists(folder))
                Restore(folder);
            return (new ClientPackage(folder), null);
        }
        catch (Exception error) when (error is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return (null, $"KubernetesClient {Version} cannot be restored: {error.Message}");
        }
    }

    // Beside the folder and then moved, so that a test run at the same time never sees half of it.
    private static void Restore(string folder)
    {
        var staging = $"{folder}-{Environment.ProcessId}";
        Directory.CreateDirectory(staging);
        try
        {
            File.WriteAllText(Path.Combine(staging, "client.csproj"), Project);
            var outcome = Shell.Run(staging, new Dictionary<string, string>(StringComparer.Ordinal), "dotnet", "restore", "--packages", "packages");
            if (outcome.ExitCode != 0)
                throw new InvalidOperationException(outcome.Output);
            Directory.Move(staging, folder);
        }
        finally
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
        }
    }
}

/// <summary>A test that is skipped where the package cannot be had.</summary>
public sealed class ClientPackageFactAttribute : FactAttribute
{
    public ClientPackageFactAttribute() => Skip = ClientPackage.WhyNot;
}

/// <summary>The same with data.</summary>
public sealed class ClientPackageTheoryAttribute : TheoryAttribute
{
    public ClientPackageTheoryAttribute() => Skip = ClientPackage.WhyNot;
}
