using System.Globalization;
using System.Runtime.CompilerServices;
using Hale.CSharp.Tests.Soundness;
using Hale.Rules.Model;
using Hale.Testing;
using SourceText = Hale.Rules.Tree.SourceText;

namespace Hale.CSharp.Tests.Robustness;

/// <summary>
/// Code that does not compile is read without an exception, the same every time, and every finding stands in its file.
/// HALE_FUZZ_SEED and HALE_FUZZ_COUNT make it look at others, and more.
/// </summary>
public class MutationTests
{
    [Fact]
    public void Spoilt_builders_are_read()
    {
        var sources = Sources();
        var (first, count) = (Setting("HALE_FUZZ_SEED", 1), Setting("HALE_FUZZ_COUNT", 60));
        for (var seed = first; seed < first + count; seed++)
        {
            var text = new Mutator(seed, sources).Spoil(sources[seed % sources.Count]);
            try
            {
                Assert.Equal(Reading(text), Reading(text));
            }
            catch (Exception exception)
            {
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"Seed {seed}: {exception}\n{text}"));
            }
        }
    }

    private static string Reading(string text)
    {
        var source = new SourceText("Builder.cs", text);
        var documents = Builders.Read([source]);
        var findings = Lint.Run(new Cluster(documents, [], new ClusterFacts()), null);
        Assert.All(findings, finding => Assert.True(finding.Place.Source == source && finding.Place.Start >= 0 && finding.Place.Start <= finding.Place.End && finding.Place.End <= text.Length));
        return string.Join('\n', documents.Select(document => Builders.Show(document.Root)).Concat(findings.Select(finding => $"{finding.Place.Start} {finding.Message}")));
    }

    private static List<string> Sources([CallerFilePath] string here = "")
    {
        var tests = Path.GetDirectoryName(Path.GetDirectoryName(here))!;
        var files = Directory.GetFiles(Path.Combine(tests, "Wild"), "*.cs").Concat(Directory.GetFiles(Repository.PathOf("samples/builders"), "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        return [.. files.Select(File.ReadAllText), .. Enumerable.Range(1, 10).Select(seed => RealRun.Wrap(ProgramWriter.Write(seed), ProgramWriter.Members))];
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : usual;
}
