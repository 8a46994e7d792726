using Hale.Rules.Tree;

namespace Hale.Yaml;

/// <summary>What a tree is collected in. A thread uses the same lists for one chunk after the other.</summary>
internal sealed class TreeBuffers
{
    private const int MostKept = 16 * 1024;

    /// <summary>The entries of the maps that are being read, the innermost last.</summary>
    public List<Entry> Entries { get; } = [];

    /// <summary>The items of the lists that are being read, the innermost last.</summary>
    public List<Node> Items { get; } = [];

    /// <summary>Where the scalars stand, in order.</summary>
    public List<Place> Scalars { get; } = [];

    /// <summary>Sets for the keys of maps that are skipped.</summary>
    public Stack<HashSet<string>> SpareKeys { get; } = new();

    /// <summary>Empties the lists; false when they are so long that they had better be given up.</summary>
    public bool TryClear()
    {
        Scalars.Clear();
        return Math.Max(Scalars.Capacity, Math.Max(Entries.Capacity, Items.Capacity)) <= MostKept;
    }
}
