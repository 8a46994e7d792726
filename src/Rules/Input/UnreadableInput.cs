using Hale.Rules.Tree;

namespace Hale.Rules.Input;

internal sealed class UnreadableInput() : InputRule(InputProblemKind.Unreadable)
{
    public override RuleInfo Info { get; } = new("HA0001", "unreadable-input")
    {
        Severity = Severity.Error,
        Confidence = Confidence.VeryHigh,
        Title = "Input that cannot be read",
        Why = """
            kubectl rejects a file that is not well-formed, so what it declares is not applied; a load balancer does not do what
            its configuration seems to say. No rule can look at it. Hale goes on with the other documents of the file, or the
            other blocks, and with all other files.
            """,
        Fix = "Correct the text at the place that is shown.",
        Sources = ["https://yaml.org/spec/1.2.2/"],
    };
}
