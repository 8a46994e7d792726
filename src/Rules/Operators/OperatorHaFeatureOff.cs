using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Operators;

internal sealed class OperatorHaFeatureOff : Rule<KubernetesObject>
{
    public override RuleInfo Info { get; } = new("HA1603", "operator-ha-feature-off")
    {
        Severity = Severity.Warning,
        Activation = Activation.NotesOff,
        Title = "Protection of an operated cluster switched off",
        Why = """
            Operators spread the members of a cluster over nodes, keep a PodDisruptionBudget for them, refuse numbers that
            cannot keep a majority, and give each member a volume of its own. Each of these can be switched off, which is meant
            for trying things out on one node: then one drain or one failure takes several members or their data.
            """,
        Fix = """
            Remove the setting, so that the operator's default applies.
            """,
        Sources =
        [
            "https://cloudnative-pg.io/documentation/current/cloudnative-pg.v1/",
            "https://docs.percona.com/percona-operator-for-mysql/pxc/operator.html",
            "https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s/pod-disruption-budget",
            "https://strimzi.io/docs/operators/latest/configuring",
        ],
    };

    public override IEnumerable<Finding> Check(KubernetesObject @object, Cluster cluster)
    {
        if (OperatorTable.Find(@object) is not { } row || Words.AnyIn(@object.Source.FileName, ["ephemeral", "-single"]))
            yield break;

        var counts = @object.Members;
        foreach (var protection in row.Switches)
        {
            foreach (var item in ItemsWith(protection, @object.Root))
            {
                if (Setting(protection, item) is { } node && (protection.IsUnsafe || HasSeveral(counts)))
                    yield return Finding(@object, protection, node, counts);
            }
        }
    }

    private static IEnumerable<Node> ItemsWith(SafetySwitch protection, Node root) => protection.List is { } list ? root.Follow(list).Items : [root];

    private static Node? Setting(SafetySwitch protection, Node item)
    {
        var node = item.Follow(protection.Path);
        var isReplaced = protection.Unless is { } other ? item.Follow(other).Exists : Truth.False;
        return protection.IsOff(node) && !isReplaced ? node : null;
    }

    // One member has nothing to be spread over; HA1601 speaks of it.
    private static bool HasSeveral(IReadOnlyList<MemberCount> counts) =>
        counts.Any(count => count.Part.Role is not MemberRole.Proxies && count.Number.Is(number => number > 1).IsTrue);

    // What is unsafe by its number is as good as broken already; otherwise it only may become so.
    private Finding Finding(KubernetesObject @object, SafetySwitch protection, Node node, IReadOnlyList<MemberCount> counts)
    {
        var weak = counts.Where(count => count.Part.Unsafe.Contains(protection.Path) && (count.IsLow || count.IsEvenMajority)).ToList();
        var message = $"{@object.Title} {protection.Effect}";
        var severity = @object.IsForDevelopment ? Severity.Note : weak.Count > 0 ? Severity.Error : protection.Severity;
        var finding = Report(node, weak.Count == 0 ? message : $"{message}, and has {Words.Listed([.. weak.Select(count => count.Text)])}").As(severity);
        return weak.Aggregate(finding, (report, count) => report.And(count.Number.Node, $"{count.Text} here"));
    }
}
