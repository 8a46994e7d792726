using Hale.CSharp.Models;
using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Evaluation;

/// <summary>Calls of methods whose source is not there, and whose meaning is not known either.</summary>
internal sealed partial class Evaluator
{
    private Value CallForeign(Call call)
    {
        var given = call.Receiver is { } receiver && !KnownCalls.IsClient(call.Method) ? call.Arguments.Prepend(receiver).ToList() : call.Arguments;
        if (KnownCalls.IsPatch(call.Method))
            _manifests.Withdraw(_state, given);
        else if (KnownCalls.IsSink(call.Method))
            LeaveAll(call);
        Hide(call);
        if (_methods.IsInSource(call.Method.ContainingType))
            ForgetStatics();
        var made = FunctionsIn(given).Select(function => RunForStranger(function, call.Syntax)).ToList();
        var changed = ChangedBy(call, given, made).ToList();
        ForgetMembers(call.Receiver is { } changing ? changed.Append(changing) : changed);
        _state = _state.Forgotten(changed, $"the call of '{call.Method.Name}'");
        if (KnownCalls.MayChangeCollection(call.Method))
            ForgetCollections(call);
        foreach (var (parameter, target) in call.ByReference)
            Write(target, Found(given, parameter.Type, call), target.Syntax);
        return KnownCalls.IsClient(call.Method) ? Result(call.Method.ReturnType, $"the result of '{call.Method.Name}'") : Found(given, call.Method.ReturnType, call);
    }

    // A method without source that was taken as a delegate.
    private Value CallForeign(IMethodSymbol method, IReadOnlyList<Value> arguments)
    {
        if (IsSerializer(method) && arguments.Count > 0)
            return Serialize(arguments[0]);
        if (KnownCalls.IsPatch(method))
            _manifests.Withdraw(_state, arguments);
        else if (KnownCalls.IsSink(method))
            arguments.ToList().ForEach(argument => Leave(argument, sinkNamespace: null, KnownCalls.IsClient(method)));
        if (!KnownCalls.IsClient(method) && !KnownCalls.IsPure(method))
            _state = _state.Forgotten(arguments.Append(_outside), $"the call of '{method.Name}'");
        return Result(method.ReturnType, $"the result of '{method.Name}'");
    }

    // What a call that is not followed may change: all that it gets and all that went out before, unless it is known to be
    // harmless. What it may hand back can be changed afterwards without being seen.
    private IEnumerable<Value> ChangedBy(Call call, IReadOnlyList<Value> given, List<Value> made)
    {
        if (call.Method.ReturnType is { IsRefLikeType: true } or { Name: "Memory" or "ArraySegment" })
            return given; // A window on what it is given.
        var isQuery = made.Count == 0 || KnownCalls.IsIn(call.Method, "System.Linq") || KnownCalls.IsIn(call.Method, "System.Collections");
        var isHarmless = KnownCalls.IsClient(call.Method) || (KnownCalls.IsPure(call.Method) && _methods.BodyOf(call.Method) is null && isQuery);
        return (isHarmless ? [] : given.Append(_outside)).Concat(made.Where(value => MayHandBack(call.Method.ReturnType, value)));
    }

    private bool MayHandBack(ITypeSymbol type, Value value)
    {
        var parts = type is INamedTypeSymbol { TypeArguments: var arguments } ? arguments.Append(type) : [type];
        return value.Choices.OfType<Reference>().Any(choice => choice.Target.Type is null || parts.Any(part => _methods.Compilation.HasImplicitConversion(choice.Target.Type, part)));
    }

    // A list that is not known holds from now on what it is given; one that is known is changed in a way that is not.
    private void ForgetCollections(Call call)
    {
        var isCopy = call.Method.Name is "CopyTo";
        foreach (var target in (call.Receiver is { } receiver && !isCopy ? [receiver] : call.Arguments).SelectMany(value => value.Choices).OfType<Reference>())
        {
            if (ContentOf(target) is Sequence or Map)
                Set(target.Target, ContentOf(target)!.Forgotten($"the call of '{call.Method.Name}'"));
        }

        Escape(call.Arguments);
    }

    // What foreign code gives back may be a part of what it was given, or hold it, as an enumerator does.
    private Value Found(IEnumerable<Value> given, ITypeSymbol type, Call call)
    {
        var held = _state.Reachable(given).Select(target => new Reference(target)).ToList();
        var result = Result(type, $"the result of '{call.Method.Name}'");
        if (type is { SpecialType: SpecialType.None, Name: not "Task" } && !IsEnum(type))
            Escape(held);
        if (held.Count == 0 || _models.CollectionOf(type) is not CollectionKind.List || type is not INamedTypeSymbol { TypeArguments: [var element] })
            return Aliased(result, held, type);
        var found = Opaque.AliasesIn([Aliased(Value.Present(call.Method.Name), held, element)]);
        return found.Count == 0
            ? result
            : Allocate(call.Syntax, type, new Sequence([.. found.Select(one => new Element(one, call.Syntax, IsCertain: false))], IsOpen: true));
    }
}
