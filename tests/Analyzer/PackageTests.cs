using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Hale.Analyzer.Tests;

[Collection(Building.Name)]
public sealed class PackageTests(PackedAnalyzer feed)
{
    // What a compiler brings, on .NET Framework too.
    private static readonly string[] OfTheCompiler = ["netstandard", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "System.Collections.Immutable", "System.Memory"];

    private string Unpacked => feed.Packages.Single(package => package.Id == PackedAnalyzer.Analyzer).Unpacked;

    private static readonly string[] Names = ["Hale.Analyzer", "Hale.CSharp", "Hale.Rules"];

    [Fact]
    public void Libraries_of_Hale_are_all_that_is_beside_the_analyzer()
    {
        var libraries = LibrariesIn("analyzers/dotnet/cs");
        Assert.Equal(Names.Select(name => $"{name}.dll"), libraries.Select(Path.GetFileName));
        Assert.All(libraries, library => Assert.Empty(ReferencesOf(library).Except([.. Names, .. OfTheCompiler], StringComparer.Ordinal)));
        Assert.DoesNotContain(libraries, HasNativeCode);
    }

    [NativeCodeFact]
    public void The_same_libraries_are_there_with_native_code_for_Linux()
    {
        var libraries = LibrariesIn("tools/linux-x64");
        Assert.Equal(Names.Select(name => $"{name}.dll"), libraries.Select(Path.GetFileName));
        Assert.All(libraries, library => Assert.True(HasNativeCode(library)));
        Assert.Equal(LibrariesIn("analyzers/dotnet/cs").Select(IdentityOf), libraries.Select(IdentityOf));
    }

    [Fact]
    public void Nothing_in_it_is_for_the_project()
    {
        Assert.Empty(Directory.GetDirectories(Unpacked).Select(Path.GetFileName).Except(["analyzers", "build", "buildTransitive", "tools", "_rels", "package"], StringComparer.Ordinal));
        var nuspec = File.ReadAllText(Path.Combine(Unpacked, "Hale.Analyzer.nuspec"));
        Assert.Contains("<developmentDependency>true</developmentDependency>", nuspec, StringComparison.Ordinal);
        Assert.DoesNotContain("<dependenc", nuspec, StringComparison.Ordinal);
    }

    private List<string> LibrariesIn(string folder) => [.. Directory.GetFiles(Path.Combine(Unpacked, folder)).Order(StringComparer.Ordinal)];

    private static bool HasNativeCode(string library)
    {
        using var reader = new PEReader(File.OpenRead(library));
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }

    private static Guid IdentityOf(string library)
    {
        using var reader = new PEReader(File.OpenRead(library));
        var metadata = reader.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }

    private static List<string> ReferencesOf(string library)
    {
        using var reader = new PEReader(File.OpenRead(library));
        var metadata = reader.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}

/// <summary>A test of native code in the package.</summary>
internal sealed class NativeCodeFactAttribute : FactAttribute
{
    public NativeCodeFactAttribute() => Skip = PackedAnalyzer.HasNativeCode ? null : "Only on Linux for x64 does packing make native code.";
}
