using Hale.Rules.Model;

namespace Hale.Rules.Images;

internal static class ImageFindings
{
    /// <summary>The finding, with the kustomization that decides on the tag, where one does.</summary>
    public static Finding AndTagOf(this Finding finding, ImageReference image) =>
        ReferenceEquals(image.TagNode, image.Node) ? finding : finding.And(image.TagNode, "the kustomization sets the tag");
}
