using Hale.Linting.Configuration;
using Hale.Rules;
using Hale.Rules.Model;

namespace Hale.Linting;

/// <summary>
/// What a user says beside <c>hale.yaml</c>, on the command line or in a project. It beats the file; null leaves it to the file.
/// </summary>
public sealed record GivenOptions
{
    /// <summary>The configuration; null for the nearest one. Relative paths start from the working directory, here and below.</summary>
    public string? Config { get; init; }

    /// <summary>The baseline; null for the one beside the configuration, where there is one.</summary>
    public string? Baseline { get; init; }

    /// <summary>The lowest severity that fails the run.</summary>
    public Threshold? FailOn { get; init; }

    /// <summary>The set of rules to start from.</summary>
    public Preset? Preset { get; init; }

    /// <summary>What differs from it: <c>HA0101=error</c>, <c>image-mutable=off</c>.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>The namespace of objects that name none.</summary>
    public string? Namespace { get; init; }

    /// <summary>The Kubernetes version that the manifests are for.</summary>
    public string? KubernetesVersion { get; init; }

    /// <summary>Whether the input holds everything.</summary>
    public bool? ClosedWorld { get; init; }

    /// <summary>The options of a host with what the configuration says, and over it what is given.</summary>
    /// <exception cref="UsageException">The configuration or one of the values is wrong.</exception>
    public LintOptions Over(LintOptions host)
    {
        var options = Configuration(host.WorkingDirectory).ApplyTo(host);
        return options with
        {
            Baseline = Baseline is { } baseline ? host.FullPath(baseline) : options.Baseline,
            FailOn = FailOn ?? options.FailOn,
            Selection = options.Selection with
            {
                Preset = Preset ?? options.Selection.Preset,
                Overrides = [.. options.Selection.Overrides, new RuleOverride(RuleOverrides.Parse(Rules))],
            },
            Facts = options.Facts with
            {
                Namespace = Namespace ?? options.Facts.Namespace,
                Version = KubernetesVersion is { } version ? VersionOf(version) : options.Facts.Version,
                ClosedWorld = ClosedWorld ?? options.Facts.ClosedWorld,
            },
        };
    }

    /// <summary>Where the baseline is, or is to be.</summary>
    /// <exception cref="UsageException">The configuration is wrong.</exception>
    public string BaselinePath(string workingDirectory) =>
        Baseline is { } given ? Path.GetFullPath(Path.Combine(workingDirectory, given)) : Configuration(workingDirectory).BaselinePath;

    private HaleConfiguration Configuration(string workingDirectory) => HaleConfiguration.Load(workingDirectory, Config);

    private static KubernetesVersion VersionOf(string text) => Hale.Rules.Model.KubernetesVersion.TryParse(text, out var version)
        ? version
        : throw new UsageException($"'{text}' is not a Kubernetes version: write it as {Hale.Rules.Model.KubernetesVersion.Latest}");
}
