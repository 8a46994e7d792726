using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>Bodies of methods, accessors and lambdas: how they are entered and left.</summary>
internal sealed partial class Evaluator
{
    /// <summary>Runs a body with its parameters bound, and joins what all its exits leave behind.</summary>
    private Value RunBody(
        IMethodSymbol method, IOperation body, Value? self, Frame? home, IReadOnlyList<Argument> arguments,
        SyntaxNode? callSite, Call? call = null, IParameterSymbol? result = null)
    {
        var (caller, before) = (_frame, _state);
        var borrowed = call is null ? [] : Borrow(call);
        var lent = call is null ? [] : Lend(call);
        var isWaitedFor = call is null ? caller == _statics : IsWaitedFor(call.Operation);
        _frame = new Frame(caller, home, method, self, callSite) { IsWaitedFor = isWaitedFor };
        _followed.Add(SourceMethods.Implemented(method));
        BindTypeArguments(method);
        foreach (var (parameter, value) in arguments)
            SetParameter(parameter, value);
        if (_methods.IsIterator(body))
            _frame.Yields = Allocate(body.Syntax, method.ReturnType, Sequence.Empty).Target;
        var returned = RunToEnd(body);
        if (_frame.Yields is { } yields)
        {
            ForgetChangedLater(yields, _frame.Yielded ?? []);
            Defer(yields, before, GivenTo(self, arguments), VariablesFrom(home));
        }

        if (result is not null)
            returned = Read(result);
        var handedBack = call is null ? [] : HandedBackBy(call);
        var runsOn = RunsOn(method, body);
        Drop(_frame);
        _frame = caller;
        _borrowed.ExceptWith(borrowed);
        _lent.ExceptWith(lent);
        if (runsOn)
            RunOn(before);
        foreach (var (target, value) in handedBack)
            Write(target, value, target.Syntax);
        return returned;
    }

    private static IReadOnlyList<Value> GivenTo(Value? self, IReadOnlyList<Argument> arguments)
    {
        var values = arguments.Select(argument => argument.Value);
        return self is null ? [.. values] : [.. values, self];
    }

    private void SetParameter(IParameterSymbol parameter, Value value)
    {
        _frame.Declare(parameter);
        var stored = parameter.RefKind is RefKind.None ? Stored(value) : value;
        Set(new Variable(_frame, parameter), stored);
    }

    private Value RunToEnd(IOperation body)
    {
        if (body is IBlockOperation or IMethodBodyOperation or IConstructorBodyOperation)
        {
            Execute(body);
            return JoinReturns();
        }

        return Evaluate(body);
    }

    private Value JoinReturns()
    {
        var frame = _frame;
        Value? result = _state.IsReachable ? Value.Null : null;
        foreach (var (_, state, value) in frame.Returns)
        {
            result = result is null ? value : Value.Join(result, value);
            _state = State.Join(_state, state);
        }

        if (!_state.IsReachable && frame.Yielded is { } yielded)
            _state = yielded.Aggregate(_state, State.Join); // It never ends, but whoever asks for its elements does.
        return frame.Yields is { } sequence ? new Reference(sequence) : result ?? Value.Null;
    }

    private void Drop(Frame frame)
    {
        if (frame.IsCaptured || frame.Variables.Count == 0)
            return;
        var variables = frame.Variables.Select(variable => new Variable(frame, variable));
        _state = _state with { Variables = _state.Variables.RemoveRange(variables) };
    }

    private Value RunInitializer(IOperation initializer, Value? self)
    {
        var caller = _frame;
        _frame = new Frame(caller, home: null, method: null, self, callSite: null);
        var value = Evaluate(initializer);
        _frame = caller;
        return value;
    }
}
