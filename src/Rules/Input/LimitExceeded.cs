using Hale.Rules.Tree;

namespace Hale.Rules.Input;

internal sealed class LimitExceeded() : InputRule(InputProblemKind.OverLimit)
{
    public override RuleInfo Info { get; } = new("HA0003", "limit-exceeded")
    {
        Severity = Severity.Error,
        Confidence = Confidence.VeryHigh,
        Title = "Input beyond a limit",
        Why = """
            Hale bounds the time and memory that one file can take. The limits are far above what real manifests need, so a
            file that meets one is broken or hostile. What was read before the limit is still linted.
            """,
        Fix = "Split the file, or reduce its nesting and its aliases.",
        Sources = ["https://en.wikipedia.org/wiki/Billion_laughs_attack"],
    };
}
