using Hale.Rules.Model;
using Hale.Rules.Structure;
using Hale.Rules.Tree;

namespace Hale.Rules.Images;

internal sealed class ImageMissing : Rule<Container>
{
    private const string Sha256 = "@sha256:";
    private const int DigitsOfSha256 = 64;

    private static readonly char[] QuotesOfProse = ['\u2018', '\u2019', '\u201C', '\u201D', '\u201E', '\u00AB', '\u00BB'];

    private static readonly string[] Schemes = ["http://", "https://", "docker://", "oci://"];

    public override RuleInfo Info { get; } = new("HA1302", "image-missing")
    {
        Severity = Severity.Error,
        Title = "Container without an image, or with one that no registry can have",
        Why = """
            The API server rejects a pod template without an image, so the object is not created and a change to it never rolls
            out. Usually the line was lost in an edit, or a tool that should fill it in did not run. Text that is not the name of
            an image is taken, and then no pod starts: the kubelet reports `InvalidImageName`.
            """,
        Fix = "Name the image and its version, such as `image: registry.example/web:1.4`.",
        Sources =
        [
            "https://kubernetes.io/docs/concepts/containers/images/",
            "https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests",
            "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container",
        ],
    };

    public override IEnumerable<Finding> Check(Container subject, Cluster cluster)
    {
        var image = subject.Node["image"];
        if (subject.Node is MapNode && !image.Exists && IsComplete(subject.Workload) && !MayBeFilledIn(subject.Object))
            yield return Report(image, $"No image is given for {subject.Title} in {subject.Workload.Title}");
        if (image is not ScalarNode { Kind: ScalarKind.String, Text: var text } || subject.Workload.Kind is WorkloadKind.Other)
            yield break;
        var mistake = MistakeIn(text);
        var isCapitals = mistake is null && CapitalsIn(text) is not null;
        mistake ??= isCapitals ? $"'{CapitalsIn(text)}' has capitals" : null;
        if (mistake is not null && !IsOtherwise(image, subject.Object))
            yield return Report(image, $"'{text}' of {subject.Title} in {subject.Workload.Title} is not the name of an image: {mistake}").As(isCapitals ? Severity.Warning : Severity.Error);
    }

    private static string? MistakeIn(string image)
    {
        if (image.IndexOf("://", StringComparison.Ordinal) >= 0)
            return Array.Find(Schemes, scheme => image.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) is { } found ? $"'{found}' has no place in it" : null;
        if (image.IndexOfAny(QuotesOfProse) >= 0)
            return "it has quotes of a word processor in it, which YAML takes for letters";
        if (DigestIn(image) is { Length: not DigitsOfSha256 and var digits })
            return FormattableString.Invariant($"a digest of sha256 has {DigitsOfSha256} digits, and this one {digits}");
        var name = image.IndexOf('@') is >= 0 and var at ? image.Substring(0, at) : image;
        var tag = name.IndexOf(':', name.LastIndexOf('/') + 1) + 1;
        var second = tag > 0 ? name.IndexOf(':', tag) : -1;
        if (second <= tag || second == name.Length - 1 || !name.All(IsOfImages))
            return null;
        var first = name.Substring(tag, second - tag);
        return first is "sha256" or "sha512" ? $"a digest is written '@{first}:'" : "it has two tags";
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

    // A first part in capitals is taken for a host (splitDockerDomain of github.com/distribution/reference).
    private static string? CapitalsIn(string image)
    {
        if (!image.Any(char.IsUpper) || !image.All(IsOfImages) || image.IndexOf("://", StringComparison.Ordinal) >= 0)
            return null;
        var name = image.Split('@')[0];
        var colon = name.IndexOf(':', name.LastIndexOf('/') + 1);
        var parts = (colon < 0 ? name : name.Substring(0, colon)).Split('/');
        return Array.Find(parts, part => part.Any(char.IsUpper) && (parts.Length == 1 || part != parts[0]));
    }

    // Of what holds other characters, some tool may make something else.
    private static bool IsOfImages(char letter) =>
        letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or '_' or '/' or ':' or '@';

    // Said by HA1806, or replaced by a kustomization or Skaffold.
    private static bool IsOtherwise(Node image, KubernetesObject @object) =>
        PlaceholderText.Find(image, @object) is not null || PlaceholderText.FindInImage(image) is not null
        || @object.Kustomizations.Any(kustomization => !kustomization.Images.Exists.IsFalse || !kustomization.MayPatch.IsFalse)
        || @object.Cluster.IsBuiltBySkaffold(((ScalarNode)image).Text);

    // What makes an object whole is what the API server asks of it beside the image. Of kinds that are only known by their
    // shape, such as Knative's Service, nobody knows what their controller fills in; OpenShift's triggers fill in images.
    private static Truth IsComplete(Workload workload) => workload.Kind switch
    {
        WorkloadKind.Other or WorkloadKind.DeploymentConfig => Truth.False,
        WorkloadKind.Pod => workload.Name.Node.Exists,
        WorkloadKind.Job or WorkloadKind.CronJob => workload.Pod["restartPolicy"].Exists,
        _ => workload.Spec["selector"].Exists,
    };

    private static Truth MayBeFilledIn(KubernetesObject @object) =>
        ImageTriggers.MayFillIn(@object)
        || Truth.Any(@object.Kustomizations, kustomization => kustomization.MayPatch);
}
