using Microsoft.CodeAnalysis;
using SourceText = Hale.Rules.Tree.SourceText;

namespace Hale.CSharp.Projects;

/// <summary>A project as the compiler sees it.</summary>
/// <param name="Compilation">Its files with what they refer to; there may be errors.</param>
/// <param name="Sources">The texts of its files.</param>
internal sealed record CompiledProject(Compilation Compilation, IReadOnlyDictionary<SyntaxTree, SourceText> Sources);
