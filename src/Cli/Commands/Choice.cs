using System.CommandLine;

namespace Hale.Cli.Commands;

/// <summary>Options that take one of some words, and options that may be left out.</summary>
internal static class Choice
{
    /// <summary>An option that takes the words of an enum; the first one holds when the option is left out.</summary>
    public static Option<T> Option<T>(string name, string description, string? helpName = null)
        where T : struct, Enum
    {
        var words = Enum.GetNames<T>().Select(word => word.ToLowerInvariant()).ToArray();
        return new Option<T>(name)
        {
            Description = $"{description}; {words[0]} when left out.",
            HelpName = helpName ?? string.Join('|', words),
            CustomParser = argument =>
            {
                var word = argument.Tokens[0].Value;
                if (words.Contains(word, StringComparer.Ordinal))
                    return Enum.Parse<T>(word, ignoreCase: true);
                argument.AddError($"'{word}' is not a value of {name}: {string.Join(", ", words)}");
                return default;
            },
        };
    }

    /// <summary>The value of an option that is given.</summary>
    public static T? Given<T>(ParseResult parsed, Option<T> option)
        where T : struct =>
        parsed.GetResult(option) is null ? null : parsed.GetValue(option);
}
