using BenchmarkDotNet.Attributes;
using Hale.CSharp.Projects;
using Hale.Linting;

namespace Hale.Benchmarks;

/// <summary>C# builders from the files to the findings: compiling and evaluating.</summary>
[MemoryDiagnoser]
public class BuilderBenchmarks
{
    [Benchmark]
    public int Lint() => Linter.Run(
        new LintOptions { WorkingDirectory = Inputs.Folder, Paths = ["builders"], CSharp = ProjectReader.Read },
        () => Stream.Null).Findings.Count;
}
