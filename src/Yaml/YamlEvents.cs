using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Hale.Yaml;

/// <summary>What a tree is built from, one after the other.</summary>
internal enum YamlEventKind : byte
{
    Start,
    DocumentStart,
    Scalar,
    Alias,
    MapStart,
    MapEnd,
    ListStart,
    ListEnd,
    DocumentEnd,
    End,
}

/// <summary>An event; its places are offsets in the chunk.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Behind its last character; for a scalar there may be blanks before that.</param>
/// <param name="Style">How a scalar is written.</param>
/// <param name="IsFlow">Whether a map or list is written in brackets.</param>
/// <param name="Parsed">What YamlDotNet says of it; null where <see cref="SimpleYaml"/> found it, which knows no anchors and tags.</param>
internal readonly record struct YamlEvent(YamlEventKind Kind, int Start, int End, ScalarStyle Style = ScalarStyle.Any, bool IsFlow = false, ParsingEvent? Parsed = null)
{
    public AnchorName Anchor => (Parsed as NodeEvent)?.Anchor ?? AnchorName.Empty;

    public TagName Tag => (Parsed as NodeEvent)?.Tag ?? TagName.Empty;

    public bool HasProperties => Parsed is not null && (!Anchor.IsEmpty || !Tag.IsEmpty);
}

/// <summary>The events of one chunk.</summary>
internal abstract class YamlEvents : IDisposable
{
    public YamlEvent Current { get; protected set; }

    /// <summary>Offset in the chunk up to which it was read.</summary>
    public abstract int Position { get; }

    public abstract void MoveNext();

    /// <summary>The content of a scalar.</summary>
    public abstract string TextOf(in YamlEvent scalar);

    /// <summary>Nothing more is asked.</summary>
    public abstract void Dispose();

    /// <summary>The current event; the next one is then the current.</summary>
    public YamlEvent Take()
    {
        var taken = Current;
        MoveNext();
        return taken;
    }
}

/// <summary>What YamlDotNet makes of a text.</summary>
internal sealed class ParserEvents : YamlEvents
{
    private readonly ParserText _text;
    private readonly Scanner _scanner;
    private readonly Parser _parser;

    public ParserEvents(ParserText text)
    {
        _text = text;
        _scanner = new Scanner(text.Open(), skipComments: true);
        _parser = new Parser(_scanner);
    }

    public override int Position => _text.Original(_scanner.CurrentPosition.Index);

    public override void MoveNext()
    {
        if (_parser.MoveNext())
            Current = Of(_parser.Current!);
    }

    public override string TextOf(in YamlEvent scalar) => SharedTexts.Of(((Scalar)scalar.Parsed!).Value);

    public override void Dispose() { }

    private YamlEvent Of(ParsingEvent parsed)
    {
        var (start, end) = (_text.Original(parsed.Start.Index), _text.Original(parsed.End.Index));
        return parsed switch
        {
            Scalar scalar => new YamlEvent(YamlEventKind.Scalar, start, end, scalar.Style, Parsed: scalar),
            MappingStart map => new YamlEvent(YamlEventKind.MapStart, start, end, IsFlow: map.Style is MappingStyle.Flow, Parsed: map),
            SequenceStart list => new YamlEvent(YamlEventKind.ListStart, start, end, IsFlow: list.Style is SequenceStyle.Flow, Parsed: list),
            _ => new YamlEvent(KindOf(parsed), start, end, Parsed: parsed),
        };
    }

    private static YamlEventKind KindOf(ParsingEvent parsed) => parsed switch
    {
        MappingEnd => YamlEventKind.MapEnd,
        SequenceEnd => YamlEventKind.ListEnd,
        AnchorAlias => YamlEventKind.Alias,
        DocumentStart => YamlEventKind.DocumentStart,
        DocumentEnd => YamlEventKind.DocumentEnd,
        StreamStart => YamlEventKind.Start,
        _ => YamlEventKind.End,
    };
}
