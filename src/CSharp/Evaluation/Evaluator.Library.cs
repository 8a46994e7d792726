using Hale.CSharp.Models;
using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>What the methods of the framework and of the Kubernetes libraries do.</summary>
internal sealed partial class Evaluator
{
    /// <summary>The result of a method whose meaning is known; null for any other.</summary>
    private Value? CallKnown(Call call)
    {
        if (_methods.BodyOf(call.Method) is not null)
            return null;
        return CallTextBuilder(call) ?? CallCollection(call) ?? CallSequenceMethod(call) ?? CallText(call) ?? CallModel(call)
            ?? CallSerializer(call) ?? LoadYaml(call) ?? Durations.Call(call) ?? CallFramework(call) ?? CallTransparent(call);
    }

    private Value? ReadKnownProperty(Value receiver, IPropertySymbol property, IPropertyReferenceOperation reference)
    {
        if (receiver is Duration duration)
            return Durations.PartOf(duration, property.Name);
        var content = ContentOf(receiver);
        return (property.Name, content) switch
        {
            ("Count" or "Length", Sequence { IsDecided: true } list) => Value.Of(list.Elements.Count),
            ("Count", Map { IsOpen: false } map) when map.Entries.All(entry => entry.IsCertain) => Value.Of(map.Entries.Count),
            ("Count" or "Length", Sequence or Map) => Value.Present("a number of elements"),
            ("Value", Sequence one) when IsOfFramework(property.ContainingType, "Lazy", "System") => Read(((Reference)receiver).Target, one).At(Value.Of(0), property.Type),
            ("Keys", Map map) => View(receiver, map, reference, entry => new Element(entry.KeyValue, entry.Slot.NameAt, entry.IsCertain)),
            ("Values", Map map) => View(receiver, map, reference, entry => new Element(entry.Slot.Value, entry.Slot.At, entry.IsCertain)),
            ("Key", Sequence { Key: { } key }) => key,
            ("Length", null) when receiver.AsText() is { } text => Value.Of(text.Length),
            ("Length", Instance) when KnownCalls.IsTextBuilder(property.ContainingType) =>
                TextIn(receiver)?.Value.AsText() is { } text ? Value.Of(text.Length) : Value.Present("the length of a text"),
            ("HasValue", _) when ValueTypes.IsNullable(property.ContainingType) => OfTruth(!receiver.IsNull),
            ("Value", _) when ValueTypes.IsNullable(property.ContainingType) => receiver.WithoutNull(),
            ("Value", _) when ModelTypes.IsScalarWrapper(property.ContainingType) => receiver,
            ("Result", _) when property.ContainingType.Name is "Task" or "ValueTask" => ResultOf(receiver, property.Type),
            _ => null,
        };
    }

    // The keys or values of a dictionary, which go on to be those that it has then.
    private Reference View(Value receiver, Map map, IPropertyReferenceOperation reference, Func<MapEntry, Element> part)
    {
        var target = ((Reference)receiver).Target;
        var view = InOrder(new Sequence([.. map.Entries.Select(part)], map.IsOpen), map, target.Type);
        var later = new Deferral([new ObjectContent(target, map)], [], [], new Changes([], []), MakesObjects: false);
        return Allocate(reference.Syntax, reference.Type, view with { Later = later });
    }

    // Extension methods of the Kubernetes client, and of KubeOps, on models.
    private Value? CallModel(Call call)
    {
        if (call.Arguments.Count == 0 || !call.Method.IsExtensionMethod)
            return null;
        if (call.Method.Name is "WithOwnerReference" && KnownCalls.IsIn(call.Method, "KubeOps"))
            return WithOwner(call.Arguments[0], call.Syntax);
        if (!KnownCalls.IsIn(call.Method, "k8s"))
            return null;
        if (call.Arguments[0] is not Reference model)
            return CallModelOfStranger(call);
        if (call.Method.Name is "Name" or "Namespace" or "Labels" or "Annotations" && call.Arguments.Count == 1)
            return ReadOfMetadata(model, call.Method);
        if (!MakesMetadata(call.Method) || EnsureMetadata(model, call.Syntax) is not Reference metadata)
            return null;
        return call.Method.Name is "Initialize" ? model : call.Method.Name is "EnsureMetadata" ? metadata : SetInMetadata(metadata, call);
    }

    private static bool MakesMetadata(IMethodSymbol method) => method.Name
        is "Initialize" or "EnsureMetadata" or "SetNamespace" or "SetLabel" or "EnsureLabels" or "SetAnnotation" or "EnsureAnnotations"
        or "AddFinalizer" or "RemoveFinalizer" or "EnsureFinalizers" or "AddOwnerReference";

    // Some of the methods are the metadata's own.
    private Value? EnsureMetadata(Reference model, SyntaxNode at) => IsMetadata(model) ? model : EnsureMember(model, "Metadata", at);

    private static bool IsMetadata(Reference model) => model.Target.Type is { Name: "V1ObjectMeta" };

    private Value? CallModelOfStranger(Call call) =>
        call.Arguments[0] is not Opaque stranger ? null
        : call.Method.Name is "Initialize" ? stranger.WithoutNull()
        : call.Method.Name is "Name" or "Namespace" && call.Arguments.Count == 1 ? OfMetadata(stranger, call.Method.Name)
        : null;

    private Value ReadOfMetadata(Reference model, IMethodSymbol method)
    {
        var metadata = IsMetadata(model) ? model : ReadSlot(model, "metadata", method.ReturnType, "the metadata");
        return metadata.IsNull.IsTrue
            ? Value.Null
            : ReadSlot(metadata, method.Name.ToLowerInvariant(), method.ReturnType, $"the result of '{method.Name}'");
    }

    private Value SetInMetadata(Reference metadata, Call call)
    {
        switch (call.Method.Name)
        {
            case "SetNamespace" when call.Arguments.Count == 2:
                WriteSlot(metadata.Target, "namespace", new Slot(call.Arguments[1], call.SyntaxOf(1), call.Syntax), isSure: true);
                return Value.Null;
            case "SetLabel" or "EnsureLabels":
                return PutInMetadata(metadata, "labels", call);
            case "SetAnnotation" or "EnsureAnnotations":
                return PutInMetadata(metadata, "annotations", call);
            default:
                var field = call.Method.Name is "AddOwnerReference" ? "ownerReferences" : "finalizers";
                var held = Value.Present($"the call of '{call.Method.Name}'");
                WriteSlot(metadata.Target, field, new Slot(held, call.Syntax, call.Syntax), isSure: true);
                return Value.OfType(call.Method.ReturnType, $"the result of '{call.Method.Name}'");
        }
    }

    private Value PutInMetadata(Reference metadata, string field, Call call)
    {
        var held = ReadSlot(metadata, field, type: null, field);
        if (call.Arguments is [_, Scalar key, { IsNull.IsTrue: true }])
            return RemoveFrom(held, key);
        if (held.IsNull.IsTrue)
        {
            held = Allocate(call.Syntax, type: null, Map.Empty);
            WriteSlot(metadata.Target, field, new Slot(held, call.Syntax, call.Syntax), isSure: true);
        }

        if (call.Arguments.Count == 3)
            WriteIndex(held, [call.Arguments[1]], call.Arguments[2], call.SyntaxOf(2), call.SyntaxOf(1));
        return held;
    }

    // To set an entry to null takes it away.
    private Value RemoveFrom(Value held, Scalar key)
    {
        foreach (var entries in held.Choices.OfType<Reference>())
        {
            if (ContentOf(entries) is Map map)
                Set(entries.Target, held is Reference ? map.Without(key.Text) : Map.Join(map, map.Without(key.Text)));
        }

        return Value.Null;
    }

    // It gives the object itself; null for what is no model.
    private Value? WithOwner(Value model, SyntaxNode at)
    {
        if (model is Opaque stranger)
            return stranger.WithoutNull();
        if (model is not Reference one || EnsureMember(one, "Metadata", at) is not { } metadata)
            return null;
        if (metadata is Reference { Target: var target })
            WriteSlot(target, "ownerReferences", new Slot(Value.Present("an owner"), at, at), isSure: true);
        return model;
    }

    private Value? EnsureMember(Reference model, string name, SyntaxNode at)
    {
        var property = model.Target.Type?.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault();
        if (property is not { Type: INamedTypeSymbol type })
            return null;
        var slot = _models.SlotName(property, model.Target.Type);
        var held = ReadSlot(model, slot, type, name);
        if (!held.IsNull.IsTrue)
            return held;
        var created = Construct(at, type, constructor: null, []);
        WriteSlot(model.Target, slot, new Slot(created, at, at), isSure: true);
        return created;
    }

    private Value? CallSerializer(Call call)
    {
        if (call.Arguments.Count == 0)
            return null;
        if (call.Method.Name is "Replace" && call.Arguments.Prepend(call.Receiver).OfType<Serialized>().FirstOrDefault() is { } text)
            return ChangeText(text, call);
        if (IsSerializer(call.Method))
            return Serialize(call.Arguments[0]);
        if (!IsDeserializer(call.Method) || call.Arguments[0] is not Serialized { Content: Reference original })
            return null;
        if (!_isRehearsal)
            _manifests.Copied(_state, original);
        return DeepCopy(original, []);
    }

    // What is written then is another object, unless only line breaks and indentation become others.
    private Value ChangeText(Serialized text, Call call)
    {
        if (string.IsNullOrWhiteSpace(call.Arguments[0].AsText() ?? "?"))
            return text;
        Hide(text.Content is Reference { Target.Type: { } type } ? _manifests.KindOf(type) : null, call.Syntax);
        if (!_isRehearsal)
            _manifests.Copied(_state, text.Content);
        return Value.Present("a text that was changed");
    }

    private static bool IsTextFormat(IMethodSymbol method) =>
        method.ContainingType.Name is "KubernetesYaml" or "KubernetesJson" or "Yaml" or "JsonSerializer" or "JsonConvert";

    private static bool IsSerializer(IMethodSymbol method) =>
        IsTextFormat(method) && method.Name is "Serialize" or "SerializeObject" or "SaveToString" or "SerializeAll";

    private static bool IsDeserializer(IMethodSymbol method) =>
        IsTextFormat(method) && (method.Name.StartsWith("Deserialize", StringComparison.Ordinal) || method.Name is "LoadFromString");

    private Serialized Serialize(Value value)
    {
        if (_state.IsReachable && !_isRehearsal)
            _manifests.LeaveAsText(_state, value);
        return new Serialized(value);
    }

    private Value DeepCopy(Value value, Dictionary<ObjectId, Reference> copies)
    {
        if (value is not Reference { Target: var target } || ContentOf(value) is not { } content)
            return value;
        if (copies.TryGetValue(target, out var done))
            return done;
        var copy = copies[target] = Allocate(target.Creation, target.Type, content);
        Set(copy.Target, content.Mapped(part => DeepCopy(part, copies)));
        return copy;
    }

    // Calls that hand on what they are given.
    private Value? CallTransparent(Call call) => (call.Method.ContainingType.Name, call.Method.Name) switch
    {
        ("Task" or "ValueTask", "FromResult") => call.Arguments[0],
        (_, "ConfigureAwait" or "GetAwaiter" or "AsTask") when IsAwaitable(call.Method.ContainingType) => call.Receiver,
        (_, "GetResult") when IsAwaitable(call.Method.ContainingType) => ResultOf(call.Receiver!, call.Method.ReturnType),
        ("Task", "WhenAll") when call.Arguments is [var tasks] => WaitForAll(call, tasks),
        ("Task", "Run") when call.Arguments[0] is Function function => RunAsTask(call, function),
        ("Nullable", "GetValueOrDefault") => WithDefault(call),
        _ => KnownCalls.IsPulumi(call.Method.ContainingType) ? CallPulumi(call) : null,
    };

    private static bool IsAwaitable(ITypeSymbol type) => type.Name
        is "Task" or "ValueTask" or "TaskAwaiter" or "ValueTaskAwaiter" or "ConfiguredTaskAwaitable" or "ConfiguredTaskAwaiter";

    private static Value WithDefault(Call call)
    {
        var missing = call.Arguments.Count > 0 ? call.Arguments[0] : Value.DefaultOf(call.Method.ReturnType);
        var there = call.Receiver!.WithoutNull();
        return call.Receiver.IsNull.IsFalse ? call.Receiver : call.Receiver.IsNull.IsTrue ? missing : Value.Join(there, missing);
    }

    private Value? CallPulumi(Call call) => (call.Method.ContainingType.Name, call.Method.Name) switch
    {
        ("Output", "Create" or "CreateSecret" or "Unsecret" or "Format") when call.Arguments.Count == 1 => call.Arguments[0],
        ("Output", "Apply") when call.Arguments is [Function function] => ApplyLater(call, function),
        ("Output", "Tuple") => Allocate(call.Syntax, type: null, ArgumentsAsList(call)),
        ("OutputExtensions" or "InputExtensions", "ToOutput") => call.Arguments[0],
        ("Config", _) when call.Method.Name.StartsWith("Require", StringComparison.Ordinal) =>
            Value.Present($"the configuration that '{call.Method.Name}' reads"),
        _ => null,
    };

    // Each task was followed where it began. The type that the compiler infers for all does not tell whether one may give null.
    private Reference? WaitForAll(Call call, Value tasks)
    {
        if (call.Method.ReturnType is not INamedTypeSymbol { TypeArguments: [IArrayTypeSymbol results] })
            return null;
        if (SequenceIn(tasks) is not { } list)
            return null;
        var type = results.ElementType.WithNullableAnnotation(NullableAnnotation.None);
        return Allocate(call.Syntax, results, Collected(list, results).Mapped(task => ResultOf(task, type)));
    }

    private Value? RunAsTask(Call call, Function function)
    {
        var before = _state;
        var result = CallFunction(function, [], call.Syntax, call);
        if (!IsWaitedFor(call.Operation))
            RunOn(before);
        return result;
    }

    // It is called once the value is there: when all of this code has run, or never in a preview.
    private Value? ApplyLater(Call call, Function function)
    {
        var before = _state;
        var result = CallFunction(function, [call.Receiver is Opaque ? call.Receiver.WithoutNull() : call.Receiver!], call.Syntax);
        RunOn(before);
        return result is Opaque ? result.WithoutNull() : result;
    }
}
