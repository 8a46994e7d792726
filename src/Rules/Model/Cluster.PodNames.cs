using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>The DNS name of a StatefulSet's pod in a text, such as <c>mysql-0.mysql</c>.</summary>
/// <param name="Set">The name of the StatefulSet.</param>
/// <param name="Service">The Service that gives the names.</param>
/// <param name="Text">The name, without what follows the Service.</param>
/// <param name="Ordinal">The number of the pod.</param>
/// <param name="Namespace">What follows the Service's name; empty, or <c>svc</c>, when no namespace is named.</param>
/// <param name="Node">The text that holds the name.</param>
/// <param name="Object">The object that holds the text.</param>
internal sealed record PodName(string Set, string Service, string Text, string Ordinal, string Namespace, Node Node, KubernetesObject Object)
{
    /// <summary>Where the name first stands in the text, as far as that can be seen.</summary>
    public Place Place
    {
        get
        {
            var at = Node.At;
            var start = at.Source.Text.IndexOf(Text, at.Start, at.End - at.Start, StringComparison.Ordinal);
            return start >= 0 ? new Place(at.Source, start, start + Text.Length) : Node.Place;
        }
    }
}

// Which texts name the pods of StatefulSets.
public sealed partial class Cluster
{
    /// <summary>The names of a StatefulSet's pods in all texts that belong to it, by the Service that gives the names.</summary>
    internal IEnumerable<PodName> PodNamesOf(Workload set, string service) => set.Name.TryGet(out var name)
        ? PodNames[name].Where(named => named.Service == service && set.Object.BelongsWith(named.Object) && set.Object.IsNear(named.Object) && MayBeIn(named.Namespace, set.Object))
        : [];

    private ILookup<string, PodName> PodNames => field ?? Once(ref field, ReadPodNames);

    /// <summary>Whether a text may hold the name of a pod of some StatefulSet.</summary>
    internal static bool MayNamePod(string text)
    {
        for (var dot = text.IndexOf('.'); dot >= 0; dot = text.IndexOf('.', dot + 1))
        {
            var start = dot;
            while (start > 0 && char.IsDigit(text[start - 1]))
                start--;
            if (start < dot && start > 1 && text[start - 1] == '-' && IsLabelPart(text[start - 2]) && EndOfLabel(text, dot + 1) > dot + 1)
                return true;
        }

        return false;
    }

    // 'a-0.b.svc' is the Service 'a-0' of the namespace 'b' (https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/).
    private static bool MayBeIn(string written, KubernetesObject set) =>
        written is "" || (written is not "svc" && (!set.Namespace.Is(written).IsFalse || set.Namespace.Origin is Origin.Absent));

    private ILookup<string, PodName> ReadPodNames()
    {
        var sets = new HashSet<string>(
            All<Workload>().Where(workload => workload.Kind is WorkloadKind.StatefulSet && workload.Name.TryGet(out _)).Select(set => set.Name.ToString()),
            StringComparer.Ordinal);
        var names =
            from @object in sets.Count == 0 ? [] : Objects
            from node in @object.Root.SelfAndDescendants(MayNamePods)
            from name in PodNamesIn(TextOf(node), node, @object, sets)
            select name;
        return names.ToLookup(name => name.Set, StringComparer.Ordinal);
    }

    private static string TextOf(Node node) => node switch
    {
        ScalarNode { Kind: ScalarKind.String } scalar => scalar.Text,
        PartialNode partial => partial.Text,
        _ => "",
    };

    // A pod's number stands before a dot; most texts have none.
    private static bool MayNamePods(Node node)
    {
        var text = TextOf(node);
        var dot = text.IndexOf('.');
        while (dot == 0 || (dot > 0 && !char.IsDigit(text[dot - 1])))
            dot = text.IndexOf('.', dot + 1);
        return dot > 0;
    }

    // A name is '<set>-<ordinal>.<service>', perhaps with '.<namespace>'. Dots end every part, so each text is read once.
    private static IEnumerable<PodName> PodNamesIn(string text, Node node, KubernetesObject @object, HashSet<string> sets)
    {
        for (var dot = text.IndexOf('.'); dot >= 0; dot = text.IndexOf('.', dot + 1))
        {
            var start = StartOfLabel(text, dot);
            var pod = text.Substring(start, dot - start);
            var dash = pod.LastIndexOf('-');
            if (dash <= 0 || !IsOrdinal(pod, dash + 1) || !sets.Contains(pod.Substring(0, dash)))
                continue;
            var end = EndOfLabel(text, dot + 1);
            var next = end < text.Length && text[end] == '.' ? text.Substring(end + 1, EndOfLabel(text, end + 1) - end - 1) : "";
            var isWhole = !IsHole(text, start - 1) && !IsHole(text, end);
            if (isWhole)
                yield return new PodName(pod.Substring(0, dash), text.Substring(dot + 1, end - dot - 1), text.Substring(start, end - start), pod.Substring(dash + 1), next, node, @object);
        }
    }

    private static bool IsOrdinal(string pod, int start) => start < pod.Length && pod.Skip(start).All(char.IsDigit);

    private static bool IsHole(string text, int index) => index >= 0 && index < text.Length && text[index] == PartialNode.Hole;

    private static int StartOfLabel(string text, int end)
    {
        while (end > 0 && IsLabelPart(text[end - 1]))
            end--;
        return end;
    }

    private static int EndOfLabel(string text, int start)
    {
        while (start < text.Length && IsLabelPart(text[start]))
            start++;
        return start;
    }

    private static bool IsLabelPart(char character) => character is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-';
}
