using Hale.Rules;

namespace Hale.Cli.Reports.Catalog;

/// <summary>Where the explanation of a rule is printed; one class per format.</summary>
internal interface IRulePage
{
    void Heading(RuleInfo rule);

    void Text(string label, string text);

    void Code(string label, string language, string code);

    void Links(string label, IReadOnlyList<string> addresses);
}
