using Hale.CSharp.Projects.Discovery;

namespace Hale.CSharp.Projects.Tests.Discovery;

public sealed class ProjectFinderTests : IDisposable
{
    private const string Sdk = """<Project Sdk="Microsoft.NET.Sdk" />""";

    private readonly ProjectFolder _projects = new();

    public void Dispose() => _projects.Dispose();

    [Fact]
    public void A_file_belongs_to_the_nearest_project_upward()
    {
        _projects.With("Shop.csproj", Sdk).With("a/Web.cs", "").With("tools/Tool.csproj", Sdk).With("tools/deep/Tool.cs", "");
        Assert.Equal(["a/Web.cs", "tools/deep/Tool.cs"], _projects.Find("a/Web.cs", "tools/deep/Tool.cs").Select(project => Assert.Single(project.Files).Source.Path));
    }

    [Fact]
    public void The_other_files_of_a_project_are_read_with_a_named_one()
    {
        _projects.With("Shop.csproj", Sdk).With("Web.cs", "").With("sub/Names.cs", "").With("obj/x.cs", "").With("bin/x.cs", "").With(".hidden/x.cs", "").With("node_modules/x.cs", "");
        Assert.Equal(["Web.cs", "sub/Names.cs"], _projects.Files("Web.cs"));
        Assert.Equal(["sub/Names.cs"], _projects.Opened);
    }

    [Fact]
    public void Loose_files_are_one_project_without_what_nobody_named()
    {
        _projects.With("a/Web.cs", "").With("b/Names.cs", "").With("b/Other.cs", "");
        Assert.Equal(["a/Web.cs", "b/Names.cs"], _projects.Files("a/Web.cs", "b/Names.cs"));
    }

    [Fact]
    public void A_project_above_the_root_is_not_looked_for()
    {
        _projects.With("Shop.csproj", Sdk).With("repository/Web.cs", "");
        var input = _projects.Input("repository/Web.cs") with { Root = _projects.PathOf("repository") };
        Assert.Null(Assert.Single(ProjectFinder.Find(input)).Settings.Path);
    }

    [Fact]
    public void What_tools_write_is_no_reason_to_compile()
    {
        _projects.With("Shop.csproj", Sdk).With("Web.g.cs", "").With("Form.Designer.cs", "").With("obj/Debug/Info.cs", "");
        Assert.Empty(_projects.Find("Web.g.cs", "Form.Designer.cs", "obj/Debug/Info.cs"));
    }

    [Theory]
    [InlineData("""<Compile Remove="old/**" />""", "Web.cs")]
    [InlineData("""<Compile Remove="old\*.cs;Missing.cs" />""", "Web.cs")]
    [InlineData("""<Compile Include="..\shared\*.cs" />""", "../shared/Names.cs Web.cs old/Web.cs")]
    [InlineData("""<Compile Include="../shared/Names.cs" Link="Names.cs" />""", "../shared/Names.cs Web.cs old/Web.cs")]
    [InlineData("""<Compile Include="../../../**/*.cs" />""", "Web.cs old/Web.cs")]
    [InlineData("""<Compile Remove="$(Somewhere)**" Condition="'$(X)' == ''" />""", "Web.cs old/Web.cs")]
    public void Compile_items_are_followed(string item, string expected)
    {
        _projects.With("shop/Shop.csproj", $"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>{item}</ItemGroup></Project>""").With("shop/Web.cs", "").With("shop/old/Web.cs", "").With("shared/Names.cs", "");
        Assert.Equal(expected.Split(' ').Select(path => Path.GetFullPath(_projects.PathOf("shop/" + path))).Order(), Assert.Single(_projects.Find("shop/Web.cs")).Files.Select(file => file.FullPath).Order());
    }

    [Fact]
    public void A_project_of_the_old_style_has_what_it_lists()
    {
        _projects.With("Shop.csproj", """<Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003"><ItemGroup><Compile Include="Web.cs" /></ItemGroup></Project>""").With("Web.cs", "").With("Other.cs", "");
        Assert.Equal(["Web.cs"], _projects.Files("Web.cs"));
        Assert.Empty(_projects.Settings("Web.cs").Usings);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not XML")]
    [InlineData("<Project Sdk=\"Microsoft.NET.Sdk\">")]
    [InlineData("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><Project Sdk=\"Microsoft.NET.Sdk\">&a;</Project>")]
    public void A_project_file_that_cannot_be_read_means_the_defaults(string text)
    {
        _projects.With("Shop.csproj", text).With("Web.cs", "").With("Names.cs", "");
        Assert.Equal(["Names.cs", "Web.cs"], _projects.Files("Web.cs"));
        Assert.Contains("System.Linq", _projects.Settings("Web.cs").Usings);
    }

    [Theory]
    [InlineData("Shop.csproj", "<PropertyGroup><IsTestProject>true</IsTestProject></PropertyGroup>")]
    [InlineData("Shop.csproj", """<ItemGroup><PackageReference Include="xunit" /></ItemGroup>""")]
    [InlineData("Shop.csproj", """<ItemGroup><PackageReference Include="NUnit3TestAdapter" /></ItemGroup>""")]
    [InlineData("Shop.Tests.csproj", "")]
    [InlineData("Shop.Test/Shop.csproj", "")]
    public void Test_projects_are_known(string project, string content)
    {
        var folder = Path.GetDirectoryName(project)!;
        _projects.With(project, $"""<Project Sdk="Microsoft.NET.Sdk">{content}</Project>""").With(Path.Combine(folder, "Web.cs"), ProjectFolder.Builder);
        Assert.True(Assert.Single(_projects.Find(Path.Combine(folder, "Web.cs"))).IsTest);
    }

    [Theory]
    [InlineData("Latest.csproj")]
    [InlineData("Shop.Testing.csproj")]
    public void Other_projects_are_no_test_projects(string project)
    {
        _projects.With(project, Sdk).With("Web.cs", ProjectFolder.Builder);
        Assert.False(Assert.Single(_projects.Find("Web.cs")).IsTest);
    }

    [Fact]
    public void Test_projects_are_left_out_unless_asked_for()
    {
        _projects.With("Shop.Tests/Shop.Tests.csproj", Sdk).With("Shop.Tests/Web.cs", ProjectFolder.Builder).With("Loose.Tests/Web.cs", ProjectFolder.Builder);
        Assert.Equal(0, ProjectReader.Read(_projects.Input("Shop.Tests/Web.cs", "Loose.Tests/Web.cs")).Files);
        _projects.IncludesTests = true;
        Assert.Equal(2, ProjectReader.Read(_projects.Input("Shop.Tests/Web.cs", "Loose.Tests/Web.cs")).Files);
    }

    [Theory]
    [InlineData("class Web { }", 0)]
    [InlineData("using k8s.Models;", 1)]
    [InlineData("using Pulumi.Kubernetes.Apps.V1;", 1)]
    [InlineData("using Pulumi.Aws;", 0)]
    [InlineData("[KubernetesEntity] class Shop;", 1)]
    [InlineData("class Shop { [JsonPropertyName(\"apiVersion\")] public string ApiVersion { get; set; } }", 1)]
    [InlineData("class Shop { [JsonPropertyName(\"name\")] public string Name { get; set; } }", 0)]
    public void Only_projects_that_have_to_do_with_Kubernetes_are_compiled(string code, int files)
    {
        _projects.With("Web.cs", code);
        Assert.Equal(files, ProjectReader.Read(_projects.Input("Web.cs")).Files);
    }
}
