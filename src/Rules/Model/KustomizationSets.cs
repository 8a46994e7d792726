using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>Which kustomizations build from which files, directly or through one another.</summary>
internal sealed class KustomizationSets
{
    private readonly Dictionary<string, List<Inclusion>> _byFile = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<Kustomization>> _judging = new(StringComparer.Ordinal);
    private readonly HashSet<Kustomization> _leftOut = [];
    private readonly HashSet<Kustomization> _nested = [];
    private readonly HashSet<Kustomization> _incomplete = [];
    private readonly Dictionary<Kustomization, List<Kustomization>> _components = [];
    private readonly Dictionary<Kustomization, HashSet<Kustomization>> _parts = [];
    private readonly Dictionary<Kustomization, HashSet<Kustomization>> _extending = [];
    private readonly Dictionary<Kustomization, List<string>> _filesOf = [];
    private readonly HashSet<string> _patchFiles = new(StringComparer.Ordinal);
    private readonly HashSet<GeneratedObject> _generated;
    private readonly HashSet<string> _files;
    private readonly ILookup<string, Kustomization> _byFolder;

    /// <param name="kustomizations">Those of the input.</param>
    /// <param name="files">The paths of the files that hold objects.</param>
    public KustomizationSets(IReadOnlyList<Kustomization> kustomizations, IEnumerable<string> files)
    {
        _generated = [.. kustomizations.SelectMany(kustomization => kustomization.Generated)];
        _files = new(files, StringComparer.Ordinal);
        _byFolder = kustomizations.ToLookup(kustomization => kustomization.Object.Source.Directory, StringComparer.Ordinal);
        foreach (var kustomization in kustomizations)
        {
            _patchFiles.UnionWith(kustomization.PatchFiles);
            var used = new HashSet<Kustomization>();
            AddFiles(kustomization, kustomization, 0, used);
            _parts.Add(kustomization, used);
            if (used.Any(part => part.ExtendsNames))
                _extending.Add(kustomization, [.. used.Where(part => part.ExtendsNames)]);
            foreach (var component in used.Where(part => part.IsComponent && part != kustomization))
                _components.AddTo(kustomization, component);
        }

        foreach (var file in _byFile)
        {
            file.Value.Sort((left, right) => left.Distance.CompareTo(right.Distance));
            AddComponents(file.Value);
            LeaveOut(file.Key);
        }
    }

    /// <summary>The kustomizations that build from a file, the nearest first.</summary>
    public IReadOnlyList<Kustomization> Including(string path) =>
        _byFile.TryGetValue(path, out var including) ? [.. including.Select(pair => pair.Kustomization)] : [];

    /// <summary>Those of them that count: of several overlays those that are not for development, and of these those for production. Null where all do.</summary>
    public IReadOnlyList<Kustomization>? Judging(string path) => _judging.TryGetValue(path, out var judging) ? judging : null;

    /// <summary>Whether there is a file that it builds from and for which it does not count.</summary>
    public bool IsLeftOut(Kustomization kustomization) => _leftOut.Contains(kustomization);

    /// <summary>Whether whoever uses a file uses it through this kustomization: no other one builds from it without it.</summary>
    public bool IsAlwaysUsed(Kustomization kustomization, string path) =>
        Including(path).Where(IsOverlay).All(overlay => Uses(overlay, kustomization));

    /// <summary>Whether this holds for each file that it builds from, so that all it builds is changed alike.</summary>
    public bool IsAlwaysUsed(Kustomization kustomization) =>
        !kustomization.IsComponent && _filesOf.TryGetValue(kustomization, out var files) && files.TrueForAll(file => IsAlwaysUsed(kustomization, file));

    /// <summary>Whether no other one of the input builds from it.</summary>
    public bool IsOverlay(Kustomization kustomization) => !_nested.Contains(kustomization);

    /// <summary>A kustomization and those that it builds from, directly or through others.</summary>
    public IReadOnlyCollection<Kustomization> PartsOf(Kustomization kustomization) => _parts[kustomization];

    /// <summary>Whether it is another one, or builds from that.</summary>
    public bool Uses(Kustomization kustomization, Kustomization part) => _parts[kustomization].Contains(part);

    /// <summary>
    /// The names by which a kustomization knows an object: the written one, and those that what it builds from has given to it.
    /// Source: GetById and Select in https://github.com/kubernetes-sigs/kustomize/blob/master/api/resmap/reswrangler.go
    /// </summary>
    /// <param name="kustomization">One that builds from the object's file.</param>
    /// <param name="object">The object.</param>
    /// <param name="isBehind">Whether the kustomization has given it a name already.</param>
    public IReadOnlyList<Node> NamesIn(Kustomization kustomization, KubernetesObject @object, bool isBehind)
    {
        var names = new List<Node> { @object.Name.Node };
        if (!_extending.TryGetValue(kustomization, out var extending) || (!isBehind && extending.Count == 1 && extending.Contains(kustomization)))
            return names; // As nearly all do.
        foreach (var part in @object.Kustomizations)
        {
            if (extending.Contains(part) && (isBehind || part != kustomization))
                names.Add(part.Extended(names[names.Count - 1]));
        }

        return names;
    }

    /// <summary>Whether it builds, directly or through another one, from what is not in the input.</summary>
    public bool IsIncomplete(Kustomization kustomization) => _incomplete.Contains(kustomization);

    /// <summary>The kustomization in a file; null without one.</summary>
    public Kustomization? In(KubernetesObject @object) =>
        _byFolder[@object.Source.Directory].FirstOrDefault(kustomization => kustomization.Object.Source.Path == @object.Source.Path);

    /// <summary>Whether a file stands beside a kustomization that has no use for it.</summary>
    public bool IsLeftOver(KubernetesObject @object) =>
        _byFolder.Contains(@object.Source.Directory) && !_byFile.ContainsKey(@object.Source.Path) && !_patchFiles.Contains(@object.Source.Path);

    /// <summary>
    /// The files that it builds from, through others too; null where it also builds what is in none, beside what it generates, or
    /// what is in them under other names.
    /// </summary>
    public IReadOnlyList<string>? AllFilesOf(Kustomization kustomization) =>
        IsIncomplete(kustomization) || _parts[kustomization].Any(part => part.IsComponent || part.MayRename) ? null
        : _filesOf.TryGetValue(kustomization, out var files) ? files
        : [];

    /// <summary>Whether one of them may make an object of this kind and name.</summary>
    public bool MayGenerate(string kind, string name) => _generated.Contains(new(kind, name)) || _generated.Contains(new(kind, null));

    public bool IsPatchFile(string path) => _patchFiles.Contains(path);

    private void AddFiles(Kustomization root, Kustomization current, int distance, HashSet<Kustomization> visited)
    {
        if (!visited.Add(current))
            return;
        if (current.HasRemoteParts)
            _incomplete.Add(root);
        foreach (var resource in current.Resources)
        {
            if (_byFolder.Contains(resource))
            {
                foreach (var nested in _byFolder[resource])
                {
                    _nested.Add(nested);
                    AddFiles(root, nested, distance + 1, visited);
                }
            }
            else
            {
                AddFile(resource, distance, root);
            }
        }
    }

    // What a component says is said of all that is built with it, before what the nearest kustomization says that names it.
    private void AddComponents(List<Inclusion> including)
    {
        foreach (var root in including.ToList())
        {
            foreach (var component in _components.TryGetValue(root.Kustomization, out var components) ? components : [])
            {
                if (!including.Exists(other => other.Kustomization == component))
                    including.Insert(including.IndexOf(root), root with { Kustomization = component });
            }
        }
    }

    private void LeaveOut(string path)
    {
        var including = Including(path);
        var overlays = including.Where(IsOverlay).ToList();
        var judged = Judged(overlays);
        if (judged.Count == overlays.Count)
            return;
        _judging.Add(path, [.. including.Where(part => judged.Exists(overlay => Uses(overlay, part)))]);
        _leftOut.UnionWith(including.Except(_judging[path]));
    }

    private static List<Kustomization> Judged(List<Kustomization> overlays) =>
        Preferred(Preferred(overlays, overlay => !overlay.IsForDevelopment), overlay => overlay.IsForProduction);

    private static List<Kustomization> Preferred(List<Kustomization> overlays, Predicate<Kustomization> which) =>
        overlays.FindAll(which) is { Count: > 0 } preferred ? preferred : overlays;

    private void AddFile(string path, int distance, Kustomization root)
    {
        if (!_files.Contains(path))
            _incomplete.Add(root);
        if (!_byFile.TryGetValue(path, out var including))
            _byFile.Add(path, including = []);
        if (including.Exists(pair => ReferenceEquals(pair.Kustomization, root)))
            return;
        including.Add(new Inclusion(distance, root));
        _filesOf.AddTo(root, path);
    }

    /// <summary>A kustomization that builds from a file, through as many others.</summary>
    private sealed record Inclusion(int Distance, Kustomization Kustomization);
}
