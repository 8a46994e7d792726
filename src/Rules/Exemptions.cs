using Hale.Rules.Model;

namespace Hale.Rules;

/// <summary>What whole categories of rules do not look at, or take less seriously.</summary>
internal static class Exemptions
{
    private static readonly HashSet<string> NotForStaticPods = new(["HA01", "HA02", "HA03", "HA04", "HA11", "HA13"], StringComparer.Ordinal);
    private static readonly HashSet<string> NotForOwned = new(["HA01", "HA02", "HA03", "HA04"], StringComparer.Ordinal);
    private static readonly HashSet<string> NotForRunsToCompletion = new(["HA01", "HA03", "HA05", "HA06"], StringComparer.Ordinal);
    private static readonly HashSet<string> NotesForDevelopment = new(["HA01", "HA02", "HA03"], StringComparer.Ordinal);
    private static readonly HashSet<string> NotForDaemonSets =
        new(["HA0201", "HA0202", "HA0203", "HA0204", "HA0205"], StringComparer.Ordinal);

    /// <summary>Whether the rule has nothing to say about the subject, or may have nothing to say.</summary>
    public static bool MayExempt(RuleInfo rule, View subject)
    {
        if (rule.Category is not "HA18" && !subject.Object.IsPartial.IsFalse)
            return true;
        if (rule.Category is not ("HA00" or "HA18") && !subject.Object.IsMisindented.IsFalse)
            return true;
        if (NotForOwned.Contains(rule.Category) && !subject.Object.IsOwned.IsFalse)
            return true;
        var workload = subject as Workload ?? (subject as Container)?.Workload;
        return workload is not null && MayExempt(rule, workload);
    }

    /// <summary>Availability of what is for development or tests is worth a note at most.</summary>
    public static Finding Soften(Finding finding, View subject) =>
        NotesForDevelopment.Contains(finding.Rule.Category) && !subject.Object.IsForDevelopment.IsFalse ? finding.As(Severity.Note) : finding;

    private static bool MayExempt(RuleInfo rule, Workload workload)
    {
        if (workload.Kind is WorkloadKind.DaemonSet && (rule.Category is "HA01" or "HA03" || NotForDaemonSets.Contains(rule.Id)))
            return true;
        if (NotForRunsToCompletion.Contains(rule.Category) && !workload.RunsForever.IsTrue)
            return true;
        return NotForStaticPods.Contains(rule.Category) && !workload.IsStatic.IsFalse;
    }
}
