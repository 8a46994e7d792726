using System.Text;
using Hale.CSharp.Projects.References;
using Hale.Rules.Model;
using Hale.Rules.Tree;
using Hale.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hale.CSharp.Tests.RealClient;

/// <summary>The stand-in for the package has what the package has, so that code finds the same with either.</summary>
public sealed class StandInTests
{
    [ClientPackageFact]
    public void Properties_have_the_types_of_the_package()
    {
        var text = new StringBuilder();
        var models = ModelsOf(ClientPackage.This.References).ToDictionary(type => type.Name, StringComparer.Ordinal);
        foreach (var standIn in ModelsOf([EmbeddedReferences.KubernetesClient]).Where(type => models.ContainsKey(type.Name)))
        {
            var properties = models[standIn.Name].GetMembers().OfType<IPropertySymbol>().ToDictionary(property => property.Name, StringComparer.Ordinal);
            foreach (var property in standIn.GetMembers().OfType<IPropertySymbol>().Where(property => property.Type.TypeKind is not TypeKind.Dynamic))
            {
                if (!properties.TryGetValue(property.Name, out var real))
                    text.Append($"{standIn.Name}.{property.Name}: none\n");
                else if (real.Type.ToDisplayString() != property.Type.ToDisplayString())
                    text.Append($"{standIn.Name}.{property.Name}: {real.Type.ToDisplayString()}, not {property.Type.ToDisplayString()}\n");
            }
        }

        Snapshot.Match(text.ToString());
    }

    [ClientPackageTheory]
    [InlineData("naive/MariaDb.cs")]
    [InlineData("available/WebShop.cs")]
    public void The_samples_find_the_same_with_the_package(string sample)
    {
        var source = new SourceText(sample, File.ReadAllText(Repository.PathOf($"samples/builders/{sample}")));
        var compilation = Builders.Compile([source]).WithOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var withPackage = compilation.WithReferences(ClientPackage.This.References.Concat(EmbeddedReferences.Framework));
        Assert.Empty(withPackage.GetDiagnostics().Where(each => each.Severity is DiagnosticSeverity.Error).Select(each => each.ToString()));
        Assert.Equal(Findings(source, compilation), Findings(source, withPackage));
    }

    private static IEnumerable<string> Findings(SourceText source, CSharpCompilation compilation) =>
        Lint.Run(new Cluster(Builders.Read([source], compilation), [], new ClusterFacts()), null)
            .Select(finding => $"{finding.Place.StartPosition} {finding.Rule.Id} {finding.MessageWithPlaces}");

    private static IEnumerable<INamedTypeSymbol> ModelsOf(IEnumerable<MetadataReference> references) =>
        CSharpCompilation.Create("Models", references: references.Concat(EmbeddedReferences.Framework))
            .GlobalNamespace.GetNamespaceMembers().Single(each => each.Name == "k8s").GetNamespaceMembers().Single(each => each.Name == "Models")
            .GetTypeMembers().Where(type => type.TypeKind is TypeKind.Class).OrderBy(type => type.Name, StringComparer.Ordinal);
}
