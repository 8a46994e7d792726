using Hale.Rules.Suppressions;
using Hale.Rules.Tree;

namespace Hale.Linting.CSharp;

/// <summary>
/// Reads what C# builds. The host hands it in, so that only hosts that can afford a compiler carry one; it is called only when
/// there is C# to read.
/// </summary>
public delegate CSharpContent CSharpReader(CSharpInput input);

/// <summary>A file with C#.</summary>
/// <param name="FullPath">Where it is.</param>
/// <param name="Source">What it says; the part before the mistake when it could not be read.</param>
/// <param name="Problem">What kept it from being read; null when it was.</param>
public sealed record CSharpFile(string FullPath, SourceText Source, InputProblem? Problem = null);

/// <summary>The C# of a run.</summary>
/// <param name="Files">The files that were asked for, sorted by the path that is shown.</param>
/// <param name="Root">The folder above which nothing is looked for; an absolute path.</param>
/// <param name="Open">Reads one more file, which is compiled together with those.</param>
public sealed record CSharpInput(IReadOnlyList<CSharpFile> Files, string Root, Func<string, CSharpFile> Open)
{
    /// <summary>Whether test projects are read too.</summary>
    public bool IncludesTests { get; init; }
}

/// <summary>What C# builds.</summary>
/// <param name="Documents">The objects, in the order of their files.</param>
/// <param name="Files">How many files were compiled.</param>
public sealed record CSharpContent(IReadOnlyList<Document> Documents, int Files)
{
    /// <summary>What could not be read.</summary>
    public IReadOnlyList<InputProblem> Problems { get; init; } = [];

    /// <summary>What directives, attributes and comments silence.</summary>
    public IReadOnlyList<SuppressedText> Suppressions { get; init; } = [];
}
