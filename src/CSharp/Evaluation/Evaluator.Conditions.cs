using Hale.CSharp.Models;
using Hale.CSharp.Values;
using Hale.Rules.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

internal sealed partial class Evaluator
{
    private Value Choose(IConditionalOperation conditional)
    {
        var (whenTrue, whenFalse) = Split(conditional.Condition);
        return conditional is { Type: not null, WhenFalse: { } otherwise }
            ? Either(whenTrue, () => Evaluate(conditional.WhenTrue), whenFalse, () => Evaluate(otherwise))
            : Either(whenTrue, () => Run(conditional.WhenTrue), whenFalse, () => Run(conditional.WhenFalse));

        Value Run(IOperation? statement)
        {
            if (statement is not null)
                Execute(statement);
            return Value.Null;
        }
    }

    private Value EvaluateCondition(IOperation condition)
    {
        var (whenTrue, whenFalse) = Split(condition);
        _state = State.Join(whenTrue, whenFalse);
        return !whenFalse.IsReachable ? Value.Of(true) : !whenTrue.IsReachable ? Value.Of(false) : Value.Present("a condition");
    }

    /// <summary>The state after a condition, when it is true and when it is not; each is unreachable when it cannot be.</summary>
    private (State WhenTrue, State WhenFalse) Split(IOperation condition)
    {
        switch (condition)
        {
            case IParenthesizedOperation parenthesized:
                return Split(parenthesized.Operand);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not:
                var (whenTrue, whenFalse) = Split(not.Operand);
                return (whenFalse, whenTrue);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd, OperatorMethod: null } and:
                return SplitBoth(and);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr, OperatorMethod: null } or:
                return SplitEither(or);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison
                when NullComparedWith(comparison) is { } subject:
                var (isNull, isNotNull) = SplitByNull(subject, Evaluate(subject));
                return comparison.OperatorKind is BinaryOperatorKind.Equals ? (isNull, isNotNull) : (isNotNull, isNull);
            case IPropertyReferenceOperation { Property: { Name: "HasValue" } hasValue, Instance: { } optional }
                when ValueTypes.IsNullable(hasValue.ContainingType):
                var (isMissing, isThere) = SplitByNull(optional, Evaluate(optional));
                return (isThere, isMissing);
            case IInvocationOperation { Arguments: [var text] } test when IsEmptyTest(test.TargetMethod):
                return SplitByText(test, text.Value);
            case IIsPatternOperation pattern:
                return SplitGuarded(pattern.Pattern, guard: null, Evaluate(pattern.Value), pattern.Value);
            case IIsTypeOperation type:
                return SplitBy(IsOfType(Evaluate(type.ValueOperand), type.TypeOperand));
            default:
                return SplitBy(Evaluate(condition).AsTruth());
        }
    }

    private static bool IsEmptyTest(IMethodSymbol method) =>
        method is { Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace", ContainingType.SpecialType: SpecialType.System_String };

    private (State, State) SplitBoth(IBinaryOperation and)
    {
        var (left, leftFails) = Split(and.LeftOperand);
        _state = left;
        var (both, rightFails) = left.IsReachable ? Split(and.RightOperand) : (left, left);
        return (both, State.Join(leftFails, rightFails));
    }

    private (State, State) SplitEither(IBinaryOperation or)
    {
        var (left, leftFails) = Split(or.LeftOperand);
        _state = leftFails;
        var (right, none) = leftFails.IsReachable ? Split(or.RightOperand) : (leftFails, leftFails);
        return (State.Join(left, right), none);
    }

    private (State WhenTrue, State WhenFalse) SplitBy(Truth truth) =>
        truth.IsTrue ? (_state, _state.Unreachable) : truth.IsFalse ? (_state.Unreachable, _state) : (_state, _state);

    private (State IsNull, State IsNotNull) SplitByNull(IOperation subject, Value value)
    {
        var (isNull, isNotNull) = SplitBy(value.IsNull);
        if (!value.IsNull.IsUnknown)
            return (isNull, isNotNull);
        return (Refined(isNull, subject, Value.Null), Refined(isNotNull, subject, value.WithoutNull()));
    }

    // Text that is not empty is not null.
    private (State IsEmpty, State IsNot) SplitByText(IInvocationOperation test, IOperation text)
    {
        var (isEmpty, isNot) = SplitBy(Evaluate(test).AsTruth());
        _state = isNot;
        return (isEmpty, isNot.IsReachable ? Refined(isNot, text, Evaluate(text).WithoutNull()) : isNot);
    }

    // What a condition says of a variable or member holds behind it.
    private State Refined(State state, IOperation subject, Value value)
    {
        var before = _state;
        _state = state;
        switch (subject)
        {
            case IConversionOperation { IsTryCast: false, Conversion: { IsReference: true } or { IsIdentity: true } } conversion:
                _state = Refined(state, conversion.Operand, value);
                break;
            case ILocalReferenceOperation or IParameterReferenceOperation:
                Write(subject, value, subject.Syntax);
                break;
            case IPropertyReferenceOperation { Instance: { } instance, Arguments.Length: 0 } property when IsPlain(instance) && !IsOfBase(property):
                Refine(Evaluate(instance), property.Property, value, property.Syntax);
                break;
        }

        var refined = _state;
        _state = before;
        return refined;
    }

    // Evaluating it again has no effect.
    private static bool IsPlain(IOperation operation) => operation switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation => true,
        IPropertyReferenceOperation { Instance: { } instance, Arguments.Length: 0 } => IsPlain(instance),
        IConversionOperation { OperatorMethod: null } conversion => IsPlain(conversion.Operand),
        _ => false,
    };

    private IOperation? NullComparedWith(IBinaryOperation comparison) =>
        comparison.OperatorMethod is { } @operator && IsOwn(@operator) ? null
        : IsNullConstant(comparison.RightOperand) ? comparison.LeftOperand
        : IsNullConstant(comparison.LeftOperand) ? comparison.RightOperand
        : null;

    private static bool IsNullConstant(IOperation operation) => operation.ConstantValue is { HasValue: true, Value: null };

    private Value EvaluateSwitch(ISwitchExpressionOperation @switch)
    {
        var value = Evaluate(@switch.Value);
        var rest = _state;
        var after = _state.Unreachable;
        Value? result = null;
        foreach (var arm in @switch.Arms)
        {
            if (!rest.IsReachable)
                break;
            _state = rest;
            (_state, rest) = SplitGuarded(arm.Pattern, arm.Guard, value, @switch.Value);
            if (!_state.IsReachable)
                continue;
            var armValue = Evaluate(arm.Value);
            if (_state.IsReachable)
                result = result is null ? armValue : Value.Join(result, armValue);
            after = State.Join(after, _state);
        }

        _state = after;
        return result ?? Value.Unknown("a switch that matches nothing");
    }
}
