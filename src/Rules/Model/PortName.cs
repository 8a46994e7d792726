namespace Hale.Rules.Model;

/// <summary>
/// The names that a port of a container can have: IANA's service names.
/// Source: https://www.rfc-editor.org/rfc/rfc6335#section-5.1
/// </summary>
internal static class PortName
{
    /// <summary>How many characters it has at most.</summary>
    public const int Longest = 15;

    private static readonly Pattern Form = new("^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$");

    /// <summary>Whether a text looks like one, however long it is.</summary>
    public static bool HasForm(string text) => Form.IsMatch(text);
}
