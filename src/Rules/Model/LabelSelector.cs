using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// A choice of pods by their labels. Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
/// </summary>
internal sealed class LabelSelector
{
    private readonly Node _matchLabels;
    private readonly Node _matchExpressions;
    private readonly bool _emptyMatchesNothing;

    private LabelSelector(Node node, Node matchLabels, Node matchExpressions, bool emptyMatchesNothing)
    {
        Node = node;
        _matchLabels = matchLabels;
        _matchExpressions = matchExpressions;
        _emptyMatchesNothing = emptyMatchesNothing;
    }

    /// <summary>Where the selector stands.</summary>
    public Node Node { get; }

    /// <summary>A <c>labelSelector</c>: absent it selects nothing, empty it selects everything (api: metav1.LabelSelector).</summary>
    public static LabelSelector Of(Node node) => new(node, node["matchLabels"], node["matchExpressions"], emptyMatchesNothing: false);

    /// <summary>A plain map of labels, as Services and ReplicationControllers have: absent or empty it selects nothing.</summary>
    public static LabelSelector OfMap(Node node) => new(node, node, new AbsentNode(node.At), emptyMatchesNothing: true);

    /// <summary>The labels that it names with their values.</summary>
    public Node Labels => _matchLabels;

    /// <summary>Labels that every selected pod has, as far as they are known; for finding candidates quickly.</summary>
    public IEnumerable<Label> RequiredLabels
    {
        get
        {
            foreach (var required in _matchLabels.Values)
            {
                if (required.Text().TryGet(out var value))
                    yield return new Label(required.Key!, value);
            }

            foreach (var expression in _matchExpressions.Items)
            {
                if (OnlyLabelOf(expression) is { } label)
                    yield return label;
            }
        }
    }

    /// <summary>The keys of the labels that it asks for, as far as they are known.</summary>
    public IEnumerable<string> Keys =>
        _matchLabels.Values.Select(required => required.Key!).Concat(_matchExpressions.Items.SelectMany(expression => expression["key"].Text().Values));

    /// <summary>Whether all that it asks for can be seen.</summary>
    public bool IsKnown =>
        !_matchLabels.IsOpen && !_matchExpressions.IsOpen && _matchLabels.Values.All(required => required.Text().Origin is Origin.Written)
        && _matchExpressions.Items.All(expression => expression["key"].Text().Origin is Origin.Written);

    /// <summary>Whether it names no requirement at all.</summary>
    public Truth IsEmpty =>
        Node.Exists && IsWithout(_matchLabels) && IsWithout(_matchExpressions);

    /// <summary>Whether it selects a pod with these labels.</summary>
    /// <param name="labels">The map of the pod's labels.</param>
    public Truth Matches(Node labels)
    {
        if (Node.Exists.IsFalse)
            return Truth.False;
        if (_emptyMatchesNothing && IsEmpty)
            return Truth.False;
        return Node.Exists && MatchesLabels(labels) && MatchesExpressions(labels);
    }

    /// <summary>The requirements that a pod with these labels is known not to meet.</summary>
    public IEnumerable<Node> RequirementsUnmetBy(Node labels) =>
        _matchLabels.Values.Where(required => HasLabel(labels, required.Key!, required).IsFalse)
            .Concat(_matchExpressions.Items.Where(expression => MatchesExpression(labels, expression).IsFalse));

    /// <summary>One requirement for messages, such as <c>'app=web'</c>.</summary>
    public static string Describe(Node requirement) => requirement is ScalarNode value
        ? $"'{requirement.Key}={value.Text}'"
        : $"'{requirement["key"].Text()}' by an expression";

    private static Truth IsWithout(Node node) =>
        node.Entries.Count > 0 || node.Items.Count > 0 ? Truth.False : node.IsOpen ? Truth.Unknown : Truth.True;

    private Truth MatchesLabels(Node labels)
    {
        var matches = _matchLabels.IsOpen ? Truth.Unknown : Truth.True;
        for (var i = 0; i < _matchLabels.Entries.Count && !matches.IsFalse; i++)
            matches &= HasLabel(labels, _matchLabels.Entries[i].Key, _matchLabels.Entries[i].Value);
        return matches;
    }

    private static Truth HasLabel(Node labels, string key, Node required)
    {
        if (labels.Lacks(key))
            return Truth.False;
        var actual = labels[key];
        if (!required.Text().TryGet(out var value))
            return actual.Exists.IsFalse ? Truth.False : IsSameExpression(actual, required) ? Truth.True : Truth.Unknown;
        return actual.Text().Is(value);
    }

    // Two templates with the same hole in the same words render to the same text, and code that computes a value once has it twice.
    private static bool IsSameExpression(Node actual, Node required) =>
        (actual is PartialNode && required is PartialNode || (actual.ValueId is not null && required.ValueId is not null)) && actual.IsSameAs(required);

    private Truth MatchesExpressions(Node labels) => _matchExpressions.Exists.IsFalse
        ? Truth.True
        : _matchExpressions.All(expression => MatchesExpression(labels, expression));

    private static Label? OnlyLabelOf(Node expression) =>
        expression["operator"].Text().Is("In").IsTrue && expression["key"].Text().TryGet(out var key)
        && expression["values"] is { IsOpen: false, Items: [var only] } && only.Text().TryGet(out var value) ? new Label(key, value) : null;

    private static Truth MatchesExpression(Node labels, Node expression)
    {
        if (!expression["key"].Text().TryGet(out var key) || !expression["operator"].Text().TryGet(out var @operator))
            return Truth.Unknown;
        var label = labels[key];
        return @operator switch
        {
            "In" => IsIn(label, expression["values"]),
            "NotIn" => !IsIn(label, expression["values"]),
            "Exists" => label.Exists,
            "DoesNotExist" => !label.Exists,
            _ => Truth.Unknown,
        };
    }

    private static Truth IsIn(Node label, Node values) => label.Exists.IsFalse
        ? Truth.False
        : values.Any(value => value.Text().TryGet(out var text) ? label.Text().Is(text) : Truth.Unknown);
}
