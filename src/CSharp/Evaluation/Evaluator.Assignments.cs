using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>Assignments of every sort.</summary>
internal sealed partial class Evaluator
{
    private Value Assign(ISimpleAssignmentOperation assignment) => Holding(assignment.Target, target =>
    {
        var value = Evaluate(assignment.Value);
        Write(target, value, assignment.Value.Syntax);
        return value;
    });

    // What a target hangs on is evaluated once, before the value, however often it is then read and written.
    private Value Holding(IOperation target, Func<IOperation, Value> use)
    {
        target = Understood(target);
        if (target is IConditionalAccessOperation access)
            return IfPresent(access, Evaluate(access.Operation), () => Holding(access.WhenNotNull, use));
        var parts = Hold(target);
        var result = use(target);
        Release(parts);
        return result;
    }

    // A compiler that does not know 'x?.Name = ...' or '{ [^1] = ... }' yet has the parts of it all the same.
    private static IOperation Understood(IOperation target) =>
        target is IInvalidOperation && OnlyChildOf(target) is { } child && child.Syntax == target.Syntax ? child : target;

    private List<IOperation> Hold(IOperation target)
    {
        var parts = PartsOf(target).ToList();
        foreach (var part in parts)
            _held[(_frame, part)] = Evaluate(part);
        return parts;
    }

    private void Release(List<IOperation> parts)
    {
        foreach (var part in parts)
            _held.Remove((_frame, part));
    }

    private static IEnumerable<IOperation> PartsOf(IOperation target) => target switch
    {
        IPropertyReferenceOperation { Instance: { } instance } property =>
            [instance, .. property.Arguments.Select(argument => argument.Value)],
        IFieldReferenceOperation { Instance: { } instance } => [instance],
        IArrayElementReferenceOperation element => [element.ArrayReference, .. element.Indices],
        IImplicitIndexerReferenceOperation element => [element.Instance, element.Argument],
        IConversionOperation conversion => PartsOf(conversion.Operand),
        IInvalidOperation part when IsOfInferred(part) => [HolderOf(part)!, .. IndexOf(part) is { } index ? [index] : Array.Empty<IOperation>()],
        _ => [],
    };

    private Value AssignIfNull(ICoalesceAssignmentOperation assignment) => GivenOnce(assignment) ?? Holding(assignment.Target, target =>
    {
        var old = Evaluate(target);
        var (isNull, isNotNull) = SplitBy(old.IsNull);
        var result = Either(isNotNull, old.WithoutNull, isNull, () =>
        {
            var value = Evaluate(assignment.Value);
            Write(target, value, assignment.Value.Syntax);
            return value;
        });
        if (old.IsNull.IsUnknown)
            Write(target, result, assignment.Value.Syntax);
        return result;
    });

    // A static member that nothing else sets gets the same value, whoever is the first to ask for it.
    private Value? GivenOnce(ICoalesceAssignmentOperation assignment)
    {
        if (assignment.Target is not IMemberReferenceOperation { Member: { IsStatic: true, ContainingType.IsGenericType: false } member } || !_methods.Uses.IsSetOnlyBy(assignment, member))
            return null;
        var value = Initially(holder: null, member, assignment.Value);
        WriteStatic(member, value);
        return value;
    }

    private Value AssignCompound(ICompoundAssignmentOperation assignment) => Holding(assignment.Target, target =>
    {
        if (IsOfObject(assignment.OperatorMethod, target.Type))
            return ChangedBy(assignment.OperatorMethod, Evaluate(target), [Evaluate(assignment.Value)], assignment.Syntax);
        var left = Converted(Evaluate(target), assignment.InConversion.MethodSymbol, assignment);
        var right = Evaluate(assignment.Value);
        var value = Converted(Combined(assignment, left, right), assignment.OutConversion.MethodSymbol, assignment);
        Write(target, value, assignment.Value.Syntax);
        return value;
    });

    private Value Combined(ICompoundAssignmentOperation assignment, Value left, Value right)
    {
        if (assignment.Type?.TypeKind is TypeKind.Delegate)
            return Combined(assignment.OperatorKind, left, right, assignment.Syntax);
        if (assignment.OperatorMethod is { } @operator && IsOwn(@operator))
            return CallOperator(@operator, [left, right], assignment);
        if (assignment.OperatorKind is BinaryOperatorKind.Add && assignment.Type?.SpecialType is SpecialType.System_String)
            return PartialText.From([left, AsText(right, assignment.Value)]);
        var converted = Numbers.Converted(right, assignment.Value.Type, assignment.Type);
        return Numbers.Converted(Numbers.Calculate(assignment.OperatorKind, left, converted, assignment.Type), assignment.Type, assignment.Target.Type);
    }

    // An operator that is a method of the object, which it changes; a compiler that does not know those yet finds none.
    private static bool IsOfObject(IMethodSymbol? @operator, ITypeSymbol? type) =>
        @operator is { IsStatic: false } || (@operator is null && type is { TypeKind: TypeKind.Class or TypeKind.Interface, SpecialType: SpecialType.None });

    private Value ChangedBy(IMethodSymbol? @operator, Value changed, IReadOnlyList<Value> operands, SyntaxNode site)
    {
        var method = @operator is not null && changed is Reference { Target.Type: { } type } ? Hierarchy.Actual(@operator, type) as IMethodSymbol : null;
        if (method is not null && _methods.BodyOf(method) is { } body && CanEnter(method))
            RunBody(method, body, changed, home: null, ArgumentsOf(method, operands), site);
        else
            Lose([changed, .. operands], site, "an operator that is not followed");
        return method is null ? Value.Unknown("an operator that is not followed") : changed;
    }

    private Value Converted(Value value, IMethodSymbol? conversion, IOperation operation) =>
        conversion is null ? value : CallOperator(conversion, [value], operation);

    private Value Combined(BinaryOperatorKind kind, Value left, Value right, SyntaxNode site)
    {
        if (kind is BinaryOperatorKind.Add)
            return left.IsNull.IsTrue ? right : right.IsNull.IsTrue ? left : new Several(left, right);
        Lose([left, right], site, "a delegate that is taken away");
        return Value.Unknown("what is left of a delegate");
    }

    private Value Increment(IIncrementOrDecrementOperation increment) => Holding(increment.Target, target =>
    {
        if (IsOfObject(increment.OperatorMethod, target.Type))
            return ChangedBy(increment.OperatorMethod, Evaluate(target), [], increment.Syntax);
        var old = Evaluate(target);
        var kind = increment.Kind is OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        var value = increment.OperatorMethod is { } @operator && IsOwn(@operator)
            ? CallOperator(@operator, [old], increment)
            : Numbers.Calculate(kind, old, Value.Of(1), increment.Type);
        Write(target, value, increment.Syntax);
        return increment.IsPostfix ? old : value;
    });

    private Value Deconstruct(IDeconstructionAssignmentOperation assignment)
    {
        var value = Evaluate(assignment.Value);
        Write(assignment.Target, value, assignment.Value.Syntax);
        return value;
    }

    private void Write(IOperation target, Value value, SyntaxNode at)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                Write(local.Local, value);
                break;
            case IParameterReferenceOperation { Parameter: var parameter } when HolderOf(parameter) is { } holder:
                WriteSlot(holder, CapturedName(parameter), new Slot(value, at, at), isSure: true);
                break;
            case IParameterReferenceOperation parameter:
                Write(parameter.Parameter, value);
                break;
            case IPropertyReferenceOperation { Arguments.Length: > 0 } indexer:
                WriteIndexer(indexer, value, at);
                break;
            case IArrayElementReferenceOperation element:
                WriteIndex(Evaluate(element.ArrayReference), [.. element.Indices.Select(Evaluate)], value, at, element.Syntax);
                break;
            case IImplicitIndexerReferenceOperation element:
                WriteIndex(Evaluate(element.Instance), [Evaluate(element.Argument)], value, at, element.Syntax);
                break;
            case IDiscardOperation or IInterpolatedStringHandlerCreationOperation:
                break;
            case IPropertyReferenceOperation { Instance: { } instance } property:
                WriteMember(EvaluateHolder(instance), property.Property, value, at, NameOf(property.Syntax), IsOfBase(property) || HasNoSetter(property));
                break;
            case IFieldReferenceOperation { Instance: { } instance } item when IsTupleItem(item.Field):
                WriteIndex(Evaluate(instance), [Value.Of(TupleIndex(item.Field))], value, at, item.Syntax);
                break;
            case IFieldReferenceOperation { Instance: { } instance } field:
                WriteMember(EvaluateHolder(instance), field.Field, value, at, NameOf(field.Syntax));
                break;
            case IDeclarationExpressionOperation declaration:
                Write(declaration.Expression, value, at);
                break;
            case IInvalidOperation part when IsOfInferred(part) && WriteInferred(part, value, at):
                break;
            case IInvalidOperation part when BackedBy(part) is { IsStatic: false } property && _frame.Self is Reference self:
                WriteSlot(self.Target, _models.SlotName(property, self.Target.Type), new Slot(value, at, part.Syntax), isSure: true);
                break;
            case ITupleOperation tuple:
                WriteTuple(tuple, value, at);
                break;
            case IConversionOperation conversion:
                Write(conversion.Operand, value, at);
                break;
            case IPropertyReferenceOperation { Property.SetMethod: { } setter }
                when _methods.BodyOf(setter) is { } body && CanEnter(setter):
                RunBody(setter, body, self: null, home: null, [new Argument(setter.Parameters[0], value)], at);
                break;
            case IMemberReferenceOperation { Instance: null, Member: IFieldSymbol or IPropertySymbol } member:
                WriteStatic(member.Member, value);
                if (!IsRunningConstructorOf(member.Member.ContainingType))
                    Escape([value]); // Whoever reads it gets it.
                break;
            case IInvocationOperation { TargetMethod.ReturnsByRef: true } or IConditionalOperation { IsRef: true }:
                throw new BudgetException("What is changed under another name of a variable is not followed");
            default:
                Lose([.. target.ChildOperations.Select(Evaluate), value], at, "code that is not followed");
                break;
        }
    }

    // What a constructor gives to a read-only property is that property's, also where the object's class overrides it.
    private static bool HasNoSetter(IPropertyReferenceOperation property) => Hierarchy.SetBy(property.Property) is IPropertySymbol { SetMethod: null };

    private void WriteTuple(ITupleOperation tuple, Value value, SyntaxNode at)
    {
        var items = tuple.Elements.Select((_, i) => TupleItem(value, i, tuple.Elements.Length)).ToList();
        for (var i = 0; i < items.Count; i++)
            Write(tuple.Elements[i], items[i], at);
    }
}
