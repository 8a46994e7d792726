namespace Hale.Rules.Model;

/// <summary>
/// The files in which kustomize looks for a kustomization
/// (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/).
/// </summary>
public static class KustomizationFiles
{
    /// <summary>Whether a file is a kustomization by its name.</summary>
    /// <param name="path">Its path.</param>
    public static bool Has(string path) => Path.GetFileName(path) is "kustomization.yaml" or "kustomization.yml" or "Kustomization";
}
