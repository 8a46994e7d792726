using System.Text;

namespace Hale.Linting.Configuration;

/// <summary>
/// The file that <c>hale init</c> writes: every key, explained and commented out, with its default or an example. A line with
/// <c># </c> and a word explains; without their <c>#</c> the others are settings.
/// </summary>
public static class FreshConfiguration
{
    private const int Width = 100;

    /// <summary>What is in the file.</summary>
    public static string Text { get; } = Write();

    private static string Write()
    {
        var text = new StringBuilder();
        text.Append("# What Hale checks here. 'hale config show FILE' says what applies to a file.\n");
        foreach (var setting in Settings.All.Keys)
        {
            text.Append('\n');
            foreach (var line in Wrap(setting.Description))
                text.Append($"# {line}\n");
            foreach (var line in Lines(setting))
                text.Append($"#{line}\n");
        }

        return text.ToString();
    }

    private static string[] Lines(Setting setting)
    {
        var lines = setting.Example.Replace("\r", "").Split('\n');
        lines[0] = $"{setting.Name}: {lines[0]}".TrimEnd();
        return lines;
    }

    private static IEnumerable<string> Wrap(string text)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length + word.Length + 3 > Width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }
}
