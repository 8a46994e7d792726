using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

internal sealed partial class Evaluator
{
    // For each 'try' block under way: what a handler may start with.
    private readonly Stack<State> _mayThrow = new();

    private void Execute(IOperation statement)
    {
        if (!_state.IsReachable && statement is not (IBlockOperation or ILabeledOperation))
            return;
        _budget.Step();
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
                Loop(loop, loop.Condition, loop.AtLoopBottom, isConditionFirst: true);
                break;
            case IWhileLoopOperation loop:
                Loop(loop, IsAlwaysTrue(loop.Condition) ? null : loop.Condition, [], loop.ConditionIsTop);
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
                Use(@using.Resources, @using.IsAsynchronous, () => Execute(@using.Body));
                break;
            case ILockOperation @lock:
                Evaluate(@lock.LockedValue);
                Execute(@lock.Body);
                break;
            case ILocalFunctionOperation or IEmptyOperation:
                break;
            default:
                Evaluate(statement);
                break;
        }
    }

    private void ExecuteAll(IReadOnlyList<IOperation> statements)
    {
        for (var i = 0; i < statements.Count; i++)
        {
            if (statements[i] is ILabeledOperation labeled && IsJumpedBackTo(labeled))
            {
                RunFromLabel(labeled, [.. statements.Skip(i + 1)]);
                return;
            }

            if (statements[i] is IUsingDeclarationOperation @using)
            {
                Use(@using.DeclarationGroup, @using.IsAsynchronous, () => ExecuteAll([.. statements.Skip(i + 1)]));
                return;
            }

            Execute(statements[i]);
        }
    }

    private void Declare(IVariableDeclarationGroupOperation group)
    {
        foreach (var declarator in group.Declarations.SelectMany(declaration => declaration.Declarators))
        {
            foreach (var (home, variable) in _frame.Turns)
            {
                if (SymbolEqualityComparer.Default.Equals(variable, declarator.Symbol))
                    Part(home, variable);
            }

            if ((declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer) is not { } initializer)
                continue;
            var value = Evaluate(initializer.Value);
            if (declarator.Symbol.RefKind is RefKind.Ref)
                throw new BudgetException("What is changed under another name of a variable is not followed");
            Write(declarator.Symbol, value);
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
            _frame.Return(@return.Syntax, _state, value);
        _state = _state.Unreachable;
    }

    private void Yield(Value value, IReturnOperation @return)
    {
        if (_frame.Yields is { } target && _state.Heap.TryGetValue(target, out var @object) && @object is Sequence sequence)
            Set(target, sequence.With(new Element(value, @return.ReturnedValue!.Syntax, IsCertain: true)));
        if (_state.IsReachable)
            (_frame.Yielded ??= []).Add(_state);
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
                var (matches, doesNot) = rest.IsReachable ? SplitClause(clause, value, @switch.Value) : (rest, rest);
                var jumped = clause.Label is { } label ? _frame.Land(label) : null;
                entered = State.Join(State.Join(entered, matches), jumped ?? rest.Unreachable);
                rest = doesNot;
            }

            _state = entered;
            if (entered.IsReachable)
                ExecuteAll(section.Body);
            after = State.Join(after, _state);
        }

        if (@switch.Cases.SelectMany(section => section.Clauses).Any(clause => clause.Label is { } label && _frame.Land(label) is not null))
            throw new BudgetException(); // 'goto case' to one that was followed already.
        _state = State.Join(State.Join(after, rest), _frame.Land(@switch.ExitLabel) ?? rest.Unreachable);
    }

    private static bool IsAlwaysTrue(IOperation? condition) => condition?.ConstantValue is { HasValue: true, Value: true };

    private (State Matches, State DoesNot) SplitClause(ICaseClauseOperation clause, Value value, IOperation subject) => clause switch
    {
        IDefaultCaseClauseOperation => (_state, _state.Unreachable),
        ISingleValueCaseClauseOperation single => SplitBy(AreEqual(value, Evaluate(single.Value))),
        IPatternCaseClauseOperation pattern => SplitGuarded(pattern.Pattern, pattern.Guard, value, subject),
        _ => (_state, _state),
    };

    private void Try(ITryOperation @try)
    {
        if (@try.Finally is { } last)
            Guard(() => TryAndHandle(@try), () => Execute(last));
        else
            TryAndHandle(@try);
    }

    private void TryAndHandle(ITryOperation @try)
    {
        var unhandled = ThrownBy(() => Execute(@try.Body));
        var after = _state;
        foreach (var handler in @try.Catches)
        {
            _state = unhandled;
            unhandled = State.Join(unhandled, ThrownBy(() => Handle(handler)));
            after = State.Join(after, _state);
        }

        _state = after;
        MayThrow(unhandled); // What no handler catches, or throws itself, one further out may.
    }

    private void Handle(ICatchClauseOperation handler)
    {
        if (handler.ExceptionDeclarationOrExpression is IVariableDeclaratorOperation exception)
            Write(exception.Symbol, Value.Present("an exception"));
        if (handler.Filter is { } filter)
            (_state, _) = Split(filter);
        Execute(handler.Handler);
    }

    // Does something, and what comes last on every way out of it.
    private void Guard(Action body, Action last)
    {
        var restore = _frame.SetAside();
        var thrown = ThrownBy(body);
        var after = _state;
        if (_mayThrow.Count > 0)
        {
            _state = thrown;
            last();
            MayThrow(_state);
        }

        _state = after;
        Finish(last);
        restore();
    }

    // What is done before any way out of a block is taken.
    private void Finish(Action last)
    {
        var after = _state;
        _frame.Detour(Done);
        _state = Done(after);

        State Done(State state)
        {
            _state = state;
            if (state.IsReachable)
                last();
            return _state;
        }
    }

    private void Use(IOperation resources, bool isAsynchronous, Action body)
    {
        if (!_state.IsReachable)
            return;
        IReadOnlyList<Value> values;
        if (resources is IVariableDeclarationGroupOperation group)
        {
            Declare(group);
            var declarators = group.Declarations.SelectMany(declaration => declaration.Declarators);
            values = [.. declarators.Select(declarator => Read(declarator.Symbol))];
        }
        else
        {
            values = [Evaluate(resources)];
        }

        Guard(body, () => values.Reverse().ToList().ForEach(value => Dispose(value, isAsynchronous, resources.Syntax)));
    }

    private void Dispose(Value value, bool isAsynchronous, SyntaxNode site)
    {
        foreach (var choice in value.Choices.Where(choice => !choice.IsNull.IsTrue))
        {
            var before = _state;
            if (choice is Reference { Target.Type: INamedTypeSymbol type })
                Dispose(choice, type, isAsynchronous, site);
            if (value is not Reference)
                _state = State.Join(before, _state);
        }
    }

    private void Dispose(Value value, INamedTypeSymbol type, bool isAsynchronous, SyntaxNode site)
    {
        if (_methods.DisposeOf(type, isAsynchronous) is { } method && _methods.BodyOf(method) is { } body && CanEnter(method))
            RunBody(method, body, value, home: null, [], site);
        else if (_methods.IsInSource(type))
            Lose([value], site, "a 'Dispose' that is not followed");
    }
}
