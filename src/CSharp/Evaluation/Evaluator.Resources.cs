using Hale.CSharp.Models;
using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Evaluation;

/// <summary>Resources of Pulumi: what they take, and what they give back.</summary>
internal sealed partial class Evaluator
{
    // A resource of Pulumi takes its arguments as they are, unless its options say what to do with them first.
    private void Give(
        IReadOnlyList<Argument> given, IReadOnlyList<IOperation?> passed, INamedTypeSymbol type,
        SyntaxNode site, Reference created)
    {
        var arguments = given.Select(argument => argument.Value).ToList();
        if (!KnownCalls.IsPulumi(type) || arguments.Any(HasTransformations))
        {
            Lose(arguments, site, $"'new {type.Name}'");
            return;
        }

        if (KnownCalls.MakesAnything(type))
            Hide(kind: null, site);
        else if (IsOfForeignKind(type, given))
            Hide(created.Target.Type!.Name, site);
        for (var i = 0; i < given.Count; i++)
        {
            Leave(arguments[i], sinkNamespace: null);
            Hide(arguments[i], given[i].Parameter, passed[i]);
        }

        if (ModelTypes.IsPulumiResource(type) && arguments.Find(argument => InstanceOf(argument) is not null) is Reference inputs)
            GiveBack(created.Target, inputs.Target);
    }

    // A class for a custom resource, such as crd2pulumi makes.
    private bool IsOfForeignKind(INamedTypeSymbol type, IReadOnlyList<Argument> given) =>
        Hierarchy.Levels(type).Any(level => level.Name is "KubernetesResource" && KnownCalls.IsPulumi(level))
        && !given.Any(argument => _manifests.IsManifest((argument.Value as Reference)?.Target.Type ?? argument.Parameter.Type));

    // The outputs of a resource are its inputs, and what the cluster adds to them.
    private void GiveBack(ObjectId resource, ObjectId inputs)
    {
        var given = InstanceAt(inputs)!;
        foreach (var name in new[] { "metadata", "spec" })
        {
            if (given.Slots.TryGetValue(name, out var slot))
                WriteSlot(resource, name, slot.With(Output(slot.Value, mayGrow: name is "metadata")), isSure: true);
        }

        if (ManifestKinds.IsNamedByLibrary(inputs.Type) && !given.IsOpen)
            GiveBackName(resource, inputs, given);
    }

    // Pulumi makes up a name for what has none. It is the same wherever it is asked for.
    private void GiveBackName(ObjectId resource, ObjectId inputs, Instance given)
    {
        if (given.Slots.TryGetValue("metadata", out var slot) && !(InstanceOf(slot.Value) is { IsOpen: false } metadata && HasNoName(metadata)))
            return;
        var at = slot ?? new Slot(Value.Null, inputs.Creation, inputs.Creation);
        if (slot is null)
            WriteSlot(resource, "metadata", at.With(Allocate(inputs.Creation, type: null, Instance.Empty(isOpen: true))), isSure: true);
        var made = (Reference)InstanceAt(resource)!.Slots["metadata"].Value;
        WriteSlot(made.Target, "name", at.With(new Opaque(IsPresent: true, "the name that Pulumi makes up") { Origin = inputs }), isSure: true);
    }

    private static bool HasNoName(Instance metadata) => !metadata.Slots.TryGetValue("name", out var name) || name.Value.IsNull.IsTrue;

    private Value Output(Value value, bool mayGrow)
    {
        _budget.Step();
        if (value is not Reference { Target: var target } || ContentOf(value) is not { } content)
            return value;
        if (content is Instance instance)
            content = instance with { IsOpen = true, Slots = instance.Slots.RemoveRange(instance.Slots.Keys.Where(IsNull)) };
        return Allocate(target.Creation, type: null, content is Map map
            ? map with { IsOpen = map.IsOpen || mayGrow }
            : content.Mapped(part => Output(part, mayGrow)));

        bool IsNull(string name) => ((Instance)content).Slots[name].Value.IsNull.IsTrue;
    }

    private bool HasTransformations(Value options) => InstanceOf(options) is { Slots.Keys: var names } && names.Any(IsTransformation);

    // 'Transformations', 'ResourceTransforms' and their like.
    private static bool IsTransformation(string option) =>
        option.EndsWith("ransformations", StringComparison.Ordinal) || option.EndsWith("ransforms", StringComparison.Ordinal);
}
