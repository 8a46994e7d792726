using Hale.Rules;
using Hale.Rules.Model;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hale.Analyzer;

/// <summary>What a project says of Hale. The properties are named as for the MSBuild task, and mean the same.</summary>
/// <param name="options">The properties that the package lets the compiler see.</param>
internal sealed class BuildProperties(AnalyzerConfigOptions options)
{
    /// <summary>Whether this compilation is to be analysed: Hale is on, and another framework of the project does not report already.</summary>
    public bool IsEnabled => !Is("HaleEnabled", "false") && !Is("_HaleIsOtherFramework", "true");

    public bool IsTestProject => Is("IsTestProject", "true");

    public bool IncludesTests => Is("HaleIncludeTests", "true");

    /// <summary>Whether the notes count that the default preset leaves out.</summary>
    public bool HasEveryNote => Is("HalePreset", "all");

    /// <summary>The folder of the project, which paths are shown relative to.</summary>
    public string Folder => Value("ProjectDir");

    public ClusterFacts Facts => new()
    {
        Namespace = Value("HaleNamespace") is { Length: > 0 } name ? name : null,
        Version = KubernetesVersion.TryParse(Value("HaleKubernetesVersion"), out var version) ? version : KubernetesVersion.Latest,
        ClosedWorld = Is("HaleClosedWorld", "true"),
    };

    /// <summary>Whether findings of a severity are to be errors of the build. The targets of the package reject other words.</summary>
    public bool FailsOn(Severity severity) =>
        Enum.TryParse<Threshold>(Value("HaleFailOn"), ignoreCase: true, out var threshold) && threshold.IsFailedBy(severity);

    private bool Is(string property, string value) => string.Equals(Value(property), value, StringComparison.OrdinalIgnoreCase);

    private string Value(string property) => options.TryGetValue($"build_property.{property}", out var value) ? value.Trim() : "";
}
