using Hale.CSharp.Models;
using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>Constructors: what an object holds once it is made.</summary>
internal sealed partial class Evaluator
{
    private Reference Construct(
        SyntaxNode site, INamedTypeSymbol type, IMethodSymbol? constructor, List<Argument> arguments)
    {
        var created = Allocate(site, type, Instance.Empty(isOpen: !_methods.IsDecidedBySource(type)));
        constructor ??= type.InstanceConstructors.FirstOrDefault(candidate => candidate.Parameters.IsEmpty);
        if (constructor is not null && _methods.IsInSource(type))
            RunConstructor(constructor, created, arguments, site);
        else if (_models.IsModel(type))
            WriteArguments(created.Target, type, arguments, site);
        return created;
    }

    private void RunConstructor(
        IMethodSymbol constructor, Reference created, List<Argument> arguments, SyntaxNode site)
    {
        if (!_methods.IsInSource(constructor.ContainingType) || !CanEnter(constructor))
        {
            RunForeign(constructor, created, arguments, site);
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

    // A constructor of a base class that is not followed. Those of Pulumi leave the object as it is.
    private void RunForeign(IMethodSymbol constructor, Reference created, List<Argument> arguments, SyntaxNode site)
    {
        var type = constructor.ContainingType;
        if (ModelTypes.IsCustomResourceArgs(type))
            WriteArguments(created.Target, type, arguments, site);
        else if (!_methods.IsInSource(type) && KnownCalls.IsPulumi(type))
            Give(arguments, new IOperation?[arguments.Count], type, site, created);
        else if (type.SpecialType is not SpecialType.System_Object)
            Lose([.. arguments.Select(argument => argument.Value), created], site, "a constructor that is not followed");
    }

    private void RunInitializers(INamedTypeSymbol type, Reference created)
    {
        foreach (var (member, initializer) in _methods.MemberInitializers(type))
        {
            var name = _models.SlotName(member, created.Target.Type);
            var value = RunInitializer(initializer, created);
            WriteSlot(created.Target, name, new Slot(value, initializer.Syntax, initializer.Syntax), isSure: true);
        }
    }

    private void CapturePrimary(
        IMethodSymbol constructor, Reference created, List<Argument> arguments, SyntaxNode site)
    {
        if (!SourceMethods.IsPrimary(constructor))
            return;
        foreach (var (parameter, value) in arguments)
        {
            var at = (SyntaxNode?)ArgumentSyntax(site, parameter)?.Expression ?? site;
            WriteSlot(created.Target, CapturedName(parameter), new Slot(value, at, site), isSure: true);
            if (PropertyFor(parameter) is { } property)
                WriteSlot(created.Target, _models.SlotName(property, created.Target.Type), new Slot(value, at, site), isSure: true);
        }
    }

    // The one that a record has for a parameter, unless the source declares another one of that name.
    private static IPropertySymbol? PropertyFor(IParameterSymbol parameter) => parameter.ContainingType.GetMembers(parameter.Name).OfType<IPropertySymbol>()
        .FirstOrDefault(property => property.DeclaringSyntaxReferences.Any(declared => declared.GetSyntax() is ParameterSyntax));

    // ': this(...)' or ': base(...)', whose arguments may use the constructor's parameters.
    private void RunChained(
        IInvocationOperation chained, IMethodSymbol constructor, Reference created,
        List<Argument> arguments)
    {
        var caller = _frame;
        _frame = new Frame(caller, home: null, constructor, created, callSite: null);
        foreach (var (parameter, value) in arguments)
            SetParameter(parameter, value);
        var passed = chained.Arguments.Select(argument => new Argument(argument.Parameter!, Evaluate(argument.Value))).ToList();
        Drop(_frame);
        _frame = caller;
        RunConstructor(chained.TargetMethod, created, passed, chained.Syntax);
    }

    // The object on which an entry runs: what its class decides is known, the rest is not.
    private Reference StrangerOf(INamedTypeSymbol type, SyntaxNode site) => Allocate(site, type, Instance.Empty(isOpen: true));
}
