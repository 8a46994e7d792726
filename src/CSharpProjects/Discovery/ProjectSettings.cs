namespace Hale.CSharp.Projects.Discovery;

/// <summary>What a project says about how its files are compiled. The defaults are for files without a project.</summary>
internal sealed record ProjectSettings
{
    /// <summary>The project file; null for files without one.</summary>
    public string? Path { get; init; }

    /// <summary>The framework that it is compiled for, as in <c>net8.0</c>; empty when the project does not say.</summary>
    public string TargetFramework { get; init; } = "";

    /// <summary>The language version as the project writes it; null for the newest.</summary>
    public string? LanguageVersion { get; init; }

    /// <summary>Whether references are taken as not null unless they say so.</summary>
    public bool IsNullable { get; init; }

    /// <summary>What <c>#if</c> can ask for. What is published for a cluster is no debug build.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = ["RELEASE", "TRACE"];

    /// <summary>Using directives that hold in all files, as they are written behind <c>global using</c>.</summary>
    public IReadOnlyList<string> Usings { get; init; } = ImplicitUsings.Of("Microsoft.NET.Sdk");

    /// <summary>Whether every file below the folder is compiled.</summary>
    public bool TakesAllFiles { get; init; } = true;

    /// <summary>Globs of files that are compiled beside those, from the folder.</summary>
    public IReadOnlyList<string> Includes { get; init; } = [];

    /// <summary>Globs of files that are not compiled, from the folder.</summary>
    public IReadOnlyList<string> Removes { get; init; } = [];

    /// <summary>The absolute paths of the projects that it refers to.</summary>
    public IReadOnlyList<string> ProjectReferences { get; init; } = [];

    /// <summary>Whether it uses what ASP.NET has.</summary>
    public bool IsWeb { get; init; }

    /// <summary>Whether it holds tests.</summary>
    public bool IsTest { get; init; }
}
