using Hale.Linting.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hale.CSharp.Projects.Discovery;

/// <summary>
/// Files without a project. Most are one program; but examples that each declare the same class, or begin with statements, are several,
/// as for <c>dotnet run file.cs</c>.
/// </summary>
internal static class LooseFiles
{
    private const string ProgramOfStatements = "Program`0";

    /// <summary>The files as programs in which no type is declared twice; all in one where none has to do with Kubernetes.</summary>
    public static IReadOnlyList<IReadOnlyList<CSharpFile>> Programs(IReadOnlyList<CSharpFile> files) =>
        files.Count < 2 || !files.Any(file => KubernetesWords.AreIn(file.Source.Text)) ? [files] : Divided(files);

    // Each goes into the first program behind all that declare the same.
    private static List<List<CSharpFile>> Divided(IReadOnlyList<CSharpFile> files)
    {
        var programs = new List<List<CSharpFile>>();
        var next = new Dictionary<string, int>(StringComparer.Ordinal);
        var declared = files.SelectInParallel(file => DeclaredIn(file).ToList());
        for (var i = 0; i < files.Count; i++)
        {
            var program = declared[i].Select(type => next.TryGetValue(type, out var free) ? free : 0).DefaultIfEmpty(0).Max();
            if (program == programs.Count)
                programs.Add([]);
            programs[program].Add(files[i]);
            foreach (var type in declared[i])
                next[type] = program + 1;
        }

        return programs;
    }

    private static IEnumerable<string> DeclaredIn(CSharpFile file)
    {
        if (file.Problem is not null || Nesting.ProblemOf(file.Source) is not null)
            return [];
        var root = CSharpSyntaxTree.ParseText(file.Source.Text, new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.None)).GetCompilationUnitRoot();
        return root.Members.OfType<GlobalStatementSyntax>().Any() ? TypesIn(root.Members, "").Append(ProgramOfStatements) : TypesIn(root.Members, "");
    }

    private static IEnumerable<string> TypesIn(SyntaxList<MemberDeclarationSyntax> members, string space) => members.SelectMany(member => member switch
    {
        BaseNamespaceDeclarationSyntax inner => TypesIn(inner.Members, $"{space}{inner.Name}."),
        _ when member.Modifiers.Any(SyntaxKind.PartialKeyword) || member.Modifiers.Any(SyntaxKind.FileKeyword) => [],
        TypeDeclarationSyntax type => [$"{space}{type.Identifier.Text}`{type.TypeParameterList?.Parameters.Count ?? 0}"],
        EnumDeclarationSyntax type => [$"{space}{type.Identifier.Text}`0"],
        DelegateDeclarationSyntax type => [$"{space}{type.Identifier.Text}`{type.TypeParameterList?.Parameters.Count ?? 0}"],
        _ => Array.Empty<string>(),
    });
}
