using Hale.Linting.Baselines;
using Hale.LoadBalancers;
using Hale.Rules;
using Hale.Rules.Model;
using Hale.Yaml;

namespace Hale.Linting;

/// <summary>Files in, findings out: the one call that every host makes.</summary>
public static class Linter
{
    /// <summary>Finds the files, reads them, and runs the rules over all of them together.</summary>
    /// <param name="options">What to lint, and how.</param>
    /// <param name="standardInput">What <c>-</c> reads.</param>
    /// <param name="progress">Told the number of files read so far and of all files; may be called from several threads.</param>
    /// <exception cref="UsageException">A path does not exist, there is nothing to lint, or the baseline cannot be read.</exception>
    public static LintResult Run(LintOptions options, Func<Stream> standardInput, Action<int, int>? progress = null)
    {
        var baseline = options.Baseline is { } path ? BaselineFile.Read(path, Paths.Relative(options.WorkingDirectory, path)) : null;
        var files = InputFinder.Find(options);
        var contents = Read(files, standardInput, progress);
        var documents = contents.SelectMany(content => content.Documents).ToList();
        var reported = new HashSet<string>(files.Where(file => file.IsReported).Select(file => file.DisplayPath), StringComparer.Ordinal);
        var findings = RuleRunner.RunAll(
            new Cluster([.. documents, .. LoadBalancerFiles.In(documents)], [.. contents.SelectMany(content => content.Problems)], options.Facts),
            options.Selection).Where(finding => reported.Contains(finding.Place.Source.Path)).ToList();
        var loud = findings.Where(finding => finding.Suppression is null).ToList();
        var match = baseline?.Match(loud, WouldBeFound(reported, options));
        return new LintResult(match?.New ?? loud, contents.Count, contents.Sum(content => content.Documents.Count))
        {
            Suppressed = [.. findings.Where(finding => finding.Suppression is not null)],
            Baseline = match,
        };
    }

    private static List<YamlContent> Read(IReadOnlyList<InputFile> files, Func<Stream> standardInput, Action<int, int>? progress)
    {
        var read = 0;
        return [.. files.AsParallel().AsOrdered().Select(file =>
        {
            var content = InputReader.Read(file, standardInput);
            progress?.Invoke(Interlocked.Increment(ref read), files.Count);
            return content;
        }).OfType<YamlContent>()];
    }

    // What is in a file that nobody asked about may still be there.
    private static Func<string, bool> WouldBeFound(HashSet<string> reported, LintOptions options)
    {
        var baseDirectory = BaseDirectory.Of(options);
        return path => reported.Contains(path) || (path != InputFile.StandardInput.DisplayPath && !File.Exists(Path.Combine(baseDirectory, path)));
    }
}
