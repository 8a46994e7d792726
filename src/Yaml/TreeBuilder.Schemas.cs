using Hale.Rules.Tree;

namespace Hale.Yaml;

/// <summary>The schemas in CustomResourceDefinitions, of which only that is kept which says something of fields and types.</summary>
internal sealed partial class TreeBuilder
{
    // What a schema says of types, beside 'properties', 'items' and 'additionalProperties'.
    private static readonly HashSet<string> TypeKeys = new(
        ["type", "required", "default", "nullable", "x-kubernetes-preserve-unknown-fields", "x-kubernetes-int-or-string", "x-kubernetes-embedded-resource"],
        StringComparer.Ordinal);

    // A schema, or a map from names to schemas, as far as it says something of fields and types. All else is read only for the
    // mistakes in it. What is not plain is left to reading in full.
    private Node ReadSchema(int depth, bool isSchema)
    {
        if (Next is not YamlEventKind.MapStart)
            return ReadNode(depth);
        var isBracket = Opens(TakePlain(depth), '{', out var offset);
        var (first, keys) = (_buffers.Entries.Count, TakeKeys());
        while (Next is not YamlEventKind.MapEnd)
        {
            var (key, keyAt) = ReadPlainKey(keys);
            if (!isSchema || key is "properties" or "items" or "additionalProperties")
                _buffers.Entries.Add(new Entry(key, keyAt, ReadSchema(depth + 1, isSchema: !isSchema || key != "properties")));
            else if (TypeKeys.Contains(key))
                _buffers.Entries.Add(new Entry(key, keyAt, ReadNode(depth + 1)));
            else
                SkipNode(depth + 1);
        }

        GiveBack(keys);
        Close(isBracket, _events.Take());
        return new MapNode(_chunk.At(offset, Math.Max(offset, _lastEnd)), TakeFrom(_buffers.Entries, first));
    }

    // The places of what is skipped are taken all the same: comments are looked for between them.
    private void SkipNode(int depth)
    {
        var next = TakePlain(depth);
        if (next.Kind is YamlEventKind.Scalar)
            ScalarPlaces.Add(PlaceOfScalar(next));
        else if (next.Kind is YamlEventKind.MapStart)
            SkipMap(next, depth);
        else
            SkipList(next, depth);
    }

    private void SkipMap(in YamlEvent start, int depth)
    {
        var isBracket = Opens(start, '{', out _);
        var keys = TakeKeys();
        while (Next is not YamlEventKind.MapEnd)
        {
            ReadPlainKey(keys);
            SkipNode(depth + 1);
        }

        GiveBack(keys);
        Close(isBracket, _events.Take());
    }

    private void SkipList(in YamlEvent start, int depth)
    {
        var isBracket = Opens(start, '[', out _);
        while (Next is not YamlEventKind.ListEnd)
            SkipNode(depth + 1);
        Close(isBracket, _events.Take());
    }

    private (string Key, Place At) ReadPlainKey(HashSet<string> keys)
    {
        if (Next is not YamlEventKind.Scalar || !_events.Current.Anchor.IsEmpty)
            throw new NotPlainException();
        var (name, at) = ReadKey(_events.Take());
        return name != "<<" && Holes.Find(at, name) is null && keys.Add(name) ? (name, at) : throw new NotPlainException();
    }

    private YamlEvent TakePlain(int depth)
    {
        var isNode = Next is YamlEventKind.Scalar or YamlEventKind.MapStart or YamlEventKind.ListStart;
        return isNode && depth <= _limits.Depth && !_events.Current.HasProperties ? _events.Take() : throw new NotPlainException();
    }

    private HashSet<string> TakeKeys() => _buffers.SpareKeys.Count > 0 ? _buffers.SpareKeys.Pop() : new HashSet<string>(StringComparer.Ordinal);

    private void GiveBack(HashSet<string> keys)
    {
        keys.Clear();
        _buffers.SpareKeys.Push(keys);
    }
}
