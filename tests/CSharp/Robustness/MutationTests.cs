using System.Runtime.CompilerServices;
using Hale.CSharp.Tests.Soundness;
using Hale.Rules.Model;
using Hale.Testing;
using SourceText = Hale.Rules.Tree.SourceText;

namespace Hale.CSharp.Tests.Robustness;

/// <summary>
/// Code that does not compile, as it is while somebody types it, is read without an exception and the same every time, and
/// every finding stands in its file.
/// </summary>
public class MutationTests
{
    [Fact]
    public void Spoilt_builders_are_read()
    {
        var sources = Sources();
        foreach (var seed in Fuzzing.Seeds(100))
        {
            var text = new Mutator(seed, sources).Spoil(sources[seed % sources.Count]);
            try
            {
                Assert.Equal(Reading(text), Reading(text));
            }
            catch (Exception exception)
            {
                Assert.Fail($"Seed {seed}: {exception}\n{text}");
            }
        }
    }

    [Theory]
    [InlineData("record R(string, int);\nclass Builder { V1Pod B() { var r = new R(\"a\", 1); return new V1Pod { Metadata = new() { Name = $\"{r}\" } }; } }")]
    public void Code_that_is_half_typed_is_read(string text) => Assert.Contains("kind: 'Pod'", Reading(text), StringComparison.Ordinal);

    private static string Reading(string text)
    {
        var source = new SourceText("Builder.cs", text);
        var documents = Builders.Read([source]);
        var findings = Lint.Run(new Cluster(documents, [], new ClusterFacts()));
        Assert.All(findings, finding => Assert.True(finding.Place.Source == source && finding.Place.Start >= 0 && finding.Place.Start <= finding.Place.End && finding.Place.End <= text.Length));
        return string.Join('\n', documents.Select(document => Builders.Show(document.Root)).Concat(findings.Select(finding => $"{finding.Place.Start}-{finding.Place.End} {finding.Message}")));
    }

    private static List<string> Sources([CallerFilePath] string here = "")
    {
        var wild = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(here))!, "Wild");
        string[] samples = ["samples/builders/naive/MariaDb.cs", "samples/builders/available/WebShop.cs"];
        var files = Directory.GetFiles(wild, "*.cs").Order(StringComparer.Ordinal).Concat(samples.Select(Repository.PathOf));
        return [.. files.Select(File.ReadAllText), .. Enumerable.Range(1, 10).Select(seed => RealRun.Wrap(ProgramWriter.Write(seed), ProgramWriter.Members))];
    }
}
