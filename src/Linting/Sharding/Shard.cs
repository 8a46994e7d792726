using System.Globalization;
using System.Text;

namespace Hale.Linting.Sharding;

/// <summary>
/// One of several runs that share an input. Which applications it takes follows from their names alone, so that it is the same on
/// every machine, and no application that comes or goes moves another one.
/// </summary>
/// <param name="Number">Which of the runs, from 1.</param>
/// <param name="Count">How many runs there are.</param>
public sealed record Shard(int Number, int Count)
{
    /// <summary>Reads <c>2/8</c>.</summary>
    /// <exception cref="UsageException">It is not written so, or there is no such part.</exception>
    public static Shard Parse(string text)
    {
        var parts = text.Split('/');
        if (parts.Length != 2 || !TryParse(parts[0], out var number) || !TryParse(parts[1], out var count))
            throw new UsageException($"'{text}' is not a part of the input: write --shard I/N, such as 1/4 for the first of four parts");
        return number >= 1 && number <= count
            ? new Shard(number, count)
            : throw new UsageException(count == 0 ? $"'{text}' takes nothing: there has to be one part or more" : $"There is no part {number} of {count}: they count from 1 to {count}");
    }

    /// <summary>As it is written on the command line.</summary>
    public override string ToString() => FormattableString.Invariant($"{Number}/{Count}");

    internal bool Takes(string application) => Hash(application) % (uint)Count == (uint)(Number - 1);

    private static bool TryParse(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    // FNV-1a (https://www.rfc-editor.org/rfc/rfc9923.html) with its upper half folded in, because a remainder by a power of two takes the low bits only.
    private static uint Hash(string text)
    {
        var hash = 2166136261;
        foreach (var part in Encoding.UTF8.GetBytes(text))
            hash = unchecked((hash ^ part) * 16777619);
        return hash ^ (hash >> 16);
    }
}
