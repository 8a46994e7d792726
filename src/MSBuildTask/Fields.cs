using System.Text;

namespace Hale.MSBuildTask;

/// <summary>Values on one line: with tabs between them, and backslashes before what would break the line.</summary>
internal static class Fields
{
    public static string Join(params string[] values) => string.Join("\t", values.Select(Escape));

    public static IReadOnlyList<string> Split(string line) => [.. line.Split('\t').Select(Unescape)];

    private static string Escape(string value) => value.Replace(@"\", @"\\").Replace("\t", @"\t").Replace("\n", @"\n").Replace("\r", @"\r");

    private static string Unescape(string value)
    {
        var result = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var isEscape = value[i] == '\\' && i + 1 < value.Length;
            result.Append(isEscape ? Meaning(value[++i]) : value[i]);
        }

        return result.ToString();
    }

    private static char Meaning(char escaped) => escaped switch { 't' => '\t', 'n' => '\n', 'r' => '\r', _ => escaped };
}
