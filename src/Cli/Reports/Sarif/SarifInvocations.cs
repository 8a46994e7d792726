using Hale.Rules;

namespace Hale.Cli.Reports.Sarif;

/// <summary>How the run went. It was successful even when files could not be read: it told of them.</summary>
internal static class SarifInvocations
{
    public static SarifInvocation Of(IReadOnlyList<Finding> findings, int exitCode)
    {
        var notifications = findings.Select(Notify).OfType<SarifNotification>().Take(SarifResults.Most).Concat(LeftOut(findings)).ToList();
        return new SarifInvocation(ExecutionSuccessful: true, exitCode, notifications.Count > 0 ? notifications : null);
    }

    private static SarifNotification? Notify(Finding finding) => SarifRules.NotificationOf(finding.Rule) is { } notification
        ? new SarifNotification(
            notification,
            SarifRules.ReferenceTo(finding.Rule),
            "error",
            new SarifMessage(SarifText.Sentence(finding.Message)),
            [SarifLocations.Of(finding.Place)])
        : null;

    private static IEnumerable<SarifNotification> LeftOut(IReadOnlyList<Finding> findings)
    {
        if (findings.Count <= SarifResults.Most)
            yield break;
        var text = FormattableString.Invariant($"The log holds the {SarifResults.Most} most severe of {findings.Count} findings.");
        yield return new SarifNotification(null, null, "warning", new SarifMessage(text), null);
    }
}
