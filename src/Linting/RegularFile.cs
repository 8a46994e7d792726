namespace Hale.Linting;

/// <summary>Tells files that can be read to their end from what only has a name like one: reading a pipe waits, and a device may never end.</summary>
public static class RegularFile
{
    /// <summary>Whether there is such a file; links are followed.</summary>
    public static bool Exists(string path) => File.Exists(path) && !IsSpecial(path);

    /// <summary>Whether a file itself is there, and no link to one.</summary>
    internal static bool IsPlain(string path) => UnixFiles.KindOf(path, followsLinks: false) is UnixFileKind.Regular;

    /// <summary>Whether a pipe, a socket or a device is there.</summary>
    public static bool IsSpecial(string path) =>
        UnixFiles.KindOf(path) is UnixFileKind.Pipe or UnixFileKind.Socket or UnixFileKind.CharacterDevice or UnixFileKind.BlockDevice;

    /// <summary>Whether a file is a link to what does not lie in a folder.</summary>
    internal static bool LeadsOutOf(string folder, string path) =>
        UnixFiles.KindOf(path, followsLinks: false) is UnixFileKind.Link
        && UnixFiles.RealPath(path) is { } target
        && UnixFiles.RealPath(folder) is { } root
        && !Paths.IsInside(root, target);
}
