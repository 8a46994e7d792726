using Hale.Rules.Tree;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Hale.Yaml;

/// <summary>The schemas in CustomResourceDefinitions, of which only that is kept which says something of fields and types.</summary>
internal sealed partial class TreeBuilder
{
    // What a schema says of types, beside 'properties', 'items' and 'additionalProperties'.
    private static readonly HashSet<string> TypeKeys = new(
        ["type", "required", "default", "nullable", "x-kubernetes-preserve-unknown-fields", "x-kubernetes-int-or-string", "x-kubernetes-embedded-resource"],
        StringComparer.Ordinal);

    private readonly Stack<HashSet<string>> _spareKeys = new();

    // A schema, or a map from names to schemas, as far as it says something of fields and types. All else is read only for the
    // mistakes in it. What is not plain is left to reading in full.
    private Node ReadSchema(int depth, bool isSchema)
    {
        if (_parser.Current is not MappingStart start)
            return ReadNode(depth);
        CheckPlain(start, depth);
        _parser.MoveNext();
        var isBracket = Opens(start, start.Style is MappingStyle.Flow, '{', out var offset);
        var (first, keys) = (_entries.Count, TakeKeys());
        while (_parser.Current is not MappingEnd)
        {
            var (key, keyAt) = ReadPlainKey(keys);
            if (!isSchema || key is "properties" or "items" or "additionalProperties")
                _entries.Add(new Entry(key, keyAt, ReadSchema(depth + 1, isSchema: !isSchema || key != "properties")));
            else if (TypeKeys.Contains(key))
                _entries.Add(new Entry(key, keyAt, ReadNode(depth + 1)));
            else
                SkipNode(depth + 1);
        }

        GiveBack(keys);
        Close(isBracket, _parser.Consume<MappingEnd>());
        return new MapNode(_chunk.At(offset, Math.Max(offset, _lastEnd)), TakeFrom(_entries, first));
    }

    // The places of what is skipped are taken all the same: comments are looked for between them.
    private void SkipNode(int depth)
    {
        CheckPlain(_parser.Current as NodeEvent, depth);
        switch (_parser.Current)
        {
            case Scalar scalar:
                _parser.MoveNext();
                ScalarPlaces.Add(PlaceOfScalar(scalar));
                break;
            case MappingStart map:
                _parser.MoveNext();
                SkipMap(map, depth);
                break;
            default:
                SkipList(_parser.Consume<SequenceStart>(), depth);
                break;
        }
    }

    private void SkipMap(MappingStart start, int depth)
    {
        var isBracket = Opens(start, start.Style is MappingStyle.Flow, '{', out _);
        var keys = TakeKeys();
        while (_parser.Current is not MappingEnd)
        {
            ReadPlainKey(keys);
            SkipNode(depth + 1);
        }

        GiveBack(keys);
        Close(isBracket, _parser.Consume<MappingEnd>());
    }

    private void SkipList(SequenceStart start, int depth)
    {
        var isBracket = Opens(start, start.Style is SequenceStyle.Flow, '[', out _);
        while (_parser.Current is not SequenceEnd)
            SkipNode(depth + 1);
        Close(isBracket, _parser.Consume<SequenceEnd>());
    }

    private (string Key, Place At) ReadPlainKey(HashSet<string> keys)
    {
        if (_parser.Current is not Scalar { Anchor.IsEmpty: true } key)
            throw new NotPlainException();
        _parser.MoveNext();
        var (name, at) = (SharedTexts.Of(key.Value), ReadKey(key));
        return name != "<<" && Holes.Find(at, name) is null && keys.Add(name) ? (name, at) : throw new NotPlainException();
    }

    private void CheckPlain(NodeEvent? node, int depth)
    {
        if (depth > _limits.Depth || node is not { Anchor.IsEmpty: true, Tag.IsEmpty: true })
            throw new NotPlainException();
    }

    private HashSet<string> TakeKeys() => _spareKeys.Count > 0 ? _spareKeys.Pop() : new HashSet<string>(StringComparer.Ordinal);

    private void GiveBack(HashSet<string> keys)
    {
        keys.Clear();
        _spareKeys.Push(keys);
    }
}
