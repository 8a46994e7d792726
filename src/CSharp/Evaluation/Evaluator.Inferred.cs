using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>
/// Parts of what a variable holds whose type the compiler cannot infer, because the method that gives its first value is of a
/// missing type. What the source makes for it has a type all the same.
/// </summary>
internal sealed partial class Evaluator
{
    private static bool IsOfInferred(IInvalidOperation part) => HolderOf(part) switch
    {
        ILocalReferenceOperation { Local.DeclaringSyntaxReferences: [var declaration], Type.TypeKind: TypeKind.Error } =>
            declaration.GetSyntax() is VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type.IsVar: true } },
        IInvalidOperation holder => IsOfInferred(holder),
        _ => false,
    };

    private static IOperation? HolderOf(IInvalidOperation part) => part.Syntax switch
    {
        MemberAccessExpressionSyntax { Expression: var holder, Name: IdentifierNameSyntax } => ChildAt(part, holder),
        ElementAccessExpressionSyntax { Expression: var holder, ArgumentList.Arguments.Count: 1 } => ChildAt(part, holder),
        _ => null,
    };

    private static IOperation? IndexOf(IInvalidOperation part) =>
        part.Syntax is ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: var index }] } ? ChildAt(part, index) : null;

    private static IOperation? ChildAt(IInvalidOperation part, SyntaxNode syntax) => part.ChildOperations.FirstOrDefault(child => child.Syntax == syntax);

    // Null where nothing of the source is held there.
    private Value? ReadInferred(IInvalidOperation part)
    {
        if (!IsOfInferred(part) || Evaluate(HolderOf(part)!) is not { } holder || !holder.Choices.Any(choice => choice is Reference))
            return null;
        if (IndexOf(part) is { } index)
            return ElementAt(holder, Evaluate(index), type: null);
        return MemberOf(holder, part) is { } member ? ReadMember(holder, member, TypeOf(member)) : null;
    }

    private bool WriteInferred(IInvalidOperation part, Value value, SyntaxNode at)
    {
        var holder = Evaluate(HolderOf(part)!);
        if (IndexOf(part) is { } index)
            WriteIndex(holder, [Evaluate(index)], value, at, part.Syntax);
        else if (MemberOf(holder, part) is { } member)
            WriteMember(holder, member, value, at, NameOf(part.Syntax));
        else
            return false;
        return true;
    }

    // The member of that name, where all that may be held there has the same one.
    private ISymbol? MemberOf(Value holder, IInvalidOperation part)
    {
        var name = ((MemberAccessExpressionSyntax)part.Syntax).Name.Identifier.ValueText;
        var members = holder.Choices.OfType<Reference>().Where(choice => InstanceOf(choice) is not null)
            .Select(choice => MemberOf(choice.Target.Type, name)).Distinct(SymbolEqualityComparer.Default).ToList();
        return members is [{ } only] && holder.Choices.OfType<Reference>().All(choice => InstanceOf(choice) is not null) ? only : null;
    }

    private static ISymbol? MemberOf(ITypeSymbol? type, string name) => type is not INamedTypeSymbol named ? null
        : Hierarchy.Levels(named).SelectMany(level => level.GetMembers(name))
            .FirstOrDefault(member => member is { IsStatic: false } and (IPropertySymbol or IFieldSymbol));
}
