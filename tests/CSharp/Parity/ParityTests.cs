using System.Text;
using Hale.Rules;
using Hale.Rules.Model;
using Hale.Rules.Tree;
using Hale.Testing;
using Microsoft.CodeAnalysis;
using SourceText = Hale.Rules.Tree.SourceText;

namespace Hale.CSharp.Tests.Parity;

/// <summary>
/// What the rules say of a manifest, they say of the C# that builds it. What C# cannot say stays YAML beside the C#, so that
/// references between both are followed too.
/// </summary>
public sealed class ParityTests
{
    public static TheoryData<string> Names => [.. Manifests.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Findings_on_named_types_are_those_of_the_manifest(string manifest) => Compare(manifest, Dialect.Explicit);

    [Theory]
    [MemberData(nameof(Names))]
    public void Findings_on_target_typed_creations_are_those_of_the_manifest(string manifest) => Compare(manifest, Dialect.Short);

    [Theory]
    [MemberData(nameof(Names))]
    public void Findings_on_arguments_of_Pulumi_are_those_of_the_manifest(string manifest) => Compare(manifest, Dialect.Pulumi);

    private static void Compare(string manifest, Dialect dialect)
    {
        var (text, facts) = Manifests.All[manifest];
        if (dialect.NamesNamespace)
            facts = facts with { Namespace = "default" };
        var content = Lint.Read(new SourceText("manifest.yaml", text.ReplaceLineEndings("\n")));
        var built = Built.From(content.Documents, dialect);
        var expected = Lint.Run(new Cluster([.. content.Documents.Select(TreeCopy.Of)], content.Problems, facts)).Select(Line).Order(StringComparer.Ordinal).ToList();
        var findings = Lint.Run(new Cluster(built.Documents, content.Problems, facts));
        var lines = findings.Select(Line).Order(StringComparer.Ordinal).ToList();
        var report = new StringBuilder();
        foreach (var line in expected.Except(lines)) report.Append("MISSING ").AppendLine(line);
        foreach (var line in lines.Except(expected)) report.Append("NEW ").AppendLine(line);
        if (lines.Count != expected.Count) report.AppendLine($"COUNT {expected.Count} {lines.Count}");
        foreach (var reason in built.Reasons) report.Append("REASON ").AppendLine(reason);
        foreach (var finding in findings.Where(f => f.Place.Text.Contains('\n') && f.Place.Source.Path.EndsWith(".cs", StringComparison.Ordinal))) report.AppendLine($"WIDE {finding.Rule.Id} {finding.Place.Text}");
        if (report.Length > 0)
            File.AppendAllText("/tmp/parity.txt", $"== {manifest} [{dialect.Name}]\n{report}");
    }

    private static string Line(Finding finding) =>
        $"{finding.Rule.Id} {finding.Severity} {finding.Object?.ToString().Replace("/default/", "/", StringComparison.Ordinal)} {finding.Path}: {finding.Message} [{string.Join("; ", finding.Related.Select(related => related.Message))}]";

    internal sealed record Built(IReadOnlyList<Document> Documents, IReadOnlyList<string> Reasons)
    {
        public static Built From(IReadOnlyList<Document> documents, Dialect dialect)
        {
            var (kept, reasons, methods) = (new List<Document>(), new List<string>(), new StringBuilder());
            foreach (var document in documents)
            {
                try
                {
                    methods.Append(CSharpWriter.Write(document.Root, $"Object{kept.Count + methods.Length}", dialect));
                }
                catch (NotSupportedException reason)
                {
                    reasons.Add(reason.Message);
                    kept.Add(TreeCopy.Of(document));
                }
            }

            var source = new SourceText("Builder.cs", $"using Pulumi;\n\nclass Manifests\n{{\n{methods}}}\n");
            var errors = Builders.Compile([source]).GetDiagnostics().Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error && diagnostic.Id is not "CS5001").ToList();
            Assert.True(errors.Count == 0, $"{string.Join("\n", errors)}\n{source.Text}");
            return new Built([.. kept, .. Builders.Read([source])], reasons);
        }
    }
}
