using Hale.Linting.Baselines;
using Hale.Linting.CSharp;
using Hale.LoadBalancers;
using Hale.Rules;
using Hale.Rules.Model;
using Hale.Rules.Tree;
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
        var read = 0;
        var contents = Read([.. files.Where(file => !file.IsCSharp)], standardInput, WasRead);
        var code = CSharpFiles.Read([.. files.Where(file => file.IsCSharp)], options, WasRead);
        if (contents.Count + code.Files == 0 && files.Count > 0 && files.All(file => file.IsCSharp && !file.IsNamed))
            throw InputFinder.NothingToLint(options);
        List<Document> documents = [.. contents.SelectMany(content => content.Documents), .. code.Documents];
        var reported = new HashSet<string>(files.Where(file => file.IsReported).Select(file => file.DisplayPath), StringComparer.Ordinal);
        var findings = RuleRunner.RunAll(
            new Cluster([.. documents, .. LoadBalancerFiles.In(documents)], [.. contents.SelectMany(content => content.Problems), .. code.Problems], options.Facts) { SuppressedTexts = code.Suppressions },
            options.Selection).Where(finding => reported.Contains(finding.Place.Source.Path)).ToList();
        var loud = findings.Where(finding => finding.Suppression is null).ToList();
        var match = baseline?.Match(loud, WouldBeFound(reported, options));
        return new LintResult(match?.New ?? loud, contents.Count + code.Files, contents.Sum(content => content.Documents.Count) + code.Documents.Count)
        {
            BaseDirectory = BaseDirectory.Of(options),
            Suppressed = [.. findings.Where(finding => finding.Suppression is not null)],
            Baseline = match,
        };

        void WasRead() => progress?.Invoke(Interlocked.Increment(ref read), files.Count);
    }

    private static List<YamlContent> Read(IReadOnlyList<InputFile> files, Func<Stream> standardInput, Action wasRead) =>
        [.. files.AsParallel().AsOrdered().Select(file =>
        {
            var content = InputReader.Read(file, standardInput);
            wasRead();
            return content;
        }).OfType<YamlContent>()];

    // What is in a file that nobody asked about may still be there.
    private static Func<string, bool> WouldBeFound(HashSet<string> reported, LintOptions options)
    {
        var baseDirectory = BaseDirectory.Of(options);
        return path => reported.Contains(path) || (path != InputFile.StandardInput.DisplayPath && !File.Exists(Path.Combine(baseDirectory, path)));
    }
}
