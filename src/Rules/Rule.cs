using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules;

/// <summary>
/// One rule: what it is, and a pure check. Rules are made once and keep no state. A new rule touches four places: its file,
/// a line in <see cref="RuleCatalog"/>, its test, and its two examples.
/// </summary>
public abstract class Rule
{
    private protected Rule() { }

    /// <summary>What the rule is.</summary>
    public abstract RuleInfo Info { get; }

    /// <summary>What the rule finds in a part of a cluster. Several parts may be looked at at the same time.</summary>
    internal abstract IEnumerable<Finding> Check(Cluster cluster, Share share);

    private protected Exemptions Exemptions => field ??= new Exemptions(Info);

    private protected Finding Report(Node node, string message) => Report(node, node.Place, message);

    /// <summary>Reports a node, but underlines only what matters of it.</summary>
    // A message may begin with the title of an object without a name: "the Deployment".
    private protected Finding Report(Node node, Place place, string message) =>
        new(Info, node, place, char.IsLower(message[0]) ? char.ToUpperInvariant(message[0]) + message.Substring(1) : message);
}

/// <summary>A rule that looks at every <typeparamref name="T"/> of a cluster.</summary>
/// <typeparam name="T">What the rule looks at.</typeparam>
internal abstract class Rule<T> : Rule
    where T : View
{
    public abstract IEnumerable<Finding> Check(T subject, Cluster cluster);

    // A list, because a call through an interface is slow where each rule has an iterator of its own.
    internal override IEnumerable<Finding> Check(Cluster cluster, Share share)
    {
        var subjects = cluster.All<T>();
        if (subjects.Count == 0)
            return [];
        var found = new List<Finding>();
        foreach (var subject in share.Of(subjects))
        {
            if (Exemptions.MayExempt(subject))
                continue;
            foreach (var finding in Check(subject, cluster))
                found.Add(Exemptions.Soften(finding, subject));
        }

        return found;
    }
}
