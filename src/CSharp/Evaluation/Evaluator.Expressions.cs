using Hale.CSharp.Models;
using Hale.CSharp.Values;
using Hale.Rules.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

internal sealed partial class Evaluator
{
    // An enum member is written by its name (JsonStringEnumConverter).
    private static Value Constant(ITypeSymbol? type, object? value)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Enum })
            return Value.Of(value);
        return Value.Of(value).AsInteger() is { } number ? Numbers.EnumMember((INamedTypeSymbol)type, number) : Value.Present("a number beyond the range of int64");
    }

    private Value EvaluateConversion(IConversionOperation conversion)
    {
        var operand = Evaluate(conversion.Operand);
        if (conversion.OperatorMethod is { } @operator && ModelTypes.IsWrapper(@operator.ContainingType))
            return Wrap(operand, conversion);
        if (conversion.OperatorMethod is { } own)
            return CallOperator(own, [operand], conversion);
        if (conversion.Type is { } type && conversion.Conversion is { IsReference: true, IsImplicit: false })
            return conversion.IsTryCast ? TriedCast(operand, type) : operand is OneOf ? OfThese(operand, type) : operand;
        return Numbers.Converted(operand, conversion.Operand.Type, conversion.Type);
    }

    // A cast of anything else throws.
    private Value OfThese(Value operand, ITypeSymbol type)
    {
        var choices = operand.Choices.Where(choice => choice.IsNull.IsTrue || !IsOfType(choice, type).IsFalse).ToList();
        return choices.Count == 0 ? operand : choices.Aggregate(Value.Join);
    }

    private Value TriedCast(Value operand, ITypeSymbol type)
    {
        var isType = IsOfType(operand, type);
        return isType.IsTrue ? operand : isType.IsFalse ? Value.Null : Value.Join(OfType(operand, type), Value.Null);
    }

    // 'Input<T>', 'IntOrString' and their like are what they hold; one value given to a list makes a list of one.
    private Value Wrap(Value operand, IConversionOperation conversion)
    {
        if (ModelTypes.IsIntOrString(conversion.Type))
            return ModelTypes.IntOrString(operand);
        if (conversion.Operand.ConstantValue is { Value: decimal amount } && amount % 1 != 0 && ModelTypes.IsScalarWrapper(conversion.Type!))
            return ModelTypes.Quantity(amount);
        var given = conversion.Operand.Type;
        var isOneForList = _models.IsCollection(conversion.Type) && !_models.IsCollection(given) && !_models.IsWrappedCollection(given);
        if (!isOneForList || operand is not (Scalar or PartialText or Reference or Opaque))
            return operand;
        return Allocate(conversion.Syntax, conversion.Type, Sequence.Of([operand], conversion.Operand.Syntax));
    }

    // What it does is written in the source, and may be anything.
    private bool IsOwn(IMethodSymbol @operator) => _methods.BodyOf(@operator) is not null;

    private Value CallOperator(IMethodSymbol @operator, IReadOnlyList<Value> operands, IOperation operation)
    {
        if (_methods.BodyOf(@operator) is not { } body || !CanEnter(@operator))
        {
            Lose(operands, operation.Syntax, $"{@operator.ContainingType.Name}'s operator");
            return Value.Unknown($"the result of {@operator.ContainingType.Name}'s operator");
        }

        var arguments = @operator.Parameters.Zip(operands, (parameter, value) => new Argument(parameter, value));
        return RunBody(@operator, body, self: null, home: null, [.. arguments], operation.Syntax);
    }

    private Value Interpolate(IInterpolatedStringOperation text) => Texts.PutTogether([.. text.Parts.Select(part => new TextPiece(
        part switch
        {
            IInterpolatedStringTextOperation literal => Evaluate(literal.Text),
            IInterpolationOperation hole => Interpolate(hole),
            _ => Value.Present("part of a text"),
        },
        part.Syntax))]);

    private Value Interpolate(IInterpolationOperation hole)
    {
        var isForFormat = hole.Parent?.Parent is IConversionOperation { Type.Name: "FormattableString" };
        if (!isForFormat && hole.Expression.Type is { Name: "Output" or "Input" } output && KnownCalls.IsPulumi(output))
        {
            Evaluate(hole.Expression);
            return Value.Present("the text of an output"); // Only Output.Format waits for it.
        }

        var value = AsText(Evaluate(hole.Expression), hole.Expression);
        return hole.Alignment is null && (hole.FormatString is null || value is Scalar { Content: string, IsText: true }) ? value
            : Value.Present("formatted text");
    }

    private TextPiece TextOf(Value value, IOperation operation) => new(AsText(value, operation), operation.Syntax);

    // An object becomes text by its own 'ToString', which may do anything.
    private Value AsText(Value value, IOperation operation)
    {
        var choices = value.Choices;
        return choices.Any(choice => choice is Reference)
            ? OneOfThese(choices, choice => choice is Reference reference ? AsText(reference, operation.Syntax) : choice)
            : HasOneText(Plain(operation).Type) ? value : Texts.Once(value);
    }

    // The text of anything else may be another one the next time.
    private static bool HasOneText(ITypeSymbol? type) => ValueTypes.Underlying(type) is { } plain
        && (plain.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_String || ValueTypes.IsEnum(plain) || plain is { Name: "Guid", IsValueType: true });

    private Value AsText(Reference value, SyntaxNode site)
    {
        if (value.Target.Type is not INamedTypeSymbol type || !_methods.IsInSource(type))
            return value;
        if (Hierarchy.ToStringOf(type) is not { } method)
            return TextOutside(value, site);
        return _methods.BodyOf(method) is not { } body ? value
            : CanEnter(method) ? RunBody(method, body, value, home: null, [], site)
            : TextOutside(value, site);
    }

    private Value TextOutside(Value value, SyntaxNode site)
    {
        Lose([value], site, "a 'ToString' that is not followed");
        return Value.Present("the text of an object");
    }

    private Value EvaluateBinary(IBinaryOperation binary)
    {
        if (binary is { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr, OperatorMethod: null }
            || (binary.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals && NullComparedWith(binary) is not null))
        {
            return EvaluateCondition(binary);
        }

        var left = Evaluate(binary.LeftOperand);
        if (binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr)
            return EitherOperand(binary, left);
        var right = Evaluate(binary.RightOperand);
        if (left is Duration one && right is Duration other && binary.Type?.SpecialType is SpecialType.System_Boolean)
            return Durations.Compare(binary.OperatorKind, one, other);
        if (binary.OperatorMethod is { } @operator && IsOwn(@operator))
            return CallOperator(@operator, [left, right], binary);
        if (binary.OperatorKind is BinaryOperatorKind.Add && binary.Type?.SpecialType is SpecialType.System_String)
            return Texts.PutTogether([TextOf(left, binary.LeftOperand), TextOf(right, binary.RightOperand)]);
        return binary.OperatorKind switch
        {
            BinaryOperatorKind.Equals => OfTruth(AreEqual(left, right)),
            BinaryOperatorKind.NotEquals => OfTruth(!AreEqual(left, right)),
            _ when left is Duration && ValueTypes.IsTimeSpan(binary.Type) => Durations.Calculate(binary.OperatorKind, left, right),
            _ when binary.OperatorMethod is not null => Value.OfType(binary.Type, "a calculation"),
            BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual => Numbers.Compare(binary.OperatorKind, left, right),
            BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual => Numbers.Compare(binary.OperatorKind, left, right),
            _ => Numbers.Calculate(binary.OperatorKind, left, right, binary.Type),
        };
    }

    // Of a type's own '&&', the second operand may not be asked for.
    private Value EitherOperand(IBinaryOperation binary, Value left)
    {
        Lose([left], binary.Syntax, "an operator that is not followed");
        var before = _state;
        Lose([left, Evaluate(binary.RightOperand)], binary.Syntax, "an operator that is not followed");
        _state = State.Join(before, _state);
        return Value.OfType(binary.Type, "the result of an operator");
    }

    private static Value OfTruth(Truth truth) => truth.IsUnknown ? Value.Present("a condition") : Value.Of(truth.IsTrue);

    private static Truth AreEqual(Value left, Value right)
    {
        if (left is Scalar a && right is Scalar b)
            return a.Content is double || b.Content is double ? Numbers.ToDouble(a) == Numbers.ToDouble(b) : a.Content.Equals(b.Content);
        if (left is PartialText && left.Equals(right))
            return Truth.True;
        if (left is OneOf || right is OneOf)
        {
            var answers = left.Choices.SelectMany(one => right.Choices.Select(other => AreEqual(one, other))).ToList();
            return Common(answers);
        }

        if ((left.IsNull.IsTrue && right.IsNull.IsFalse) || (left.IsNull.IsFalse && right.IsNull.IsTrue))
            return Truth.False;
        return left.IsNull.IsTrue && right.IsNull.IsTrue ? Truth.True : Truth.Unknown;
    }

    // The answer for one of several values, of which it is not known which one it is.
    private static Truth Common(List<Truth> answers) =>
        answers.TrueForAll(answer => answer.IsTrue) ? Truth.True
        : answers.TrueForAll(answer => answer.IsFalse) ? Truth.False
        : Truth.Unknown;

    private Value EvaluateUnary(IUnaryOperation unary)
    {
        if (unary is { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null })
            return EvaluateCondition(unary);
        var operand = Evaluate(unary.Operand);
        if (unary.OperatorMethod is { } @operator && IsOwn(@operator))
            return CallOperator(@operator, [operand], unary);
        return unary.OperatorKind switch
        {
            UnaryOperatorKind.Hat when operand.AsInteger() is { } count => new FromEnd(count),
            UnaryOperatorKind.Minus when unary.OperatorMethod is null =>
                Numbers.Calculate(BinaryOperatorKind.Subtract, Value.Of(0), operand, unary.Type),
            UnaryOperatorKind.Plus when unary.OperatorMethod is null => operand,
            _ => Value.OfType(unary.Type, "a calculation"),
        };
    }

    private Value Coalesce(ICoalesceOperation coalesce)
    {
        var value = Evaluate(coalesce.Value);
        var (isNull, isNotNull) = SplitByNull(coalesce.Value, value);
        return Either(isNotNull, value.WithoutNull, isNull, () => Evaluate(coalesce.WhenNull));
    }

    private Value AccessIfPresent(IConditionalAccessOperation access)
    {
        var receiver = Evaluate(access.Operation);
        var found = IfPresent(access, receiver, () => Evaluate(access.WhenNotNull));
        return access.WhenNotNull.Syntax is MemberBindingExpressionSyntax member ? SameAgain(receiver, $"?{member}", found) : found;
    }

    private Value IfPresent(IConditionalAccessOperation access, Value receiver, Evaluation use)
    {
        var (isNull, isNotNull) = SplitByNull(access.Operation, receiver);
        return Either(isNotNull, OnReceiver, isNull, () => Value.Null);

        Value OnReceiver()
        {
            _conditionalReceivers.Push(receiver.WithoutNull());
            var result = use();
            _conditionalReceivers.Pop();
            return result;
        }
    }
}
