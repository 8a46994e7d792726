using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// The flags that a program is given: as words, <c>--flag=value</c> or <c>--flag value</c>, or as kubeadm's <c>extraArgs</c>.
/// Where a flag repeats, its last value counts.
/// </summary>
internal sealed class CommandFlags
{
    private readonly List<(string Name, Field<string> Value)> _flags = [];
    private readonly Node _place;
    private bool _isOpen;

    private CommandFlags(Node place, bool isOpen) => (_place, _isOpen) = (place, isOpen);

    /// <summary>The value of a flag, which is <c>true</c> for one without a value; where words cannot be seen, it may be another.</summary>
    public Field<string> this[string name]
    {
        get
        {
            var found = _flags.LastOrDefault(flag => flag.Name == name).Value;
            if (found.Node is null)
                return _isOpen ? Field<string>.Unknown(_place) : Field<string>.Absent(new AbsentNode(_place.Place));
            return _isOpen ? Field<string>.Unknown(found.Node) : found;
        }
    }

    /// <summary>The flags among some words.</summary>
    /// <param name="words">The words behind the program.</param>
    /// <param name="place">The list that holds them.</param>
    /// <param name="isOpen">Whether there may be more words.</param>
    public static CommandFlags OfWords(IReadOnlyList<Node> words, Node place, bool isOpen)
    {
        var flags = new CommandFlags(place, isOpen);
        for (var i = 0; i < words.Count; i++)
            flags.AddWord(words[i], i + 1 < words.Count ? words[i + 1] : null);
        return flags;
    }

    /// <summary>kubeadm's <c>extraArgs</c>: a map, and from <c>v1beta4</c> on a list of names and values.</summary>
    public static CommandFlags OfExtraArgs(Node extraArgs)
    {
        var flags = new CommandFlags(extraArgs, extraArgs.IsOpen);
        foreach (var entry in extraArgs.Entries)
            flags._flags.Add((Normal(entry.Key), Literal(entry.Value)));
        foreach (var item in extraArgs.Items)
        {
            if (item["name"].Text().TryGet(out var name))
                flags._flags.Add((Normal(name), Literal(item["value"])));
            else
                flags._isOpen = true;
        }

        return flags;
    }

    private void AddWord(Node word, Node? next)
    {
        var text = word.TextWithHoles;
        if (text.Length == 0 || text[0] == PartialNode.Hole)
            _isOpen = true;
        else if (text[0] == '-')
            AddFlag(word, text.TrimStart('-'), next);
    }

    private void AddFlag(Node word, string flag, Node? next)
    {
        var end = flag.IndexOf('=');
        var name = end < 0 ? flag : flag.Substring(0, end);
        if (name.IndexOf(PartialNode.Hole) >= 0)
            _isOpen = true;
        else if (end >= 0)
            _flags.Add((Normal(name), Known(word, flag.Substring(end + 1))));
        else if (next is not null && !next.TextWithHoles.StartsWith("-", StringComparison.Ordinal))
            _flags.Add((Normal(name), Known(next, next.TextWithHoles)));
        else
            _flags.Add((Normal(name), Known(word, "true")));
    }

    // Kubernetes' components read '_' in the name of a flag as '-' (k8s.io/component-base, cli/flag).
    private static string Normal(string name) => name.Replace('_', '-');

    private static Field<string> Known(Node node, string text) =>
        text.IndexOf(PartialNode.Hole) >= 0 ? Field<string>.Unknown(node) : new Field<string>(node, Origin.Written, text);

    private static Field<string> Literal(Node node) => node.Exists.IsFalse ? Field<string>.Absent(node) : Known(node, node.TextWithHoles);
}
