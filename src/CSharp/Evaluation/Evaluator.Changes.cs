using Hale.CSharp.Values;

namespace Hale.CSharp.Evaluation;

/// <summary>Every change of a variable or an object. What can happen at any moment is looked after here: an exception, and code that runs on by itself.</summary>
internal sealed partial class Evaluator
{
    private void Set(Variable variable, Value value)
    {
        Borrowed(variable);
        if (_runningOn.Contains(variable))
            value = value.Forgotten(RunningOn);
        _state = _state with { Variables = _state.Variables.SetItem(variable, value) };
        MayThrow(thrown => thrown.Or(variable, value), [value]);
    }

    private void Set(ObjectId target, HeapObject content)
    {
        Spend(content is Sequence list ? list.Elements.Count : content is Map map ? map.Entries.Count : 0);
        if (_runningOn.Contains(target))
            content = content.Forgotten(RunningOn);
        _state = _state with { Heap = _state.Heap.SetItem(target, content) };
        if (_mayThrow.Count > 0 && _mayThrow.Peek().Heap.ContainsKey(target))
            MayThrow(thrown => thrown.Or(target, content), content.Contents);
    }

    private void Forget(Variable variable, string reason) => Set(variable, _state.Variables[variable].Forgotten(reason));

    /// <summary>Anything may have been done to what can be reached from some values.</summary>
    private void Forget(IEnumerable<Value> values, string reason)
    {
        foreach (var target in _state.Reachable(values).ToList())
            Set(target, _state.Heap[target].Forgotten(reason));
    }

    // A handler may start with what holds now. It can ask for what the change makes reachable, too.
    private void MayThrow(Func<State, State> change, IEnumerable<Value> changed)
    {
        if (_mayThrow.Count == 0)
            return;
        var thrown = _mayThrow.Pop();
        foreach (var made in _state.Reachable(changed, thrown.Heap.ContainsKey))
            thrown = thrown.Or(made, _state.Heap[made]);
        _mayThrow.Push(change(thrown));
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
