using Hale.Linting.Configuration;

namespace Hale.Linting;

/// <summary>The files that decide what a run finds, for hosts that lint again only when one of them has changed.</summary>
public static class RunFiles
{
    /// <summary>
    /// Absolute paths: what the run may read, the configuration, and the baseline, each whether it exists or not. With a file
    /// that <c>.gitignore</c> begins or ceases to exclude, the list changes.
    /// </summary>
    /// <param name="host">The options without what the configuration says.</param>
    /// <param name="config">The configuration that the user names; null for the nearest one.</param>
    /// <param name="baseline">The baseline that the user names; null for the one beside the configuration.</param>
    public static IReadOnlyList<string> Of(LintOptions host, string? config, string? baseline)
    {
        var named = host.Paths.Concat(host.Context).Select(host.FullPath).SelectMany(path => Directory.Exists(path) ? InputFinder.Manifests(path) : [path]);
        var configurations = config is not null ? [host.FullPath(config)] : ConfigurationFile.Nearest(host.WorkingDirectory);
        baseline ??= Path.Combine(configurations.Count > 0 ? Path.GetDirectoryName(configurations[0])! : host.WorkingDirectory, OwnFiles.Baseline);
        return [.. named.Concat(InputFinder.Found(host)).Concat(configurations).Append(host.FullPath(baseline)).Distinct(StringComparer.Ordinal)];
    }
}
