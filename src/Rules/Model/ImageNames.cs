namespace Hale.Rules.Model;

/// <summary>The names by which an image may be known: what publishers and mirrors put around the name of the product.</summary>
internal static class ImageNames
{
    private const string Mirrored = "mirrored-";

    private static readonly string[] Architectures = ["-amd64", "-arm64", "-arm", "-ppc64le", "-s390x"];

    // Red Hat's images, and those built like them, have the version in their name: 'postgresql-15-c9s', 'mysql-57-centos7', 'spilo-16'.
    private static readonly Pattern Versioned = new(@"^(?<name>[a-z]{3,}(-[a-z]+)*)-\d[\d.]*(-(centos|rhel|ubi|el|c|fedora|alpine|debian)[\d.]*s?)?$");

    /// <summary>
    /// The last segment of a repository, and the last two; in Rancher's mirror of the images of others also what follows
    /// <c>mirrored-</c>, with and without the first of its owners.
    /// Source: https://github.com/rancher/image-mirror#image-naming
    /// </summary>
    public static IEnumerable<string> Of(string repository)
    {
        var segments = repository.Split('/');
        var name = segments[segments.Length - 1];
        yield return name;
        if (segments.Length < 2)
            yield break;
        yield return $"{segments[segments.Length - 2]}/{name}";
        if (segments[segments.Length - 2] != "rancher" || !name.StartsWith(Mirrored, StringComparison.Ordinal))
            yield break;
        var mirrored = name.Substring(Mirrored.Length);
        yield return mirrored;
        if (mirrored.IndexOf('-') is > 0 and var end)
            yield return mirrored.Substring(end + 1);
    }

    /// <summary>A name without the processor at its end, as the first images for several had it: <c>etcd-amd64</c>.</summary>
    public static string WithoutArchitecture(string name)
    {
        var end = Array.Find(Architectures, ending => name.EndsWith(ending, StringComparison.Ordinal));
        return end is null ? name : name.Substring(0, name.Length - end.Length);
    }

    /// <summary>A name without the version, and the distribution, at its end; null for a name without them.</summary>
    public static string? WithoutVersion(string name) =>
        MayHaveVersion(name) && Versioned.Match(name) is { Success: true } match ? match.Groups["name"].Value : null;

    // Nearly every name has none, which is quicker to see without the expression.
    private static bool MayHaveVersion(string name)
    {
        for (var i = 1; i < name.Length; i++)
        {
            if (name[i - 1] == '-' && char.IsDigit(name[i]))
                return true;
        }

        return false;
    }
}
