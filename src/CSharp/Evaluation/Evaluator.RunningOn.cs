using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>
/// Code that runs on by itself: an asynchronous method that nobody waits for, a delegate that somebody keeps. It is followed
/// where it starts. What it changes there it may change at any later moment, or never.
/// </summary>
internal sealed partial class Evaluator
{
    private const string RunningOn = "code that runs by itself";

    private readonly HashSet<Variable> _runningVariables = [];
    private readonly HashSet<ObjectId> _runningObjects = [];

    private void RunOn(State before)
    {
        var changes = ChangedSince(before);
        _runningVariables.UnionWith(changes.Variables);
        _runningObjects.UnionWith(changes.Objects);
        Forget(changes, RunningOn);
    }

    // What may be changed through something else, such as a span of it.
    private void RunOn(IEnumerable<Value> values)
    {
        var targets = values.SelectMany(value => value.Choices).OfType<Reference>().Select(reference => reference.Target).ToList();
        _runningObjects.UnionWith(targets);
        Forget(new Changes([], targets), RunningOn);
    }

    // An asynchronous method does so from its first 'await'.
    private bool RunsOn(IMethodSymbol method, IOperation body) =>
        method.IsAsync && !_frame.IsWaitedFor && _frame.Yields is null && _methods.HasAwait(body);

    private bool IsWaitedFor(IOperation call) => call.Parent switch
    {
        IAwaitOperation => true,
        IConversionOperation or IParenthesizedOperation or IConditionalOperation => IsWaitedFor(call.Parent),
        IConditionalAccessOperation or ICoalesceOperation => IsWaitedFor(call.Parent),
        IPropertyReferenceOperation { Property.Name: "Result" } => true,
        IInvocationOperation { TargetMethod.Name: "Wait" or "GetResult" } => true,
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "GetAwaiter" or "AsTask" or "WaitAsync" } => IsWaitedFor(call.Parent),
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { IsExtensionMethod: true, Name: "ConfigureAwait" } } outer } =>
            IsWaitedFor(outer),
        IReturnOperation => _frame.Method is { IsAsync: false } && _frame.IsWaitedFor,
        _ => false,
    };
}
