namespace Hale.Linting;

/// <summary>One file to lint.</summary>
/// <param name="FullPath">Where it is; empty for standard input.</param>
/// <param name="DisplayPath">How it is shown, with forward slashes.</param>
/// <param name="IsNamed">Whether the user names it; then it is not a mistake that it holds nothing of interest.</param>
/// <param name="IsReported">Whether what is found in it is reported.</param>
internal sealed record InputFile(string FullPath, string DisplayPath, bool IsNamed = true, bool IsReported = true)
{
    public static InputFile StandardInput { get; } = new("", "<stdin>");

    /// <summary>For a file that was found in a folder: where it has to lie, whatever links lead to it. Null for a named one, which may lie anywhere.</summary>
    public string? Within { get; init; }

    /// <summary>Whether it is read only for what others refer to.</summary>
    public bool IsContext { get; init; }

    /// <summary>Whether it is a configuration file by its name, so that it is of interest only if it is a load balancer's.</summary>
    public bool IsConfiguration => IsConfigurationAt(FullPath);

    /// <summary>Whether it is a script by its name, so that it is of interest only if it sets up nodes with kubeadm.</summary>
    public bool IsScript => Path.GetExtension(FullPath) is ".sh";

    /// <summary>Whether it is called as the file that gives names to addresses, as others are too.</summary>
    public bool IsHosts => Path.GetFileName(FullPath) == "hosts";

    /// <summary>Whether it is C#, which is of interest only if it builds manifests.</summary>
    public bool IsCSharp => Path.GetExtension(FullPath) is ".cs";

    /// <summary>Whether it is JSON that nobody named, so that it may be anything.</summary>
    public bool MayBeOtherJson => !IsNamed && Path.GetExtension(FullPath) is ".json";

    public bool IsStandardInput => FullPath.Length == 0;

    /// <summary>Whether a path is that of a configuration file, or of a template of one: Ansible's and Terraform's have one more ending.</summary>
    public static bool IsConfigurationAt(string path) =>
        Path.GetExtension(Path.GetExtension(path) is ".j2" or ".tpl" or ".tftpl" or ".tmpl" ? Path.GetFileNameWithoutExtension(path) : path) is ".conf" or ".cfg";
}
