using System.Globalization;
using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// What a container does before it gets SIGTERM.
/// Source: https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
/// </summary>
internal sealed class PreStopHook(Container container)
{
    // Programs whose failure is an answer.
    private static readonly string[] Questions = ["[", "[[", "test", "false", "grep", "egrep", "pgrep", "pidof", "cmp", "diff", "which", "command", "type"];

    private readonly ShellScript? _script = container.Node.Lacks("lifecycle") ? null : ShellScript.Of(container.Node["lifecycle"]["preStop"]["exec"]["command"]);

    public Container Container { get; } = container;

    public Node Node { get; } = container.Node["lifecycle"]["preStop"];

    /// <summary>For how many seconds it sleeps when its commands succeed; 0 where nothing is certain.</summary>
    public decimal Seconds =>
        Node["sleep"]["seconds"].Integer().TryGet(out var seconds) ? seconds
        : _script is null ? 0
        : SecondsOf(_script.Commands);

    /// <summary>Whether it does more than wait, and so may stop the server by itself.</summary>
    public Truth MayStopServer =>
        Node["httpGet"].Exists || Node["tcpSocket"].Exists
        || (_script is null ? Node["exec"].Exists && Truth.Unknown : _script.Commands.Any(command => command.Program is not ("sleep" or "echo")));

    private static decimal SecondsOf(IReadOnlyList<ShellCommand> commands) => commands.TakeWhile(AlwaysGoesOn)
        .Where((command, index) => command.Program is "sleep" && IsMeantToRun(commands, index))
        .Sum(sleep => Duration(sleep));

    private static bool AlwaysGoesOn(ShellCommand command) => !command.IsCompound && command.Program is not ("exit" or "return");

    // Behind || it runs when something fails, and behind && when nothing does; unless that only asks a question.
    private static bool IsMeantToRun(IReadOnlyList<ShellCommand> commands, int index)
    {
        while (commands[index].Before == "&&" && !Questions.Contains(commands[index - 1].Program))
            index--;
        return commands[index].Before is ";" or "&";
    }

    // Beside & and | it takes no time of its own.
    private static decimal Duration(ShellCommand sleep)
    {
        var durations = sleep.Arguments.Select(Duration).ToList();
        var isCertain = sleep.After is not ("&" or "|") && durations.All(duration => duration is not null);
        return isCertain ? durations.Sum() ?? 0 : 0;
    }

    private static decimal? Duration(string text)
    {
        var unit = text.Length == 0 ? 0 : text[text.Length - 1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        var number = unit == 0 ? text : text.Substring(0, text.Length - 1);
        var isNumber = decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value < int.MaxValue;
        return isNumber ? value * Math.Max(1, unit) : null;
    }
}
