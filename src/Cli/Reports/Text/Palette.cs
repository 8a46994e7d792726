using Hale.Rules;

namespace Hale.Cli.Reports.Text;

/// <summary>Colours text for a terminal, or leaves it as it is.</summary>
internal sealed class Palette(bool color)
{
    public string Bold(string text) => Paint("1", text);

    public string Dim(string text) => Paint("2", text);

    public string Accent(string text) => Paint("36", text);

    public string As(Severity severity, string text) => Paint(severity switch
    {
        Severity.Error => "1;31",
        Severity.Warning => "1;33",
        _ => "1;34",
    }, text);

    private string Paint(string code, string text) => color && text.Length > 0 ? $"\e[{code}m{text}\e[0m" : text;
}
