using Hale.Rules.Tree;

namespace Hale.Rules.Input;

internal sealed class TemplateNotRendered() : InputRule(InputProblemKind.Template)
{
    public override RuleInfo Info { get; } = new("HA0002", "template-not-rendered")
    {
        Severity = Severity.Note,
        Confidence = Confidence.VeryHigh,
        Title = "Template that has to be rendered first",
        Why = """
            The file is YAML only once a template engine has filled it in, so its objects cannot be seen.
            """,
        Fix = "Lint what the template renders to, for example `helm template . | hale check -`.",
        Sources = ["https://helm.sh/docs/helm/helm_template/"],
    };
}
