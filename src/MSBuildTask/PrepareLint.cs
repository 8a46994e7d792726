using Microsoft.Build.Framework;

namespace Hale.MSBuildTask;

/// <summary>
/// Writes down what there is to lint and how; when that is what the last build had, the file stays as it is, and MSBuild skips
/// <see cref="LintManifests"/>. What the user sets is a property here, with the name that it has in LintOptions.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class PrepareLint : HaleTask
{
    /// <summary>The absolute path of the project.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>Where it is written down.</summary>
    [Required]
    public string RequestFile { get; set; } = "";

    /// <summary>What the last build found, which is removed when it no longer holds.</summary>
    [Required]
    public string FindingsFile { get; set; } = "";

    /// <summary>The manifests; default items have the metadata IsDefault.</summary>
    public ITaskItem[] Manifests { get; set; } = [];

    /// <summary>What is read for the manifests to refer to, and not reported on.</summary>
    public ITaskItem[] Context { get; set; } = [];

    /// <summary>The configuration, where it is not the nearest one.</summary>
    public string? Config { get; set; }

    /// <summary>The baseline, where it is not the one beside the configuration.</summary>
    public string? Baseline { get; set; }

    /// <summary>The folder that paths in messages and in the baseline are relative to.</summary>
    public string? BaseDirectory { get; set; }

    /// <summary>The lowest severity that is an error of the build.</summary>
    public string? FailOn { get; set; }

    /// <summary>The set of rules to start from.</summary>
    public string? Preset { get; set; }

    /// <summary>What differs from it, such as <c>HA0101=error</c>.</summary>
    public string[] Rules { get; set; } = [];

    /// <summary>The namespace of objects that name none.</summary>
    public string? Namespace { get; set; }

    /// <summary>The Kubernetes version that the manifests are for.</summary>
    public string? KubernetesVersion { get; set; }

    /// <summary>Whether the input holds everything.</summary>
    public string? ClosedWorld { get; set; }

    /// <inheritdoc />
    protected override void Run()
    {
        var lines = Request().Write(Directory.GetFiles(Path.GetDirectoryName(typeof(PrepareLint).Assembly.Location)!, "*.dll"));
        if (StateFile.Holds(RequestFile, lines))
            return;
        StateFile.Delete(FindingsFile); // Time stamps may be too coarse to tell that it is older.
        StateFile.Write(RequestFile, lines);
    }

    internal LintRequest Request() => new()
    {
        Project = ProjectFile,
        Named = [.. Manifests.Where(item => !IsDefault(item)).Select(item => item.ItemSpec)],
        Found = [.. Manifests.Where(IsDefault).Select(item => item.ItemSpec)],
        Context = [.. Context.Select(item => item.ItemSpec)],
        // MSBuild does not split at a semicolon that is written as %3B, as a command line has to write it.
        Rules = [.. Rules.SelectMany(rule => rule.Split(';')).Select(Given).OfType<string>()],
        Config = Given(Config),
        Baseline = Given(Baseline),
        BaseDirectory = Given(BaseDirectory),
        FailOn = Given(FailOn),
        Preset = Given(Preset),
        Namespace = Given(Namespace),
        KubernetesVersion = Given(KubernetesVersion),
        ClosedWorld = Given(ClosedWorld),
    };

    private static bool IsDefault(ITaskItem item) => item.GetMetadata("IsDefault") == "true";

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value!.Trim();
}
