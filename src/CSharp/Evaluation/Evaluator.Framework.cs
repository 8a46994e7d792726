using System.Collections.Immutable;
using Hale.CSharp.Models;
using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>Small types of the framework: <c>Math</c>, <c>Enum</c>, <c>KeyValuePair</c> and <c>Lazy</c>.</summary>
internal sealed partial class Evaluator
{
    private static bool IsOfFramework(ITypeSymbol? type, string name, string @namespace) =>
        type is not null && type.Name == name && NamespaceName.Of(type) == @namespace;

    private Value? CallFramework(Call call)
    {
        var type = call.Method.ContainingType;
        if (type.SpecialType is SpecialType.System_Boolean or (>= SpecialType.System_SByte and <= SpecialType.System_UInt64))
            return CallParse(call);
        if (IsOfFramework(type, "Math", "System"))
            return Numbers.Call(call.Method.Name, call.Arguments);
        if (IsOfFramework(type, "Enum", "System"))
            return call.Method.Name is "GetValues" && EnumOf(call) is { } @enum ? ValuesOf(@enum, call) : null;
        return call.Method.Name is "Create" && IsOfFramework(type, "KeyValuePair", "System.Collections.Generic") ? MakePair(call.Syntax, call.Arguments) : null;
    }

    // 'GetValues<T>()' and 'GetValues(typeof(T))'.
    private INamedTypeSymbol? EnumOf(Call call)
    {
        var type = call.Method.TypeArguments is [var argument] ? argument : call.Passed is [{ Operation: ITypeOfOperation of }] ? of.TypeOperand : null;
        return type is null ? null : Substituted(type) as INamedTypeSymbol;
    }

    // In the order of their numbers, as if none had a sign.
    private Reference ValuesOf(INamedTypeSymbol type, Call call)
    {
        var members = type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue);
        var numbers = members.Select(field => Value.Of(field.ConstantValue).AsInteger()).ToList();
        return Allocate(call.Syntax, call.Method.ReturnType, numbers.Contains(null)
            ? Sequence.Any
            : Sequence.Of(numbers.OrderBy(number => (ulong)number!.Value).Select(number => Numbers.EnumMember(type, number!.Value)), call.Syntax));
    }

    // As those of a dictionary.
    private Reference MakePair(SyntaxNode site, IReadOnlyList<Value> values)
    {
        var slots = ImmutableDictionary<string, Slot>.Empty
            .Add("key", new Slot(Stored(values[0]), site, site)).Add("value", new Slot(Stored(values[1]), site, site));
        return Allocate(site, type: null, new Instance(slots, IsOpen: false));
    }

    // What is made when it is first asked for, and is the same from then on. It is made here, which is right as long as nothing
    // changes that the lambda looks at.
    private Reference MakeLazy(SyntaxNode site, ITypeSymbol type, Function function)
    {
        var before = _state;
        var made = CallFunction(function, [], site) ?? Value.Unknown("a value that is made later");
        var lazy = Allocate(site, type, Sequence.Of([made], site));
        Defer(lazy.Target, before, [function], Captured(function));
        if (ContentOf(lazy) is Sequence { Later: { } later } content)
            Set(lazy.Target, content with { Later = later with { MakesObjects = false } });
        return lazy;
    }

    private Value? MakeOfFramework(SyntaxNode site, INamedTypeSymbol type, List<Argument> arguments)
    {
        if (IsOfFramework(type, "KeyValuePair", "System.Collections.Generic") && arguments.Count == 2)
            return MakePair(site, [arguments[0].Value, arguments[1].Value]);
        if (KnownCalls.IsTextBuilder(type))
            return MakeTextBuilder(site, type, arguments);
        if (IsOfFramework(type, "ValueTask", "System.Threading.Tasks") && arguments is [{ Parameter.Name: "result" or "task" } of])
            return of.Value;
        if (!IsOfFramework(type, "Lazy", "System") || arguments.Count == 0)
            return null;
        return arguments[0].Value is Function function ? MakeLazy(site, type, function)
            : SymbolEqualityComparer.Default.Equals(arguments[0].Parameter.Type, type.TypeArguments[0]) ? Allocate(site, type, Sequence.Of([arguments[0].Value], site))
            : null;
    }
}
