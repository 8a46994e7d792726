using Hale.Rules.Tree;

namespace Hale.Rules.Model;

// What kustomizations build, and what they change in it.
public sealed partial class Cluster
{
    internal const string DefaultNamespace = "default";

    /// <summary>An object as a kustomization; null when it is none.</summary>
    internal Kustomization? KustomizationIn(KubernetesObject @object) =>
        Kustomization.IsOne(@object) ? _kustomizations.In(@object) : null;

    /// <summary>
    /// The objects that a kustomization builds from, under the names that its patches mean, which are the written ones; null where
    /// there may be others than those that it generates.
    /// </summary>
    internal IReadOnlyList<KubernetesObject>? BuiltBy(Kustomization kustomization) =>
        _kustomizations.AllFilesOf(kustomization) is { } files && !files.Any(file => Roots[file].Any(root => root is UnknownNode))
        && !_kustomizations.PartsOf(kustomization).SelectMany(PatchesOf).Any(patch => patch.MayRename)
            ? [.. files.SelectMany(file => ObjectsIn[file])]
            : null;

    /// <summary>Whether what a kustomization generates, itself or through others, may be what a patch is for.</summary>
    internal bool MayGenerateFor(KustomizePatch patch, Kustomization kustomization) =>
        _kustomizations.PartsOf(kustomization).SelectMany(part => part.Generated).Any(generated => patch.MayBeForA(generated.Kind));

    /// <summary>Whether an object may be in a namespace before the transformers of a kustomization: in the one that it is written with, or in one that it got on its way.</summary>
    internal bool MayBeIn(string @namespace, KubernetesObject @object, Kustomization kustomization) =>
        !@object.MetadataBeforePatches["namespace"].Text().Or(DefaultNamespace).Is(@namespace).IsFalse
        || _kustomizations.PartsOf(kustomization).Any(part => part != kustomization && part.MaySetNamespace && !part.Namespace.Is(@namespace).IsFalse);

    /// <summary>What a kustomization changes, as far as it can be read.</summary>
    internal IEnumerable<KustomizePatch> PatchesOf(Kustomization kustomization) =>
        kustomization.Patches(path => Roots[path]);

    /// <summary>Whether an object has all labels that a kustomization adds to it and its pods.</summary>
    internal bool HasLabelsOf(Kustomization kustomization, KubernetesObject @object) =>
        kustomization.AddsKnownLabels && KustomizeLabels.Knows(@object) && LabelsOf(kustomization).Count > 0;

    // An overlay adds its labels to the pods of a base only where it is used, but always to selectors of its own: those it
    // would part from the pods. Without its labels they find one another.
    private IReadOnlyList<KustomizeLabels> LabelsOf(Kustomization kustomization) =>
        kustomization.AddedLabels.Count == 0 ? [] : _labels.GetOrAdd(kustomization, adding => _kustomizations.IsAlwaysUsed(adding) ? adding.AddedLabels : []);

    /// <summary>
    /// What a value of an object is where another object is, too: an overlay that does not build the other one has no say in
    /// it. The value as it is where several overlays build both and differ.
    /// </summary>
    internal Node ValueBeside(KubernetesObject other, Node value, KubernetesObject owner)
    {
        if (value is not ChoiceNode || other.Kustomizations.Count == 0)
            return value;
        var all = ChoiceNode.Alternatives(value).ToList();
        var patched = all.Where(choice => choice.At.Source != owner.Source && IsSetBeside(other, choice, owner)).ToList();
        var left = patched.Count > 0 ? patched : [.. all.Where(choice => choice.At.Source == owner.Source)];
        return left.Count == 1 ? left[0] : value;
    }

    private bool IsSetBeside(KubernetesObject other, Node patch, KubernetesObject owner) => owner.Kustomizations
        .Where(kustomization => kustomization.Object.Source == patch.At.Source || kustomization.PatchFiles.Contains(patch.At.Source.Path))
        .Any(part => other.Kustomizations.Any(kustomization => _kustomizations.Uses(kustomization, part)));

    /// <summary>Whether a kustomization is another one, or builds from that.</summary>
    internal bool BuildsFrom(Kustomization kustomization, Kustomization part) => _kustomizations.Uses(kustomization, part);

    /// <summary>The names that others may call an object by: its own, and those that kustomizations give to it. The empty one stands for one that is not known.</summary>
    internal IReadOnlyList<string> NamesOf(KubernetesObject @object)
    {
        var given = @object.Kustomizations.Where(kustomization => kustomization.ExtendsNames).SelectMany(kustomization => _kustomizations.NamesIn(kustomization, @object, isBehind: true));
        return [.. given.Prepend(@object.Name.Node).Select(name => name.Text().TryGet(out var text) ? text : "").Distinct()];
    }

    /// <summary>Whether an object stands beside a kustomization that has no use for its file.</summary>
    internal bool IsLeftOver(KubernetesObject @object) => _kustomizations.IsLeftOver(@object);

    private ILookup<string, Node> Roots => field ?? Once(ref field, () => Documents.ToLookup(document => document.Source.Path, document => document.Root, StringComparer.Ordinal));

    private ILookup<string, KubernetesObject> ObjectsIn => field ?? Once(ref field, () => Objects.ToLookup(@object => @object.Source.Path, StringComparer.Ordinal));
}
