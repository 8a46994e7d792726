using Hale.CSharp.Projects.References;
using Hale.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hale.Analyzer.Tests;

/// <summary><see cref="Project.Diagnostics"/> fails when Hale does.</summary>
public sealed class RobustnessTests
{
    private static readonly string[] Samples = ["samples/builders/naive/MariaDb.cs", "samples/builders/available/WebShop.cs"];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Code_that_is_being_typed_is_no_reason_to_fail(int sample)
    {
        var text = File.ReadAllText(Repository.PathOf(Samples[sample]));
        for (var length = text.Length; length > 0; length -= 149)
            new Project(text[..length]).Diagnostics();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Code_without_a_word_of_it_is_no_reason_to_fail(int sample)
    {
        var text = File.ReadAllText(Repository.PathOf(Samples[sample]));
        var tokens = CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens().Where(token => token.Span.Length > 0).ToList();
        for (var i = 0; i < tokens.Count; i += 17)
            new Project(text.Remove(tokens[i].SpanStart, tokens[i].Span.Length)).Diagnostics();
    }

    [Fact]
    public void Code_that_is_nested_deeply_is_no_reason_to_fail() =>
        new Project($$"""class Deep { V1Pod Create() => new() { Metadata = new() { Name = {{string.Concat(Enumerable.Repeat("(\"a\" + ", 400))}}"b"{{new string(')', 400)}} } }; }""").Diagnostics();

    [Fact]
    public void Who_cancels_spoils_nothing_for_others()
    {
        var compilation = new Project(Builders.Dump).Compilation();
        var findings = new CompilationFindings(compilation, new BuildProperties(new NoOptions()), error => throw error);
        Assert.Throws<OperationCanceledException>(() => findings.In(compilation.SyntaxTrees[0], new CancellationToken(canceled: true)).ToList());
        Assert.Contains(findings.In(compilation.SyntaxTrees[0], CancellationToken.None), finding => finding.Id == "HA1201");
    }

    [Fact]
    public void A_project_without_Kubernetes_is_known_by_its_references()
    {
        Assert.False(KubernetesTypes.AreIn(new Project("class V1Pod;") { Library = null }.Compilation()));
        Assert.True(KubernetesTypes.AreIn(new Project("class A;").Compilation()));
        Assert.True(KubernetesTypes.AreIn(new Project("class A;") { Library = EmbeddedReferences.Pulumi }.Compilation()));
        Assert.True(KubernetesTypes.AreIn(new Project("class A;") { Library = CSharpCompilation.Create("Aspire.Hosting.Kubernetes").ToMetadataReference() }.Compilation()));
    }

    private sealed class NoOptions : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
        {
            value = null;
            return false;
        }
    }
}
