namespace Hale.Yaml;

/// <summary>The events of a chunk that <see cref="SimpleYaml"/> can read.</summary>
internal sealed class SimpleEvents : YamlEvents
{
    [ThreadStatic]
    private static List<YamlEvent>? _spare;

    private readonly DocumentChunk _chunk;
    private readonly List<YamlEvent> _events;
    private int _next;

    private SimpleEvents(DocumentChunk chunk, List<YamlEvent> events) => (_chunk, _events) = (chunk, events);

    public override int Position => Current.End;

    /// <summary>The events of a chunk; null when it is not simple.</summary>
    public static SimpleEvents? Of(DocumentChunk chunk)
    {
        var events = new SimpleEvents(chunk, _spare ?? []);
        _spare = null;
        if (SimpleYaml.TryRead(chunk, events._events))
            return events;
        events.Dispose();
        return null;
    }

    public override void MoveNext()
    {
        if (_next < _events.Count)
            Current = _events[_next++];
    }

    public override string TextOf(in YamlEvent scalar) => SimpleScalars.TextOf(_chunk.Source.Text, _chunk.Start + scalar.Start, _chunk.Start + scalar.End, scalar.Style);

    /// <summary>Lets the thread's next chunk have the list.</summary>
    public override void Dispose()
    {
        _events.Clear();
        _spare = _events;
    }
}
