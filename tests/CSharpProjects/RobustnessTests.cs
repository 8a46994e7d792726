using Hale.CSharp.Projects.References;
using Hale.CSharp.Projects.Suppressions;

namespace Hale.CSharp.Projects.Tests;

public sealed class RobustnessTests : IDisposable
{
    private const string Web = """"
        #pragma warning disable HA0101 // because
        [assembly: System.Diagnostics.CodeAnalysis.SuppressMessage("Hale", "HA0101", Target = "~M:Web.Pod(System.Int32)")]
        #if DEBUG
        using k8s.Models;
        #endif
        /* hale:ignore HA0302 -- x */
        [System.Diagnostics.CodeAnalysis.SuppressMessage("Hale", "HA0101:" + nameof(Web), Justification = Web.Why)]
        class Web
        {
            const string Why = $"{nameof(Why)} \u1234 {{";
            object Pod(int a) => new V1Pod { Metadata = new() { Name = """raw""" } }; // hale:ignore HA0303
        }
        """";

    private readonly ProjectFolder _projects = new();

    public void Dispose() => _projects.Dispose();

    [Fact]
    public void Code_that_ends_anywhere_is_read()
    {
        for (var length = 0; length <= Web.Length; length += 3)
            Read(Web[..length] + "\n// using k8s;");
    }

    [Fact]
    public void Code_that_lacks_something_is_read()
    {
        for (var start = 0; start + 5 <= Web.Length; start += 3)
            Read(Web.Remove(start, 5) + "\n// using k8s;");
    }

    [Theory]
    [InlineData("[SuppressMessage(\"Hale\", )] class A;")]
    [InlineData("[SuppressMessage(\"Hale\", null)] class A;")]
    [InlineData("[SuppressMessage(\"Hale\", 5, Justification)] class A;")]
    [InlineData("[SuppressMessage(\"Hale\", \"HA0101\")]")]
    [InlineData("[assembly: SuppressMessage(\"Hale\", \"HA0101\", Target = null)]")]
    [InlineData("[assembly: SuppressMessage(\"Hale\", \"HA0101\", Target = \"~M:((\")]")]
    [InlineData("[assembly: SuppressMessage(\"Hale\", \"HA0101\", Target = \"~T:System.String\")]")]
    [InlineData("class A<[SuppressMessage(\"Hale\", \"HA0101\")] T> { [return: SuppressMessage(\"Hale\", \"HA0101\")] int B([SuppressMessage(\"Hale\", \"HA0101\")] int c) => 1; }")]
    [InlineData("#pragma warning disable HA0101,\n#pragma warning disable ,\n#pragma warning\n#pragma")]
    [InlineData("// hale:ignore")]
    [InlineData("/* hale:ignore")]
    [InlineData("/*hale:ignore*/")]
    [InlineData("/// hale:ignore HA0101\nclass A;")]
    public void Suppressions_that_are_broken_are_read(string code) => Read(code + "\n// using k8s;");

    [Theory]
    [InlineData("(", ")")]
    [InlineData("{", "}")]
    [InlineData("class A {", "}")]
    [InlineData("new() { A = ", "}")]
    [InlineData("[", "]")]
    [InlineData("A<", "")]
    public void Code_that_is_nested_too_deeply_is_a_problem(string open, string close)
    {
        _projects.With("Web.cs", $"// using k8s;\nvar a = {Repeat(open, 20_000)} 1 {Repeat(close, 20_000)};");
        Assert.Equal(Rules.Tree.InputProblemKind.OverLimit, Assert.Single(ProjectReader.Read(_projects.Input("Web.cs")).Problems).Kind);
    }

    [Theory]
    [InlineData("!", "")]
    [InlineData("a ? 1 : ", "")]
    [InlineData("x => ", "")]
    [InlineData("1 + ", "")]
    [InlineData("a = ", "")]
    [InlineData("a.B", "")]
    [InlineData("(int) ", "")]
    [InlineData("await ", "")]
    [InlineData("a ?? ", "")]
    [InlineData("; if (a) ; else ", "")]
    [InlineData("; if (a) ", "")]
    [InlineData("1 < 2 ; a = ", "", 600)]
    [InlineData("(", ")", 200)]
    [InlineData("() => { ", "}", 120)]
    [InlineData("new() { A = ", "}", 200)]
    [InlineData("new() { \"(\" + '{' + ", "}", 200)]
    public void Other_code_that_goes_on_and_on_is_read(string open, string close, int depth = 20_000) =>
        Read($"// using k8s;\nvar a = {Repeat(open, depth)} 1 {Repeat(close, depth)};");

    [Fact]
    public void A_package_that_is_no_assembly_is_none()
    {
        _projects.With("Shop.csproj", """<Project Sdk="Microsoft.NET.Sdk" />""").With("Web.cs", ProjectFolder.Builder).With("packages/a/1/lib/a.dll", "not an assembly")
            .With("obj/project.assets.json", $$"""
                {
                  "targets": { "net8.0": { "A/1": { "compile": { "lib/a.dll": {} } } } },
                  "libraries": { "A/1": { "path": "a/1" } },
                  "packageFolders": { "{{_projects.PathOf("packages").Replace("\\", "\\\\", StringComparison.Ordinal)}}": {} }
                }
                """);
        Assert.Contains(EmbeddedReferences.KubernetesClient, _projects.Compile("Web.cs").Compilation.References);
        Assert.Equal(1, ProjectReader.Read(_projects.Input("Web.cs")).Files);
    }

    private void Read(string code)
    {
        _projects.With("Web.cs", code);
        Assert.Equal(1, ProjectReader.Read(_projects.Input("Web.cs")).Files);
        Assert.All(CSharpSuppressions.In(_projects.Compile("Web.cs")), suppression => Assert.InRange(suppression.At.End, suppression.At.Start, code.Length));
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
