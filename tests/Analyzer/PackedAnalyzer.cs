using System.Runtime.InteropServices;
using Hale.CSharp.Projects.References;
using Hale.Testing;

namespace Hale.Analyzer.Tests;

/// <summary>The analyzer's package, and the task's beside it.</summary>
public sealed class PackedAnalyzer() : PackageFeed("src/Analyzer", "src/MSBuildTask")
{
    public const string Analyzer = "Hale.Analyzer";
    public const string Task = "Hale.MSBuildTask";

    private const string Usings = """
        global using System.Collections.Generic;
        global using k8s.Models;

        """;

    private const string Client = "lib/KubernetesClient.dll";

    /// <summary>Where the finding of <see cref="Builders.Dump"/> is in <see cref="Code"/>.</summary>
    public const string Place = "(21,111)";

    /// <summary>Whether packing here makes libraries with native code.</summary>
    public static bool HasNativeCode => OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture is Architecture.X64;

    /// <summary>A folder for projects, with a stand-in for KubernetesClient beside them.</summary>
    public BuildFolder NewBuild(params string[] ids)
    {
        var folder = NewFolder(ids).With(Client, "");
        using var stub = typeof(EmbeddedReferences).Assembly.GetManifestResourceStream("stubs/Hale.Stubs.KubernetesClient.dll")!;
        using var file = File.Create(folder.PathOf(Client));
        stub.CopyTo(file);
        return folder;
    }

    /// <summary>What a project has in it that refers to the stand-in.</summary>
    public static string ClientOf(BuildFolder folder) => $"""<ItemGroup><Reference Include="KubernetesClient"><HintPath>{folder.PathOf(Client)}</HintPath></Reference></ItemGroup>""";

    /// <summary>The code of a builder, with its usings.</summary>
    public static string Code(string builder) => Usings + Marks.Remove(builder);
}

/// <summary>Tests that build with the packages share them.</summary>
[CollectionDefinition(Name)]
public sealed class Building : ICollectionFixture<PackedAnalyzer>
{
    public const string Name = "building";
}
