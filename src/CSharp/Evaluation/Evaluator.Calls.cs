using Hale.CSharp.Models;
using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>Calls: of methods whose source is there, of those whose meaning is known, and of all others.</summary>
internal sealed partial class Evaluator
{
    private Value Invoke(IInvocationOperation invocation)
    {
        var receiver = invocation.Instance is { } instance ? Evaluate(instance) : null;
        var call = new Call(invocation, receiver, [.. invocation.Arguments.Select(argument => Evaluate(argument.Value))]);
        if (call.Method is { IsPartialDefinition: true, PartialImplementationPart: null })
            return Value.Null; // The compiler leaves the call out.
        if (call.Method.MethodKind is MethodKind.DelegateInvoke)
            return CallAny(receiver!, call.Arguments, call);
        return CallKnown(call) ?? CallSource(call) ?? CallForeign(call);
    }

    private Value CallAny(Value function, IReadOnlyList<Value> arguments, Call call)
    {
        var choices = function.Choices.Where(choice => !choice.IsNull.IsTrue).ToList();
        return choices.Count == 0 ? Value.Unknown("the result of a delegate") : OneOfThese(choices, choice =>
            choice is Several several ? CallBoth(several, arguments, call)
            : choice is not Function known ? CallStranger(arguments, call)
            : CallFunction(known, arguments, call.Syntax)
                ?? (known.Body is null && _methods.BodyOf(known.Method) is null ? CallForeign(known.Method, arguments) : NotFollowed(known.Home, arguments, call)));
    }

    // Each of them that is there; the last one's result is that of both.
    private Value CallBoth(Several several, IReadOnlyList<Value> arguments, Call call)
    {
        CallIfThere(several.First, arguments, call);
        return CallIfThere(several.Then, arguments, call);
    }

    private Value CallIfThere(Value function, IReadOnlyList<Value> arguments, Call call)
    {
        var before = _state;
        var result = CallAny(function, arguments, call);
        if (!function.IsNull.IsFalse)
            _state = State.Join(before, _state);
        return function.IsNull.IsFalse ? result : Value.Unknown("the result of a delegate");
    }

    private static IEnumerable<Function> FunctionsIn(IEnumerable<Value> values) => values.SelectMany(value => value.Choices).SelectMany(choice => choice switch
    {
        Function function => [function],
        Several several => FunctionsIn([several.First, several.Then]),
        _ => Array.Empty<Function>(),
    });

    // A delegate from elsewhere, such as a hook for the caller, may change what it is given.
    private Value CallStranger(IReadOnlyList<Value> arguments, Call call)
    {
        _state = _state.Forgotten(arguments, "a delegate that is not followed");
        var type = (call.Method.MethodKind is MethodKind.DelegateInvoke ? call.Method : null)?.ReturnType;
        return Aliased(Result(type, "the result of a delegate"), _state.Reachable(arguments).Select(target => new Reference(target)), type);
    }

    // A method of the source that was not followed may have set any of its static members.
    private void ForgetStatics()
    {
        foreach (var variable in _state.Variables.Keys.Where(variable => ReferenceEquals(variable.Frame, _statics)).ToList())
        {
            _state = _state.Forgotten([_state.Variables[variable]], "a call that is not followed");
            _state = _state with { Variables = _state.Variables.SetItem(variable, _state.Variables[variable].Forgotten("a call that is not followed")) };
        }
    }

    // What a lambda or local function that is too deep to follow may have done, also to the variables that it captures.
    private Value NotFollowed(Frame? home, IReadOnlyList<Value> arguments, Call call)
    {
        ForgetStatics();
        for (var frame = home; frame is not null; frame = frame.Home)
        {
            foreach (var variable in frame.Variables.Select(symbol => new Variable(frame, symbol)).Where(_state.Variables.ContainsKey))
            {
                _state = _state.Forgotten([_state.Variables[variable]], "a call that is not followed");
                _state = _state with { Variables = _state.Variables.SetItem(variable, _state.Variables[variable].Forgotten("a call that is not followed")) };
            }
        }

        return CallStranger(arguments, call);
    }

    // A method without source that was taken as a delegate.
    private Value CallForeign(IMethodSymbol method, IReadOnlyList<Value> arguments)
    {
        if (IsSerializer(method) && arguments.Count > 0)
            return Serialize(arguments[0]);
        if (KnownCalls.IsPatch(method))
            _manifests.Withdraw(_state, arguments);
        else if (KnownCalls.IsSink(method))
            arguments.ToList().ForEach(argument => Leave(argument, sinkNamespace: null, KnownCalls.IsClient(method)));
        if (!KnownCalls.IsClient(method) && !KnownCalls.IsPure(method))
            _state = _state.Forgotten(arguments.Append(_outside), $"the call of '{method.Name}'");
        return Result(method.ReturnType, $"the result of '{method.Name}'");
    }

    /// <summary>Calls a lambda or a method taken as a delegate; null when it cannot be followed.</summary>
    private Value? CallFunction(Function function, IReadOnlyList<Value> arguments, SyntaxNode site)
    {
        var body = function.Body ?? _methods.BodyOf(function.Method);
        if (body is null || !CanEnter(function.Method))
            return null;
        _calledLambdas.Add(body);
        return RunBody(function.Method, body, function.Home?.Self ?? function.Receiver, function.Home, [.. function.Method.Parameters.Zip(arguments, (parameter, value) => (parameter, value))], site);
    }

    private Value? CallSource(Call call)
    {
        var targets = TargetsOf(call);
        if (targets is [{ MethodKind: MethodKind.LocalFunction } local] && !CanEnter(local))
            return NotFollowed(HomeOf(local), call.Arguments, call);
        if (targets.Count == 0 || targets.Count > Limits.Overrides || targets.Any(target => _methods.BodyOf(target) is null || !CanEnter(target)))
            return null;
        var before = _state;
        var result = Run(targets[0]);
        foreach (var target in targets.Skip(1))
        {
            var (after, value) = (_state, result);
            result = Either(after, () => value, before, () => Run(target));
        }

        return result;

        Value Run(IMethodSymbol target)
        {
            var home = target.MethodKind is MethodKind.LocalFunction ? HomeOf(target) : null;
            var parameters = call.Operation.Arguments.Select((argument, i) => (target.Parameters[argument.Parameter!.Ordinal], call.Arguments[i])).ToList();
            return RunBody(target, _methods.BodyOf(target)!, call.Receiver ?? home?.Self, home, parameters, call.Syntax, call);
        }
    }

    private Frame? HomeOf(IMethodSymbol localFunction)
    {
        var frame = _frame;
        while (frame is not null && !SymbolEqualityComparer.Default.Equals(frame.Method?.OriginalDefinition, localFunction.ContainingSymbol.OriginalDefinition))
            frame = frame.Home;
        return frame ?? _frame;
    }

    // The methods that a call may mean: the one of the object's class where that is known, else every override.
    private IReadOnlyList<IMethodSymbol> TargetsOf(Call call)
    {
        var method = call.Method;
        if (!(method.IsVirtual || method.IsOverride || method.IsAbstract) || call.IsBaseCall)
            return [method];
        if (call.Receiver is Reference { Target.Type: INamedTypeSymbol type })
            return SourceMethods.Actual(method, type) is IMethodSymbol { IsAbstract: false } actual ? [actual] : [];
        return _methods.OverridesOf(method);
    }

    private bool CanEnter(IMethodSymbol method) => _frame.Depth < Limits.Depth && _frame.CountOf(method) < Limits.Recursion;

    /// <summary>Runs a body with its parameters bound, and joins what all its exits leave behind.</summary>
    private Value RunBody(
        IMethodSymbol method, IOperation body, Value? self, Frame? home, IReadOnlyList<(IParameterSymbol Parameter, Value Value)> arguments, SyntaxNode? callSite, Call? call = null,
        IParameterSymbol? result = null)
    {
        var (caller, before) = (_frame, _state);
        _frame = new Frame(caller, home, method, self, callSite);
        _followed.Add(method.OriginalDefinition);
        BindTypeArguments(method);
        foreach (var (parameter, value) in arguments)
            SetParameter(parameter, value);
        if (_methods.IsIterator(body))
            _frame.Yields = Allocate(body.Syntax, method.ReturnType, Sequence.Empty).Target;
        var returned = RunToEnd(body);
        if (_frame.Yields is { } yields)
            Defer(yields, before, [.. arguments.Select(argument => argument.Value), .. self is null ? Array.Empty<Value>() : [self]], VariablesFrom(home));
        if (result is not null)
            returned = Read(result);
        var handedBack = call is null ? [] : HandedBack(call);
        Forget(_frame);
        _frame = caller;
        foreach (var (target, value) in handedBack)
            Write(target, value, target.Syntax);
        return returned;
    }

    private void SetParameter(IParameterSymbol parameter, Value value)
    {
        _frame.Declare(parameter);
        var stored = parameter.RefKind is RefKind.None ? Stored(value) : value;
        _state = _state with { Variables = _state.Variables.SetItem(new Variable(_frame, parameter), stored) };
    }

    private Value RunToEnd(IOperation body)
    {
        if (body is IBlockOperation or IMethodBodyOperation or IConstructorBodyOperation)
        {
            Execute(body);
            return JoinReturns();
        }

        return Evaluate(body);
    }

    private Value JoinReturns()
    {
        var frame = _frame;
        Value? result = _state.IsReachable ? Value.Null : null;
        foreach (var (_, state, value) in frame.Returns)
        {
            result = result is null ? value : Value.Join(result, value);
            _state = State.Join(_state, state);
        }

        return frame.Yields is { } sequence ? new Reference(sequence) : result ?? Value.Null;
    }

    private void BindTypeArguments(IMethodSymbol method)
    {
        var parameters = method.OriginalDefinition.TypeParameters;
        for (var i = 0; i < parameters.Length; i++)
        {
            var argument = method.TypeArguments[i] is ITypeParameterSymbol outer ? ActualOf(outer) ?? outer : method.TypeArguments[i];
            _frame.TypeArguments[parameters[i]] = argument;
        }
    }

    // What a call leaves in the variables that it got by reference.
    private List<(IOperation Target, Value Value)> HandedBack(Call call) =>
        [.. call.Operation.Arguments
            .Where(argument => argument.Parameter!.RefKind is RefKind.Out or RefKind.Ref)
            .Select(argument => (argument.Value, Read(_frame.Method!.Parameters[argument.Parameter!.Ordinal])))];

    private void Forget(Frame frame)
    {
        if (!frame.IsCaptured && frame.Variables.Count > 0)
            _state = _state with { Variables = _state.Variables.RemoveRange(frame.Variables.Select(variable => new Variable(frame, variable))) };
    }

    private Value RunInitializer(IOperation initializer, Value? self)
    {
        var caller = _frame;
        _frame = new Frame(caller, home: null, method: null, self, callSite: null);
        var value = Evaluate(initializer);
        _frame = caller;
        return value;
    }

    private void RunConstructor(IMethodSymbol constructor, Reference created, List<(IParameterSymbol Parameter, Value Value)> arguments, SyntaxNode site)
    {
        if (!_methods.IsInSource(constructor.ContainingType) || !CanEnter(constructor))
        {
            if (constructor.ContainingType.SpecialType is not SpecialType.System_Object)
                _state = _state.Forgotten(arguments.Select(argument => argument.Value).Append(created), "a constructor that is not followed");
            return;
        }

        CapturePrimary(constructor, created, arguments, site);
        var chained = _methods.ChainedFrom(constructor);
        if (!SymbolEqualityComparer.Default.Equals(chained?.TargetMethod.ContainingType, constructor.ContainingType))
            RunInitializers(constructor.ContainingType, created);
        if (chained is not null)
            RunChained(chained, constructor, created, arguments);
        else if (_methods.ImplicitBaseOf(constructor) is { } implied)
            RunConstructor(implied, created, [], site);
        if (_methods.BodyOf(constructor) is { } body)
            RunBody(constructor, body, created, home: null, arguments, site);
    }

    private void CapturePrimary(IMethodSymbol constructor, Reference created, List<(IParameterSymbol Parameter, Value Value)> arguments, SyntaxNode site)
    {
        foreach (var (parameter, value) in arguments.Where(_ => SourceMethods.IsPrimary(constructor)))
        {
            var property = constructor.ContainingType.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault(member => _methods.BodyOf(member.GetMethod) is null);
            var name = constructor.ContainingType.IsRecord && property is not null ? _models.SlotName(property) : CapturedName(parameter);
            if (name is not null)
                WriteSlot(created.Target, name, new Slot(value, (SyntaxNode?)ArgumentSyntax(site, parameter)?.Expression ?? site, site), isSure: true);
        }
    }

    // ': this(...)' or ': base(...)', whose arguments may use the constructor's parameters.
    private void RunChained(IInvocationOperation chained, IMethodSymbol constructor, Reference created, List<(IParameterSymbol Parameter, Value Value)> arguments)
    {
        var caller = _frame;
        _frame = new Frame(caller, home: null, constructor, created, callSite: null);
        foreach (var (parameter, value) in arguments)
            SetParameter(parameter, value);
        var passed = chained.Arguments.Select(argument => (argument.Parameter!, Evaluate(argument.Value))).ToList();
        Forget(_frame);
        _frame = caller;
        RunConstructor(chained.TargetMethod, created, passed, chained.Syntax);
    }

    private Value Capture(IAnonymousFunctionOperation function)
    {
        for (var frame = _frame; frame is not null; frame = frame.Home)
            frame.IsCaptured = true;
        var lambda = new Function(function.Symbol, function.Body, HomeInTurn(function), Receiver: null);
        if (!_isRehearsal && !_lambdas.Contains(lambda))
            _lambdas.Add(lambda);
        return lambda;
    }

    // Each turn of a loop has variables of its own, which the next one does not change for a lambda of this one.
    private Frame HomeInTurn(IAnonymousFunctionOperation function)
    {
        var loops = function.Syntax.Ancestors().TakeWhile(node => node is not MemberDeclarationSyntax).Where(node => node is CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax).ToList();
        var own = loops.Count == 0 ? [] : _frame.Variables.Where(variable => variable is ILocalSymbol && SourceMethods.IsDeclaredIn(variable, loops)).ToList();
        if (own.Count == 0)
            return _frame;
        var home = new Frame(_frame.Caller, _frame, _frame.Method, _frame.Self, _frame.CallSite) { IsCaptured = true };
        _frame.Turns.AddRange(own.Where(variable => !SourceMethods.IsSetOnceIn(variable, loops)).Select(variable => (home, variable)));
        foreach (var variable in own.Where(variable => SourceMethods.IsSetOnceIn(variable, loops)))
            Part(home, variable);
        return home;
    }

    // From now on a variable of a lambda is another one than that of the same name around it.
    private void Part(Frame home, ISymbol variable)
    {
        if (!_state.Variables.TryGetValue(new Variable(_frame, variable), out var value) || _state.Variables.ContainsKey(new Variable(home, variable)))
            return;
        home.Declare(variable);
        _state = _state with { Variables = _state.Variables.SetItem(new Variable(home, variable), value) };
    }

    private Value TakeMethod(IMethodReferenceOperation reference)
    {
        var receiver = reference.Instance is { } instance ? Evaluate(instance) : null;
        if (reference.Method.MethodKind is MethodKind.LocalFunction)
        {
            _frame.IsCaptured = true;
            return new Function(reference.Method, Body: null, HomeOf(reference.Method), receiver);
        }

        var method = receiver is Reference { Target.Type: { } type } ? SourceMethods.Actual(reference.Method, type) as IMethodSymbol : reference.Method;
        return method is null || (method.IsVirtual && receiver is not Reference) ? Value.Present($"the method '{reference.Method.Name}'") : new Function(method, Body: null, Home: null, receiver);
    }

    private Value CallForeign(Call call)
    {
        var given = call.Receiver is { } receiver && !KnownCalls.IsClient(call.Method) ? call.Arguments.Prepend(receiver).ToList() : call.Arguments;
        if (KnownCalls.IsPatch(call.Method))
            _manifests.Withdraw(_state, given);
        else if (KnownCalls.IsSink(call.Method))
            LeaveAll(call);
        if (_methods.IsInSource(call.Method.ContainingType))
            ForgetStatics();
        var made = FunctionsIn(given).Select(function => RunForStranger(function, call.Syntax)).ToList();
        _state = _state.Forgotten(ChangedBy(call, given, made), $"the call of '{call.Method.Name}'");
        if (KnownCalls.MayChangeCollection(call.Method))
            ForgetCollections(call);
        foreach (var argument in call.Operation.Arguments.Where(argument => argument.Parameter!.RefKind is RefKind.Out or RefKind.Ref))
            Write(argument.Value, Found(given, argument.Parameter!.Type, call), argument.Syntax);
        return KnownCalls.IsClient(call.Method) ? Result(call.Method.ReturnType, $"the result of '{call.Method.Name}'") : Found(given, call.Method.ReturnType, call);
    }

    // A list that is not known holds from now on what it is given; one that is known is changed in a way that is not.
    private void ForgetCollections(Call call)
    {
        var isCopy = call.Method.Name is "CopyTo";
        foreach (var target in (call.Receiver is { } receiver && !isCopy ? [receiver] : call.Arguments).SelectMany(value => value.Choices).OfType<Reference>())
        {
            if (ContentOf(target) is Sequence or Map)
                Set(target.Target, ContentOf(target)!.Forgotten($"the call of '{call.Method.Name}'"));
        }

        Escape(call.Arguments);
    }

    // What foreign code gives back may be a part of what it was given, or hold it, as an enumerator does.
    private Value Found(IEnumerable<Value> given, ITypeSymbol type, Call call)
    {
        var held = _state.Reachable(given).Select(target => new Reference(target)).ToList();
        var result = Result(type, $"the result of '{call.Method.Name}'");
        if (type is { SpecialType: SpecialType.None, Name: not "Task" } && !IsEnum(type))
            Escape(held);
        if (held.Count == 0 || _models.CollectionOf(type) is not CollectionKind.List || type is not INamedTypeSymbol { TypeArguments: [var element] })
            return Aliased(result, held, type);
        var found = Opaque.AliasesIn([Aliased(Value.Present(call.Method.Name), held, element)]);
        return found.Count == 0
            ? result
            : Allocate(call.Syntax, type, new Sequence([.. found.Select(one => new Element(one, call.Syntax, IsCertain: false))], IsOpen: true));
    }

    // What a call that is not followed may change: all that it gets and all that went out before, unless it is known to be
    // harmless. What it may hand back can be changed afterwards without being seen.
    private IEnumerable<Value> ChangedBy(Call call, IReadOnlyList<Value> given, List<Value> made)
    {
        if (call.Method.ReturnType is { IsRefLikeType: true } or { Name: "Memory" or "ArraySegment" })
            return given; // A window on what it is given.
        var isQuery = made.Count == 0 || KnownCalls.IsIn(call.Method, "System.Linq") || KnownCalls.IsIn(call.Method, "System.Collections");
        var isHarmless = KnownCalls.IsClient(call.Method) || (KnownCalls.IsPure(call.Method) && _methods.BodyOf(call.Method) is null && isQuery);
        return (isHarmless ? [] : given.Append(_outside)).Concat(made.Where(value => MayHandBack(call.Method.ReturnType, value)));
    }

    private bool MayHandBack(ITypeSymbol type, Value value)
    {
        var parts = type is INamedTypeSymbol { TypeArguments: var arguments } ? arguments.Append(type) : [type];
        return value.Choices.OfType<Reference>().Any(choice => choice.Target.Type is null || parts.Any(part => _methods.Compilation.HasImplicitConversion(choice.Target.Type, part)));
    }

    private void LeaveAll(Call call)
    {
        var isClient = KnownCalls.IsClient(call.Method);
        var sinkNamespace = isClient
            ? call.Operation.Arguments.Where(argument => argument.Parameter!.Name is "namespaceParameter" or "@namespace" or "ns").Select((argument, _) => call.ValueOf(argument)).FirstOrDefault()
            : null;
        foreach (var value in call.Arguments)
            Leave(value, sinkNamespace, isWhole: isClient);
    }

    // Foreign code may call a lambda that it is given, with anything.
    private Value RunForStranger(Function function, SyntaxNode site)
    {
        var arguments = function.Method.Parameters.Select(parameter => Result(parameter.Type, $"the parameter '{parameter.Name}'")).ToList();
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

    // The object on which an entry runs: what its class decides is known, the rest is not.
    private Reference StrangerOf(INamedTypeSymbol type, SyntaxNode site) => Allocate(site, type, Instance.Empty(isOpen: true));
}

/// <summary>A call whose receiver and arguments have been evaluated.</summary>
/// <param name="Operation">The call.</param>
/// <param name="Receiver">The object it is made on; null for a static method.</param>
/// <param name="Arguments">What it is given, in the order of the operation's arguments.</param>
internal sealed record Call(IInvocationOperation Operation, Value? Receiver, IReadOnlyList<Value> Arguments)
{
    public IMethodSymbol Method => Operation.TargetMethod;

    public SyntaxNode Syntax => Operation.Syntax;

    /// <summary>Whether it is written <c>base.Method()</c>, which does not look at the object's class.</summary>
    public bool IsBaseCall => Operation.Instance is IInstanceReferenceOperation { Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.BaseExpressionSyntax };

    public Value ValueOf(IArgumentOperation argument) => Arguments[Operation.Arguments.IndexOf(argument)];

    /// <summary>The expression of an argument.</summary>
    public SyntaxNode SyntaxOf(int index) => Operation.Arguments[index].Value.Syntax;
}
