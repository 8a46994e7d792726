using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>
/// Queries and iterators, which run when their result is asked for, and once more each time. They are followed where they are
/// made; what that found holds as long as nothing changes that they look at.
/// </summary>
internal sealed partial class Evaluator
{
    // What runs when its result is asked for; until then its source may change.
    private Reference Query(Call call, Sequence result)
    {
        var query = Allocate(call.Syntax, call.Method.ReturnType, result with { Later = null, IsRead = false });
        if (KnownCalls.IsImmutable(call.Method) || !KnownCalls.IsIn(call.Method, "System.Linq"))
            return query;
        var given = call.Receiver is { } receiver ? call.Arguments.Prepend(receiver).ToList() : call.Arguments;
        Defer(query.Target, call.Before, given, FunctionsIn(given).SelectMany(Captured));
        return query;
    }

    // What a lambda can look at besides its arguments.
    private IEnumerable<Variable> Captured(Function function)
    {
        var symbols = function.Body?.Descendants().Select(operation => operation switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            _ => (ISymbol?)null,
        }).OfType<ISymbol>() ?? [];
        return symbols.SelectMany(symbol => VariablesFrom(function.Home).Where(variable => SymbolEqualityComparer.Default.Equals(variable.Symbol, symbol)))
            .Concat(function.Body is null ? VariablesFrom(function.Home) : []);
    }

    private IEnumerable<Variable> VariablesFrom(Frame? home)
    {
        for (var frame = home; frame is not null; frame = frame.Home)
        {
            foreach (var symbol in frame.Variables)
            {
                if (new Variable(frame, symbol) is var variable && _state.Variables.ContainsKey(variable))
                    yield return variable;
            }
        }
    }

    private void Defer(ObjectId target, State before, IReadOnlyList<Value> given, IEnumerable<Variable> captured)
    {
        var variables = captured.Concat(_state.Variables.Keys.Where(variable => ReferenceEquals(variable.Frame, _statics))).Distinct().ToList();
        var changed = ChangedSince(before);
        Forget(changed);
        var content = (Sequence)_state.Heap[target];
        IReadOnlyList<Value> seen = [.. FunctionsIn(given).Select(SelfOf).OfType<Value>(), .. variables.Select(variable => _state.Variables[variable])];
        var objects = _state.Reachable(given.Concat(seen)).Where(one => !ReferenceEquals(one, target)).Select(one => (one, _state.Heap[one])).ToList();
        var made = content.Contents.SelectMany(value => value.Choices).OfType<Reference>().Any(one => !before.Heap.ContainsKey(one.Target));
        Set(target, content with { Later = new Deferral(objects, [.. variables.Select(variable => (variable, _state.Variables[variable]))], seen, changed, made) });
    }

    // The object whose members a lambda or method can look at.
    private static Value? SelfOf(Function function) =>
        function.Body is { } body && !body.Descendants().Any(operation => operation is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }) ? null
        : function.Home?.Self ?? function.Receiver;

    // What running it changes, now or later, and nobody knows how often.
    private Changes ChangedSince(State before) => new(
        [.. before.Variables.Where(pair => _state.Variables.TryGetValue(pair.Key, out var value) && !ReferenceEquals(value, pair.Value) && !value.Equals(pair.Value)).Select(pair => pair.Key)],
        [.. before.Heap.Where(pair => HasChanged(pair.Key, pair.Value)).Select(pair => pair.Key)]);

    private void Forget(Changes changes, string reason = "a query that may run at any time")
    {
        foreach (var variable in changes.Variables.Where(_state.Variables.ContainsKey))
            Forget(variable, reason);
        foreach (var target in changes.Objects.Where(_state.Heap.ContainsKey))
            Set(target, _state.Heap[target].Forgotten(reason));
    }

    private bool IsStale(Deferral later, HashSet<ObjectId>? except = null) =>
        later.Changes.Variables.Count + later.Changes.Objects.Count > 0
        || later.Objects.Any(one => except?.Contains(one.Target) != true && HasChanged(one.Target, one.Content))
        || later.Variables.Any(one => _state.Variables.TryGetValue(one.Variable, out var now) && !ReferenceEquals(now, one.Value) && !now.Equals(one.Value));

    /// <summary>A sequence that is gone through. A query that makes objects makes others each time.</summary>
    private Sequence Read(ObjectId target, Sequence list)
    {
        if (list.Later is not { } later)
            return list;
        Forget(later.Changes);
        if (!later.MakesObjects)
            return list;
        Set(target, ((Sequence)_state.Heap[target]) with { IsRead = true });
        return list.IsRead ? list.Loosened : list;
    }
}
