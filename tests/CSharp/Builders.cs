using System.Text;
using Hale.CSharp.Projects.References;
using Hale.Rules;
using Hale.Rules.Model;
using Hale.Rules.Tree;
using Hale.Testing;
using Hale.Yaml;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SourceText = Hale.Rules.Tree.SourceText;

namespace Hale.CSharp.Tests;

/// <summary>C# in, manifests or findings out. The usual namespaces are imported.</summary>
internal static class Builders
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Collections.Immutable;
        global using System.Linq;
        global using System.Threading.Tasks;
        global using k8s;
        global using k8s.Models;
        """;

    /// <summary>The manifests that some files build, compiled together against the stubs.</summary>
    public static IReadOnlyList<Document> Read(params string[] sources) =>
        Read([.. sources.Select((text, i) => new SourceText(i == 0 ? "Builder.cs" : $"Builder{i + 1}.cs", text))]);

    /// <summary>The only manifest that some code builds, as <see cref="Show(Node)"/> writes it.</summary>
    public static string Show(params string[] sources) => Show(Assert.Single(Read(sources)).Root);

    /// <summary>
    /// A tree as text: <c>?</c> for what may be there, <c>!</c> for what is there and not known, <c>a|b</c> for one of several,
    /// <c>-</c> for null, <c>*</c> for a hole in a text, <c>...</c> where more may be.
    /// </summary>
    public static string Show(Node node) => node switch
    {
        ScalarNode scalar => scalar.Kind is ScalarKind.String ? $"'{scalar.Text}'" : scalar.Text,
        PartialNode text => $"'{string.Concat(text.Segments.Select(segment => segment ?? "*"))}'",
        AbsentNode => "-",
        UnknownNode unknown => unknown.Exists.IsTrue ? "!" : "?",
        ListNode list => $"[{string.Join(", ", list.Items.Select(Show).Concat(list.IsOpen ? ["..."] : []))}]",
        MapNode map => $"{{{string.Join(", ", map.Entries.Select(entry => $"{entry.Key}: {Show(entry.Value)}").Concat(map.IsOpen ? ["..."] : []))}}}",
        _ => ShowChoice(node),
    };

    /// <summary>Asserts that a rule reports exactly what is marked, as <c>{|HA0101:...|}</c>, in code that builds manifests.</summary>
    public static void Expect(string ruleId, params string[] marked)
    {
        var sources = marked.Select((text, i) => new SourceText(i == 0 ? "Builder.cs" : $"Builder{i + 1}.cs", Marks.Remove(text))).ToList();
        var findings = Lint.Run(new Cluster(Read(sources), [], new ClusterFacts()), ruleId);
        foreach (var (source, text) in sources.Zip(marked))
            Assert.Equal(text, Marks.Put(source, findings.Where(finding => finding.Place.Source == source)));
    }

    /// <summary>What all rules find in code that builds manifests.</summary>
    public static IReadOnlyList<Finding> Findings(string source, string? ruleId = null) => Lint.Run(new Cluster(Read(source), [], new ClusterFacts()), ruleId);

    public static IReadOnlyList<Document> Read(IReadOnlyList<SourceText> sources) => Read(sources, Compile(sources));

    /// <summary>The manifests that some files build, which are compiled already.</summary>
    public static IReadOnlyList<Document> Read(IReadOnlyList<SourceText> sources, CSharpCompilation compilation)
    {
        var byPath = sources.ToDictionary(source => source.Path);
        return BuilderReader.Read(
            compilation,
            tree => byPath.TryGetValue(tree.FilePath, out var source) ? source : new SourceText(tree.FilePath, tree.ToString()),
            default,
            text => YamlReader.Read(text).Documents);
    }

    /// <summary>The files compiled together against the stubs.</summary>
    public static CSharpCompilation Compile(IReadOnlyList<SourceText> sources)
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);
        return CSharpCompilation.Create(
            "Builders",
            sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, options, source.Path)).Append(CSharpSyntaxTree.ParseText(Usings, options, "Usings.cs")),
            [.. EmbeddedReferences.Framework, EmbeddedReferences.KubernetesClient, EmbeddedReferences.Pulumi],
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static string ShowChoice(Node node)
    {
        var text = new StringBuilder();
        var choices = ((ChoiceNode)node).Choices;
        for (var i = 0; i < choices.Count; i++)
            text.Append(i > 0 ? "|" : "").Append(Show(choices[i]));
        return text.ToString();
    }
}
