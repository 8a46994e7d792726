using Hale.CSharp.Evaluation;
using Hale.CSharp.Models;
using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Manifests;

/// <summary>A manifest as it was when it left the source.</summary>
/// <param name="Root">The object.</param>
/// <param name="State">What was known then.</param>
/// <param name="Namespace">The namespace that a client was told; null when it was told none.</param>
internal sealed record Snapshot(ObjectId Root, State State, Value? Namespace);

/// <summary>A manifest of which nothing but its kind is known.</summary>
/// <param name="At">What makes it, or gives it away.</param>
/// <param name="Kind">Its kind; null when that is not known either.</param>
internal sealed record Unseen(SyntaxNode At, string? Kind);

/// <summary>
/// Keeps every whole manifest that leaves the source: sent to a cluster, serialized, returned by an entry, or given to code
/// that cannot be followed. The first time counts; what is done to it later is another matter.
/// </summary>
internal sealed class ManifestRecorder(ManifestKinds kinds)
{
    private readonly Dictionary<ObjectId, Snapshot> _found = [];
    private readonly HashSet<ObjectId> _whole = [];
    private readonly HashSet<ObjectId> _texts = [];
    private readonly HashSet<ObjectId> _patches = [];
    private readonly HashSet<ObjectId> _templates = [];
    private readonly HashSet<ObjectId> _parts = [];
    private readonly HashSet<Unseen> _hidden = [];
    private readonly HashSet<SyntaxNode> _readTexts = [];

    /// <summary>The manifests, in the order of the source.</summary>
    public IEnumerable<Snapshot> Found => _found.Values
        .Where(snapshot => !_parts.Contains(snapshot.Root) && (_whole.Contains(snapshot.Root) || !_patches.Contains(snapshot.Root)))
        .OrderBy(snapshot => snapshot.Root.Creation.SyntaxTree.FilePath, StringComparer.Ordinal)
        .ThenBy(snapshot => snapshot.Root.Creation.SpanStart);

    /// <summary>Objects that leave the source without being known: where, and of which kind.</summary>
    public IEnumerable<Unseen> Hidden => _hidden;

    /// <summary>Where the strings stand that were read as YAML.</summary>
    public ISet<SyntaxNode> ReadTexts => _readTexts;

    /// <summary>A value leaves the source.</summary>
    /// <param name="state">What is known now.</param>
    /// <param name="value">The value.</param>
    /// <param name="sinkNamespace">The namespace that it goes to; null when nothing says.</param>
    /// <param name="isWhole">Whether a client gets it as the whole object, whatever it is also used for.</param>
    public void Leave(State state, Value value, Value? sinkNamespace, bool isWhole = false)
    {
        foreach (var sent in value.Choices.OfType<Reference>().Where(sent => isWhole && _texts.Remove(sent.Target)))
            _found.Remove(sent.Target); // The text may have been for a log.
        Add(state, RootsIn(state, [value]), sinkNamespace, isWhole);
    }

    /// <summary>A client gets a custom resource, whose type says nothing about it.</summary>
    public void LeaveCustom(State state, ObjectId body, Value? sinkNamespace) => Add(state, [body], sinkNamespace, isWhole: true);

    /// <summary>Whether objects of a type are whole manifests.</summary>
    public bool IsManifest(ITypeSymbol type) => kinds.Of(type) is not null;

    /// <summary>The kind that whole manifests of a type have; null for a type that is no manifest.</summary>
    public string? KindOf(ITypeSymbol type) => kinds.Of(type)?.Kind;

    /// <summary>An object that is not known leaves the source.</summary>
    /// <param name="kind">Its kind; null when that is not known either.</param>
    /// <param name="at">What is given away.</param>
    public void Hide(string? kind, SyntaxNode at) => _hidden.Add(new Unseen(at, kind));

    /// <summary>A value is written as text, which may be for the cluster, or for making a copy.</summary>
    public void LeaveAsText(State state, Value value)
    {
        var added = RootsIn(state, [value]).Where(root => !_found.ContainsKey(root)).ToList();
        _texts.UnionWith(added);
        Add(state, added, sinkNamespace: null, isWhole: false);
    }

    /// <summary>The text of a value was only for making a copy.</summary>
    public void Copied(State state, Value value)
    {
        foreach (var root in RootsIn(state, [value]).Where(root => _texts.Contains(root)).ToList())
        {
            _found.Remove(root);
            _templates.Add(root);
        }
    }

    /// <summary>A value is copied with some changes: the copy is what its author wants, unless both of them leave.</summary>
    public void UseAsTemplate(Value value) => _templates.UnionWith(value.Choices.OfType<Reference>().Select(reference => reference.Target));

    /// <summary>Values turn out to be parts of objects only, for the API server to merge.</summary>
    public void Withdraw(State state, IEnumerable<Value> values) => _patches.UnionWith(state.Reachable(values).Where(IsRoot));

    /// <summary>An entry is over: its result, and manifests that it made and gave to nobody, are what its author has so far.</summary>
    /// <param name="state">What is known at the end.</param>
    /// <param name="result">What the entry returns.</param>
    /// <param name="unfinished">What may complete later what it holds.</param>
    /// <param name="holders">What was there already, whatever is done with it elsewhere.</param>
    public void EndEntry(State state, Value result, IReadOnlyList<Value> unfinished, IReadOnlyList<Value> holders)
    {
        var builders = state.Heap.Keys.Where(target => IsBuilder(target.Type)).Select(target => (Value)new Reference(target));
        var kept = new HashSet<ObjectId>(state.Reachable(holders.Concat(builders)));
        var returned = RootsIn(state, [result], target => unfinished.Contains(new Reference(target)) || IsBuilder(target.Type));
        Add(state, returned, sinkNamespace: null, isWhole: false);
        var forgotten = state.Heap.Keys.Where(target => IsRoot(target) && !kept.Contains(target) && !_templates.Contains(target));
        foreach (var root in forgotten.OrderBy(target => target.Number).ToList())
            Leave(state, new Reference(root), sinkNamespace: null);
    }

    /// <summary>
    /// A member has its first value. The manifests that it makes, and that nothing else gave away, are what they will be, or only there.
    /// </summary>
    /// <param name="state">What is known then.</param>
    /// <param name="value">The value.</param>
    /// <param name="others">What other members hold.</param>
    /// <param name="isFinal">Whether nothing in the source does anything with it later.</param>
    public void EndInitializer(State state, Value value, IReadOnlyList<Value> others, bool isFinal)
    {
        var known = new HashSet<SyntaxNode>(_found.Keys.Concat(_parts).Concat(_patches).Concat(_templates).Select(root => root.Creation));
        var kept = new HashSet<ObjectId>(state.Reachable(others));
        var made = state.Heap.Keys.Where(target => IsRoot(target) && !kept.Contains(target)).OrderBy(target => target.Number);
        var roots = RootsIn(state, [value, .. made.Select(target => new Reference(target))]).ToList();
        roots.RemoveAll(root => known.Contains(root.Creation));
        if (isFinal)
            Add(state, roots, sinkNamespace: null, isWhole: false);
        else
            roots.ForEach(root => Hide(KindOf(root.Type!), root.Creation));
    }

    // An object with methods of its own may go on with what it holds; one without them is just a bundle.
    private bool IsBuilder(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class, IsAnonymousType: false } named && kinds.Of(type) is null
        && type.Locations.Any(location => location.IsInSource)
        && Hierarchy.MethodsOf(named).Any(method => method is { MethodKind: MethodKind.Ordinary, IsStatic: false, IsImplicitlyDeclared: false });

    private void Add(State state, IEnumerable<ObjectId> roots, Value? sinkNamespace, bool isWhole)
    {
        foreach (var root in roots)
        {
            if (!_found.ContainsKey(root))
                _found.Add(root, new Snapshot(root, state, sinkNamespace));
            if (isWhole)
                _whole.Add(root);
        }
    }

    private bool IsRoot(ObjectId target) => !target.IsRehearsed && kinds.Of(target.Type) is not null;

    // A manifest inside of another one, such as a claim template, is a part of it.
    private IEnumerable<ObjectId> RootsIn(State state, IReadOnlyList<Value> values, Func<ObjectId, bool>? isClosedTo = null)
    {
        var roots = state.Reachable(values, isClosedTo).Where(IsRoot).ToList();
        var mayHaveParts = roots.Count > 1 || isClosedTo is not null;
        foreach (var target in roots)
        {
            if (_parts.Contains(target))
                continue;
            if (mayHaveParts)
                _parts.UnionWith(state.Reachable([new Reference(target)]).Where(part => !ReferenceEquals(part, target) && IsRoot(part)));
            yield return target;
        }
    }
}
