namespace Hale.Linting;

/// <summary>The run cannot start, and the user can mend it: a path that does not exist, say.</summary>
public sealed class UsageException : Exception
{
    /// <summary>Says what is wrong, as one sentence without its full stop.</summary>
    public UsageException(string message) : base(message) => Sentences = [message];

    /// <summary>Says everything that is wrong, one sentence for each.</summary>
    public UsageException(IReadOnlyList<string> sentences) : base(string.Join("\n", sentences)) => Sentences = sentences;

    /// <inheritdoc />
    public UsageException() => Sentences = [Message];

    /// <inheritdoc />
    public UsageException(string message, Exception innerException) : base(message, innerException) => Sentences = [message];

    /// <summary>What is wrong, one sentence for each mistake, without their full stops.</summary>
    public IReadOnlyList<string> Sentences { get; }
}
