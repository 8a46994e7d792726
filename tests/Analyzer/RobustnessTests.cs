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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Who_cancels_spoils_nothing_for_others(bool isWaitedFor)
    {
        var compilation = new Project(Builders.Dump).Compilation();
        var findings = new CompilationFindings(compilation, new BuildProperties(new NoOptions()), isWaitedFor, error => throw error);
        Assert.Throws<OperationCanceledException>(() => findings.For(compilation.SyntaxTrees[0], new CancellationToken(canceled: true)).ToList());
        Assert.Contains(findings.For(compilation.SyntaxTrees[0], CancellationToken.None), finding => finding.Id == "HA1201");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_asks_while_another_file_is_evaluated_gets_its_findings_or_leaves_them_to_that_one(bool isWaitedFor)
    {
        var compilation = new Project(Builders.Dump, "class Other;").Compilation();
        var (first, second) = (compilation.SyntaxTrees[1], compilation.SyntaxTrees[0]);
        using var options = new HeldOptions();
        var findings = new CompilationFindings(compilation, new BuildProperties(options), isWaitedFor, error => throw error);
        var one = Task.Run(() => findings.For(first, CancellationToken.None).ToList());
        options.Asked.Wait();
        var other = Task.Run(() => findings.For(second, CancellationToken.None).ToList());
        if (!isWaitedFor)
            Assert.Empty(await other);
        options.Answered.Set();
        Assert.Contains(await (isWaitedFor ? other : one), finding => finding.Id == "HA1201" && finding.Location.SourceTree == second);
        Assert.DoesNotContain(await (isWaitedFor ? one : other), finding => finding.Location.SourceTree == second);
        Assert.Contains(findings.For(second, CancellationToken.None), finding => finding.Id == "HA1201");
    }

    [Fact]
    public void A_project_without_Kubernetes_is_known_by_its_references()
    {
        Assert.False(KubernetesTypes.AreIn(new Project("class V1Pod;") { Library = null }.Compilation()));
        Assert.True(KubernetesTypes.AreIn(new Project("class A;").Compilation()));
        Assert.True(KubernetesTypes.AreIn(new Project("class A;") { Library = EmbeddedReferences.Pulumi }.Compilation()));
        Assert.True(KubernetesTypes.AreIn(new Project("class A;") { Library = CSharpCompilation.Create("Aspire.Hosting.Kubernetes").ToMetadataReference() }.Compilation()));
    }

    /// <summary>Holds the evaluation up at the first question about the project.</summary>
    private sealed class HeldOptions : AnalyzerConfigOptions, IDisposable
    {
        public ManualResetEventSlim Asked { get; } = new();

        public ManualResetEventSlim Answered { get; } = new();

        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
        {
            Asked.Set();
            Answered.Wait();
            value = null;
            return false;
        }

        public void Dispose()
        {
            Asked.Dispose();
            Answered.Dispose();
        }
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
