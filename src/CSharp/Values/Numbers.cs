using System.Globalization;
using System.Numerics;
using Hale.CSharp.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Values;

/// <summary>Numbers and enums: calculations, comparisons and conversions.</summary>
internal static class Numbers
{
    /// <summary>The answer to a comparison; with null it is no, whatever is asked.</summary>
    public static Value Compare(BinaryOperatorKind kind, Value left, Value right) => OnEach(left, right, (one, other) =>
    {
        if (one.IsNull.IsTrue || other.IsNull.IsTrue)
            return Value.Of(false);
        if (one is not Scalar { Content: not string } a || other is not Scalar { Content: not string } b)
            return Value.Present("a comparison");
        if (double.IsNaN(ToDouble(a)) || double.IsNaN(ToDouble(b)))
            return Value.Of(false);
        var difference = (a.Content, b.Content) is (long x, long y) ? x.CompareTo(y) : ToDouble(a).CompareTo(ToDouble(b));
        return Value.Of(kind switch
        {
            BinaryOperatorKind.LessThan => difference < 0,
            BinaryOperatorKind.LessThanOrEqual => difference <= 0,
            BinaryOperatorKind.GreaterThan => difference > 0,
            _ => difference >= 0,
        });
    });

    /// <summary>The result of a calculation; one that its type does not hold is not known, as it wraps around or throws.</summary>
    public static Value Calculate(BinaryOperatorKind kind, Value left, Value right, ITypeSymbol? type) =>
        OnEach(left, right, (one, other) => CalculateOne(kind, one, other, type));

    private static Value CalculateOne(BinaryOperatorKind kind, Value one, Value other, ITypeSymbol? type)
    {
        if (ValueTypes.IsNullable(type) && (one.IsNull.IsTrue || other.IsNull.IsTrue))
            return kind is BinaryOperatorKind.And or BinaryOperatorKind.Or ? OfTruths(kind, one, other) : Value.Null;
        if (!ValueTypes.IsEnum(ValueTypes.Underlying(type)) && one is Scalar a && other is Scalar b && Calculate(kind, a.Content, b.Content, type) is { } result)
            return Value.Of(result);
        var areThere = !ValueTypes.IsNullable(type) || (one.IsNull.IsFalse && other.IsNull.IsFalse);
        return new Opaque(type is not { IsReferenceType: true } && areThere, "a calculation");
    }

    private static object? Calculate(BinaryOperatorKind kind, object left, object right, ITypeSymbol? type) => (left, right) switch
    {
        (long, long) when kind is BinaryOperatorKind.Divide && ValueTypes.Underlying(type)?.SpecialType is SpecialType.System_Decimal => null,
        (long a, long b) => Within(Calculate(kind, a, b), type),
        (bool a, bool b) => kind is BinaryOperatorKind.And ? a & b : kind is BinaryOperatorKind.Or ? a | b : a ^ b,
        (not (string or bool), not (string or bool)) => Rounded(Calculate(kind, ToDouble(left), ToDouble(right)), type),
        _ => null,
    };

    // Of flags that may be null, false with anything is false, and true or anything is true.
    private static Value OfTruths(BinaryOperatorKind kind, Value left, Value right)
    {
        var decisive = Value.Of(kind is BinaryOperatorKind.Or);
        return left.Equals(decisive) || right.Equals(decisive) ? decisive
            : left is Scalar || right is Scalar || (left.IsNull.IsTrue && right.IsNull.IsTrue) ? Value.Null
            : Value.Unknown("a condition");
    }

    private static object? Rounded(double? number, ITypeSymbol? type) =>
        ValueTypes.Underlying(type)?.SpecialType is SpecialType.System_Single && number is { } exact ? (float)exact : number;

    // What comes out for each pair of the values that two operands may have.
    private static Value OnEach(Value left, Value right, Func<Value, Value, Value> operate)
    {
        if (left is not OneOf && right is not OneOf)
            return operate(left, right);
        var results = left.Choices.SelectMany(one => right.Choices.Select(other => operate(one, other))).ToList();
        return results.Aggregate(Value.Join);
    }

    private static BigInteger? Calculate(BinaryOperatorKind kind, long left, long right) => kind switch
    {
        BinaryOperatorKind.Add => (BigInteger)left + right,
        BinaryOperatorKind.Subtract => (BigInteger)left - right,
        BinaryOperatorKind.Multiply => (BigInteger)left * right,
        BinaryOperatorKind.Divide when right is not 0 => (BigInteger)left / right,
        BinaryOperatorKind.Remainder when right is not 0 => (BigInteger)left % right,
        _ => null,
    };

    private static double? Calculate(BinaryOperatorKind kind, double left, double right) => kind switch
    {
        BinaryOperatorKind.Add => left + right,
        BinaryOperatorKind.Subtract => left - right,
        BinaryOperatorKind.Multiply => left * right,
        BinaryOperatorKind.Divide => left / right,
        _ => null,
    };

    /// <summary>A number as the type of the largest range; not a number for text and flags.</summary>
    public static double ToDouble(Scalar scalar) => ToDouble(scalar.Content);

    private static double ToDouble(object content) =>
        content is string or bool ? double.NaN : Convert.ToDouble(content, CultureInfo.InvariantCulture);

    /// <summary>A whole number, where its type holds it; else null.</summary>
    public static object? Within(BigInteger? number, ITypeSymbol? type)
    {
        var (minimum, maximum) = RangeOf(ValueTypes.Underlying(type)?.SpecialType);
        return number >= minimum && number <= maximum ? (long)number : null;
    }

    private static (long Minimum, long Maximum) RangeOf(SpecialType? type) => type switch
    {
        SpecialType.System_SByte => (sbyte.MinValue, sbyte.MaxValue),
        SpecialType.System_Byte => (byte.MinValue, byte.MaxValue),
        SpecialType.System_Int16 => (short.MinValue, short.MaxValue),
        SpecialType.System_UInt16 => (ushort.MinValue, ushort.MaxValue),
        SpecialType.System_Int32 => (int.MinValue, int.MaxValue),
        SpecialType.System_UInt32 => (uint.MinValue, uint.MaxValue),
        SpecialType.System_UInt64 => (0, long.MaxValue),
        _ => (long.MinValue, long.MaxValue),
    };

    /// <summary>A value as another type has it: a number without its fraction, an enum's number or name.</summary>
    public static Value Converted(Value value, ITypeSymbol? from, ITypeSymbol? to)
    {
        var (source, target) = (ValueTypes.Underlying(from), ValueTypes.Underlying(to));
        if (ValueTypes.IsNullable(from) && to is { IsValueType: true } && !ValueTypes.IsNullable(to))
            value = value.WithoutNull();
        if (target is null || SymbolEqualityComparer.Default.Equals(source, target) || !value.Choices.Any(choice => choice is Scalar))
            return value;
        var converted = value.Choices.Select(choice => choice is Scalar scalar ? ConvertedScalar(scalar, source, target) : choice);
        return converted.Aggregate(Value.Join);
    }

    private static Value ConvertedScalar(Scalar scalar, ITypeSymbol? from, ITypeSymbol to)
    {
        var number = ValueTypes.IsEnum(from) ? NumberOf(from!, scalar) : scalar.Content as long?;
        if (ValueTypes.IsEnum(to) && number is { } value)
            return EnumMember((INamedTypeSymbol)to, value);
        switch (to.SpecialType)
        {
            case SpecialType.System_Decimal:
                return number is null ? Value.Present("a decimal number") : scalar;
            case SpecialType.System_Double or SpecialType.System_Single when number is not null || scalar.Content is double:
                return Floating(number is { } integer ? integer : (double)scalar.Content, from, to);
            case >= SpecialType.System_SByte and <= SpecialType.System_UInt64:
                BigInteger? whole = number ?? (scalar.Content is double fraction && Math.Abs(fraction) < 1e15 ? (long)fraction : null);
                return Within(whole, to) is { } result ? Value.Of(result) : Value.Present("a converted number");
            case SpecialType.System_Char:
                return Value.Present("a character");
            default:
                return scalar;
        }
    }

    // A float has fewer digits, as its text shows them; as a double it has more.
    private static Value Floating(double exact, ITypeSymbol? from, ITypeSymbol to) =>
        to.SpecialType is SpecialType.System_Single ? Value.Of((float)exact)
        : Value.Of(from?.SpecialType is SpecialType.System_Single ? (double)(float)exact : exact);

    private static long? NumberOf(ITypeSymbol type, Scalar member) =>
        member.Content as long? ?? type.GetMembers(member.Text).OfType<IFieldSymbol>().Where(field => field.HasConstantValue)
            .Select(field => Value.Of(field.ConstantValue).AsInteger()).FirstOrDefault();

    private static bool HasFlags(INamedTypeSymbol type) =>
        type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "FlagsAttribute");

    /// <summary>The member of an enum with a number, or the number itself where there is none.</summary>
    public static Value EnumMember(INamedTypeSymbol type, long number)
    {
        var members = type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue);
        var member = members.FirstOrDefault(field => Value.Of(field.ConstantValue).AsInteger() == number);
        return member is not null ? new Scalar(member.Name) { IsText = false }
            : number != 0 && HasFlags(type) ? Value.Present("several flags")
            : Value.Of(number);
    }

    /// <summary>The result of a method of <c>Math</c>; null where it is not known.</summary>
    public static Value? Call(string method, IReadOnlyList<Value> numbers) => (method, numbers.Count) switch
    {
        ("Max" or "Min", 2) => OnEach(numbers[0], numbers[1], (one, other) => Outer(method, one, other)),
        ("Clamp", 3) => Call("Min", [Call("Max", [numbers[0], numbers[1]])!, numbers[2]]),
        ("Ceiling" or "Floor", 1) when numbers[0] is Scalar { Content: double number } =>
            Value.Of(method is "Floor" ? Math.Floor(number) : Math.Ceiling(number)),
        _ => null,
    };

    private static Value Outer(string method, Value one, Value other) => (one, other) switch
    {
        (Scalar { Content: long x }, Scalar { Content: long y }) => Value.Of(method is "Max" ? Math.Max(x, y) : Math.Min(x, y)),
        (Scalar { Content: double x }, Scalar { Content: double y }) => Value.Of(method is "Max" ? Math.Max(x, y) : Math.Min(x, y)),
        _ => Value.Present("one of two numbers"),
    };
}
