namespace Hale.Rules.Model;

/// <summary>
/// What keeps a text from being the name of an image. Sources: https://kubernetes.io/docs/concepts/containers/images/#image-names,
/// https://github.com/distribution/reference
/// </summary>
internal static class ImageSyntax
{
    private const string Sha256 = "@sha256:";
    private const int DigitsOfSha256 = 64;

    private static readonly char[] QuotesOfProse = ['\u2018', '\u2019', '\u201C', '\u201D', '\u201E', '\u00AB', '\u00BB'];
    private static readonly string[] Schemes = ["http://", "https://", "docker://", "oci://"];

    /// <summary>What no registry and no container runtime takes in a text, in words; null for none that is known.</summary>
    public static string? MistakeIn(string image)
    {
        if (image.IndexOf("://", StringComparison.Ordinal) >= 0)
            return Array.Find(Schemes, scheme => image.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) is { } found ? $"'{found}' has no place in it" : null;
        if (image.IndexOfAny(QuotesOfProse) >= 0)
            return "it has quotes of a word processor in it, which YAML takes for letters";
        if (DigestIn(image) is { Length: not DigitsOfSha256 and var digits })
            return FormattableString.Invariant($"a digest of sha256 has {DigitsOfSha256} digits, and this one {digits}");
        return FirstOfTwoTags(image) is not { } first ? null
            : first is "sha256" or "sha512" ? $"a digest is written '@{first}:'"
            : "it has two tags";
    }

    /// <summary>The first part of the path that has capitals. Where there are several, the first of all is taken for a host (splitDockerDomain).</summary>
    public static string? CapitalsIn(string image)
    {
        if (!image.Any(char.IsUpper) || !image.All(IsOfImages) || image.IndexOf("://", StringComparison.Ordinal) >= 0)
            return null;
        var name = image.Split('@')[0];
        var colon = name.IndexOf(':', name.LastIndexOf('/') + 1);
        var parts = (colon < 0 ? name : name.Substring(0, colon)).Split('/');
        return Array.Find(parts, part => part.Any(char.IsUpper) && (parts.Length == 1 || part != parts[0]));
    }

    // What stands for one, such as 'abc…', is none.
    private static string? DigestIn(string image)
    {
        var at = image.IndexOf(Sha256, StringComparison.Ordinal);
        if (at < 0)
            return null;
        var digest = image.Substring(at + Sha256.Length);
        return digest.Length > 0 && digest.All(letter => letter is (>= '0' and <= '9') or (>= 'a' and <= 'f')) ? digest : null;
    }

    private static string? FirstOfTwoTags(string image)
    {
        var name = image.IndexOf('@') is >= 0 and var at ? image.Substring(0, at) : image;
        var tag = name.IndexOf(':', name.LastIndexOf('/') + 1) + 1;
        var second = tag > 0 ? name.IndexOf(':', tag) : -1;
        return second <= tag || second == name.Length - 1 || !name.All(IsOfImages) ? null : name.Substring(tag, second - tag);
    }

    // Of what holds other characters, some tool may make something else.
    private static bool IsOfImages(char letter) =>
        letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or '_' or '/' or ':' or '@';
}
