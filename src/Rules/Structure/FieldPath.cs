using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>A way through an object, such as <c>spec.ports[].protocol</c>: '[]' goes through the items of a list.</summary>
internal sealed class FieldPath(string path)
{
    private static readonly List<Node> None = [];

    private readonly Step[] _steps = [.. path.Split('.').Select(step => new Step(step.Replace("[]", ""), step.EndsWith("[]", StringComparison.Ordinal)))];

    /// <summary>The values at its end; what is not there is not found.</summary>
    public List<Node> FindIn(Node root)
    {
        List<Node>? found = null;
        AddFound(root, 0, ref found);
        return found ?? None;
    }

    private void AddFound(Node node, int index, ref List<Node>? found)
    {
        if (index == _steps.Length)
        {
            (found ??= []).Add(node);
            return;
        }

        var step = _steps[index];
        if (node.Lacks(step.Key))
            return;
        var next = node[step.Key];
        if (!step.IsList)
            AddFound(next, index + 1, ref found);
        for (var i = 0; step.IsList && i < next.Items.Count; i++)
            AddFound(next.Items[i], index + 1, ref found);
    }

    private sealed record Step(string Key, bool IsList);
}
