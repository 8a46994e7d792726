using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Evaluation;

/// <summary>Patches: parts of objects, but for a server-side apply of all that an object needs, which makes the object.</summary>
internal sealed partial class Evaluator
{
    private const string AppliedSlot = ".applied";

    // Without these the API server makes no object. An apply that lacks one is for an object that somebody else makes.
    private static readonly Dictionary<string, string[]> Needed = new(StringComparer.Ordinal)
    {
        ["CronJob"] = ["schedule", "jobTemplate"],
        ["DaemonSet"] = ["selector", "template"],
        ["Deployment"] = ["selector", "template"],
        ["HorizontalPodAutoscaler"] = ["scaleTargetRef", "maxReplicas"],
        ["Job"] = ["template"],
        ["PersistentVolumeClaim"] = ["accessModes", "resources"],
        ["Pod"] = ["containers"],
        ["PodDisruptionBudget"] = ["selector"],
        ["Service"] = ["selector", "ports"],
        ["StatefulSet"] = ["selector", "template"],
    };

    private void TakePatch(Value patch, IReadOnlyList<Value> arguments, SyntaxNode site)
    {
        var isApplied = arguments is [_, var type] && type.AsText() is "ApplyPatch";
        if (isApplied && patch is Reference { Target: var target } && WholeIn(arguments[0]) is { } whole)
            WriteSlot(target, AppliedSlot, new Slot(whole, site, site), isSure: true);
        else
            _manifests.Withdraw(_state, arguments);
        if (arguments.Any(SetsReplicas))
            HideScaling(site);
    }

    // The object itself, or its text.
    private Reference? WholeIn(Value body)
    {
        if (body is Serialized { Content: var content })
            return WholeIn(content);
        if (body is not Reference { Target.Type: { } type } root || _manifests.KindOf(type) is not { } kind || !Needed.TryGetValue(kind, out var fields))
            return null;
        var spec = ReadSlot(root, "spec", type: null, "the spec");
        return fields.All(field => ReadSlot(spec, field, type: null, field).IsNull.IsFalse) ? root : null;
    }

    private bool AppliesWhole(IMethodSymbol method, IReadOnlyList<Value> given) =>
        KnownCalls.IsPatch(method.Name) && given.Any(value => InstanceOf(value) is { } patch && patch.Slots.ContainsKey(AppliedSlot));
}
