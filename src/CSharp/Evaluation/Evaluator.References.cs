using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>
/// Arguments by reference. A method has a copy of a variable, which it hands back at its end; that is right as long as nothing asks
/// for the variable under its own name before. A field or element may be asked for through any name of what holds it, so the holder
/// is not known from then on.
/// </summary>
internal sealed partial class Evaluator
{
    private readonly HashSet<Variable> _borrowed = [];
    private readonly HashSet<Variable> _lent = [];

    private static void NotIn(HashSet<Variable> variables, Variable variable)
    {
        if (variables.Contains(variable))
            throw new BudgetException("What is changed under another name of a variable is not followed");
    }

    // What a method gets by 'in' must not change while it runs, or its copy would be another one.
    private List<Variable> Lend(Call call)
    {
        var lent = new List<Variable>();
        foreach (var passed in call.Passed)
        {
            if (passed is { Parameter.RefKind: RefKind.In, Operation: { } operation } && VariableOf(operation) is { } variable && _lent.Add(variable))
                lent.Add(variable);
        }

        return lent;
    }

    private List<Variable> Borrow(Call call)
    {
        foreach (var (_, target) in call.ByReference)
            BorrowPart(target);
        var borrowed = call.ByReference.Select(passed => VariableOf(passed.Target)).OfType<Variable>().ToList();
        foreach (var variable in borrowed)
        {
            NotIn(_borrowed, variable);
            _borrowed.Add(variable);
            if (_mayThrow.Count > 0 && _state.Variables.ContainsKey(variable))
                _mayThrow.Push(_mayThrow.Pop().Or(variable, Value.Unknown("a variable that a method has by reference")));
        }

        return borrowed;
    }

    private void BorrowPart(IOperation target)
    {
        if (HolderOf(target) is not { } holder)
            return;
        if (target.Type is not ({ IsValueType: true } or { SpecialType: SpecialType.System_String }))
            throw new BudgetException("What is changed under another name of a variable is not followed");
        RunOn([Evaluate(holder)]);
    }

    private static IOperation? HolderOf(IOperation target) => target switch
    {
        IMemberReferenceOperation member => member.Instance,
        IArrayElementReferenceOperation element => element.ArrayReference,
        _ => null,
    };

    // What a method finds in its parameter.
    private static Value Lent(Passed passed, Value value) =>
        passed is { Parameter.RefKind: RefKind.Ref, Operation: { } target } && HolderOf(target) is not null
            ? Value.OfType(target.Type, $"the parameter '{passed.Parameter.Name}'")
            : value;

    private Variable? VariableOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => Find(local.Local),
        IParameterReferenceOperation parameter => Find(parameter.Parameter),
        IMemberReferenceOperation { Instance: null } member => new Variable(_statics, member.Member),
        _ => null,
    };

    // What a call leaves in the variables that it got by reference.
    private List<HandedBack> HandedBackBy(Call call) =>
        [.. call.ByReference.Select(passed => new HandedBack(passed.Target, Read(_frame.Method!.Parameters[passed.Parameter.Ordinal])))];

    private sealed record HandedBack(IOperation Target, Value Value);
}
