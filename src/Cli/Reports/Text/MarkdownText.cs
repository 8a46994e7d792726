using System.Text;
using Hale.Linting;

namespace Hale.Cli.Reports.Text;

/// <summary>What comes from the input as text of a Markdown page: none of it is markup, HTML, a link or a mention.</summary>
internal static class MarkdownText
{
    private const string Special = @"\`*_[]<>#|&~@$:";

    /// <summary>The text on one line, printable, with character references for what Markdown could take for its own.</summary>
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var character in Printable.Escape(text))
        {
            if (Special.Contains(character, StringComparison.Ordinal))
                result.Append("&#").Append((int)character).Append(';');
            else
                result.Append(character);
        }

        return result.ToString();
    }
}
