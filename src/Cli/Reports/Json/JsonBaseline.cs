using Hale.Linting.Baselines;

namespace Hale.Cli.Reports.Json;

// What '.hale-baseline.json' holds.

internal sealed record JsonBaseline(int Version, IReadOnlyList<BaselineEntry> Findings);
