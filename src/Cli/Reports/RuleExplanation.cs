using Hale.Cli.Reports.Catalog;
using Hale.Cli.Reports.Text;
using Hale.Rules;

namespace Hale.Cli.Reports;

/// <summary>Explains one rule in the terminal.</summary>
internal static class RuleExplanation
{
    public static void Write(RuleInfo rule, TextWriter output, bool color) => RulePage.Write(
        rule,
        new TerminalPage(output, new Palette(color)),
        new TextReport(color, quiet: true, Prose.Width - TerminalPage.Indentation));
}
