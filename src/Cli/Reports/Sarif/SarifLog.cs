using System.Text.Json.Serialization;

namespace Hale.Cli.Reports.Sarif;

// The part of SARIF 2.1.0 that Hale writes (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). A null is left out.

internal sealed record SarifLog(string Version, IReadOnlyList<SarifRun> Runs)
{
    [JsonPropertyName("$schema")]
    [JsonPropertyOrder(-1)]
    public string Schema => "https://json.schemastore.org/sarif-2.1.0.json";
}

internal sealed record SarifRun(
    SarifTool Tool,
    IReadOnlyList<SarifInvocation> Invocations,
    SarifAutomation? AutomationDetails,
    IReadOnlyDictionary<string, SarifBase> OriginalUriBaseIds,
    string ColumnKind,
    IReadOnlyList<SarifLogicalLocation>? LogicalLocations,
    IReadOnlyList<SarifResult> Results);

internal sealed record SarifAutomation(string Id);

/// <summary>What relative addresses begin at. Its own address is left out, so that a log is the same on every machine.</summary>
internal sealed record SarifBase(SarifMessage Description);

internal sealed record SarifMessage(string Text);
