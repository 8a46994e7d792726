namespace Hale.Linting;

/// <summary>The files that Hale reads for itself. They are no manifests.</summary>
internal static class OwnFiles
{
    public const string Configuration = "hale.yaml";
    public const string HiddenConfiguration = ".hale.yaml";
    public const string Baseline = ".hale-baseline.json";

    public static bool AreNamed(string path) => Path.GetFileName(path) is Configuration or HiddenConfiguration or Baseline;
}
