using Hale.LoadBalancers;
using Hale.Rules;
using Hale.Rules.Model;

namespace Hale.Linting;

/// <summary>Files in, findings out: the one call that every host makes.</summary>
public static class Linter
{
    /// <summary>Finds the files, reads them, and runs the rules over all of them together.</summary>
    /// <param name="options">What to lint, and how.</param>
    /// <param name="standardInput">What <c>-</c> reads.</param>
    /// <param name="progress">Told the number of files read so far and of all files; may be called from several threads.</param>
    /// <exception cref="UsageException">A path does not exist, or there is nothing to lint.</exception>
    public static LintResult Run(LintOptions options, Func<Stream> standardInput, Action<int, int>? progress = null)
    {
        var files = InputFinder.Find(options);
        var read = 0;
        var contents = files.AsParallel().AsOrdered().Select(file =>
        {
            var content = InputReader.Read(file, standardInput);
            progress?.Invoke(Interlocked.Increment(ref read), files.Count);
            return content;
        }).Where(content => content is not null).Select(content => content!).ToList();
        var documents = contents.SelectMany(content => content.Documents).ToList();
        var findings = RuleRunner.Run(
            new Cluster([.. documents, .. LoadBalancerFiles.In(documents)], [.. contents.SelectMany(content => content.Problems)], options.Facts),
            options.Selection);
        if (files.Any(file => !file.IsReported))
        {
            var reported = new HashSet<string>(files.Where(file => file.IsReported).Select(file => file.DisplayPath), StringComparer.Ordinal);
            findings = [.. findings.Where(finding => reported.Contains(finding.Place.Source.Path))];
        }

        return new LintResult(findings, contents.Count, contents.Sum(content => content.Documents.Count));
    }
}
