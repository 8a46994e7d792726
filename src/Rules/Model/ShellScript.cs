using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// What a container or a hook runs: the commands of its shell script, or its one command without a shell. There is none
/// where the words cannot be seen, or where the script is too hard for <see cref="ShellParser"/>.
/// </summary>
internal sealed class ShellScript
{
    private static readonly string[] Shells = ["sh", "bash", "ash", "dash"];

    private readonly HashSet<string> _words;

    private ShellScript(Node node, string? shell, IReadOnlyList<ShellCommand> commands, IEnumerable<string> words)
    {
        Node = node;
        Shell = shell;
        Commands = commands;
        _words = new HashSet<string>(words.Select(ShellCommand.BaseName), StringComparer.Ordinal);
    }

    /// <summary>Where it is written: the script, or the list of words.</summary>
    public Node Node { get; }

    /// <summary>The shell that reads it; null for a command that runs without one.</summary>
    public string? Shell { get; }

    /// <summary>The commands that are not inside others, in order; at least one.</summary>
    public IReadOnlyList<ShellCommand> Commands { get; }

    /// <summary>The last command, which is what keeps a container running.</summary>
    public ShellCommand Last => Commands[Commands.Count - 1];

    /// <summary>Whether a program, without its folder, is a shell.</summary>
    public static bool IsShell(string program) => Shells.Contains(program);

    /// <summary>What a list of words runs: a container's <c>command</c> and <c>args</c>, or the <c>command</c> of a hook.</summary>
    public static ShellScript? Of(params Node[] lists)
    {
        var items = lists.SelectMany(list => list.Items).ToList();
        var words = items.Select(item => item.TextWithHoles).ToList();
        var program = words.Count > 0 && !lists.Any(list => list.IsOpen) ? ShellCommand.BaseName(words[0]) : "";
        if (program.Length == 0 || program.IndexOf(PartialNode.Hole) >= 0)
            return null;
        if (!IsShell(program))
            return new ShellScript(items[0].Parent!, null, [new ShellCommand(words, ";", IsCompound: false)], words);
        var script = IndexOfScript(words);
        return script > 0 && ShellParser.Parse(words[script]) is { } parsed
            ? new ShellScript(items[script], program, parsed.Commands, parsed.Words)
            : null;
    }

    /// <summary>Whether one of these is among its words, at any depth, by itself or at the end of a path.</summary>
    public bool Mentions(params string[] words) => _words.Overlaps(words);

    // The word behind -c, which may stand among other options (-ec), also behind -o and its argument, and before the end of them.
    private static int IndexOfScript(List<string> words)
    {
        for (var i = 1; i + 1 < words.Count; i++)
        {
            var isOption = words[i].StartsWith("-", StringComparison.Ordinal);
            if (!isOption && !words[i - 1].EndsWith("o", StringComparison.Ordinal))
                return -1;
            if (isOption && !words[i].StartsWith("--", StringComparison.Ordinal) && words[i].IndexOf('c') > 0)
                return words[i + 1] is "--" && i + 2 < words.Count ? i + 2 : i + 1;
        }

        return -1;
    }
}

/// <summary>One command of a script that is not inside another one.</summary>
/// <param name="Words">
/// Its words without quotes, assignments and redirections; at least one. What only the running shell knows, such as a variable
/// or a substitution, is a <see cref="PartialNode.Hole"/>. Of a loop, condition or group: the word that opens it, and its first
/// command.
/// </param>
/// <param name="Before">What joins it to the command before it: <c>;</c>, <c>&amp;</c>, <c>&amp;&amp;</c>, <c>||</c> or <c>|</c>.</param>
/// <param name="IsCompound">Whether it is a loop, a condition or a group.</param>
internal sealed record ShellCommand(IReadOnlyList<string> Words, string Before, bool IsCompound)
{
    /// <summary>What joins it to the command behind it.</summary>
    public string After { get; init; } = ";";

    /// <summary>The program that it starts, without its folder.</summary>
    public string Program => BaseName(Words[ProgramIndex]);

    /// <summary>The words behind the program.</summary>
    public IEnumerable<string> Arguments => Words.Skip(ProgramIndex + 1);

    /// <summary>Whether all it does is keep running: <c>sleep</c>, <c>tail -f</c>, an endless loop.</summary>
    public bool IsIdle =>
        IsCompound ? Words.Count == 2 && (Words[0], Words[1]) is ("while", "true") or ("while", ":") or ("until", "false")
        : Program is "sleep" or "tail";

    private int ProgramIndex => Words.Count > 1 && Words[0] == "exec" ? 1 : 0;

    public static string BaseName(string path) => path.Substring(path.LastIndexOf('/') + 1);
}
