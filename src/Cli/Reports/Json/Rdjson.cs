namespace Hale.Cli.Reports.Json;

// The part of the Reviewdog Diagnostic Format that Hale writes (reviewdog/reviewdog, proto/rdf/reviewdog.proto).

internal sealed record RdjsonResult(RdjsonSource Source, IReadOnlyList<RdjsonDiagnostic> Diagnostics);

internal sealed record RdjsonSource(string Name, string Url);

internal sealed record RdjsonDiagnostic(string Message, RdjsonLocation Location, string Severity, RdjsonCode Code);

internal sealed record RdjsonLocation(string Path, RdjsonRange Range);

internal sealed record RdjsonRange(RdjsonPosition Start, RdjsonPosition End);

/// <summary>Both count from 1, the column in bytes of UTF-8.</summary>
internal sealed record RdjsonPosition(int Line, int Column);

internal sealed record RdjsonCode(string Value, string Url);
