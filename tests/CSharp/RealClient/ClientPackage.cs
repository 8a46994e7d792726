using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json.Nodes;
using Hale.Testing;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Tests.RealClient;

/// <summary>The package KubernetesClient itself, in whose place the other tests have the stand-in.</summary>
internal sealed class ClientPackage
{
    private static readonly Lazy<ClientPackage> Instance = new(() => new ClientPackage());

    private readonly AssemblyLoadContext _context = new(nameof(ClientPackage));
    private readonly Dictionary<string, string> _libraries;

    private ClientPackage()
    {
        _libraries = Libraries().ToDictionary(file => Path.GetFileNameWithoutExtension(file)!, StringComparer.Ordinal);
        References = [.. _libraries.Values.Order(StringComparer.Ordinal).Select(file => MetadataReference.CreateFromFile(file))];
        _context.Resolving += (_, name) => _libraries.TryGetValue(name.Name!, out var file) ? _context.LoadFromAssemblyPath(file) : null;
    }

    /// <summary>Why there is none; null when there is.</summary>
    public static string? WhyNot => RestoredPackage.KubernetesClient.WhyNot;

    public static ClientPackage This => Instance.Value;

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

    private static IEnumerable<string> Libraries()
    {
        var folder = RestoredPackage.KubernetesClient.Folder;
        var assets = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "obj", "project.assets.json")))!;
        return assets["targets"]!["net10.0"]!.AsObject()
            .SelectMany(package => package.Value!["runtime"]!.AsObject().Select(file => Path.Combine(folder, "packages", package.Key.ToLowerInvariant(), file.Key)));
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
