using Hale.Rules.Tree;

namespace Hale.Yaml;

/// <summary>
/// Finds what a later tool will fill in: <c>{{ ... }}</c> of Helm, <c>${...}</c> and <c>$NAME</c> of envsubst and Flux, and
/// <c>%{NAME}%</c> of K3s (https://docs.k3s.io/installation/packaged-components); and a value that SOPS has encrypted
/// (https://getsops.io/docs/). Kubernetes' own <c>$(NAME)</c> is no hole: it is known text. It takes time in proportion to the
/// text, whatever that is.
/// </summary>
internal static class Holes
{
    private const string Encrypted = "ENC[AES256_GCM,";

    /// <summary>The node of a text with holes; null when it has none.</summary>
    public static Node? Find(Place at, string text)
    {
        if (text.StartsWith(Encrypted, StringComparison.Ordinal) && text[text.Length - 1] == ']')
            return new UnknownNode(at, isPresent: true);
        if (text.IndexOf("{{", StringComparison.Ordinal) < 0 && text.IndexOf('$') < 0 && text.IndexOf("%{", StringComparison.Ordinal) < 0)
            return null;
        var segments = Segments(text);
        if (segments.TrueForAll(segment => segment is not null))
            return null;
        return segments.TrueForAll(segment => segment is null) ? new UnknownNode(at, isPresent: true) : new PartialNode(at, segments);
    }

    private static List<string?> Segments(string text)
    {
        var segments = new List<string?>();
        var lastClose = text.LastIndexOf("}}", StringComparison.Ordinal);
        var known = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var end = text[i] is '{' or '$' or '%' ? HoleEnd(text, i, lastClose) : i;
            if (end == i)
                continue;
            if (i > known)
                segments.Add(text.Substring(known, i - known));
            segments.Add(null);
            known = end;
            i = end - 1;
        }

        if (known < text.Length)
            segments.Add(text.Substring(known));
        return segments;
    }

    // Where the hole that starts here ends; the start itself when none does.
    private static int HoleEnd(string text, int start, int lastClose)
    {
        var next = start + 1 < text.Length ? text[start + 1] : '\0';
        if (text[start] == '{')
            return next == '{' && start + 2 <= lastClose ? text.IndexOf("}}", start + 2, StringComparison.Ordinal) + 2 : start;
        if (text[start] == '%')
            return next == '{' ? PercentEnd(text, start) : start;
        return next == '{' ? BracedEnd(text, start) : NameEnd(text, start);
    }

    private static int PercentEnd(string text, int start)
    {
        var end = start + 2;
        while (end < text.Length && text[end] is (>= 'A' and <= 'Z') or '_')
            end++;
        return end > start + 2 && end + 1 < text.Length && text[end] == '}' && text[end + 1] == '%' ? end + 2 : start;
    }

    // '${NAME}', '${NAME:-default}' and one level of braces inside, as in '${A:-${B}}'.
    private static int BracedEnd(string text, int start)
    {
        var depth = 1;
        for (var i = start + 2; i < text.Length && depth <= 2; i++)
        {
            depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
            if (depth == 0)
                return i + 1;
        }

        return start;
    }

    // Variables that envsubst replaces are written in capitals; '$name' is more often text.
    private static int NameEnd(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length && text[end] is (>= 'A' and <= 'Z') or '_' || (end > start + 1 && end < text.Length && text[end] is >= '0' and <= '9'))
            end++;
        var isName = end > start + 1 && (end == text.Length || !char.IsLetterOrDigit(text[end]));
        return isName ? end : start;
    }
}
