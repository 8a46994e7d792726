using System.Text.Json.Serialization;

namespace Hale.Cli.Reports.Sarif;

internal sealed record SarifTool(SarifDriver Driver);

internal sealed record SarifDriver(
    string Name,
    string Version,
    string SemanticVersion,
    string InformationUri,
    IReadOnlyList<SarifRule> Rules,
    IReadOnlyList<SarifRule> Notifications);

/// <summary>What SARIF calls a reportingDescriptor.</summary>
internal sealed record SarifRule(
    string Id,
    string Name,
    SarifMessage ShortDescription,
    SarifMessage FullDescription,
    SarifHelp Help,
    string HelpUri,
    SarifRuleConfiguration DefaultConfiguration,
    SarifRuleProperties Properties);

internal sealed record SarifHelp(string Text, string Markdown);

internal sealed record SarifRuleConfiguration(bool Enabled, string Level);

/// <summary>What GitHub reads from the property bag of a rule.</summary>
internal sealed record SarifRuleProperties(
    IReadOnlyList<string> Tags,
    string Precision,
    [property: JsonPropertyName("problem.severity")] string ProblemSeverity);
