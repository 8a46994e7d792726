using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// One of a pod's <c>tolerations</c>: which taint of its node it bears, and for how long.
/// Source: https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
/// </summary>
internal sealed class Toleration
{
    /// <summary>The taint of a node whose kubelet says that it cannot run pods.</summary>
    public const string NotReady = "node.kubernetes.io/not-ready";

    /// <summary>The taint of a node whose kubelet says nothing any more.</summary>
    public const string Unreachable = "node.kubernetes.io/unreachable";

    private Toleration(Node node) => Node = node;

    public Node Node { get; }

    public Field<string> Key => Node["key"].Text();

    /// <summary>How long a pod stays on its node after a taint that evicts; absent, it stays for good.</summary>
    public Node Seconds => Node["tolerationSeconds"];

    /// <summary>Whether it names no taint, and so bears every one.</summary>
    public Truth IsForEveryTaint => Operator.Is("Exists") && Key.Or("").Is("");

    private Field<string> Operator => Node["operator"].Text();

    /// <summary>What decides how long the pods of a workload stay on a node that is lost, as far as it can be seen.</summary>
    public static IEnumerable<Toleration> DecidingLossOfNode(Workload workload)
    {
        var forUnreachable = Deciding(workload, Unreachable);
        var forNotReady = Deciding(workload, NotReady);
        if (forUnreachable is not null)
            yield return forUnreachable;
        if (forNotReady is not null && forNotReady.Node != forUnreachable?.Node)
            yield return forNotReady;
    }

    /// <summary>Whether the pod itself says how long it bears a taint that evicts; else admission gives it 300 seconds.</summary>
    public static Truth IsGiven(Workload workload, string taint) =>
        workload.Pod["tolerations"].Any(item => new Toleration(item).Bears(taint));

    // The first that bears a taint counts (kubernetes/component-helpers, scheduling/corev1: GetMatchingTolerations).
    private static Toleration? Deciding(Workload workload, string taint)
    {
        var tolerations = workload.Pod["tolerations"];
        var first = tolerations.Items.Select(item => new Toleration(item)).FirstOrDefault(toleration => !toleration.Bears(taint).IsFalse);
        return !tolerations.IsOpen && first?.Bears(taint).IsTrue == true ? first : null;
    }

    // These taints have no value. An effect that is left out stands for every effect.
    private Truth Bears(string taint) =>
        Node["effect"].Text().Or("").Is(effect => effect is "" or "NoExecute")
        && (IsForEveryTaint || (Key.Is(taint) && (Operator.Is("Exists") || HasEmptyValue)));

    private Truth HasEmptyValue => Operator.Or("Equal").Is(text => text is "" or "Equal") && Node["value"].Text().Or("").Is("");
}
