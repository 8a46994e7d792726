using Hale.CSharp.Values;

namespace Hale.CSharp.Evaluation;

/// <summary>
/// Every change of a variable or an object. What can happen at any moment is looked after here: an exception, and code that runs
/// on by itself.
/// </summary>
internal sealed partial class Evaluator
{
    private void Set(Variable variable, Value value)
    {
        NotIn(_borrowed, variable);
        NotIn(_lent, variable);
        if (_runningVariables.Contains(variable))
            value = value.Forgotten(RunningOn);
        _state = _state.With(variable, value);
        if (_mayThrow.Count > 0)
            _mayThrow.Push(Thrown([value]).Or(variable, value));
    }

    private void Set(ObjectId target, HeapObject content)
    {
        Spend(content is Sequence list ? list.Elements.Count : content is Map map ? map.Entries.Count : 0);
        if (_runningObjects.Contains(target))
            content = content.Forgotten(RunningOn);
        _state = _state.With(target, content);
        if (_mayThrow.Count > 0 && _mayThrow.Peek().Heap.ContainsKey(target))
            _mayThrow.Push(Thrown(content.Contents).Or(target, content));
    }

    private void Forget(Variable variable, string reason) => Set(variable, _state.Variables[variable].Forgotten(reason));

    /// <summary>Anything may have been done to what can be reached from some values.</summary>
    private void Forget(IEnumerable<Value> values, string reason)
    {
        foreach (var target in _state.Reachable(values).ToList())
            Set(target, _state.Heap[target].Forgotten(reason));
    }

    // What a handler may start with, and what a change makes reachable for it.
    private State Thrown(IEnumerable<Value> changed)
    {
        var thrown = _mayThrow.Pop();
        foreach (var made in _state.Reachable(changed, thrown.Heap.ContainsKey))
            thrown = thrown.Or(made, _state.Heap[made]);
        return thrown;
    }

    private void MayThrow(State state)
    {
        if (_mayThrow.Count > 0)
            _mayThrow.Push(State.Join(_mayThrow.Pop(), state));
    }

    /// <summary>What may hold when an exception ends something, wherever that is.</summary>
    private State ThrownBy(Action body)
    {
        _mayThrow.Push(_state);
        body();
        return _mayThrow.Pop();
    }
}
