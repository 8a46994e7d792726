using Hale.CSharp.Models;
using Hale.CSharp.Values;
using Hale.Rules.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>Patterns and tests of types.</summary>
internal sealed partial class Evaluator
{
    private (State, State) SplitGuarded(IPatternOperation pattern, IOperation? guard, Value value, IOperation? subject)
    {
        var truth = Matches(pattern, value);
        var (matches, doesNot) = truth.IsUnknown && subject is not null && NullTested(pattern) is { } isForNull
            ? isForNull ? SplitByNull(subject, value) : Swapped(SplitByNull(subject, value))
            : SplitBy(truth);
        if (guard is null || !matches.IsReachable)
            return (matches, doesNot);
        _state = matches;
        var (passes, fails) = Split(guard);
        return (passes, State.Join(doesNot, fails));
    }

    private static (State, State) Swapped((State First, State Second) states) => (states.Second, states.First);

    // True for a pattern that only null matches, false for one that everything else matches.
    private bool? NullTested(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation constant when IsNullConstant(constant.Value) => true,
        INegatedPatternOperation negated when NullTested(negated.Pattern) is { } inner => !inner,
        IRecursivePatternOperation { PropertySubpatterns.Length: 0, DeconstructionSubpatterns.Length: 0 } recursive
            when IsAlways(recursive.InputType, recursive.MatchedType) => false,
        IDeclarationPatternOperation { MatchesNull: false } declaration
            when IsAlways(declaration.InputType, declaration.MatchedType) => false,
        ITypePatternOperation type when IsAlways(type.InputType, type.MatchedType) => false,
        _ => null,
    };

    private Truth Matches(IPatternOperation pattern, Value value)
    {
        switch (pattern)
        {
            case IConstantPatternOperation constant:
                return IsNullConstant(constant.Value) ? value.IsNull : AreEqual(value, Evaluate(constant.Value));
            case INegatedPatternOperation negated:
                return !Matches(negated.Pattern, value);
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } and:
                return Matches(and.LeftPattern, value) & Matches(and.RightPattern, value);
            case IBinaryPatternOperation or:
                return Matches(or.LeftPattern, value) | Matches(or.RightPattern, value);
            case IRelationalPatternOperation relational:
                return Numbers.Compare(relational.OperatorKind, value, Evaluate(relational.Value)).AsTruth();
            case IDiscardPatternOperation:
                return true;
            case IDeclarationPatternOperation declaration:
                return MatchesDeclared(declaration, value);
            case ITypePatternOperation type:
                return MatchesType(value, type.InputType, type.MatchedType);
            case IRecursivePatternOperation recursive:
                return MatchesMembers(recursive, value);
            case IListPatternOperation list:
                return MatchesElements(list, value);
            default:
                return Truth.Unknown;
        }
    }

    private Truth MatchesDeclared(IDeclarationPatternOperation pattern, Value value)
    {
        Declare(pattern.DeclaredSymbol, pattern.MatchesNull ? value : OfType(value, pattern.MatchedType!));
        return pattern.MatchesNull || pattern.MatchedType is null ? true : MatchesType(value, pattern.InputType, pattern.MatchedType);
    }

    private Truth MatchesType(Value value, ITypeSymbol input, ITypeSymbol type) =>
        !value.IsNull & (IsAlways(input, type) ? Truth.True : IsOfType(value, type));

    // Anything of one type that is not null is of the other.
    private bool IsAlways(ITypeSymbol? input, ITypeSymbol? type)
    {
        (input, type) = (ValueTypes.Underlying(Known(input)), ValueTypes.Underlying(Known(type)));
        return input is not null && type is not null
            && (SymbolEqualityComparer.Default.Equals(input, type) || (input.IsReferenceType && Derives(input, type)));
    }

    private Truth MatchesMembers(IRecursivePatternOperation pattern, Value value)
    {
        var present = OfType(value, pattern.MatchedType);
        Declare(pattern.DeclaredSymbol, present);
        var members = pattern.PropertySubpatterns.Select(sub =>
        {
            _implicitReceivers.Push(present);
            var member = Evaluate(sub.Member);
            _implicitReceivers.Pop();
            return Matches(sub.Pattern, member);
        });
        var parts = pattern.DeconstructionSubpatterns;
        var positions = parts.Select((sub, i) => Matches(sub, TupleItem(present, i, parts.Length)));
        return MatchesType(value, pattern.InputType, pattern.MatchedType) & Truth.All(members.Concat(positions).ToList());
    }

    private Truth MatchesElements(IListPatternOperation pattern, Value value)
    {
        Declare(pattern.DeclaredSymbol, value.WithoutNull());
        var slice = pattern.Patterns.ToList().FindIndex(item => item is ISlicePatternOperation);
        var fixedCount = slice < 0 ? pattern.Patterns.Length : pattern.Patterns.Length - 1;
        var items = pattern.Patterns.Select(MatchesItem).ToList();
        var hasCount = ContentOf(value) is not Sequence { IsDecided: true, Elements.Count: var count } ? Truth.Unknown
            : slice < 0 ? count == fixedCount : count >= fixedCount;
        return !value.IsNull & hasCount & (hasCount.IsFalse ? Truth.False : Truth.All(items));

        Truth MatchesItem(IPatternOperation item, int i) => item is ISlicePatternOperation { Pattern: var rest }
            ? rest is null ? Truth.True : Matches(rest, Slice(value, rest))
            : Matches(item, ElementAt(value, slice < 0 || i < slice ? Value.Of(i) : new FromEnd(pattern.Patterns.Length - i), type: null));
    }

    private void Declare(ISymbol? variable, Value value)
    {
        if (variable is not null)
            Write(variable, value);
    }

    // Those of several values that may be of a type.
    private Value OfType(Value value, ITypeSymbol type)
    {
        var choices = value.Choices.Where(choice => !choice.IsNull.IsTrue && !IsOfType(choice, type).IsFalse).ToList();
        return choices.Count == 0 ? Value.Present("nothing") : choices.Aggregate(Value.Join).WithoutNull();
    }

    private Truth IsOfType(Value value, ITypeSymbol type)
    {
        var answers = value.Choices.Select(choice => choice.IsNull.IsTrue ? Truth.False : IsOneOfType(choice, Known(type)!)).ToList();
        return Common(answers);
    }

    // Known only of an object that the source creates, and of scalars. What is made as an interface may be of any class.
    private Truth IsOneOfType(Value value, ITypeSymbol type)
    {
        if (type.SpecialType is SpecialType.System_Object)
            return !value.IsNull;
        if (type is ITypeParameterSymbol)
            return Truth.Unknown;
        if (value is Reference { Target.Type: { } actual })
            return IsObjectOfType(actual, type);
        return value is not Scalar scalar ? Truth.Unknown
            : type.SpecialType is SpecialType.System_String ? scalar is { Content: string, IsText: true }
            : type is { TypeKind: TypeKind.Class, SpecialType: SpecialType.None } ? Truth.False
            : Truth.Unknown;
    }

    private Truth IsObjectOfType(ITypeSymbol actual, ITypeSymbol type) => Derives(actual, type) ? Truth.True
        : actual.TypeKind is TypeKind.Interface || IsGeneric(actual) || IsGeneric(type) ? Truth.Unknown : Truth.False;

    private static bool IsGeneric(ITypeSymbol type) => type is INamedTypeSymbol { TypeArguments: var arguments }
        && arguments.Any(argument => argument is ITypeParameterSymbol || IsGeneric(argument));

    private ITypeSymbol? Known(ITypeSymbol? type) => type is ITypeParameterSymbol parameter ? ActualOf(parameter) ?? type : type;

    private bool Derives(ITypeSymbol type, ITypeSymbol from) =>
        _methods.Compilation.ClassifyCommonConversion(type, from) is { IsImplicit: true, IsUserDefined: false };
}
