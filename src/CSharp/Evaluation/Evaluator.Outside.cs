using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Evaluation;

/// <summary>
/// Code that is out of sight. It may keep what it is given, change it whenever such code runs, call the delegates that it got,
/// and give back whatever it has.
/// </summary>
internal sealed partial class Evaluator
{
    /// <summary>Code out of sight gets some values, and runs.</summary>
    private void Lose(IReadOnlyList<Value> values, SyntaxNode site, string reason)
    {
        var before = _state;
        LetGo(values);
        var made = FunctionsIn(values).Select(function => RunForStranger(function, site)).ToList();
        if (made.Count > 0)
            RunOn(before); // It may keep them.
        GiveAway(values.Concat(made), reason);
    }

    private void GiveAway(IEnumerable<Value> values, string reason)
    {
        ForgetMembers(values);
        Escape(values);
        Forget([_outside], reason);
    }

    /// <summary>Code out of sight has some values from now on.</summary>
    private void Escape(IEnumerable<Value> values)
    {
        var held = ContentOf(_outside) as Sequence ?? Sequence.Empty with { IsOpen = true };
        foreach (var value in Opaque.AliasesIn(values).Where(value => !held.Elements.Any(element => element.Value.Equals(value))))
            held = held.With(new Element(value, _outside.Target.Creation, IsCertain: false));
        if (held.Elements.Count > 0)
            Set(_outside.Target, held);
    }

    // Something from outside: it may be what the source gave away before.
    private Value FromOutside(ITypeSymbol? type, string reason) => ContentOf(_outside) is Sequence held
        ? Aliased(Value.OfType(type, reason), ReachedFrom(held.Contents), type)
        : Value.OfType(type, reason);

    private IEnumerable<Reference> ReachedFrom(IEnumerable<Value> values) =>
        _state.Reachable(values).Select(target => new Reference(target));

    // What is read from the same stranger twice is the same, unless something may have been done to it in between.
    private Value SameAgain(Value holder, string member, Value result) =>
        holder is Opaque { Origin: var origin } && result is Opaque found ? SameAgain(origin, member, found) : result;

    private Opaque SameAgain(object origin, string member, Opaque found)
    {
        if (!_members.TryGetValue((origin, member), out var known))
            _members.Add((origin, member), known = found.Origin);
        return found with { Origin = known };
    }

    private void ForgetMembers(IEnumerable<Value> holders)
    {
        if (_members.Count == 0)
            return;
        var changed = new HashSet<object>(holders.SelectMany(holder => holder.Choices).OfType<Opaque>().Select(holder => holder.Origin));
        foreach (var read in _members.Keys.Where(read => changed.Contains(read.Origin)).ToList())
            _members.Remove(read);
    }

    private Value Aliased(Value result, IEnumerable<Value> values, ITypeSymbol? type)
    {
        if (type is not { IsReferenceType: true } || type.SpecialType is SpecialType.System_String)
            return result;
        var objects = values.SelectMany(value => value.Choices).OfType<Reference>();
        return Value.Join([result, .. objects.Where(value => MayBe(value.Target.Type, type))]);
    }

    private bool MayBe(ITypeSymbol? own, ITypeSymbol type) => own is null || Derives(own, type) || Derives(type, own);

    // A delegate from elsewhere, such as a hook for the caller, may change what it is given.
    private Value CallStranger(IReadOnlyList<Value> arguments, Call call)
    {
        Lose(arguments, call.Syntax, "a delegate that is not followed");
        var type = (call.Method.MethodKind is MethodKind.DelegateInvoke ? call.Method : null)?.ReturnType;
        return Aliased(Value.OfType(type, "the result of a delegate"), ReachedFrom(arguments), type);
    }

    // What a lambda or local function that is too deep to follow may have done, also to the variables that it captures.
    private Value NotFollowed(Frame? home, IReadOnlyList<Value> arguments, Call call)
    {
        ForgetStatics();
        for (var frame = home; frame is not null; frame = frame.Home)
            ForgetAll(frame.Variables.Select(symbol => new Variable(frame, symbol)).Where(_state.Variables.ContainsKey));
        return CallStranger(arguments, call);
    }

    // A method of the source that was not followed may have set any of its static members.
    private void ForgetStatics() => ForgetAll(_state.Variables.Keys.Where(IsStatic));

    private void ForgetAll(IEnumerable<Variable> variables)
    {
        foreach (var variable in variables.ToList())
        {
            Forget([_state.Variables[variable]], "a call that is not followed");
            Forget(variable, "a call that is not followed");
        }
    }

    // Foreign code may call a lambda that it is given, with anything.
    private Value RunForStranger(Function function, SyntaxNode site)
    {
        var parameters = function.Method.Parameters;
        var arguments = parameters.Select(parameter => Value.OfType(parameter.Type, $"the parameter '{parameter.Name}'")).ToList();
        Value? result = null;
        Repeat(
            () =>
            {
                var returned = CallFunction(function, arguments, site) ?? Value.Unknown("a delegate that is not followed");
                result = result is null ? returned : Value.Join(result, returned);
            },
            condition: null);
        return result ?? Value.Unknown("a delegate that is not followed");
    }
}
