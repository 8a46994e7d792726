namespace Hale.Linting.Sharding;

/// <summary>
/// Which files of an input make up one application: those of a repository that is checked out below the given folders; elsewhere
/// those of one folder directly below a given one; and those that lie loosely in a given folder. Applications whose kustomizations
/// lead into one another are one.
/// </summary>
internal sealed class Applications
{
    private readonly string _top;
    private readonly IReadOnlyList<string> _given;
    private readonly Dictionary<string, Root> _roots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _joined = new(StringComparer.Ordinal);

    /// <param name="given">The paths that are linted: absolute, and each a folder, a file or a glob.</param>
    /// <param name="files">The files of the input that are in them.</param>
    public Applications(IReadOnlyList<string> given, IReadOnlyList<InputFile> files)
    {
        var folders = given.Select(Paths.FolderOf).ToList();
        _top = Paths.InCommon(folders);
        _given = [.. given.Where(path => Directory.Exists(path) && !given.Any(other => other != path && Paths.IsInside(other, path)))];
        foreach (var (from, to) in KustomizationLinks.Between(files))
            Join(NameOf(from), NameOf(to));
    }

    /// <summary>The path of a file's application from the folder that all given paths have in common; of several that are one, the first in the alphabet.</summary>
    /// <param name="file">An absolute path; the file may be gone.</param>
    public string NameOf(string file)
    {
        var root = Paths.IsInside(_top, file) ? RootOf(Path.GetDirectoryName(file)!).Folder : _top;
        return Leader(root == _top ? "." : Paths.Relative(_top, root));
    }

    private Root RootOf(string folder)
    {
        if (!_roots.TryGetValue(folder, out var root))
            _roots.Add(folder, root = FindRoot(folder));
        return root;
    }

    // The outermost repository wins, so that its submodules are part of it.
    private Root FindRoot(string folder)
    {
        if (folder == _top)
            return new Root(folder, RootKind.Given);
        var above = RootOf(Path.GetDirectoryName(folder)!);
        if (above.Kind is RootKind.Repository)
            return above;
        if (Repository.IsRoot(folder))
            return new Root(folder, RootKind.Repository);
        if (_given.Any(given => Paths.IsInside(folder, given)))
            return new Root(folder, RootKind.Given);
        return above.Kind is RootKind.Given ? new Root(folder, RootKind.Folder) : above;
    }

    private void Join(string one, string other)
    {
        var (left, right) = (Leader(one), Leader(other));
        var order = string.CompareOrdinal(left, right);
        if (order != 0)
            _joined[order < 0 ? right : left] = order < 0 ? left : right;
    }

    private string Leader(string name)
    {
        while (_joined.TryGetValue(name, out var leader))
            name = leader;
        return name;
    }

    private enum RootKind
    {
        /// <summary>A given folder, or one around it: each folder in it is a root.</summary>
        Given,

        /// <summary>A folder directly in a given one.</summary>
        Folder,

        /// <summary>A checkout.</summary>
        Repository,
    }

    private readonly record struct Root(string Folder, RootKind Kind);
}
