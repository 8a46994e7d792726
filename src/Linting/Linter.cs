using Hale.Linting.Baselines;
using Hale.Linting.Sharding;
using Hale.Rules;
using Hale.Rules.Model;

namespace Hale.Linting;

/// <summary>Files in, findings out: the one call that every host makes.</summary>
public static class Linter
{
    /// <summary>Finds the files, reads them, and runs the rules over all of them together; in a sharded run, over each application.</summary>
    /// <param name="options">What to lint, and how.</param>
    /// <param name="standardInput">What <c>-</c> reads.</param>
    /// <param name="progress">Told the number of files read so far and of all files; may be called from several threads.</param>
    /// <param name="lookAt">Shown everything that was linted together, which is let go of afterwards.</param>
    /// <exception cref="UsageException">A path does not exist, there is nothing to lint, or the baseline cannot be read.</exception>
    public static LintResult Run(LintOptions options, Func<Stream> standardInput, Action<int, int>? progress = null, Action<Cluster>? lookAt = null)
    {
        var baseline = options.Baseline is { } path ? BaselineFile.Read(path, Paths.Relative(options.WorkingDirectory, path)) : null;
        var files = InputFinder.Find(options);
        var input = new InputParts(files, options);
        var (read, toRead) = (0, input.All.Sum(part => part.Count));
        var reader = new ClusterReader(options, standardInput, () => progress?.Invoke(Interlocked.Increment(ref read), toRead), keepsAll: lookAt is not null);
        var reported = new HashSet<string>(files.Where(file => file.IsReported).Select(file => file.DisplayPath), StringComparer.Ordinal);
        // What is found in one file is found together, and in order.
        var findings = input.All.SelectMany(FindingsIn).OrderBy(finding => finding.Place.Source.Path, StringComparer.Ordinal).ToList();
        CheckWhatWasRead(reader, files, options);
        var loud = findings.Where(finding => finding.Suppression is null).ToList();
        var match = baseline is null ? null : MatchOf(baseline, loud, reported, input, options);
        return new LintResult(match?.New ?? loud, reader.Files, reader.Documents)
        {
            BaseDirectory = BaseDirectory.Of(options),
            Suppressed = [.. findings.Where(finding => finding.Suppression is not null)],
            Baseline = match,
        };

        IEnumerable<Finding> FindingsIn(IReadOnlyList<InputFile> part)
        {
            var cluster = reader.Read(part);
            lookAt?.Invoke(cluster);
            var found = RuleRunner.RunAll(cluster, options.Selection).Where(finding => reported.Contains(finding.Place.Source.Path));
            return options.Shard is null ? found : found.Select(finding => finding.Detached());
        }
    }

    private static void CheckWhatWasRead(ClusterReader reader, IReadOnlyList<InputFile> files, LintOptions options)
    {
        if (reader.Files == 0 && options.Shard is null && files.Count > 0 && files.All(file => file.IsCSharp && !file.IsNamed))
            throw InputFinder.NothingToLint(options);
        if (reader.HasEmptyInput)
            throw new UsageException("Standard input holds no document: what writes to it may have failed");
    }

    // What is in a file that nobody asked about may still be there.
    private static BaselineMatch MatchOf(Baseline baseline, IReadOnlyList<Finding> findings, HashSet<string> reported, InputParts input, LintOptions options)
    {
        var baseDirectory = BaseDirectory.Of(options);
        string FullPath(string path) => Path.GetFullPath(Path.Combine(baseDirectory, path));
        bool IsInReach(string path) => path == InputFile.StandardInput.DisplayPath || input.IsOurs(FullPath(path));
        bool IsGone(string path) => path != InputFile.StandardInput.DisplayPath && !File.Exists(FullPath(path));

        return baseline.Match(findings, path => IsInReach(path) && (reported.Contains(path) || IsGone(path)), IsInReach);
    }
}
