using Hale.Testing;

namespace Hale.CSharp.Tests.Soundness;

/// <summary>Whatever programs do, what is read of them is true.</summary>
public class RandomProgramTests
{
    private const int BatchSize = 25;

    [Fact]
    public void Random_programs_are_read_as_they_run()
    {
        foreach (var seeds in Fuzzing.Seeds(50).Chunk(BatchSize))
        {
            var bodies = seeds.Select(ProgramWriter.Write).ToList();
            var problems = RealRun.Problems([.. bodies.Select(Wrapped)]);
            var wrong = problems.ToList().FindIndex(IsContradiction);
            Assert.True(wrong < 0, wrong < 0 ? "" : $"Seed {seeds[wrong]}: {RealRun.Problems([Wrapped(Shrunk(bodies[wrong]))])[0]}");
        }
    }

    private static string Wrapped(string body) => RealRun.Wrap(body, ProgramWriter.Members);

    // The program without the lines that do not matter.
    private static string Shrunk(string body)
    {
        var lines = body.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList();
        for (var size = lines.Count / 2; size > 0; size = size > 1 ? size / 2 : 0)
        {
            for (var start = 0; start + size <= lines.Count;)
            {
                List<string> fewer = [.. lines.Take(start), .. lines.Skip(start + size)];
                if (IsWrong(string.Join('\n', fewer)))
                    lines = fewer;
                else
                    start++;
            }
        }

        return string.Join('\n', lines);
    }

    private static bool IsWrong(string body) => IsContradiction(RealRun.Problems([Wrapped(body)])[0]);

    // A few programs do not compile, with a 'break' out of a 'finally', say.
    private static bool IsContradiction(string? problem) => problem?.StartsWith("It does not compile", StringComparison.Ordinal) == false;
}
