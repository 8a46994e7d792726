namespace Hale.Rules.Tree;

/// <summary>One root value of an input: a YAML document, or an object that C# builds.</summary>
/// <param name="Source">The text that it was read from.</param>
/// <param name="Root">Its value; an <see cref="UnknownNode"/> where it could not be read.</param>
public sealed record Document(SourceText Source, Node Root)
{
    /// <summary>Remarks in the source that belong to this document, in order.</summary>
    public IReadOnlyList<Comment> Comments { get; init; } = [];

    /// <summary>
    /// For a format of lines: its lines, a line that opens a block with all of the block. A remark above one is for all of it. In
    /// other formats remarks are for keys and items.
    /// </summary>
    public IReadOnlyList<Place> Lines { get; init; } = [];

    /// <summary>
    /// For a document that could not be read: the kinds of object that its text mentions. Null when any kind may hide in it.
    /// </summary>
    public IReadOnlyList<string>? MentionedKinds { get; init; }

    /// <summary>For a format of lines: what is wrong with its text, as far as it can be read all the same.</summary>
    public IReadOnlyList<InputProblem> Problems { get; init; } = [];

    /// <summary>Whether the line that separates it from the object above is missing.</summary>
    public bool IsJoined { get; init; }

    /// <summary>What it was written in.</summary>
    public DocumentFormat Format { get; init; }

    /// <summary>For an object that C# builds: which ways the code takes to build it, of those of which it takes one only.</summary>
    public IReadOnlyList<Way> Ways { get; init; } = [];

    /// <summary>For an object that C# builds: what is the same for all that a method makes which nobody calls, with all that it calls.</summary>
    public object? Entry { get; init; }

    /// <summary>Whether code that builds this object does not build the other one.</summary>
    internal bool IsAlternativeTo(Document other)
    {
        if (Ways.Count == 0 || other.Ways.Count == 0)
            return false;
        foreach (var way in Ways)
        {
            foreach (var taken in other.Ways)
            {
                if (way.Fork.Equals(taken.Fork) && way.Number != taken.Number)
                    return true;
            }
        }

        return false;
    }
}

/// <summary>One of the ways that code may take.</summary>
/// <param name="Fork">What is the same for all ways of which one is taken.</param>
/// <param name="Number">Which of them it is.</param>
public sealed record Way(object Fork, int Number);

/// <summary>What a document was written in, and so what its root means.</summary>
public enum DocumentFormat
{
    /// <summary>A Kubernetes manifest.</summary>
    Manifest,

    /// <summary>A manifest that C# builds.</summary>
    CSharp,

    /// <summary>A keepalived.conf.</summary>
    Keepalived,

    /// <summary>A haproxy.cfg.</summary>
    Haproxy,

    /// <summary>Lines of <c>/etc/hosts</c>.</summary>
    Hosts,
}

/// <summary>A remark in the source.</summary>
/// <param name="At">Where it stands, its mark of one character included.</param>
public sealed record Comment(Place At)
{
    /// <summary>What it says, without its mark.</summary>
    public string Text => At.Text.Substring(1).Trim();

    internal bool StartsWith(string word)
    {
        var text = At.Source.Text;
        var start = At.Start + 1;
        while (start < At.End && char.IsWhiteSpace(text[start]))
            start++;
        return At.End - start >= word.Length && string.CompareOrdinal(text, start, word, 0, word.Length) == 0;
    }
}

/// <summary>What kept a front end from reading an input in full.</summary>
public enum InputProblemKind
{
    /// <summary>It is not well-formed, or cannot be opened.</summary>
    Unreadable,

    /// <summary>It is a template that has to be rendered first.</summary>
    Template,

    /// <summary>It is larger or deeper than Hale is willing to read.</summary>
    OverLimit,
}

/// <summary>Something in an input that a front end could not read.</summary>
/// <param name="Kind">What sort of problem it is.</param>
/// <param name="At">Where reading stopped.</param>
/// <param name="Message">What is wrong, as a sentence without its full stop.</param>
public sealed record InputProblem(InputProblemKind Kind, Place At, string Message)
{
    /// <summary>What to do about it, where that is not what the rule says; null otherwise.</summary>
    public string? Fix { get; init; }
}
