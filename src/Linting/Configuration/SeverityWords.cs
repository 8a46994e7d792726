using Hale.Rules;

namespace Hale.Linting.Configuration;

/// <summary>What a rule can be set to, in words.</summary>
public static class SeverityWords
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = ["error", "warning", "note", "off"];

    /// <summary>The severity; null for <c>off</c>.</summary>
    /// <exception cref="UsageException">The word is not a severity.</exception>
    public static Severity? Parse(string word) => word switch
    {
        "off" => null,
        "error" => Severity.Error,
        "warning" => Severity.Warning,
        "note" => Severity.Note,
        _ => throw new UsageException($"'{word}' is not a severity: error, warning, note or off"),
    };
}
