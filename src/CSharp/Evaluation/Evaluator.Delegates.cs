using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>Delegates: lambdas and methods that are taken as values, and how they are called.</summary>
internal sealed partial class Evaluator
{
    private Value TakeMethod(IMethodReferenceOperation reference)
    {
        var receiver = reference.Instance is { } instance ? Stored(Evaluate(instance)) : null;
        if (reference.Method.MethodKind is MethodKind.LocalFunction)
        {
            _frame.IsCaptured = true;
            return new Function(reference.Method, Body: null, HomeOf(reference.Method), receiver);
        }

        var type = (receiver as Reference)?.Target.Type;
        var method = type is null || IsOfBase(reference) ? reference.Method : Hierarchy.Actual(reference.Method, type) as IMethodSymbol;
        return method is null || (method.IsVirtual && receiver is not Reference)
            ? Value.Present($"the method '{reference.Method.Name}'")
            : new Function(method, Body: null, Home: null, receiver);
    }

    private Value Capture(IAnonymousFunctionOperation function)
    {
        for (var frame = _frame; frame is not null; frame = frame.Home)
            frame.IsCaptured = true;
        var lambda = new Function(function.Symbol, function.Body, HomeInTurn(function), Receiver: null) { IsRehearsed = _isRehearsal };
        if (!_isRehearsal && !_lambdas.Contains(lambda))
            _lambdas.Add(lambda);
        return lambda;
    }

    // Each turn of a loop has variables of its own, which the next one does not change for a lambda of this one.
    private Frame HomeInTurn(IAnonymousFunctionOperation function)
    {
        var loops = LoopVariables.LoopsAround(function.Syntax);
        var own = loops.Count == 0 ? [] : _frame.Variables.Where(variable => LoopVariables.IsDeclaredIn(variable, loops)).ToList();
        if (own.Count == 0)
            return _frame;
        var home = new Frame(_frame.Caller, _frame, _frame.Method, _frame.Self, _frame.CallSite) { IsCaptured = true };
        _frame.Turns.AddRange(own.Where(variable => !LoopVariables.IsSetOnceIn(variable, loops)).Select(variable => new OwnVariable(home, variable)));
        foreach (var variable in own.Where(variable => LoopVariables.IsSetOnceIn(variable, loops)))
            Part(home, variable);
        return home;
    }

    // From now on a variable of a lambda is another one than that of the same name around it.
    private void Part(Frame home, ISymbol variable)
    {
        var parted = new Variable(home, variable);
        if (!_state.Variables.TryGetValue(new Variable(_frame, variable), out var value) || _state.Variables.ContainsKey(parted))
            return;
        home.Declare(variable);
        Set(parted, value);
    }

    private Value CallAny(Value function, IReadOnlyList<Value> arguments, Call call)
    {
        var choices = function.Choices.Where(choice => !choice.IsNull.IsTrue).ToList();
        return choices.Count == 0 ? Value.Unknown("the result of a delegate") : OneOfThese(choices, choice => choice switch
        {
            Several several => CallBoth(several, arguments, call),
            Function known => Call(known, arguments, call),
            _ => CallStranger(arguments, call),
        });
    }

    private Value Call(Function function, IReadOnlyList<Value> arguments, Call call)
    {
        var isDirect = call.Method.MethodKind is MethodKind.DelegateInvoke;
        if (CallFunction(function, arguments, call.Syntax, isDirect ? call : null) is { } result)
            return result;
        var isForeign = function.Body is null && _methods.BodyOf(function.Method) is null;
        return isForeign ? CallForeign(function.Method, arguments, call.Syntax) : NotFollowed(function.Home, arguments, call);
    }

    // Each of them that is there; the last one's result is that of both.
    private Value CallBoth(Several several, IReadOnlyList<Value> arguments, Call call)
    {
        CallIfThere(several.First, arguments, call);
        return CallIfThere(several.Then, arguments, call);
    }

    private Value CallIfThere(Value function, IReadOnlyList<Value> arguments, Call call)
    {
        var before = _state;
        var result = CallAny(function, arguments, call);
        if (!function.IsNull.IsFalse)
            _state = State.Join(before, _state);
        return function.IsNull.IsFalse ? result : Value.Unknown("the result of a delegate");
    }

    /// <summary>Calls a lambda or a method taken as a delegate; null when it cannot be followed.</summary>
    private Value? CallFunction(Function function, IReadOnlyList<Value> arguments, SyntaxNode site, Call? call = null)
    {
        var body = function.Body ?? _methods.BodyOf(function.Method);
        if (body is null || !CanEnter(function.Method))
            return null;
        _calledLambdas.Add(body);
        var parameters = function.Method.Parameters.Zip(arguments, (parameter, value) => new Argument(parameter, value)).ToList();
        return RunBody(function.Method, body, function.Home?.Self ?? function.Receiver, function.Home, parameters, site, call);
    }

    private static IEnumerable<Function> FunctionsIn(IEnumerable<Value> values) =>
        values.SelectMany(value => value.Choices).SelectMany(choice => choice switch
        {
            Function function => [function],
            Several several => FunctionsIn([several.First, several.Then]),
            _ => Array.Empty<Function>(),
        });
}
