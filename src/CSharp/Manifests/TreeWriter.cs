using System.Globalization;
using Hale.CSharp.Evaluation;
using Hale.CSharp.Models;
using Hale.CSharp.Values;
using Hale.Rules.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SourceText = Hale.Rules.Tree.SourceText;

namespace Hale.CSharp.Manifests;

/// <summary>Writes an object of the heap as a manifest tree, each value with the place of the expression that wrote it.</summary>
internal sealed class TreeWriter(
    Snapshot snapshot, ManifestKinds kinds, ModelTypes models, Func<SyntaxTree, SourceText> sourceOf, Dictionary<PartialText, PartialText> texts)
{
    private readonly HashSet<ObjectId> _open = [];
    private int _nodes;

    /// <summary>The manifest.</summary>
    public Document Write()
    {
        var (apiVersion, kind) = kinds.Of(snapshot.Root.Type) ?? new ManifestKind(ApiVersion: null, Kind: null);
        var root = snapshot.Root;
        var nameAt = NameOf(root);
        var fields = FieldsOf(root).Where(field => kind is null || field.Name is not ("apiVersion" or "kind") || field.Slot.Value is Scalar).ToList();
        var entries = new List<Entry>();
        AddType("apiVersion", apiVersion);
        AddType("kind", kind);
        var isOpen = snapshot.State.Heap[root].IsOpen;
        if (!isOpen && !fields.Exists(field => field.Name == "metadata"))
            entries.Add(Metadata(slot: null, nameAt));
        foreach (var field in fields)
            entries.Add(field.Name == "metadata" ? Metadata(field.Slot, nameAt) : EntryOf(field));
        var map = new MapNode(PlaceOf(root), entries, isOpen, nameAt) { Calls = CallsTo(root) };
        return new Document(sourceOf(root.Creation.SyntaxTree), map) { Format = DocumentFormat.CSharp, Ways = Ways.To(root), Entry = EntryOf(root) };

        void AddType(string name, string? text)
        {
            if (!fields.Exists(field => field.Name == name))
                entries.Add(new Entry(name, nameAt, text is null ? new UnknownNode(nameAt, isPresent: true) : new ScalarNode(nameAt, ScalarKind.String, text)));
        }
    }

    private static object? EntryOf(ObjectId root)
    {
        var frame = root.Frame;
        while (frame.Caller is { } caller && (caller.Method is not null || caller.Caller is not null))
            frame = caller;
        return frame.Method is null ? null : frame.Id; // Null for what an initializer makes.
    }

    // A client is told the namespace beside the object. Pulumi makes up a name; where it puts an object without a namespace is
    // for whoever runs it to say, as with kubectl.
    private Entry Metadata(Slot? slot, Place rootName)
    {
        var node = slot is null ? new MapNode(rootName, [], isOpen: false, rootName) : Write(slot);
        var keyAt = slot is null ? rootName : KeyPlace(slot);
        if (node is not MapNode map)
            return new Entry("metadata", keyAt, node);
        var added = new List<Entry>();
        if (snapshot.Namespace is { } @namespace && map["namespace"].Exists.IsFalse)
            added.Add(new Entry("namespace", rootName, WriteNamespace(@namespace, rootName)));
        if (ManifestKinds.IsNamedByLibrary(snapshot.Root.Type) && map["name"].Exists.IsFalse)
            added.Add(new Entry("name", rootName, new UnknownNode(rootName, isPresent: true, snapshot.Root)));
        if (added.Count == 0)
            return new Entry("metadata", keyAt, map);
        var others = map.Entries.Where(entry => !added.Any(other => other.Key == entry.Key)).Select(entry => entry with { Value = entry.Value.Copy() });
        return new Entry("metadata", keyAt, new MapNode(map.At, [.. others, .. added], map.IsOpen, map.NameAt) { Calls = map.Calls });
    }

    private Node WriteNamespace(Value @namespace, Place at) =>
        @namespace is Scalar scalar ? Write(scalar, at) : new UnknownNode(at, isPresent: true, IdOf(@namespace));

    private IEnumerable<Field> FieldsOf(ObjectId target)
    {
        var own = models.OwnFieldsOf(target.Type);
        var instance = (Instance)snapshot.State.Heap[target];
        var fields = new List<Field>();
        foreach (var name in own.Computed)
            fields.Add(new Field(name, new Slot(Value.Unknown("what code of its class gives"), target.Creation, target.Creation)));
        foreach (var pair in instance.Slots)
        {
            if (pair.Key[0] != '.' && pair.Value.Value is not Function)
                fields.Add(new Field(pair.Key, own.Converted.Contains(pair.Key) ? pair.Value.With(Value.Unknown("what a converter writes")) : pair.Value));
        }

        if (!instance.IsOpen && target.Type is INamedTypeSymbol type)
            AddDefaults(fields, instance, type, target);
        return fields.OrderBy(field => field.Slot.NameAt.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(field => NamePlace(field.Slot).Start).ThenBy(field => field.Name, StringComparer.Ordinal);
    }

    private void AddDefaults(List<Field> fields, Instance instance, INamedTypeSymbol type, ObjectId target)
    {
        foreach (var pair in models.DefaultsOf(type))
        {
            if (!instance.Slots.ContainsKey(pair.Key))
                fields.Add(new Field(pair.Key, new Slot(pair.Value, target.Creation, target.Creation) { Place = NameOf(target), NamePlace = NameOf(target) }));
        }
    }

    private Entry EntryOf(Field field) => new(field.Name, KeyPlace(field.Slot), Write(field.Slot));

    // An object stands under the name of its type where it is made; anything else under the name of its member.
    private Place KeyPlace(Slot slot) =>
        slot.Value is Reference { Target: var target } && snapshot.State.Heap[target] is Instance ? NameOf(target) : NamePlace(slot);

    private Place NamePlace(Slot slot) => slot.NamePlace ?? PlaceOf(slot.NameAt);

    private Node Write(Slot slot) => Write(slot.Value, slot.Place ?? PlaceOf(slot.At));

    private Node Write(Value value, Place at)
    {
        if (++_nodes > Limits.Nodes)
            return new UnknownNode(at, isPresent: false);
        return value switch
        {
            Scalar scalar => WriteScalar(scalar, at),
            PartialText text => new PartialNode(at, text.Segments, IdOf(text)),
            Reference reference => WriteObject(reference.Target, at),
            OneOf choice => new ChoiceNode(at, [.. choice.Values.Select(one => Write(one, at))]),
            _ when value.IsNull.IsTrue => new AbsentNode(at),
            _ => new UnknownNode(at, value.IsNull.IsFalse, IdOf(value)) { Reason = (value as Opaque)?.Reason },
        };
    }

    private object IdOf(Value value) => value is Opaque opaque ? opaque.Origin : value is PartialText text ? IdOf(text) : value;

    private PartialText IdOf(PartialText text)
    {
        if (!texts.TryGetValue(text, out var same))
            texts.Add(text, same = text);
        return same;
    }

    private static ScalarNode WriteScalar(Scalar scalar, Place at) => scalar.Content switch
    {
        bool flag => new ScalarNode(at, ScalarKind.Boolean, flag ? "true" : "false"),
        long number => new ScalarNode(at, ScalarKind.Integer, number.ToString(CultureInfo.InvariantCulture)),
        double number => new ScalarNode(at, ScalarKind.Float, number.ToString("R", CultureInfo.InvariantCulture)),
        _ => new ScalarNode(at, ScalarKind.String, scalar.Text),
    };

    private Node WriteObject(ObjectId target, Place at)
    {
        if (_open.Count == Limits.Nesting || !_open.Add(target))
            return new UnknownNode(at, isPresent: true) { Reason = "an object that holds itself" };
        var node = snapshot.State.Heap[target] switch
        {
            Instance instance => WriteInstance(target, instance, at),
            Sequence list => WriteList(list, PlaceOf(target)),
            var content => WriteMap((Map)content, target),
        };
        _open.Remove(target);
        return node;
    }

    private Node WriteInstance(ObjectId target, Instance instance, Place at)
    {
        if (!IsData(target.Type))
            return new UnknownNode(at, isPresent: true) { Reason = $"a '{target.Type?.Name}'" };
        var fields = FieldsOf(target).ToList();
        var entries = new Entry[fields.Count];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = EntryOf(fields[i]);
        return new MapNode(PlaceOf(target), entries, instance.IsOpen, NameOf(target)) { Calls = CallsTo(target) };
    }

    private bool IsData(ITypeSymbol? type) =>
        type is { IsAnonymousType: true }
        || (type is not null && !ModelTypes.IsConverted(type) && (models.IsModel(type) || IsDataOfSource(type)));

    // What a collection of its own holds is for its code to say.
    private static bool IsDataOfSource(ITypeSymbol type) => type.Locations.Any(location => location.IsInSource)
        && !type.AllInterfaces.Any(@interface => @interface.SpecialType is SpecialType.System_Collections_IEnumerable);

    private ListNode WriteList(Sequence list, Place at)
    {
        var certain = list.Elements.Where(element => element.IsCertain).ToList();
        var items = certain.Select(element => Write(element.Value, element.Place ?? PlaceOf(element.At)));
        return new ListNode(at, [.. items], list.IsOpen || certain.Count < list.Elements.Count);
    }

    private MapNode WriteMap(Map map, ObjectId target)
    {
        var entries = new Entry[map.Entries.Count];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = EntryOf(map.Entries[i]);
        return new MapNode(PlaceOf(target), entries, map.IsOpen, NameOf(target)) { Calls = CallsTo(target) };
    }

    private Entry EntryOf(MapEntry entry)
    {
        var at = entry.Slot.Place ?? PlaceOf(entry.Slot.At);
        var value = Write(entry.Slot.Value, at);
        return new Entry(entry.Key, NamePlace(entry.Slot), entry.IsCertain ? value : new ChoiceNode(at, [value, new AbsentNode(at)]));
    }

    private Place PlaceOf(ObjectId target) => target.Place ?? PlaceOf(target.Creation);

    private Place PlaceOf(SyntaxNode node) => PlaceOf(node.SyntaxTree, node.Span);

    private Place PlaceOf(SyntaxTree tree, TextSpan span) => new(sourceOf(tree), span.Start, span.End);

    private List<Place> CallsTo(ObjectId target)
    {
        var calls = new List<Place>();
        for (var frame = target.Frame; frame is not null; frame = frame.Caller)
        {
            if (frame.CallSite is { } site)
                calls.Add(NameOf(site));
        }

        return calls;
    }

    private Place NameOf(ObjectId target) => target.NamePlace ?? NameOf(target.Creation);

    /// <summary>What names a creation or a call: the type behind <c>new</c>, the method, else the first token that tells it.</summary>
    private Place NameOf(SyntaxNode creation) => creation switch
    {
        ObjectCreationExpressionSyntax { Type: var type } => PlaceOf(type is QualifiedNameSyntax qualified ? qualified.Right : type),
        ImplicitObjectCreationExpressionSyntax { NewKeyword: var keyword } => PlaceOf(creation.SyntaxTree, keyword.Span),
        WithExpressionSyntax { WithKeyword: var keyword } => PlaceOf(creation.SyntaxTree, keyword.Span),
        InitializerExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } => PlaceOf(assignment.Left),
        InvocationExpressionSyntax { Expression: var method } => NameOf(method),
        MemberAccessExpressionSyntax { Name: var name } => PlaceOf(name),
        MemberBindingExpressionSyntax { Name: var name } => PlaceOf(name),
        _ => PlaceOf(creation.SyntaxTree, creation.GetFirstToken().Span),
    };

    private sealed record Field(string Name, Slot Slot);
}
