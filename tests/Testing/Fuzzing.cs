using System.Globalization;

namespace Hale.Testing;

/// <summary>
/// How much tests try that make their input at random: the same in every build, and more by hand, with HALE_FUZZ_COUNT for how many
/// inputs and HALE_FUZZ_SEED for the first of them.
/// </summary>
public static class Fuzzing
{
    /// <summary>The first seed.</summary>
    public static int Seed => Setting("HALE_FUZZ_SEED", 1);

    /// <summary>How many inputs are made.</summary>
    /// <param name="usual">How many in every build.</param>
    public static int Count(int usual) => Setting("HALE_FUZZ_COUNT", usual);

    /// <summary>One seed for each input.</summary>
    /// <param name="usual">How many there are in every build.</param>
    public static IReadOnlyList<int> Seeds(int usual) => [.. Enumerable.Range(Seed, Count(usual))];

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : usual;
}
