using Hale.Rules.Model;

namespace Hale.Rules;

/// <summary>What whole categories of rules do not look at, or take less seriously.</summary>
/// <param name="rule">A rule of such a category, or of another one.</param>
internal sealed class Exemptions(RuleInfo rule)
{
    private static readonly HashSet<string> NotForStaticPods = new(["HA01", "HA02", "HA03", "HA04", "HA11", "HA13"], StringComparer.Ordinal);
    private static readonly HashSet<string> NotForOwned = new(["HA01", "HA02", "HA03", "HA04"], StringComparer.Ordinal);
    private static readonly HashSet<string> NotForRunsToCompletion = new(["HA01", "HA03", "HA05", "HA06"], StringComparer.Ordinal);
    private static readonly HashSet<string> NotesForDevelopment = new(["HA01", "HA02", "HA03"], StringComparer.Ordinal);
    private static readonly HashSet<string> NotForDaemonSets =
        new(["HA0201", "HA0202", "HA0203", "HA0204", "HA0205"], StringComparer.Ordinal);

    // Each rule asks them of each of its subjects.
    private readonly bool _isForParts = rule.Category is "HA18";
    private readonly bool _isForMisindented = rule.Category is "HA00" or "HA18";
    private readonly bool _isForOwned = !NotForOwned.Contains(rule.Category);
    private readonly bool _isForDaemonSets = rule.Category is not ("HA01" or "HA03") && !NotForDaemonSets.Contains(rule.Id);
    private readonly bool _isForRunsToCompletion = !NotForRunsToCompletion.Contains(rule.Category);
    private readonly bool _isForStaticPods = !NotForStaticPods.Contains(rule.Category);
    private readonly bool _isNoteForDevelopment = NotesForDevelopment.Contains(rule.Category);

    /// <summary>Whether the rule has nothing to say about the subject, or may have nothing to say.</summary>
    public bool MayExempt(View subject)
    {
        var @object = subject.Object;
        if ((!_isForParts && !@object.IsPartial.IsFalse) || (!_isForMisindented && !@object.IsMisindented.IsFalse) || (!_isForOwned && !@object.IsOwned.IsFalse))
            return true;
        var workload = subject as Workload ?? (subject as Container)?.Workload;
        return workload is not null && MayExempt(workload);
    }

    /// <summary>Availability of what is for development or tests is worth a note at most.</summary>
    public Finding Soften(Finding finding, View subject) =>
        _isNoteForDevelopment && subject.Object.IsForDevelopment ? finding.As(Severity.Note) : finding;

    private bool MayExempt(Workload workload) =>
        (!_isForDaemonSets && workload.Kind is WorkloadKind.DaemonSet)
        || (!_isForRunsToCompletion && !workload.RunsForever.IsTrue)
        || (!_isForStaticPods && !workload.IsStatic.IsFalse);
}
