using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>
/// Loops. One that is known to turn so and so often is followed turn by turn. Of any other, what it does is found out in
/// rehearsals, until nothing new happens; then one turn is done for real, from what is sure before every turn.
/// </summary>
internal sealed partial class Evaluator
{
    private const string InALoop = "a loop";

    private void Turn(ILoopOperation loop, Action prepare)
    {
        prepare();
        Execute(loop.Body);
        _state = State.Join(_state, _frame.Land(loop.ContinueLabel) ?? _state.Unreachable);
    }

    private void Loop(ILoopOperation loop, IOperation? condition, IReadOnlyList<IOperation> bottom, bool isConditionFirst)
    {
        var after = _state.Unreachable;
        for (var turn = 0; turn < Limits.LoopTurns && _state.IsReachable; turn++)
        {
            var start = _state;
            var (goesOn, ends) = condition is null || (turn == 0 && !isConditionFirst) ? (_state, _state.Unreachable) : Split(condition);
            if (goesOn.IsReachable && ends.IsReachable)
            {
                _state = start;
                break; // It is not known how often the loop turns.
            }

            after = State.Join(after, ends);
            _state = goesOn;
            TurnOnce();
            if (_frame.Land(loop.ExitLabel) is not { } left)
                continue;
            after = State.Join(after, left);
            if (condition is null)
                break; // It may have ended here.
        }

        if (_state.IsReachable)
            Repeat(TurnOnce, condition, loop.ExitLabel, isEndless: condition is null);
        _state = State.Join(_state, after);

        void TurnOnce() => Turn(loop, () => { }, bottom);
    }

    private void Turn(ILoopOperation loop, Action prepare, IReadOnlyList<IOperation> bottom)
    {
        Turn(loop, prepare);
        ExecuteAll(bottom);
    }

    /// <summary>Any number of turns of something.</summary>
    /// <param name="turn">One turn.</param>
    /// <param name="condition">What must hold before each turn; null where that is not known.</param>
    /// <param name="exit">Where its <c>break</c> goes.</param>
    /// <param name="isEndless">Whether it ends by <c>break</c> only.</param>
    private void Repeat(Action turn, IOperation? condition, ILabelSymbol? exit = null, bool isEndless = false)
    {
        var reset = _frame.Mark();
        var before = Rehearse(_state, turn, condition, exit, out _);
        reset();
        _state = before;
        var ended = Enter(condition);
        turn();
        var left = Landed(exit);
        var done = _state;
        if (!_isRehearsal && done.IsReachable)
        {
            // What this turn made may be changed by the turns that follow it.
            done = Rehearse(done, turn, condition, exit, out var leftLater);
            left = State.Join(left, leftLater);
            _state = done;
            ended = State.Join(ended, Enter(condition));
        }

        ended = condition is null && !isEndless ? State.Join(before, done) : condition is null ? before.Unreachable : ended;
        _state = State.Join(ended, left);
    }

    // Splits off the state in which the condition ends the loop.
    private State Enter(IOperation? condition)
    {
        if (condition is null || !_state.IsReachable)
            return _state.Unreachable;
        var (goesOn, ends) = Split(condition);
        _state = goesOn;
        return ends;
    }

    private State Landed(ILabelSymbol? label) => (label is null ? null : _frame.Land(label)) ?? _state.Unreachable;

    private State Rehearse(State before, Action turn, IOperation? condition, ILabelSymbol? exit, out State left)
    {
        var isOuterRehearsal = _isRehearsal;
        _isRehearsal = true;
        left = before.Unreachable;
        for (var round = 0; ; round++)
        {
            if (round > Limits.Rehearsals)
                throw new BudgetException();
            _state = before;
            Enter(condition);
            turn();
            left = State.Join(left, Landed(exit));
            var next = State.Join(before, _state).Widened(before, InALoop);
            var isSame = next.HasSameAs(before);
            before = next;
            if (isSame)
                break;
        }

        _isRehearsal = isOuterRehearsal;
        return before;
    }

    private static bool IsJumpedBackTo(ILabeledOperation labeled) => labeled.Parent!.Descendants().OfType<IBranchOperation>().Any(jump =>
        jump.BranchKind is BranchKind.GoTo && SymbolEqualityComparer.Default.Equals(jump.Target, labeled.Label)
        && jump.Syntax.SpanStart > labeled.Syntax.SpanStart);

    // The rest of a block, which a 'goto' at its end, or in it, may start again.
    private void RunFromLabel(ILabeledOperation labeled, IReadOnlyList<IOperation> rest)
    {
        var start = State.Join(_state, _frame.Land(labeled.Label) ?? _state.Unreachable);
        _state = start;
        var ended = start.Unreachable;
        Repeat(
            () =>
            {
                if (labeled.Operation is { } first)
                    Execute(first);
                ExecuteAll(rest);
                ended = State.Join(ended, _state);
                _state = _frame.Land(labeled.Label) ?? _state.Unreachable;
            },
            condition: null,
            isEndless: true);
        _state = ended;
    }
}
