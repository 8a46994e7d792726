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
        var used = new HashSet<ISymbol>(symbols, SymbolEqualityComparer.Default);
        return VariablesFrom(function.Home).Where(variable => function.Body is null || used.Contains(variable.Symbol));
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
        var variables = captured.Concat(_state.Variables.Keys.Where(IsStatic)).Distinct().ToList();
        var changed = ChangedSince(before);
        Forget(changed);
        var content = (Sequence)_state.Heap[target];
        var held = variables.ConvertAll(variable => new VariableValue(variable, _state.Variables[variable]));
        var values = variables.Select(variable => _state.Variables[variable]);
        IReadOnlyList<Value> seen = [.. FunctionsIn(given).Select(SelfOf).OfType<Value>(), .. values];
        var looksAt = _state.Reachable(given.Concat(seen)).Where(one => !ReferenceEquals(one, target));
        var objects = looksAt.Select(one => new ObjectContent(one, _state.Heap[one])).ToList();
        var found = content.Contents.SelectMany(value => value.Choices).OfType<Reference>();
        var makes = found.Any(one => !before.Heap.ContainsKey(one.Target));
        Set(target, content with { Later = new Deferral(objects, held, seen, changed, makes) });
    }

    // The object whose members a lambda or method can look at.
    private static Value? SelfOf(Function function) =>
        function.Body is { } body && !body.Descendants().Any(IsThis) ? null : function.Home?.Self ?? function.Receiver;

    private static bool IsThis(IOperation operation) =>
        operation is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance };

    // Whoever gets an element of an iterator has it before the iterator goes on, and may not let it go on.
    private void ForgetChangedLater(ObjectId yields, List<State> yielded)
    {
        foreach (var given in yielded)
        {
            var elements = given.Heap[yields] is Sequence list ? list.Elements : [];
            var last = elements.Skip(elements.Count - 1).Select(element => element.Value);
            foreach (var target in given.Reachable(last).Where(target => HasChanged(target, given.Heap[target])).ToList())
                Set(target, _state.Heap[target].Forgotten("an iterator that goes on"));
        }
    }

    // What running it changes, now or later, and nobody knows how often.
    private Changes ChangedSince(State before) => new(
        [.. before.Variables.Keys.Where(variable => HasChanged(variable, before.Variables[variable]))],
        [.. before.Heap.Keys.Where(target => HasChanged(target, before.Heap[target]))]);

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
        || later.Variables.Any(one => HasChanged(one.Variable, one.Value));

    private bool HasChanged(Variable variable, Value value) =>
        _state.Variables.TryGetValue(variable, out var now) && !ReferenceEquals(now, value) && !now.Equals(value);

    private bool HasChanged(ObjectId target, HeapObject content)
    {
        if (!_state.Heap.TryGetValue(target, out var now))
            return true;
        if (ReferenceEquals(now, content))
            return false;
        if (now is Sequence list && content is Sequence { IsRead: var isRead })
            now = list with { IsRead = isRead }; // To read it is no change.
        return !now.HasSameAs(content);
    }

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
