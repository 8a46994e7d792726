using Hale.Rules.Tree;

namespace Hale.LoadBalancers;

/// <summary>One line of a configuration, with the lines of the block that it opens.</summary>
internal sealed class Statement(IReadOnlyList<Word> words, bool isCertain)
{
    /// <summary>The word that says what it is.</summary>
    public Word Key { get; } = words[0];

    /// <summary>The words behind the key.</summary>
    public IReadOnlyList<Word> Arguments { get; } = [.. words.Skip(1)];

    /// <summary>Whether it is there as it is read, whatever a template or a condition decides.</summary>
    public bool IsCertain { get; set; } = isCertain;

    /// <summary>The lines of its block; null when it opens none.</summary>
    public List<Statement>? Block { get; set; }

    /// <summary>It and all lines of its block.</summary>
    public IEnumerable<Statement> WithBlock => (Block ?? []).SelectMany(inner => inner.WithBlock).Prepend(this);

    /// <summary>What stands for it: its key and first argument.</summary>
    public Place Name => Arguments.Count == 0 ? Key.At : Key.At with { End = Math.Max(Key.At.End, Arguments[0].At.End) };

    /// <summary>The same in words.</summary>
    public string Title => Arguments.Count == 0 ? Key.Text : $"{Key.Text} {Arguments[0].Text}";

    /// <summary>All of it.</summary>
    public Place At => Key.At with { End = Math.Max(EndOf(Arguments.Select(word => word.At)), EndOf((Block ?? []).Select(inner => inner.At))) };

    private int EndOf(IEnumerable<Place> places) => places.Select(place => place.End).DefaultIfEmpty(Key.At.End).Max();
}
