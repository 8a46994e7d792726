using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

internal sealed partial class Evaluator
{
    private const string InALoop = "a loop";

    // In a 'try' block, what holds after each statement may be what a handler starts with.
    private readonly Stack<State> _mayThrow = new();

    private void Execute(IOperation statement)
    {
        if (!_state.IsReachable && statement is not (IBlockOperation or ILabeledOperation))
            return;
        Step();
        switch (statement)
        {
            case IBlockOperation block:
                ExecuteAll(block.Operations);
                break;
            case IMethodBodyOperation body:
                Execute((body.BlockBody ?? body.ExpressionBody)!);
                break;
            case IConstructorBodyOperation body:
                Execute((body.BlockBody ?? body.ExpressionBody)!);
                break;
            case IExpressionStatementOperation expression:
                Evaluate(expression.Operation);
                break;
            case IVariableDeclarationGroupOperation group:
                Declare(group);
                break;
            case IReturnOperation @return:
                Return(@return);
                break;
            case IConditionalOperation conditional:
                Choose(conditional);
                break;
            case IForEachLoopOperation loop:
                ForEach(loop);
                break;
            case IForLoopOperation loop:
                ExecuteAll(loop.Before);
                Loop(loop, loop.Condition, loop.Body, loop.AtLoopBottom, isConditionFirst: true);
                break;
            case IWhileLoopOperation loop:
                Loop(loop, loop.Condition, loop.Body, [], loop.ConditionIsTop);
                break;
            case ISwitchOperation @switch:
                Switch(@switch);
                break;
            case IBranchOperation branch:
                _frame.Jump(branch.Target, _state);
                _state = _state.Unreachable;
                break;
            case ILabeledOperation labeled:
                _state = _frame.Land(labeled.Label) is { } jumped ? State.Join(_state, jumped) : _state;
                if (labeled.Operation is { } target)
                    Execute(target);
                break;
            case ITryOperation @try:
                Try(@try);
                break;
            case IUsingOperation @using:
                Execute(@using.Resources);
                Execute(@using.Body);
                break;
            case IUsingDeclarationOperation @using:
                Declare(@using.DeclarationGroup);
                break;
            case ILockOperation @lock:
                Execute(@lock.Body);
                break;
            case ILocalFunctionOperation or IEmptyOperation:
                break;
            default:
                Evaluate(statement);
                break;
        }
    }

    private void ExecuteAll(IEnumerable<IOperation> statements)
    {
        foreach (var statement in statements)
        {
            Execute(statement);
            if (_mayThrow.Count > 0)
                _mayThrow.Push(State.Join(_mayThrow.Pop(), _state));
        }
    }

    private void Declare(IVariableDeclarationGroupOperation group)
    {
        foreach (var declarator in group.Declarations.SelectMany(declaration => declaration.Declarators))
        {
            if ((declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer) is { } initializer)
                Write(declarator.Symbol, Evaluate(initializer.Value));
        }
    }

    private void Return(IReturnOperation @return)
    {
        var value = @return.ReturnedValue is { } returned ? Evaluate(returned) : Value.Null;
        if (@return.Kind is OperationKind.YieldReturn)
        {
            Yield(value, @return);
            return;
        }

        if (_state.IsReachable)
            _frame.Returns.Add((_state, value));
        _state = _state.Unreachable;
    }

    private void Yield(Value value, IReturnOperation @return)
    {
        if (_frame.Yields is { } target && _state.Heap.TryGetValue(target, out var @object) && @object is Sequence sequence)
            Set(target, sequence.With(new Element(value, @return.ReturnedValue!.Syntax, IsCertain: true)));
    }

    private void ForEach(IForEachLoopOperation loop)
    {
        var collection = Evaluate(loop.Collection);
        var variable = (loop.LoopControlVariable as IVariableDeclaratorOperation)?.Symbol;
        var after = _state.Unreachable;
        if (SequenceIn(collection) is { IsDecided: true, Elements.Count: <= Limits.LoopTurns } sequence)
        {
            foreach (var element in sequence.Elements)
            {
                Turn(loop, () => Bind(loop.LoopControlVariable, variable, element.Value));
                after = State.Join(after, _frame.Land(loop.ExitLabel) ?? after.Unreachable);
            }

            _state = State.Join(_state, after);
            return;
        }

        Repeat(loop, () => Turn(loop, () => Bind(loop.LoopControlVariable, variable, ElementOfUnknown(collection))), () => true);
    }

    private void Turn(ILoopOperation loop, Action prepare)
    {
        prepare();
        Execute(loop.Body);
        _state = State.Join(_state, _frame.Land(loop.ContinueLabel) ?? _state.Unreachable);
    }

    private void Bind(IOperation target, ILocalSymbol? variable, Value value)
    {
        if (variable is not null)
            Write(variable, value);
        else
            Write(target, value, target.Syntax);
    }

    private void Loop(ILoopOperation loop, IOperation? condition, IOperation body, IReadOnlyList<IOperation> bottom, bool isConditionFirst)
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
            after = State.Join(after, _frame.Land(loop.ExitLabel) ?? after.Unreachable);
        }

        if (_state.IsReachable)
            Repeat(loop, TurnOnce, () => EntersAgain());
        _state = State.Join(_state, after);

        void TurnOnce()
        {
            Execute(body);
            _state = State.Join(_state, _frame.Land(loop.ContinueLabel) ?? _state.Unreachable);
            ExecuteAll(bottom);
        }

        bool EntersAgain()
        {
            if (condition is not null)
                _state = Split(condition).WhenTrue;
            return _state.IsReachable;
        }
    }

    // Any number of turns: rehearsed until nothing new happens, then done once for real from what is sure before every turn.
    private void Repeat(ILoopOperation loop, Action turn, Func<bool> enter)
    {
        var before = _state;
        var isOuterRehearsal = _isRehearsal;
        _isRehearsal = true;
        for (var round = 0; round < 3; round++)
        {
            _state = before;
            if (enter())
                turn();
            _frame.Land(loop.ExitLabel);
            before = State.Join(before, _state).Widened(before, InALoop);
        }

        _isRehearsal = isOuterRehearsal;
        _state = before;
        if (enter())
            turn();
        var exit = _frame.Land(loop.ExitLabel) ?? before.Unreachable;
        _state = State.Join(State.Join(before, _state), exit);
    }

    private void Switch(ISwitchOperation @switch)
    {
        var value = Evaluate(@switch.Value);
        var rest = _state;
        var after = _state.Unreachable;
        foreach (var section in @switch.Cases.OrderBy(section => section.Clauses.Any(clause => clause is IDefaultCaseClauseOperation)))
        {
            var entered = rest.Unreachable;
            foreach (var clause in section.Clauses)
            {
                _state = rest;
                var (matches, doesNot) = rest.IsReachable ? SplitClause(clause, value) : (rest, rest);
                entered = State.Join(entered, matches);
                rest = doesNot;
            }

            _state = entered;
            if (entered.IsReachable)
                ExecuteAll(section.Body);
            after = State.Join(after, _state);
        }

        _state = State.Join(State.Join(after, rest), _frame.Land(@switch.ExitLabel) ?? rest.Unreachable);
    }

    private (State Matches, State DoesNot) SplitClause(ICaseClauseOperation clause, Value value) => clause switch
    {
        IDefaultCaseClauseOperation => (_state, _state.Unreachable),
        ISingleValueCaseClauseOperation single => SplitBy(AreEqual(value, Evaluate(single.Value))),
        IPatternCaseClauseOperation pattern => SplitGuarded(pattern.Pattern, pattern.Guard, value, subject: null),
        _ => (_state, _state),
    };

    private void Try(ITryOperation @try)
    {
        _mayThrow.Push(_state);
        Execute(@try.Body);
        var thrown = State.Join(_mayThrow.Pop(), _state);
        var after = _state;
        foreach (var handler in @try.Catches)
        {
            _state = thrown;
            if (handler.ExceptionDeclarationOrExpression is IVariableDeclaratorOperation exception)
                Write(exception.Symbol, Value.Present("an exception"));
            Execute(handler.Handler);
            after = State.Join(after, _state);
        }

        _state = after;
        if (@try.Finally is { } last)
            Execute(last);
    }
}
