namespace Hale.Cli.Reports.Sarif;

internal sealed record SarifResult(
    string RuleId,
    int RuleIndex,
    string Level,
    SarifMessage Message,
    IReadOnlyList<SarifLocation> Locations,
    IReadOnlyList<SarifLocation>? RelatedLocations,
    IReadOnlyDictionary<string, string> PartialFingerprints)
{
    public IReadOnlyList<SarifSuppression>? Suppressions { get; init; }

    public string? BaselineState { get; init; }
}

/// <summary>Why a result is not shown: somebody said so in the source, or elsewhere.</summary>
internal sealed record SarifSuppression(string Kind, string? Justification);

internal sealed record SarifLocation(
    int? Id,
    SarifPhysicalLocation PhysicalLocation,
    IReadOnlyList<SarifLogicalReference>? LogicalLocations,
    SarifMessage? Message);

internal sealed record SarifPhysicalLocation(SarifArtifactLocation ArtifactLocation, SarifRegion Region);

internal sealed record SarifArtifactLocation(string Uri, string UriBaseId);

/// <summary>Lines and columns count from 1; the end is behind the last character.</summary>
internal sealed record SarifRegion(int StartLine, int StartColumn, int EndLine, int EndColumn);

internal sealed record SarifLogicalReference(string FullyQualifiedName, int Index);

/// <summary>A Kubernetes object, or with a parent the value in it that a result is about.</summary>
internal sealed record SarifLogicalLocation(string? Name, string FullyQualifiedName, string Kind, int? ParentIndex);
