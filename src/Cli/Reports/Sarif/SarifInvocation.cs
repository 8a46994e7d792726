namespace Hale.Cli.Reports.Sarif;

internal sealed record SarifInvocation(bool ExecutionSuccessful, int ExitCode, IReadOnlyList<SarifNotification>? ToolExecutionNotifications);

internal sealed record SarifNotification(
    SarifReference? Descriptor,
    SarifReference? AssociatedRule,
    string Level,
    SarifMessage Message,
    IReadOnlyList<SarifLocation>? Locations);

/// <summary>A reference to a descriptor, by its id and its place in the list.</summary>
internal sealed record SarifReference(string Id, int Index);
