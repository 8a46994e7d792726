using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// A container image as it will be pulled, and what product it is.
/// Source of the form: https://kubernetes.io/docs/concepts/containers/images/#image-names
/// </summary>
internal sealed class ImageReference
{
    // Tags that by their name follow a branch or a channel, beside 'latest'.
    private static readonly string[] FloatingTags = ["stable", "main", "master", "edge", "canary", "nightly"];

    // With a patch number; '1.27' moves with every patch.
    private static readonly Pattern Release = new("^v?[0-9]+[.][0-9]+[.][0-9]+");

    private static readonly string[] MovingWords = ["latest", "snapshot", "nightly", "dev", "edge"];

    // Sources: https://docs.docker.com/docker-hub/image-library/trusted-content/, https://aws.amazon.com/blogs/containers/docker-official-images-now-available-on-amazon-elastic-container-registry-public/
    private static readonly string[] OfficialFolders = ["", "library/", "docker.io/", "docker.io/library/", "public.ecr.aws/docker/library/"];

    // Of those that run like the official image, or have no other.
    private static readonly string[] MakersImages =
    [
        "mcr.microsoft.com/mssql/server", "minio/minio", "quay.io/minio/minio", "mysql/mysql-server", "pgvector/pgvector", "postgis/postgis", "timescale/timescaledb",
    ];

    private readonly string? _text;

    private ImageReference(Node node, string? text, Node? tagNode = null)
    {
        Node = node;
        TagNode = tagNode ?? node;
        _text = text;
        if (text is null)
            return;
        var nameStart = text.LastIndexOf('/') + 1;
        var digestStart = text.IndexOf('@');
        var untilDigest = digestStart < 0 ? text : text.Substring(0, digestStart);
        var tagStart = untilDigest.IndexOf(':', Math.Min(nameStart, untilDigest.Length));
        Digest = digestStart < 0 ? null : text.Substring(digestStart + 1);
        Tag = tagStart < 0 ? null : untilDigest.Substring(tagStart + 1);
        Repository = tagStart < 0 ? untilDigest : untilDigest.Substring(0, tagStart);
        Product = IsKnown(Name) ? KnownImages.Find(Repository) : null;
    }

    /// <summary>Where the image stands.</summary>
    public Node Node { get; }

    /// <summary>What decides which tag is pulled: the image, or the entry of a kustomization that replaces it.</summary>
    public Node TagNode { get; }

    /// <summary>The tag; null without one. It may hold a hole.</summary>
    public string? Tag { get; }

    /// <summary>The digest, such as <c>sha256:...</c>; null without one.</summary>
    public string? Digest { get; }

    /// <summary>Registry and path, without tag and digest; null when the image is unknown.</summary>
    public string? Repository { get; }

    /// <summary>Whether a kustomization or another tool may put another repository in its place that cannot be seen.</summary>
    public bool MayBeRenamed { get; private set; }

    /// <summary>The last segment of the repository, which tells the product; null when the image is unknown.</summary>
    public string? Name => Repository?.Substring(Repository.LastIndexOf('/') + 1);

    /// <summary>The product that keeps data, by its name (see <see cref="KnownImages"/>); null for any other image.</summary>
    public KnownImage? Product { get; private set; }

    /// <summary>Whether the image is of a product that keeps data.</summary>
    public Truth IsProduct => IsKnown(Name) ? Product is not null : Node.Exists.IsFalse ? Truth.False : Truth.Unknown;

    /// <summary>Whether it is one of Docker's official images, which have no owner in their path, from Docker or a mirror of these.</summary>
    public bool IsOfficial => Repository is { } repository && OfficialFolders.Any(folder => repository == $"{folder}{Name}");

    /// <summary>Whether it is the image that the product's makers publish, or Docker for them.</summary>
    public bool IsOfMaker => IsOfficial || (Repository is { } repository && MakersImages.Any(image => repository == image || repository == $"docker.io/{image}"));

    /// <summary>Whether the text after the last slash is known and ends in this.</summary>
    public Truth NameEndsIn(params string[] suffixes) =>
        IsKnown(Name) ? suffixes.Any(suffix => Name!.EndsWith(suffix, StringComparison.Ordinal))
        : Node.Exists.IsFalse ? Truth.False
        : Truth.Unknown;

    /// <summary>Whether it is one of some images, by the last segment of its repository; for names with a slash, by the last two.</summary>
    public Truth IsOneOf(IEnumerable<string> images) =>
        IsKnown(Name) ? Truth.Any(images, Is) : Node.Exists.IsFalse ? Truth.False : Truth.Unknown;

    /// <summary>
    /// Whether pulling it again may bring something else: it has no digest, and the tag is missing or <c>latest</c>. A hole
    /// behind the name may bring a tag.
    /// </summary>
    public Truth IsMutable
    {
        get
        {
            if (_text is null)
                return Node.Exists.IsFalse ? Truth.False : Truth.Unknown;
            if (Digest is not null)
                return Truth.False;
            if (IsFilledInLater)
                return Truth.Unknown;
            if (Tag is not null)
                return IsKnown(Tag) ? Tag is "latest" or "" : Truth.Unknown;
            return IsKnown(Name);
        }
    }

    /// <summary>Whether it has a tag, but one that by its name follows a branch or a channel, and no digest.</summary>
    public Truth IsFloating => Digest is null && Tag is not null && FloatingTags.Contains(Tag);

    /// <summary>Whether pulling it again brings the same: it has a digest, or by its tag is one release.</summary>
    public Truth IsFixed => Digest is not null || IsRelease(Tag) ? Truth.True : Truth.Unknown;

    // kubebuilder writes 'controller:latest' for 'kustomize edit set image' (https://book.kubebuilder.io/quick-start), Istio's
    // webhook replaces 'auto', a trigger of OpenShift fills in a blank one, ko builds 'ko://' references, Tekton and kustomize
    // fill in '$(...)', people '<...>' and names in capitals, which no image can have (https://github.com/distribution/reference).
    private bool IsFilledInLater =>
        _text is "auto" or "controller:latest"
        || string.IsNullOrWhiteSpace(_text)
        || _text!.StartsWith("ko://", StringComparison.Ordinal)
        || _text.Contains("$(")
        || Name!.IndexOf('<') >= 0
        || Name.Any(char.IsUpper);

    /// <summary>The image of a container, with what a kustomization replaces in it; what the container is told decides on its product.</summary>
    public static ImageReference Of(Container container)
    {
        var image = Replaced(container);
        if (image.Product is { Clustered: { } clustered } && Galera.IsMember(container))
            image.Product = KnownImages.Find(clustered);
        return image;
    }

    private static ImageReference Replaced(Container container)
    {
        var node = container.Node["image"];
        var written = Parse(node);
        if (written.Repository is { } repository && (container.Cluster.IsBuiltBySkaffold(repository) || !ImageTriggers.Replace(container).IsFalse))
            return new ImageReference(node, $"{repository}:{PartialNode.Hole}") { MayBeRenamed = true };
        var replaced = Kustomized(container, written);
        if (!ReferenceEquals(replaced, written) || !container.Object.JudgedBy.Any(kustomization => MayReplace(kustomization.Images)))
            return replaced;
        return new ImageReference(node, written.Repository is null ? null : $"{written.Repository}:{PartialNode.Hole}") { MayBeRenamed = true };
    }

    // The nearest kustomization replaces it first, and then those that build from that one; of overlays side by side the first.
    private static ImageReference Kustomized(Container container, ImageReference image)
    {
        Kustomization? last = null;
        foreach (var kustomization in container.Object.JudgedBy)
        {
            if (last is not null && !kustomization.IsComponent && !container.Cluster.BuildsFrom(kustomization, last))
                continue;
            foreach (var entry in kustomization.Images.Items)
            {
                if (image.Repository is null || !entry["name"].Text().TryGet(out var name) || name != image.Repository)
                    continue;
                image = image.ReplacedBy(entry);
                last = kustomization;
            }
        }

        return image;
    }

    public static ImageReference Parse(Node node) => new(node, TextOf(node));

    /// <summary>The image for messages, such as <c>'nginx:1.27'</c>.</summary>
    public string Title => _text is null ? "its image" : $"'{this}'";

    /// <inheritdoc />
    public override string ToString() => _text?.Replace(PartialNode.Hole.ToString(), "…") ?? "an unknown image";

    private Truth Is(string image)
    {
        var slash = image.IndexOf('/');
        if (image.Substring(slash + 1) != Name)
            return Truth.False;
        var segments = Repository!.Split('/');
        var parent = segments.Length > 1 ? segments[segments.Length - 2] : "";
        return slash < 0 || parent == image.Substring(0, slash) ? Truth.True : IsKnown(parent) ? Truth.False : Truth.Unknown;
    }

    private static bool MayReplace(Node images) =>
        (images.IsOpen && !images.Exists.IsFalse) || images.Items.Any(image => image["name"].Text().MayBeOther);

    private ImageReference ReplacedBy(Node entry) => new(Node, TextWith(entry), entry["newTag"] as ScalarNode ?? TagNode)
    {
        MayBeRenamed = entry["newName"].Text().MayBeOther,
    };

    // What is put in is not known to be mutable or pinned unless the entry itself says so.
    private string TextWith(Node entry)
    {
        var name = entry["newName"].Text().TryGet(out var newName) ? newName : Repository!;
        if (entry["digest"].Text().TryGet(out var digest))
            return $"{name}@{digest}";
        if (entry["newTag"].Exists.IsFalse && entry["digest"].Exists.IsFalse)
            return name + _text!.Substring(Repository!.Length);
        return entry["newTag"] is ScalarNode tag ? $"{name}:{tag.Text}" : $"{name}:{PartialNode.Hole}";
    }

    private static string? TextOf(Node node) => node switch
    {
        ScalarNode { Kind: ScalarKind.String } scalar => scalar.Text,
        PartialNode partial => partial.Text,
        _ => null,
    };

    private static bool IsRelease(string? tag) => IsKnown(tag) && Release.IsMatch(tag!) && !Words.AnyIn(tag!, MovingWords);

    private static bool IsKnown(string? text) => text is not null && text.IndexOf(PartialNode.Hole) < 0;
}
