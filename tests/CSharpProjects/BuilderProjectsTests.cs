using Hale.Rules.Tree;

namespace Hale.CSharp.Projects.Tests;

public sealed class BuilderProjectsTests : IDisposable
{
    private const string Project = """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><Compile Include="../shared/Web.cs" /></ItemGroup></Project>""";

    private const string Builder = """
        using k8s.Models;
        class Web
        {
            public V1ConfigMap[] All() => new[] { Map("a"), Map("b") };
            V1ConfigMap Map(string name) => new V1ConfigMap { Metadata = new V1ObjectMeta { Name = name } };
        }
        """;

    private readonly ProjectFolder _projects = new();

    public void Dispose() => _projects.Dispose();

    [Fact]
    public void Programs_of_one_file_each_are_read_apart()
    {
        foreach (var name in (string[])["a", "b"])
            _projects.With($"{name}.cs", $$"""#:package KubernetesClient@21.0.8{{'\n'}}using k8s.Models; var pod = Pods.Make(); Console.WriteLine(pod); static class Pods { public static V1Pod Make() => new() { Metadata = new() { Name = "{{name}}" } }; }""");
        var content = ProjectReader.Read(_projects.Input("a.cs", "b.cs"));
        Assert.Equal(["a", "b"], content.Documents.Select(document => document.Root["metadata"]["name"].Text().ToString()));
    }

    [Fact]
    public void What_two_projects_compile_is_read_once_with_all_that_it_makes()
    {
        _projects.With("one/One.csproj", Project).With("one/One.cs", "class One;").With("two/Two.csproj", Project).With("two/Two.cs", "class Two;").With("shared/Web.cs", Builder);
        var content = ProjectReader.Read(_projects.Input("one/One.cs", "two/Two.cs"));
        Assert.Equal(["a", "b"], content.Documents.Select(document => document.Root["metadata"]["name"].Text().ToString()));
    }

    [Theory]
    [InlineData("shop/Shop.csproj", "shop", "shop")]
    [InlineData("Shop.csproj", "", "")]
    [InlineData("shop/web/Web.csproj", "shop/web", "shop/budgets")]
    public void What_a_project_builds_stands_in_its_folder(string project, string web, string budget)
    {
        _projects.With(project, """<Project Sdk="Microsoft.NET.Sdk" />""").With("shop/web/Web.cs", ProjectFolder.Builder).With("shop/budgets/Budget.cs", "using k8s.Models; class Budget { public V1PodDisruptionBudget Make() => new(); }");
        var content = ProjectReader.Read(_projects.Input("shop/web/Web.cs", "shop/budgets/Budget.cs"));
        Assert.Equal(new[] { (web, "shop/web/Web.cs"), (budget, "shop/budgets/Budget.cs") }.Order(), content.Documents.Select(document => (document.Source.Directory, document.Source.Path)).Order());
    }
}
