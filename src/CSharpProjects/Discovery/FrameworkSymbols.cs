using System.Globalization;
using System.Text.RegularExpressions;

namespace Hale.CSharp.Projects.Discovery;

/// <summary>
/// The symbols that the SDK defines for a target framework.
/// Source: https://learn.microsoft.com/dotnet/core/tutorials/libraries#preprocessor-symbols
/// </summary>
internal static class FrameworkSymbols
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);
    private static readonly Regex Modern = new(@"^net(?<major>[0-9]{1,2})\.(?<minor>[0-9])(-|$)", Options, Timeout);
    private static readonly Regex Other = new(@"^(?<family>netstandard|netcoreapp)(?<version>[0-9]\.[0-9])$|^(?<family>net)(?<version>[0-9]{2,3})$", Options, Timeout);

    /// <summary>The newest of several frameworks, which most code is compiled for.</summary>
    public static string Newest(IEnumerable<string> frameworks) => frameworks.OrderByDescending(Rank).FirstOrDefault() ?? "";

    public static IReadOnlyList<string> Of(string framework)
    {
        if (Modern.Match(framework) is { Success: true } modern)
        {
            var major = Number(modern, "major");
            return ["NET", "NETCOREAPP", $"NET{major}_{modern.Groups["minor"].Value}", .. Enumerable.Range(5, Math.Max(0, major - 4)).Select(version => $"NET{version}_0_OR_GREATER"), "NETCOREAPP3_1_OR_GREATER"];
        }

        if (Other.Match(framework) is not { Success: true } other)
            return [];
        var family = other.Groups["family"].Value;
        var name = family is "net" ? "NETFRAMEWORK" : family.ToUpperInvariant();
        var exact = family.ToUpperInvariant() + other.Groups["version"].Value.Replace('.', '_');
        return [name, exact, exact + "_OR_GREATER"];
    }

    private static int Rank(string framework) =>
        Modern.Match(framework) is { Success: true } match ? 100 + Number(match, "major") : framework.StartsWith("netcoreapp", StringComparison.Ordinal) ? 2 : framework.StartsWith("netstandard", StringComparison.Ordinal) ? 1 : 0;

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
}
