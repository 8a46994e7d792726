using System.Globalization;
using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>Versions of a product that get no fixes any more.</summary>
/// <param name="Product">Its name for messages.</param>
/// <param name="Before">The version before which all are past their end of life; null when every version is.</param>
/// <param name="Ended">The day on which the last of them reached it.</param>
/// <param name="Images">Repositories as Docker Hub knows them; a star at the end stands for anything.</param>
internal sealed record EndOfLife(string Product, Version? Before, string Ended, string[] Images)
{
    /// <summary>What has ended, for messages.</summary>
    public string Title => Before is null ? Product : $"the last {Product} before {Before}";

    /// <summary>Whether the version that a tag names has ended; unknown when it names none, or too little of one.</summary>
    public Truth Includes(string? tag) =>
        Before is null ? Truth.True : tag is null ? Truth.Unknown : TagVersion.IsOlder(tag, Before);
}

/// <summary>
/// The versions whose support had ended on 2026-04-01; more may have ended since. Source of the dates:
/// https://endoflife.date, which follows the projects' own policies. Only images of known publishers are in the table: what
/// others call 'nginx' may count its versions in its own way.
/// </summary>
internal static class EndOfLives
{
    // Docker Hub and public mirrors that keep its names.
    private static readonly string[] DockerHubs =
        ["docker.io/", "index.docker.io/", "mirror.gcr.io/", "public.ecr.aws/docker/", "public.ecr.aws/", "mcr.microsoft.com/mirror/docker/"];

    private static readonly EndOfLife[] All =
    [
        new("MariaDB", new Version(10, 6), "2025-06-24", ["mariadb", "bitnami/mariadb", "bitnamilegacy/mariadb"]),
        new("MySQL", new Version(8, 0), "2023-10-31", ["mysql", "mysql/mysql-server", "bitnami/mysql", "bitnamilegacy/mysql"]),
        new("nginx", new Version(1, 24), "2023-05-23", ["nginx", "bitnami/nginx", "bitnamilegacy/nginx"]),
        new("PostgreSQL", new Version(14, 0), "2025-11-13", ["postgres", "bitnami/postgresql", "bitnamilegacy/postgresql"]),
        new("MongoDB", new Version(7, 0), "2025-07-31", ["mongo", "bitnami/mongodb", "bitnamilegacy/mongodb"]),
        new("etcd", new Version(3, 5), "2025-05-15", ["quay.io/coreos/etcd"]),
        new("CentOS Linux", null, "2024-06-30", ["centos", "centos/*"]),
    ];

    /// <summary>What has ended of the product in an image's repository; null for a repository that is not in the table.</summary>
    public static EndOfLife? Find(string repository)
    {
        var name = FamiliarName(repository);
        return All.FirstOrDefault(ended => ended.Images.Any(image => IsMatch(image, name)));
    }

    private static bool IsMatch(string image, string name) =>
        image.EndsWith("*", StringComparison.Ordinal)
            ? name.StartsWith(image.Substring(0, image.Length - 1), StringComparison.Ordinal)
            : name == image;

    private static string FamiliarName(string repository)
    {
        var hub = DockerHubs.FirstOrDefault(hub => repository.StartsWith(hub, StringComparison.Ordinal)) ?? "";
        var name = repository.Substring(hub.Length);
        return name.StartsWith("library/", StringComparison.Ordinal) ? name.Substring("library/".Length) : name;
    }
}

/// <summary>Reads the version that a tag starts with, such as <c>5.7.44-debian</c> or <c>v3.4.1</c>.</summary>
internal static class TagVersion
{
    private static readonly Pattern Leading = new(
        @"^v?(?<version>\d{1,9}(\.\d{1,9})*)($|[-_])");

    /// <summary>Whether a tag starts with a version.</summary>
    public static bool IsOne(string tag) => Leading.IsMatch(tag);

    /// <summary>
    /// Whether the version is older, compared number by number. Unknown when the tag starts with no version, or with less of
    /// one than decides: <c>1</c> may be any version 1.
    /// </summary>
    public static Truth IsOlder(string tag, Version than)
    {
        if (Leading.Match(tag) is not { Success: true } match)
            return Truth.Unknown;
        var numbers = match.Groups["version"].Value.Split('.').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToList();
        if (numbers[0] != than.Major)
            return numbers[0] < than.Major;
        return numbers.Count > 1 ? numbers[1] < than.Minor : Truth.Unknown;
    }
}

/// <summary>A registry that takes no new images and will be switched off.</summary>
/// <param name="Name">With the folder, where only a part of the registry is frozen.</param>
/// <param name="Successor">Where its images are now.</param>
internal sealed record FrozenRegistry(string Name, string Successor)
{
    /// <summary>Whether its versions have been removed, and their last copies are what is frozen.</summary>
    public bool IsGone { get; init; }

    /// <summary>What the names of images begin with that go on as before.</summary>
    public string[] Spared { get; init; } = [];

    /// <summary>Whether it holds an image, or held it: what is gone are versions, and not what a digest names.</summary>
    public bool Holds(ImageReference image) =>
        image is { Repository: { } repository, Name: { } name }
        && repository.Length > Name.Length && repository[Name.Length] == '/' && repository.StartsWith(Name, StringComparison.Ordinal)
        && (!IsGone || (image is { Digest: null, Tag: { } tag } && TagVersion.IsOne(tag) && !Array.Exists(Spared, start => name.StartsWith(start, StringComparison.Ordinal))));
}

/// <summary>
/// Kubernetes' own registries before registry.k8s.io, frozen on 2023-04-03, and the versions that Bitnami kept on Docker Hub
/// until 2025, but for Sealed Secrets and minideb. Sources:
/// https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/, https://github.com/bitnami/containers/issues/83267,
/// https://github.com/bitnami/sealed-secrets/issues/1785
/// </summary>
internal static class FrozenRegistries
{
    private static readonly FrozenRegistry[] All =
    [
        new("k8s.gcr.io", "registry.k8s.io"),
        new("gcr.io/google_containers", "registry.k8s.io"),
        new("gcr.io/google-containers", "registry.k8s.io"),
        Bitnami("bitnami", "bitnamilegacy"),
        Bitnami("docker.io/bitnami", "docker.io/bitnamilegacy"),
        Bitnami("index.docker.io/bitnami", "docker.io/bitnamilegacy"),
    ];

    /// <summary>The frozen registry that holds an image, or held it; null when none does. Bitnami still builds 'latest' of some.</summary>
    public static FrozenRegistry? Find(ImageReference image) => Array.Find(All, frozen => frozen.Holds(image));

    private static FrozenRegistry Bitnami(string name, string successor) => new(name, successor) { IsGone = true, Spared = ["sealed-secrets", "minideb"] };
}
