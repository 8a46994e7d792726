using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Evaluation;

/// <summary>What type parameters stand for.</summary>
internal sealed partial class Evaluator
{
    private void BindTypeArguments(IMethodSymbol method)
    {
        var parameters = SourceMethods.Implemented(method).TypeParameters;
        for (var i = 0; i < parameters.Length; i++)
        {
            var argument = method.TypeArguments[i] is ITypeParameterSymbol outer ? ActualOf(outer) ?? outer : method.TypeArguments[i];
            _frame.TypeArguments[parameters[i]] = argument;
        }

        BindTypeArguments(method.ContainingType);
    }

    // Of an object that is not seen, the call tells what it is made for.
    private void BindTypeArguments(INamedTypeSymbol type)
    {
        for (var i = 0; i < type.TypeArguments.Length; i++)
        {
            if (type.TypeArguments[i] is not (ITypeParameterSymbol or IErrorTypeSymbol))
                _frame.TypeArguments[type.OriginalDefinition.TypeParameters[i]] = type.TypeArguments[i];
        }
    }

    private ITypeSymbol? ActualOf(ITypeParameterSymbol parameter)
    {
        for (var frame = _frame; frame is not null; frame = frame.Home ?? frame.Caller)
        {
            if (frame.TypeArguments.TryGetValue(parameter, out var type) || (type = ArgumentOfClass(parameter, frame.Self)) is not null)
                return type;
        }

        return null;
    }

    // What a type parameter of a class stands for in an object of it.
    private static ITypeSymbol? ArgumentOfClass(ITypeParameterSymbol parameter, Value? self)
    {
        if (parameter.DeclaringType is not { } declaring || self is not Reference { Target.Type: INamedTypeSymbol type })
            return null;
        var levels = Hierarchy.Levels(type);
        var level = levels.FirstOrDefault(level => SymbolEqualityComparer.Default.Equals(level.OriginalDefinition, declaring));
        return level?.TypeArguments[parameter.Ordinal] is { } argument and not ITypeParameterSymbol ? argument : null;
    }

    // What 'T.Name' means, as far as it is known which type 'T' is.
    private ISymbol? OfTypeParameter(ISymbol member, ITypeSymbol? constrained) =>
        (constrained is ITypeParameterSymbol parameter ? ActualOf(parameter) : constrained) is INamedTypeSymbol type ? Hierarchy.Actual(member, type) : null;

    /// <summary>A type with the type parameters of the calls under way replaced by what they stand for.</summary>
    private ITypeSymbol Substituted(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => ActualOf(parameter) ?? parameter,
        INamedTypeSymbol { IsGenericType: true, IsUnboundGenericType: false } named when MayHaveParameters(named) =>
            named.OriginalDefinition.Construct([.. named.TypeArguments.Select(Substituted)]),
        _ => type,
    };

    private static bool MayHaveParameters(INamedTypeSymbol type) => type.ContainingType is not { IsGenericType: true }
        && type.TypeArguments.Any(argument => argument is ITypeParameterSymbol or INamedTypeSymbol { IsGenericType: true });
}
