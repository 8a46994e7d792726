using Hale.Rules.Model;

namespace Hale.Rules.Structure;

internal sealed class ApiInvalid : StructureRule
{
    public override RuleInfo Info { get; } = new("HA1808", "api-invalid")
    {
        Severity = Severity.Error,
        Title = "Values that the API server does not take",
        Why = """
            Each value has the right type, but validation rejects the object, or its controller cannot create the pods: two
            limits in one budget, a request above its limit, a mount of a volume that is not there, a name that is too long for a
            label, a word that the field does not take; or Kubernetes has no such kind. The mistake shows when the object is
            applied, and sometimes only when the next pod is to be created.
            """,
        Fix = "Change the value, or one of the values, as the message says.",
        Sources =
        [
            "https://kubernetes.io/docs/concepts/overview/working-with-objects/names/",
            "https://github.com/kubernetes/kubernetes/issues/64023",
            "https://github.com/kubernetes/kubernetes/issues/79337",
            "https://github.com/kubernetes/kubernetes/issues/104195",
            "https://github.com/kubernetes/kubernetes/issues/114172",
        ],
    };

    private protected override IEnumerable<Finding> Inspect(KubernetesObject subject)
    {
        foreach (var problem in ApiChecks.ProblemsOf(subject))
        {
            var finding = Report(problem.Node, problem.IsOfKey ? problem.Node.NameAt : problem.Node.Place, problem.Message).As(problem.Severity);
            yield return problem.Other is { } other ? finding.And(other, problem.OtherMessage) : finding;
        }
    }
}
