using Hale.CSharp.Models;
using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Evaluation;

/// <summary>Calls of methods whose source is not there, and whose meaning is not known either.</summary>
internal sealed partial class Evaluator
{
    private Value CallForeign(Call call)
    {
        var isClient = KnownCalls.IsClient(call.Method);
        var given = call.Receiver is { } receiver && !isClient ? call.Arguments.Prepend(receiver).ToList() : call.Arguments;
        Send(call.Method, given, () => LeaveAll(call));
        Hide(call);
        LetGo(call.Arguments);
        if (_methods.IsInSource(call.Method.ContainingType))
            ForgetStatics();
        RunForeign(call, given);
        foreach (var (parameter, target) in call.ByReference)
            Write(target, Found(given, parameter.Type, call), target.Syntax);
        var type = call.Method.ReturnType;
        return isClient ? Value.OfType(type, $"the result of '{call.Method.Name}'") : Found(given, type, call);
    }

    // A method without source that was taken as a delegate.
    private Value CallForeign(IMethodSymbol method, IReadOnlyList<Value> arguments, SyntaxNode site)
    {
        if (IsSerializer(method) && arguments.Count > 0)
            return Serialize(arguments[0]);
        Send(method, arguments, () =>
        {
            foreach (var argument in arguments)
                Leave(argument, sinkNamespace: null, KnownCalls.IsClient(method));
        });
        LetGo(arguments);
        if (!IsHarmless(method))
            Lose(arguments, site, $"the call of '{method.Name}'");
        return Value.OfType(method.ReturnType, $"the result of '{method.Name}'");
    }

    private void Send(IMethodSymbol method, IReadOnlyList<Value> given, Action leave)
    {
        if (AppliesWhole(method, given))
            leave();
        else if (KnownCalls.IsPatch(method.Name) || (KnownCalls.IsClient(method) && KnownCalls.IsDelete(method.Name)))
            _manifests.Withdraw(_state, given);
        else if (KnownCalls.IsSink(method))
            leave();
    }

    private bool IsHarmless(IMethodSymbol method) =>
        KnownCalls.IsClient(method) || (KnownCalls.IsPure(method) && _methods.BodyOf(method) is null);

    // A call that is not followed may change all that it gets and all that went out before, unless it is known to be harmless.
    private void RunForeign(Call call, IReadOnlyList<Value> given)
    {
        var before = _state;
        var reason = $"the call of '{call.Method.Name}'";
        if (call.Receiver is { } receiver)
            ForgetOwnMembers(receiver);
        var made = FunctionsIn(given).Select(function => RunForStranger(function, call.Syntax)).ToList();
        var isQuery = KnownCalls.IsIn(call.Method, "System.Linq") || KnownCalls.IsIn(call.Method, "System.Collections");
        if (made.Count > 0 && !isQuery && !IsWaitedFor(call.Operation))
            RunOn(before); // It may keep them.
        Forget(made.Where(value => MayHandBack(call.Method.ReturnType, value)), reason);
        if (call.Method.ReturnType is { IsRefLikeType: true } or { Name: "Memory" or "ArraySegment" })
            RunOn(given);
        else if (!IsHarmless(call.Method) || (made.Count > 0 && !isQuery))
            GiveAway(given, reason);
        if (KnownCalls.MayChangeCollection(call.Method))
            ForgetCollections(call);
    }

    // What was written to an object of a foreign class may be changed by any method of that class.
    private void ForgetOwnMembers(Value receiver)
    {
        ForgetMembers([receiver]);
        foreach (var own in receiver.Choices.OfType<Reference>())
        {
            if (InstanceOf(own) is { Slots.Count: > 0 } held && own.Target.Type is { } type && !_models.IsModel(type) && !_methods.IsInSource(type))
                Set(own.Target, held.Forgotten("a method of its class"));
        }
    }

    private bool MayHandBack(ITypeSymbol type, Value value)
    {
        var parts = type is INamedTypeSymbol { TypeArguments: var arguments } ? arguments.Append(type) : [type];
        return value.Choices.OfType<Reference>().Select(choice => choice.Target.Type)
            .Any(own => own is null || parts.Any(part => _methods.Compilation.HasImplicitConversion(own, part)));
    }

    // A list that is not known holds from now on what it is given; one that is known is changed in a way that is not.
    private void ForgetCollections(Call call)
    {
        var changed = call.Receiver is not { } receiver || call.Method.Name is "CopyTo" ? call.Arguments
            : KnownCalls.IsIn(call.Method, "System.Collections") ? [receiver]
            : [receiver, .. call.Arguments];
        foreach (var target in changed.SelectMany(value => value.Choices).OfType<Reference>())
        {
            if (ContentOf(target) is Sequence or Map)
                Set(target.Target, ContentOf(target)!.Forgotten($"the call of '{call.Method.Name}'"));
        }

        Escape(call.Arguments);
    }

    // An object of a foreign class may hold what foreign code got before.
    private bool IsOutside(Value? receiver) =>
        receiver is Reference { Target.Type: { } type } && ContentOf(receiver) is Instance { IsOpen: true } && !_methods.IsInSource(type);

    // What foreign code gives back may be a part of what it was given, or hold it, as an enumerator does.
    private Value Found(IEnumerable<Value> given, ITypeSymbol type, Call call)
    {
        var held = ReachedFrom(IsOutside(call.Receiver) ? given.Append(_outside) : given).ToList();
        var result = Value.OfType(type, $"the result of '{call.Method.Name}'");
        if (type is { SpecialType: SpecialType.None, Name: not "Task" } && !ValueTypes.IsEnum(type))
            Escape(held);
        var isList = type is INamedTypeSymbol { TypeArguments.Length: 1 } && _models.CollectionOf(type) is CollectionKind.List;
        if (held.Count == 0 || !isList)
            return Aliased(result, held, type);
        var element = ((INamedTypeSymbol)type).TypeArguments[0];
        var found = Opaque.AliasesIn([Aliased(Value.Present(call.Method.Name), held, element)]);
        var elements = found.Select(one => new Element(one, call.Syntax, IsCertain: false));
        return found.Count == 0 ? Aliased(result, held, type) : Allocate(call.Syntax, type, new Sequence([.. elements], IsOpen: true));
    }
}
