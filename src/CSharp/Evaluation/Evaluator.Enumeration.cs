using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>How <c>foreach</c> and queries go through collections: element by element where all are known, else any of them.</summary>
internal sealed partial class Evaluator
{
    private void ForEach(IForEachLoopOperation loop)
    {
        var collection = Evaluate(loop.Collection);
        var enumerator = EnumeratorOf(collection, loop.Syntax);
        if (SequenceIn(enumerator ?? collection) is { IsOpen: false, Elements.Count: <= Limits.LoopTurns } sequence)
            TurnByTurn(loop, enumerator ?? collection, sequence);
        else
            Repeat(() => Turn(loop, () => BindAny(loop, collection, enumerator)), condition: null, loop.ExitLabel);
    }

    private void TurnByTurn(IForEachLoopOperation loop, Value collection, Sequence sequence)
    {
        var after = _state.Unreachable;
        var contents = ContentsOf(collection);
        for (var i = 0; i < sequence.Elements.Count; i++)
        {
            if (contents.Exists(content => HasChanged(content.Target, content.Content)) || IsOutdated(contents, sequence, i))
            {
                Repeat(() => Turn(loop, () => BindAny(loop, collection, enumerator: null)), condition: null, loop.ExitLabel);
                break; // The loop has changed what was yet to come.
            }

            var element = sequence.Elements[i];
            var skipped = element.IsCertain ? _state.Unreachable : _state;
            Turn(loop, () => Bind(loop, element.Value));
            after = State.Join(after, _frame.Land(loop.ExitLabel) ?? after.Unreachable);
            _state = State.Join(skipped, _state);
        }

        _state = State.Join(_state, after);
    }

    private List<ObjectContent> ContentsOf(Value collection) =>
        [
            .. collection.Choices.OfType<Reference>().Select(choice => choice.Target)
                .Where(_state.Heap.ContainsKey).Select(target => new ObjectContent(target, _state.Heap[target])),
        ];

    // A query looks at each element when its turn comes: what was done to those before does not matter to it.
    private bool IsOutdated(IReadOnlyList<ObjectContent> contents, Sequence sequence, int turn)
    {
        var queries = contents.Select(content => (content.Content as Sequence)?.Later).OfType<Deferral>().ToList();
        if (queries.Count == 0 || !queries.Exists(later => IsStale(later)))
            return false;
        var done = _state.Reachable(sequence.Elements.Take(turn).Select(element => element.Value)).ToList();
        var yetToCome = sequence.Elements.Skip(turn).Select(element => element.Value);
        var lookedAt = new HashSet<ObjectId>(_state.Reachable(yetToCome.Concat(queries.SelectMany(later => later.Captured))));
        return queries.Exists(later => IsStale(later, [.. done.Where(target => !lookedAt.Contains(target))]));
    }

    private void BindAny(IForEachLoopOperation loop, Value collection, Value? enumerator)
    {
        if (enumerator is Reference { Target.Type: { } type } && _methods.IsInSource(type))
            Lose([collection, enumerator], loop.Syntax, "an enumerator that is not followed");
        else if (collection is Opaque && Plain(loop.Collection).Type is { TypeKind: TypeKind.Interface })
            GiveAway([], "a collection of which nothing is known");
        var element = (loop.LoopControlVariable as IVariableDeclaratorOperation)?.Symbol.Type ?? loop.LoopControlVariable.Type;
        Bind(loop, AnyElement(collection, element));
    }

    private void Bind(IForEachLoopOperation loop, Value element)
    {
        if (_methods.ElementConversionOf(loop) is { } conversion)
            element = CallOperator(conversion, [element], loop);
        if (loop.LoopControlVariable is IVariableDeclaratorOperation { Symbol: var variable })
            Write(variable, element);
        else
            Write(loop.LoopControlVariable, element, loop.LoopControlVariable.Syntax);
    }

    /// <summary>
    /// What goes through a collection whose class is in the source: what an iterator gives, or an object; null for any other collection.
    /// </summary>
    private Value? EnumeratorOf(Value collection, SyntaxNode site)
    {
        if (collection is not Reference { Target.Type: INamedTypeSymbol type } || ContentOf(collection) is not Instance)
            return null;
        return Hierarchy.EnumeratorOf(type) is { } method && _methods.BodyOf(method) is { } body && CanEnter(method)
            ? RunBody(method, body, collection, home: null, [], site)
            : null;
    }

    private Value AnyElement(Value collection, ITypeSymbol? type) => SequenceIn(collection) is { } sequence
        ? sequence.AnyElement(type: null)
        : Aliased(Value.Unknown($"an element of {Describe(collection)}"), ReachedFrom([collection, _outside]), type);
}
