using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>A command that is run in a container.</summary>
/// <param name="Name">What messages call it, such as <c>command line</c> or <c>preStop hook</c>.</param>
/// <param name="Words">Its words, any of which may be a whole script.</param>
internal sealed record ContainerCommand(string Name, IEnumerable<Node> Words)
{
    private static readonly string[] Hooks = ["postStart", "preStop"];
    private static readonly string[] Probes = ["livenessProbe", "readinessProbe", "startupProbe"];

    /// <summary>What a container runs, and what the kubelet runs in it.</summary>
    public static IEnumerable<ContainerCommand> Of(Container container)
    {
        if (!container.Node.Lacks("command") || !container.Node.Lacks("args"))
            yield return new ContainerCommand("command line", WordsOf(container.Node["command"]).Concat(WordsOf(container.Node["args"])));
        foreach (var hook in Hooks.Where(hook => !container.Node["lifecycle"].Lacks(hook)))
            yield return new ContainerCommand($"{hook} hook", WordsOf(container.Node["lifecycle"][hook]["exec"]["command"]));
        foreach (var probe in Probes.Where(probe => !container.Node.Lacks(probe)))
            yield return new ContainerCommand(probe, WordsOf(container.Node[probe]["exec"]["command"]));
    }

    // A list that cannot be seen counts as one unknown word.
    private static IEnumerable<Node> WordsOf(Node list) => list.Items.Count > 0 ? list.Items : list.Exists.IsFalse ? [] : [list];
}
