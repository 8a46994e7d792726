using Hale.CSharp.Models;
using Hale.CSharp.Values;

namespace Hale.CSharp.Manifests;

/// <summary>A manifest as it was when it left the source.</summary>
/// <param name="Root">The object.</param>
/// <param name="State">What was known then.</param>
/// <param name="Namespace">The namespace that a client was told; null when it was told none.</param>
internal sealed record Snapshot(ObjectId Root, State State, Value? Namespace);

/// <summary>
/// Keeps every whole manifest that leaves the source: sent to a cluster, serialized, returned by an entry, or given to code
/// that cannot be followed. The first time counts; what is done to it later is another matter.
/// </summary>
internal sealed class ManifestRecorder(ManifestKinds kinds)
{
    private readonly Dictionary<ObjectId, Snapshot> _found = [];
    private readonly HashSet<ObjectId> _withdrawn = [];
    private readonly HashSet<ObjectId> _parts = [];

    /// <summary>The manifests, in the order of the source.</summary>
    public IEnumerable<Snapshot> Found => _found.Values
        .Where(snapshot => !_withdrawn.Contains(snapshot.Root) && !_parts.Contains(snapshot.Root))
        .OrderBy(snapshot => snapshot.Root.Creation.SyntaxTree.FilePath, StringComparer.Ordinal)
        .ThenBy(snapshot => snapshot.Root.Creation.SpanStart);

    /// <summary>A value leaves the source.</summary>
    public void Leave(State state, Value value, Value? sinkNamespace)
    {
        foreach (var root in RootsIn(state, value))
        {
            if (!_found.ContainsKey(root))
                _found.Add(root, new Snapshot(root, state, sinkNamespace));
        }
    }

    /// <summary>Values turn out to be parts of objects only, for the API server to merge.</summary>
    public void Withdraw(State state, IEnumerable<Value> values) => _withdrawn.UnionWith(state.Reachable(values).Where(IsRoot));

    /// <summary>An entry is over: manifests that it made and gave to nobody are what its author has so far.</summary>
    /// <param name="state">What is known at the end.</param>
    /// <param name="self">The object on which it ran, which may complete later what it holds.</param>
    public void EndEntry(State state, Value? self)
    {
        var kept = new HashSet<ObjectId>(self is null ? [] : state.Reachable([self]));
        foreach (var root in state.Heap.Keys.Where(target => IsRoot(target) && !kept.Contains(target)).ToList())
            Leave(state, new Reference(root), sinkNamespace: null);
    }

    private bool IsRoot(ObjectId target) => !target.IsRehearsed && kinds.Of(target.Type) is not null;

    // A manifest inside of another one, such as a claim template, is a part of it.
    private IEnumerable<ObjectId> RootsIn(State state, Value value)
    {
        foreach (var target in state.Reachable([value]).Where(IsRoot).ToList())
        {
            if (_parts.Contains(target))
                continue;
            _parts.UnionWith(state.Reachable([new Reference(target)]).Where(part => !ReferenceEquals(part, target) && IsRoot(part)));
            yield return target;
        }
    }
}
