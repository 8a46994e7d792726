using Hale.Rules.Tree;
using YamlDotNet.Core.Events;

namespace Hale.Yaml;

/// <summary>Values that are written in one place and used in another: aliases and merge keys.</summary>
internal sealed partial class TreeBuilder
{
    private Node ReadAlias(in YamlEvent alias, int depth)
    {
        var (name, at) = (((AnchorAlias)alias.Parsed!).Value, PlaceOf(alias));
        if (!_anchors.TryGetValue(name, out var target))
            throw new StopException(InputProblemKind.Unreadable, at, $"No anchor is called '{name}': text that starts with '*' needs quotes");
        if (target is null)
            throw new StopException(InputProblemKind.OverLimit, at, $"The alias '*{name}' stands inside the value that it repeats, which would never end");
        _lastEnd = at.End - _chunk.Start;
        return Copy(target, at, depth);
    }

    // Every place where a value is used gets its own copy, so that each knows its path; the copies keep the written places.
    private Node Copy(Node node, Place usedAt, int depth)
    {
        if (depth + HeightOf(node) > _limits.Depth)
            throw TooDeep(usedAt);
        return node.Copy(_ => ++_aliasedNodes > _limits.AliasedNodes
            ? throw new StopException(InputProblemKind.OverLimit, usedAt, $"The document's aliases repeat more than {_limits.AliasedNodes} values")
            : null);
    }

    private static int HeightOf(Node node) =>
        node.Entries.Select(entry => entry.Value).Concat(node.Items).Select(child => HeightOf(child) + 1).DefaultIfEmpty(0).Max();

    private StopException TooDeep(Place at) => new(InputProblemKind.OverLimit, at, $"Maps and lists are nested more than {_limits.Depth} levels deep");

    // '<<' brings in the entries of one map or several; what is written beside it wins (https://yaml.org/type/merge.html).
    private List<Entry> Merge(Entry[] entries, int depth)
    {
        var result = entries.Where(entry => !IsMerge(entry)).ToList();
        var keys = new HashSet<string>(result.Select(entry => entry.Key), StringComparer.Ordinal);
        foreach (var merge in entries.Where(IsMerge))
        {
            foreach (var merged in SourcesOf(merge).SelectMany(map => map.Entries))
            {
                if (keys.Add(merged.Key))
                    result.Add(merged with { Value = Copy(merged.Value, merge.KeyAt, depth + 1) });
            }
        }

        return result;
    }

    private static bool IsMerge(Entry entry) => entry.Key == "<<" && SourcesOf(entry).Any();

    private static IEnumerable<MapNode> SourcesOf(Entry merge) =>
        (merge.Value is ListNode list ? list.Items : [merge.Value]).OfType<MapNode>();

    private static bool MayMergeUnseen(Entry entry) =>
        entry.Key == "<<" && (entry.Value is ListNode list ? list.Items : [entry.Value]).Any(source => source is UnknownNode or MapNode { IsOpen: true });
}
