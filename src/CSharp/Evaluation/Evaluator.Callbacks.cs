using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Evaluation;

/// <summary>
/// Methods of the source that the framework calls: <c>Equals</c>, <c>CompareTo</c>, <c>GetEnumerator</c> and their like. Most only look;
/// of an object with one that changes something, that may have been done with each call that gets to see the object.
/// </summary>
internal sealed partial class Evaluator
{
    private bool _hasCallbacks;

    private void RunCallbacks(IReadOnlyList<Value> given)
    {
        if (!_hasCallbacks)
            return;
        var asked = _state.Reachable(given).Where(target => _methods.HasCallbacks(target.Type)).ToList();
        if (asked.Count == 0)
            return;
        Forget(asked.Select(target => new Reference(target)), "a method that the framework calls");
        ForgetStatics();
    }
}
