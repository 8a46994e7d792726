using BenchmarkDotNet.Attributes;
using Hale.Rules;
using Hale.Rules.Model;
using Hale.Rules.Tree;
using Hale.Yaml;

namespace Hale.Benchmarks;

/// <summary>The steps from the texts of manifests to findings, one by one, on one thread.</summary>
[MemoryDiagnoser]
public class ManifestBenchmarks
{
    private readonly List<SourceText> _texts = [];
    private List<Document> _documents = [];

    [GlobalSetup]
    public void Read()
    {
        foreach (var path in Inputs.Files("*.yaml"))
            _texts.Add(new SourceText(path, File.ReadAllText(path)));
        _documents = [.. _texts.SelectMany(text => YamlReader.Read(text).Documents)];
    }

    [Benchmark]
    public int Parse() => _texts.Sum(text => YamlReader.Read(text).Documents.Count);

    [Benchmark]
    public Cluster Join() => new(_documents, [], new ClusterFacts());

    // A cluster keeps the answers that it has given, so each run needs its own.
    [Benchmark]
    public int JoinAndAllRules() => RuleRunner.Run(Join(), new RuleSelection { Preset = Preset.All }).Count;
}
