using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>Calls: of methods whose source is there, of those whose meaning is known, and of all others.</summary>
internal sealed partial class Evaluator
{
    private Value Invoke(IInvocationOperation invocation)
    {
        var receiver = invocation.Instance is { } instance ? EvaluateReceiver(instance) : null;
        return WithArguments(invocation, arguments => Invoke(new Call(invocation, receiver, arguments) { Before = _state }));
    }

    // What a call does to a struct that no variable holds is done to a copy.
    private Value EvaluateReceiver(IOperation instance) =>
        instance.Type is { IsValueType: true } && !IsVariable(instance) ? Stored(Evaluate(instance)) : Evaluate(instance);

    private static bool IsVariable(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { Local: var local } => !local.IsForEach,
        IFieldReferenceOperation { Field: var field } => !field.IsReadOnly,
        IParameterReferenceOperation { Parameter: var parameter } => parameter.RefKind is not RefKind.In,
        IInvocationOperation { TargetMethod: var method } => method.ReturnsByRef,
        IPropertyReferenceOperation { Property: var property } => property.ReturnsByRef,
        _ => operation is IArrayElementReferenceOperation or IInstanceReferenceOperation,
    };

    // What an argument by reference hangs on is evaluated once, however often it is then read and written.
    private Value WithArguments(IInvocationOperation invocation, Func<IReadOnlyList<Value>, Value> call)
    {
        var values = new List<Value>();
        var held = new List<IOperation>();
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out)
                held.AddRange(Hold(argument.Value));
            values.Add(Evaluate(argument.Value));
        }

        var result = call(values);
        Release(held);
        return result;
    }

    private Value Invoke(Call call)
    {
        if (call.Method is { IsPartialDefinition: true, PartialImplementationPart: null })
            return Value.Null; // The compiler leaves the call out.
        if (call.Method.MethodKind is MethodKind.DelegateInvoke)
            return CallAny(call.Receiver!, call.Arguments, call);
        if (_hasCallbacks && _methods.BodyOf(call.Method) is null)
            RunCallbacks(call.Receiver is null ? call.Arguments : [call.Receiver, .. call.Arguments]);
        return CallKnown(call) ?? CallSource(call) ?? CallForeign(call);
    }

    private Value? CallSource(Call call)
    {
        var targets = TargetsOf(call);
        if (targets is [{ MethodKind: MethodKind.LocalFunction } local] && !CanEnter(local))
            return NotFollowed(HomeOf(local), call.Arguments, call);
        if (targets.Count is 0 or > Limits.Overrides || !targets.All(target => _methods.BodyOf(target) is not null && CanEnter(target)))
            return null;
        var before = _state;
        var result = Run(targets[0]);
        foreach (var target in targets.Skip(1))
        {
            var (after, value) = (_state, result);
            result = Either(after, () => value, before, () => Run(target));
        }

        return result;

        Value Run(IMethodSymbol target)
        {
            var home = target.MethodKind is MethodKind.LocalFunction ? HomeOf(target) : null;
            var parameters = call.Passed
                .Select((passed, i) => new Argument(target.Parameters[passed.Parameter.Ordinal], Lent(passed, call.Arguments[i]))).ToList();
            return RunBody(target, _methods.BodyOf(target)!, call.Receiver ?? home?.Self, home, parameters, call.Syntax, call);
        }
    }

    private Frame? HomeOf(IMethodSymbol localFunction)
    {
        var frame = _frame;
        var home = localFunction.ContainingSymbol.OriginalDefinition;
        while (frame is not null && !(frame.Method is { } method && SymbolEqualityComparer.Default.Equals(SourceMethods.Implemented(method), home)))
            frame = frame.Home;
        return frame ?? _frame;
    }

    // The methods that a call may mean: the one of the object's class where that is known, else every override.
    private IReadOnlyList<IMethodSymbol> TargetsOf(Call call)
    {
        var method = call.Method;
        if (!(method.IsVirtual || method.IsOverride || method.IsAbstract) || call.IsBaseCall)
            return [method];
        if (method.IsStatic)
            return OfTypeParameter(method, (call.Operation as IInvocationOperation)?.ConstrainedToType) is IMethodSymbol { IsAbstract: false } own ? [own] : [];
        if (call.Receiver is Reference { Target.Type: INamedTypeSymbol type })
            return Hierarchy.Actual(method, type) is IMethodSymbol { IsAbstract: false } actual ? [actual] : [];
        return _methods.Overrides.Of(method);
    }

    private bool CanEnter(IMethodSymbol method) => _frame.Depth < Limits.Depth && _frame.CountOf(method) < Limits.Recursion;
}
