using Hale.CSharp.Projects.References;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hale.CSharp.Projects.Tests;

public sealed class CompilerTests : IDisposable
{
    private readonly ProjectFolder _projects = new();

    public void Dispose() => _projects.Dispose();

    [Fact]
    public void Code_that_is_not_restored_binds_to_the_stubs()
    {
        _projects.With("Shop.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net8.0</TargetFramework></PropertyGroup></Project>""")
            .With("Web.cs", ProjectFolder.Builder).With("Stack.cs", "class Stack { object O => new Pulumi.Kubernetes.Apps.V1.Deployment(\"web\"); }");
        Assert.Empty(_projects.Errors("Web.cs"));
    }

    [Fact]
    public void The_stub_stays_away_from_code_that_has_the_package()
    {
        _projects.With("Web.cs", ProjectFolder.Builder).With("Models.cs", "namespace k8s.Models { public class V1Deployment; public class V1Pod; }");
        Assert.DoesNotContain(EmbeddedReferences.KubernetesClient, _projects.Compile("Web.cs", "Models.cs").Compilation.References);
        Assert.Empty(_projects.Errors("Web.cs", "Models.cs"));
    }

    [Fact]
    public void The_packages_that_a_restore_found_are_taken()
    {
        WriteLibrary("packages/kubernetesclient/15.0.1/lib/net8.0/KubernetesClient.dll", "namespace k8s.Models { public class V1Deployment; public class V1Pod { public int FromThePackage; } }");
        _projects.With("Shop.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net8.0</TargetFramework></PropertyGroup></Project>""")
            .With("Web.cs", "using k8s.Models; class Web { int Pod => new V1Pod().FromThePackage; }")
            .With("obj/project.assets.json", $$"""
                {
                  "version": 3,
                  "targets": { "net8.0/linux-x64": {}, "net8.0": { "KubernetesClient/15.0.1": { "type": "package", "compile": { "lib/net8.0/KubernetesClient.dll": { "related": ".xml" } } }, "Gone/1.0.0": { "compile": { "lib/net8.0/Gone.dll": {}, "lib/net8.0/_._": {} } } } },
                  "libraries": { "KubernetesClient/15.0.1": { "type": "package", "path": "kubernetesclient/15.0.1" }, "Gone/1.0.0": { "path": "gone/1.0.0" } },
                  "packageFolders": { "{{_projects.PathOf("packages").Replace("\\", "\\\\", StringComparison.Ordinal)}}/": {} }
                }
                """);
        Assert.Empty(_projects.Errors("Web.cs"));
        Assert.DoesNotContain(EmbeddedReferences.KubernetesClient, _projects.Compile("Web.cs").Compilation.References);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1, 2]")]
    [InlineData("""{ "targets": { "net8.0": { "A/1": { "compile": { "a.dll": {} } } } }, "packageFolders": { "\u0000": {} } }""")]
    public void A_broken_list_of_packages_is_none(string assets)
    {
        _projects.With("Shop.csproj", """<Project Sdk="Microsoft.NET.Sdk" />""").With("Web.cs", ProjectFolder.Builder).With("obj/project.assets.json", assets);
        Assert.Empty(_projects.Errors("Web.cs"));
    }

    [Fact]
    public void Projects_that_are_read_too_are_referred_to()
    {
        _projects.With("names/Names.csproj", """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><ProjectReference Include="..\shop\Shop.csproj" /></ItemGroup></Project>""").With("names/Names.cs", "public static class Names { public const string Web = \"web\"; }")
            .With("more/More.csproj", """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><ProjectReference Include="../names/Names.csproj" /></ItemGroup></Project>""").With("more/More.cs", "public class More;")
            .With("shop/Shop.csproj", """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><ProjectReference Include="..\more\More.csproj" /><ProjectReference Include="..\gone\Gone.csproj" /></ItemGroup></Project>""")
            .With("shop/Web.cs", "using k8s.Models; class Web { object Pod => new V1Pod { Kind = Names.Web }; More More => new(); }");
        Assert.Empty(_projects.Errors("shop/Web.cs", "names/Names.cs", "more/More.cs"));
    }

    [Fact]
    public void Settings_of_the_project_and_of_the_folders_above_hold()
    {
        _projects.With("Directory.Build.props", "<Project><PropertyGroup><Nullable>enable</Nullable><DefineConstants>OUTER</DefineConstants></PropertyGroup></Project>")
            .With("shop/Directory.Build.props", "<Project><PropertyGroup><ImplicitUsings>enable</ImplicitUsings></PropertyGroup></Project>")
            .With("shop/Shop.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFrameworks>netstandard2.0;net6.0;net8.0</TargetFrameworks>
                    <DefineConstants>$(DefineConstants);INNER</DefineConstants>
                    <DefineConstants Condition="'$(X)' == 'y'">NEVER</DefineConstants>
                  </PropertyGroup>
                  <ItemGroup>
                    <Using Include="k8s.Models" />
                    <Using Include="System.Math" Static="true" />
                    <Using Include="System.Text.StringBuilder" Alias="Builder" />
                    <Using Remove="System.Net.Http" />
                  </ItemGroup>
                </Project>
                """)
            .With("shop/Web.cs", """
                class Web
                {
                    string? Name { get; set; }
                #if RELEASE && TRACE && !DEBUG && OUTER && INNER && NET8_0 && NET6_0_OR_GREATER && NET && !NET9_0_OR_GREATER && !NEVER
                    object Pods => new List<V1Pod> { new() { Kind = Max(1, 2).ToString() + new Builder() } }.Select(pod => pod.Kind);
                #else
                    wrong
                #endif
                }
                """);
        Assert.Empty(_projects.Errors("shop/Web.cs"));
        Assert.DoesNotContain("System.Net.Http", _projects.Settings("shop/Web.cs").Usings);
    }

    [Theory]
    [InlineData("Microsoft.NET.Sdk.Web", "Microsoft.AspNetCore.Builder")]
    [InlineData("Microsoft.NET.Sdk.Worker", "Microsoft.Extensions.Hosting")]
    public void Other_SDKs_have_more_implicit_usings(string sdk, string name)
    {
        _projects.With("Shop.csproj", $"""<Project Sdk="{sdk}"><PropertyGroup><ImplicitUsings>enable</ImplicitUsings></PropertyGroup></Project>""").With("Web.cs", "");
        Assert.Contains(name, _projects.Settings("Web.cs").Usings);
    }

    [Theory]
    [InlineData("7.3", LanguageVersion.CSharp7_3)]
    [InlineData("latest", LanguageVersion.Preview)]
    [InlineData("99", LanguageVersion.Preview)]
    public void The_language_version_is_the_project_s_or_the_newest(string version, LanguageVersion expected)
    {
        _projects.With("Shop.csproj", $"""<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><LangVersion>{version}</LangVersion></PropertyGroup></Project>""").With("Web.cs", "");
        Assert.Equal(expected, ((CSharpParseOptions)_projects.Compile("Web.cs").Compilation.SyntaxTrees.First().Options).SpecifiedLanguageVersion);
    }

    [Fact]
    public void Top_level_statements_make_a_program()
    {
        _projects.With("Program.cs", "using k8s.Models; Console.WriteLine(new V1Pod());");
        Assert.Empty(_projects.Errors("Program.cs"));
    }

    [Fact]
    public void Files_that_cannot_be_read_are_problems_and_the_others_are_read()
    {
        _projects.With("Shop.csproj", """<Project Sdk="Microsoft.NET.Sdk" />""").With("Web.cs", ProjectFolder.Builder).With("Broken.cs", "");
        var input = _projects.Input("Web.cs", "Broken.cs");
        var problem = new Rules.Tree.InputProblem(Rules.Tree.InputProblemKind.Unreadable, new(input.Files[0].Source, 0, 0), "The file cannot be read");
        var content = ProjectReader.Read(input with { Files = [input.Files[0] with { Problem = problem }, input.Files[1]] });
        Assert.Equal([problem], content.Problems);
        Assert.IsType<Rules.Tree.UnknownNode>(Assert.Single(content.Documents, document => document.Source.Path == "Broken.cs").Root);
    }

    private void WriteLibrary(string path, string code)
    {
        var compilation = CSharpCompilation.Create(Path.GetFileNameWithoutExtension(path), [CSharpSyntaxTree.ParseText(code)], EmbeddedReferences.Framework, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Directory.CreateDirectory(Path.GetDirectoryName(_projects.PathOf(path))!);
        using var stream = File.Create(_projects.PathOf(path));
        Assert.True(compilation.Emit(stream).Success);
    }
}
