using Hale.CSharp.Models;
using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>Where manifests leave the source, and what leaves it that nobody can see.</summary>
internal sealed partial class Evaluator
{
    private void Leave(Value value, Value? sinkNamespace, bool isWhole = false)
    {
        if (_state.IsReachable && !_isRehearsal)
            _manifests.Leave(_state, value, sinkNamespace, isWhole);
    }

    private void LeaveAll(Call call)
    {
        var isClient = KnownCalls.IsClient(call.Method);
        var sinkNamespace = isClient ? NamespaceFor(call) : null;
        foreach (var value in call.Arguments)
            Leave(value, sinkNamespace, isWhole: isClient);
    }

    private static Value? NamespaceFor(Call call) => call.ValueOf("namespaceParameter") ?? call.ValueOf("@namespace") ?? call.ValueOf("ns");

    // An object of the cluster that comes from elsewhere, such as a file, is none that its author forgot.
    private void Hide(Call call)
    {
        if (!KnownCalls.IsClient(call.Method))
            return;
        if (IsForCustomResource(call))
        {
            if (KnownCalls.IsTakingName(call.Method.Name))
                LeaveCustom(call);
            return;
        }

        if (!AppliesWhole(call.Method, call.Arguments) && KnownCalls.PatchedKind(call.Method) is { } kind)
            Hide(kind, call.Syntax);
        if (KnownCalls.IsScaling(call.Method.Name))
            HideScaling(call.Syntax);
        if (!KnownCalls.IsTakingName(call.Method.Name))
            return;
        for (var i = 0; i < call.Arguments.Count; i++)
            Hide(call.Arguments[i], call.Passed[i].Parameter, call.Passed[i].Operation);
    }

    // What an anonymous object says, or a class of the author's own; of anything else no more is known than that it is there.
    private void LeaveCustom(Call call)
    {
        if (call.ValueOf("body") is Reference { Target.Type: { } type } && _manifests.IsManifest(type))
            return;
        if (call.ValueOf("body") is not Reference { Target: var body } || InstanceAt(body) is not { } written || !Says(written, "apiVersion") || !Says(written, "kind"))
            Hide(call.ValueOf("plural")?.AsText() ?? "custom resource", call.Syntax);
        else if (_state.IsReachable && !_isRehearsal)
            _manifests.LeaveCustom(_state, body, NamespaceFor(call));

        static bool Says(Instance instance, string name) => instance.Slots.TryGetValue(name, out var slot) && slot.Value is Scalar;
    }

    private void Hide(Value value, IParameterSymbol parameter, IOperation? written)
    {
        if (written is null)
            return;
        var type = Plain(written).Type is { TypeKind: not TypeKind.Error } known ? known : parameter.Type;
        Hide(value, type, ModelTypes.IsAnyManifest(parameter.OriginalDefinition.Type), written.Syntax);
    }

    private void Hide(Value value, ITypeSymbol type, bool mayBeAny, SyntaxNode at)
    {
        if (!value.Choices.Any(choice => choice is Opaque))
            return;
        type = Substituted(type);
        if (_models.CollectionOf(type) is CollectionKind.List)
            type = ElementTypeOf(type) ?? type;
        if (_manifests.KindOf(type) is { } kind)
            Hide(kind, at);
        else if (mayBeAny && ModelTypes.IsAnyManifest(type))
            Hide(kind: null, at);
    }

    private void Hide(string? kind, SyntaxNode at)
    {
        if (_state.IsReachable && !_isRehearsal)
            _manifests.Hide(kind, at);
    }

    private static IOperation Plain(IOperation operation) =>
        operation is IConversionOperation { IsImplicit: true } conversion ? Plain(conversion.Operand) : operation;

    // Those are of no kind that Kubernetes has itself.
    private static bool IsForCustomResource(Call call) =>
        call.ValueOf("group")?.AsText() is { } group && group.IndexOf('.') >= 0 && !group.EndsWith(".k8s.io", StringComparison.Ordinal);
}
