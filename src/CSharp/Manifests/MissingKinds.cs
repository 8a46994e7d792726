using System.Text.RegularExpressions;
using Hale.Rules.Schema;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hale.CSharp.Manifests;

/// <summary>
/// Manifests of types that are not there, because the library or its stand-in does not have that version of the API (any more):
/// nothing is known of them but their kind, so that nobody says that there is none.
/// </summary>
internal static class MissingKinds
{
    private static readonly HashSet<string> Kinds = new(KubernetesKinds.All.Select(kind => kind.Kind), StringComparer.Ordinal);

    // 'V1beta1PodDisruptionBudget', 'Extensionsv1beta1Ingress'; Pulumi's classes are called as their kinds are.
    private static readonly Lazy<Regex> ModelName = new(() => Pattern("^([A-Z][a-z]+)?[Vv][0-9]+(alpha|beta)[0-9]+(?<kind>[A-Z].*)$"));

    private static readonly Lazy<Regex> VersionName = new(() => Pattern("[Vv][0-9]+([Aa]lpha|[Bb]eta)[0-9]"));

    /// <summary>Where they are made, in the order of the source.</summary>
    public static IEnumerable<Unseen> In(Compilation compilation, Func<SyntaxTree, SemanticModel> modelOf) =>
        from tree in compilation.SyntaxTrees
        let text = tree.GetText().ToString()
        let mayHoldVersion = MayHoldVersion(text)
        where mayHoldVersion || text.IndexOf("ObjectMeta", StringComparison.Ordinal) >= 0
        from creation in tree.GetRoot().DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>()
        let isCustom = IsObject(creation)
        where mayHoldVersion || isCustom
        let type = modelOf(tree).GetTypeInfo(creation).Type
        where type is { TypeKind: TypeKind.Error }
        let kind = KindOf(type.Name) ?? (isCustom ? type.Name : null)
        where kind is not null
        select new Unseen(creation, kind);

    // 'new Certificate("web", new() { Metadata = new ObjectMetaArgs { ... } })': a custom resource.
    private static bool IsObject(BaseObjectCreationExpressionSyntax creation) => creation is ObjectCreationExpressionSyntax
        && (creation.ArgumentList?.Arguments.Select(argument => argument.Expression) ?? []).OfType<BaseObjectCreationExpressionSyntax>()
            .Prepend(creation).Any(HasMetadata);

    private static bool HasMetadata(BaseObjectCreationExpressionSyntax creation) =>
        creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>().Any(assignment => assignment is
        {
            Left: IdentifierNameSyntax { Identifier.ValueText: "Metadata" },
            Right: ObjectCreationExpressionSyntax { Type: var type },
        } && type.ToString() is var name && (name.EndsWith("ObjectMetaArgs", StringComparison.Ordinal) || name.EndsWith("V1ObjectMeta", StringComparison.Ordinal))) == true;

    // Most code has neither word in it, and no need of the expression.
    private static bool MayHoldVersion(string text) =>
        (text.IndexOf("alpha", StringComparison.OrdinalIgnoreCase) >= 0 || text.IndexOf("beta", StringComparison.OrdinalIgnoreCase) >= 0) && VersionName.Value.IsMatch(text);

    private static Regex Pattern(string pattern) =>
        new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static string? KindOf(string type)
    {
        var name = ModelName.Value.Match(type) is { Success: true } match ? match.Groups["kind"].Value : type;
        return Kinds.Contains(name) ? name : null;
    }
}
