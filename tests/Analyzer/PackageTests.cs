using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Hale.Analyzer.Tests;

[Collection(Building.Name)]
public sealed class PackageTests(PackedAnalyzer feed)
{
    // What a compiler brings, on .NET Framework too.
    private static readonly string[] OfTheCompiler = ["netstandard", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "System.Collections.Immutable", "System.Memory"];

    private string Unpacked => feed.Packages.Single(package => package.Id == PackedAnalyzer.Analyzer).Unpacked;

    [Fact]
    public void Libraries_of_Hale_are_all_that_is_beside_the_analyzer()
    {
        var libraries = Directory.GetFiles(Path.Combine(Unpacked, "analyzers", "dotnet", "cs"));
        string[] names = ["Hale.Analyzer", "Hale.CSharp", "Hale.Rules"];
        Assert.Equal(names.Select(name => $"{name}.dll"), libraries.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(libraries, library => Assert.Empty(ReferencesOf(library).Except([.. names, .. OfTheCompiler], StringComparer.Ordinal)));
    }

    [Fact]
    public void Nothing_in_it_is_for_the_project()
    {
        Assert.Empty(Directory.GetDirectories(Unpacked).Select(Path.GetFileName).Except(["analyzers", "build", "buildTransitive", "_rels", "package"], StringComparer.Ordinal));
        var nuspec = File.ReadAllText(Path.Combine(Unpacked, "Hale.Analyzer.nuspec"));
        Assert.Contains("<developmentDependency>true</developmentDependency>", nuspec, StringComparison.Ordinal);
        Assert.DoesNotContain("<dependenc", nuspec, StringComparison.Ordinal);
    }

    private static List<string> ReferencesOf(string library)
    {
        using var reader = new PEReader(File.OpenRead(library));
        var metadata = reader.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
