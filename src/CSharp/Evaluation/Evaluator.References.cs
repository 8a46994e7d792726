using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>
/// Arguments by reference. A method has a copy, which it hands back at its end; that is right as long as nothing asks for the
/// variable under its own name before.
/// </summary>
internal sealed partial class Evaluator
{
    private readonly HashSet<Variable> _borrowed = [];

    private void Borrowed(Variable variable)
    {
        if (_borrowed.Contains(variable))
            throw new BudgetException("What is changed under another name of a variable is not followed");
    }

    private List<Variable> Borrow(Call call)
    {
        var borrowed = call.ByReference.Select(passed => VariableOf(passed.Target)).OfType<Variable>().ToList();
        foreach (var variable in borrowed)
        {
            Borrowed(variable);
            _borrowed.Add(variable);
        }

        return borrowed;
    }

    private Variable? VariableOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => Find(local.Local),
        IParameterReferenceOperation parameter => Find(parameter.Parameter),
        IMemberReferenceOperation { Instance: null } member => new Variable(_statics, member.Member),
        _ => null,
    };

    // What a call leaves in the variables that it got by reference.
    private List<(IOperation Target, Value Value)> HandedBack(Call call) =>
        [.. call.ByReference.Select(passed => (passed.Target, Read(_frame.Method!.Parameters[passed.Parameter.Ordinal])))];
}
