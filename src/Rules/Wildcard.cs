namespace Hale.Rules;

/// <summary>Patterns in which <c>*</c> stands for any text, also for none.</summary>
internal static class Wildcard
{
    public static bool Matches(string pattern, string text)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1)
            return pattern == text;
        if (!text.StartsWith(parts[0], StringComparison.Ordinal))
            return false;
        var position = parts[0].Length;
        foreach (var part in parts.Skip(1).Take(parts.Length - 2))
        {
            var found = text.IndexOf(part, position, StringComparison.Ordinal);
            if (found < 0)
                return false;
            position = found + part.Length;
        }

        var last = parts[parts.Length - 1];
        return text.Length - last.Length >= position && text.EndsWith(last, StringComparison.Ordinal);
    }
}
