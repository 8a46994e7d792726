using System.Collections.Immutable;
using System.Globalization;
using Hale.CSharp.Models;
using Hale.CSharp.Values;
using Hale.Rules.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SourceText = Hale.Rules.Tree.SourceText;

namespace Hale.CSharp.Evaluation;

/// <summary>YAML written in strings: read as what it is, with the places of the string.</summary>
internal sealed partial class Evaluator
{
    // The literals behind a constant of several lines, which may be a manifest.
    private Value ConstantText(IOperation operation, string text)
    {
        var constant = new Scalar(text);
        return text.IndexOf('\n') < 0 ? constant : constant with { Pieces = LiteralsOf(operation, constant) };
    }

    private IReadOnlyList<TextPiece> LiteralsOf(IOperation operation, Scalar constant) => operation switch
    {
        IBinaryOperation sum => [.. Parts(sum.LeftOperand), .. Parts(sum.RightOperand)],
        IConversionOperation conversion => Parts(conversion.Operand),
        IParenthesizedOperation parenthesized => Parts(parenthesized.Operand),
        IFieldReferenceOperation { Field: var field } when _methods.InitializerOf(field) is { } initializer => Parts(initializer),
        ILocalReferenceOperation { Local: var local } when _methods.InitializerOf(local) is { } initializer => Parts(initializer),
        _ => [new TextPiece(constant, operation.Syntax)],
    };

    private IReadOnlyList<TextPiece> Parts(IOperation operation) => Texts.PiecesOf(Evaluate(operation), operation.Syntax);

    // KubernetesYaml.Deserialize<T>, LoadFromString<T> and LoadAllFromString; 'Yaml' in versions up to 7.1. JSON is YAML, too.
    private Value? LoadYaml(Call call)
    {
        if (!IsYamlLoad(call.Method) || YamlIn(call.Arguments[0], call.SyntaxOf(0)) is not { } documents)
            return null;
        var type = call.Method.TypeArguments.FirstOrDefault();
        if (type is ITypeParameterSymbol parameter)
            type = ActualOf(parameter);
        var values = documents.Select(document => FromYaml(document, type ?? TypeOfKind(document.Node), call.Syntax)).ToList();
        if (call.Method.Name is not "LoadAllFromString")
            return values.Count == 1 ? values[0] : null;
        return Allocate(call.Syntax, call.Method.ReturnType, Sequence.Of(values, call.Syntax));
    }

    private static bool IsYamlLoad(IMethodSymbol method) =>
        method.ContainingType.Name is "KubernetesYaml" or "KubernetesJson" or "Yaml" && method.Name is "Deserialize" or "LoadFromString" or "LoadAllFromString";

    /// <summary>The documents of a YAML text; null when it cannot be read for sure.</summary>
    private IReadOnlyList<YamlValue>? YamlIn(Value text, SyntaxNode at)
    {
        if (_readYaml is null || MappedText.From(Texts.PiecesOf(text, at)) is not { } mapped || HasHoleForStructure(mapped.Text))
            return null;
        var documents = _readYaml(new SourceText(mapped.Tree.FilePath, mapped.Text));
        if (documents.Count == 0 || documents.Any(document => document.Root is UnknownNode))
            return null;
        _manifests.ReadTexts.UnionWith(Texts.PiecesOf(text, at).Select(piece => piece.At));
        return [.. documents.Select(document => new YamlValue(document.Root, mapped))];
    }

    // What stands alone on its line may be any number of keys.
    private static bool HasHoleForStructure(string text) =>
        text.Split('\n').Any(line => line.Trim() is { Length: > 0 } content && content.All(character => character == MappedText.Hole));

    private INamedTypeSymbol? TypeOfKind(Node root)
    {
        if (!root["apiVersion"].Text().TryGet(out var apiVersion) || !root["kind"].Text().TryGet(out var kind))
            return null;
        var version = apiVersion.Substring(apiVersion.IndexOf('/') + 1);
        var prefix = version.Substring(0, 1).ToUpperInvariant() + version.Substring(1);
        return _methods.Compilation.GetTypeByMetadataName($"k8s.Models.{prefix}{kind}");
    }

    private Value FromYaml(YamlValue yaml, ITypeSymbol? type, SyntaxNode site)
    {
        switch (yaml.Node)
        {
            case ScalarNode scalar:
                return ModelTypes.IsIntOrString(ValueTypes.Underlying(type)) ? ModelTypes.IntOrString(FromYaml(scalar)) : FromYaml(scalar);
            case ListNode list:
                var elements = list.Items.Select(item => ElementFromYaml(yaml with { Node = item }, ElementType(type), site));
                return AllocateAt(yaml, type, site, new Sequence([.. elements], list.IsOpen));
            case MapNode map when type is not null && _models.CollectionOf(type) is CollectionKind.Map:
                return AllocateAt(yaml, type, site, MapFromYaml(yaml, map, ElementType(type), site));
            case MapNode map:
                return AllocateAt(yaml, type, site, InstanceFromYaml(yaml, map, type, site));
            default:
                return yaml.Node.Exists.IsFalse ? Value.Null : Value.Unknown("a part of a text that is not known");
        }
    }

    private Element ElementFromYaml(YamlValue yaml, ITypeSymbol? type, SyntaxNode site) =>
        new(FromYaml(yaml, type, site), site, IsCertain: true) { Place = PlaceOf(yaml, yaml.Node.At) };

    private static Value FromYaml(ScalarNode scalar)
    {
        if (scalar.Text.IndexOf(MappedText.Hole) >= 0)
            return WithHoles(scalar.Text);
        var invariant = CultureInfo.InvariantCulture;
        return scalar.Kind switch
        {
            ScalarKind.Integer when long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, invariant, out var number) =>
                Value.Of(number),
            ScalarKind.Float when double.TryParse(scalar.Text, NumberStyles.Float, invariant, out var number) => Value.Of(number),
            ScalarKind.Boolean => Value.Of(scalar.Text == "true"),
            _ => new Scalar(scalar.Text),
        };
    }

    private static Value WithHoles(string text)
    {
        var hole = Value.Present("a hole in the text");
        var parts = text.Split(MappedText.Hole);
        if (parts.All(part => part.Length == 0))
            return hole;
        return PartialText.From([.. parts.SelectMany((part, i) => i == 0 ? [new Scalar(part)] : new Value[] { hole, new Scalar(part) })]);
    }

    private HeapObject InstanceFromYaml(YamlValue yaml, MapNode map, ITypeSymbol? type, SyntaxNode site)
    {
        var slots = ImmutableDictionary<string, Slot>.Empty;
        foreach (var entry in KnownEntries(map).Where(entry => entry.Key.Length > 0))
        {
            var member = type?.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(property => _models.SlotName(property, type) == entry.Key);
            slots = slots.SetItem(entry.Key, SlotFromYaml(yaml, entry, member?.Type, site));
        }

        return new Instance(slots, map.IsOpen || KnownEntries(map).Count() < map.Entries.Count);
    }

    private Map MapFromYaml(YamlValue yaml, MapNode map, ITypeSymbol? valueType, SyntaxNode site)
    {
        var known = KnownEntries(map).ToList();
        var entries = known.Select(entry => new MapEntry(entry.Key, SlotFromYaml(yaml, entry, valueType, site), IsCertain: true));
        return new Map([.. entries], map.IsOpen || known.Count < map.Entries.Count);
    }

    private Slot SlotFromYaml(YamlValue yaml, Entry entry, ITypeSymbol? type, SyntaxNode site) =>
        new(FromYaml(yaml with { Node = entry.Value }, type, site), site, site)
        {
            Place = PlaceOf(yaml, entry.Value.At),
            NamePlace = PlaceOf(yaml, entry.KeyAt),
        };

    // A key with a hole is one that is not known.
    private static IEnumerable<Entry> KnownEntries(MapNode map) => map.Entries.Where(entry => entry.Key.IndexOf(MappedText.Hole) < 0);

    private static ITypeSymbol? ElementType(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments: [.., var last] } => last,
        _ => null,
    };

    private Reference AllocateAt(YamlValue yaml, ITypeSymbol? type, SyntaxNode site, HeapObject content)
    {
        var target = new ObjectId(site, type, _frame, _created++, _isRehearsal)
        {
            Place = PlaceOf(yaml, yaml.Node.At),
            NamePlace = PlaceOf(yaml, yaml.Node.NameAt),
        };
        Set(target, content);
        return new Reference(target);
    }

    private Place PlaceOf(YamlValue yaml, Place inText)
    {
        var span = yaml.Text.SpanOf(inText.Start, inText.End);
        return new Place(_sourceOf(yaml.Text.Tree), span.Start, span.End);
    }

    /// <summary>A value in a YAML text.</summary>
    private sealed record YamlValue(Node Node, MappedText Text);
}
