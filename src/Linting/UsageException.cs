using Hale.Rules.Tree;

namespace Hale.Linting;

/// <summary>The run cannot start, and the user can mend it: a path that does not exist, say.</summary>
public sealed class UsageException : Exception
{
    /// <summary>Says what is wrong, as one sentence without its full stop.</summary>
    public UsageException(string message) : this([new Mistake(null, message)]) { }

    /// <summary>Says everything that is wrong.</summary>
    public UsageException(IReadOnlyList<Mistake> mistakes) : base(string.Join("\n", mistakes)) => Mistakes = mistakes;

    /// <inheritdoc />
    public UsageException() => Mistakes = [new Mistake(null, Message)];

    /// <inheritdoc />
    public UsageException(string message, Exception innerException) : base(message, innerException) => Mistakes = [new Mistake(null, message)];

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<Mistake> Mistakes { get; }
}

/// <summary>One thing that the user can mend.</summary>
/// <param name="At">Where it is written, in a file that is shown relative to the working directory; null when it is in none.</param>
/// <param name="Message">What is wrong, as one sentence without its full stop.</param>
public sealed record Mistake(Place? At, string Message)
{
    /// <summary>The message behind the place.</summary>
    public override string ToString() => At is { } place ? $"{place}: {Message}" : Message;
}
