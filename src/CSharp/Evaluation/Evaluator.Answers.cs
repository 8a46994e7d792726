using Hale.CSharp.Values;
using Hale.Rules.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>Questions to a sequence: for one of its elements, for a truth, for a number.</summary>
internal sealed partial class Evaluator
{
    private Value? FindElement(Call call, Sequence list, IReadOnlyList<Value> rest)
    {
        var type = call.Method.ReturnType;
        switch (call.Method.Name)
        {
            case "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "Find":
                return HasDefault(call)
                    ? FirstOf(call, list, [.. rest.Take(rest.Count - 1)], rest[rest.Count - 1])
                    : FirstOf(call, list, rest, Value.DefaultOf(type));
            case "Last" or "LastOrDefault" or "ElementAt" or "ElementAtOrDefault" when list is { IsOpen: false, Elements.Count: 0 }:
                return Value.DefaultOf(type);
            case "Last" or "LastOrDefault" when rest.Count == 0:
                return list.At(new FromEnd(1), type);
            case "ElementAt" or "ElementAtOrDefault" when rest.Count == 1:
                return list.At(rest[0], type);
            default:
                return null;
        }
    }

    private static bool HasDefault(Call call) => call.Method.Parameters.LastOrDefault()?.Name is "defaultValue";

    private Value FirstOf(Call call, Sequence list, IReadOnlyList<Value> rest, Value missing)
    {
        var candidates = new List<Value>();
        foreach (var element in list.Elements)
        {
            var asked = candidates.Count == 0 ? element : element.Maybe; // It may have been found before.
            var isIt = rest.Count > 0 ? Apply(rest[0], call, asked, Value.Null).AsTruth() : Truth.True;
            if (!isIt.IsFalse)
                candidates.Add(element.Value);
            if (isIt.IsTrue && element.IsCertain)
                return Value.Join(candidates);
        }

        return FirstOfOpen(call, list, rest, missing, candidates);
    }

    // No element is it for sure.
    private Value FirstOfOpen(Call call, Sequence list, IReadOnlyList<Value> rest, Value missing, List<Value> candidates)
    {
        if (list.IsOpen && rest.Count > 0)
            RunOnUnseen(rest[0], call, list);
        if (list.IsOpen && HasDefault(call))
            candidates.Add(missing);
        if (list.IsOpen)
            return Value.Join([Value.OfType(call.Method.ReturnType, "an element of a list that is not known"), .. candidates]);
        if (call.Method.Name is "FirstOrDefault" or "SingleOrDefault" or "Find")
            candidates.Add(missing);
        return candidates.Count == 0 ? Value.Unknown("an element that is not there") : Value.Join(candidates);
    }

    private Value? Ask(Call call, Sequence list, IReadOnlyList<Value> rest)
    {
        switch (call.Method.Name)
        {
            case "Any" or "Exists" or "All" or "TrueForAll" or "Contains" when rest.Count <= 1:
                return OfTruth(AskAll(call, list, rest));
            case "Count" when rest.Count == 0 && list.IsDecided:
                return Value.Of(list.Elements.Count);
            case "Count" when rest.Count == 1:
                return CountOf(call, list, rest[0]);
            case "Sum" or "Max" or "Min" when list.IsDecided && rest.Count <= 1 && IsWhole(call.Method.ReturnType):
                return NumberOf(call, list, rest);
            case "ForEach":
                RunOnAll(call, list, rest);
                return Value.Null;
            case "Aggregate" when rest.Count >= 1:
                return Aggregated(call, list, rest);
            default:
                return null;
        }
    }

    private Truth AskAll(Call call, Sequence list, IReadOnlyList<Value> rest)
    {
        var isForAll = call.Method.Name is "All" or "TrueForAll";
        var answers = new List<Truth>();
        foreach (var element in list.Elements)
        {
            var asked = answers.Exists(earlier => earlier.IsUnknown) ? element.Maybe : element; // It may have been decided before.
            var answer = AskOne(call, asked, rest);
            answers.Add(element.IsCertain ? answer : isForAll ? answer | Truth.Unknown : answer & Truth.Unknown);
            if (isForAll ? answers[answers.Count - 1].IsFalse : answers[answers.Count - 1].IsTrue)
                return !isForAll;
        }

        if (rest.Count > 0 && call.Method.Name is not "Contains")
            RunOnUnseen(rest[0], call, list);
        var unseen = list.IsOpen ? Truth.Unknown : Truth.False;
        return isForAll ? Truth.All(answers) & !unseen : Truth.Any(answers) | unseen;
    }

    private Truth AskOne(Call call, Element element, IReadOnlyList<Value> rest) =>
        rest.Count == 0 ? Truth.True
        : call.Method.Name is "Contains" ? AreEqual(element.Value, rest[0])
        : Apply(rest[0], call, element, Value.Null).AsTruth();

    private Value CountOf(Call call, Sequence list, Value predicate)
    {
        var answers = new List<Truth>();
        foreach (var element in list.Elements)
        {
            var answer = Apply(predicate, call, element, Value.Null).AsTruth();
            answers.Add(element.IsCertain ? answer : answer & Truth.Unknown);
        }

        RunOnUnseen(predicate, call, list);
        return list.IsOpen || answers.Exists(answer => answer.IsUnknown)
            ? Value.Present("a number of elements")
            : Value.Of(answers.Count(answer => answer.IsTrue));
    }

    private static bool IsWhole(ITypeSymbol type) => type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64;

    // Where there is none, 'Max' and 'Min' throw.
    private Value NumberOf(Call call, Sequence list, IReadOnlyList<Value> rest)
    {
        var result = call.Method.Name is "Sum" ? Value.Of(0) : null;
        foreach (var element in list.Elements)
        {
            var number = rest.Count == 0 ? element.Value : Apply(rest[0], call, element, Value.Null);
            result = result is null ? number : Combined(call, result, number);
        }

        return result ?? Value.Present("a number of none");
    }

    private static Value Combined(Call call, Value sum, Value number)
    {
        if (call.Method.Name is "Sum")
            return Numbers.Calculate(BinaryOperatorKind.Add, sum, number, call.Method.ReturnType);
        return sum.AsInteger() is { } one && number.AsInteger() is { } other
            ? Value.Of(call.Method.Name is "Max" ? Math.Max(one, other) : Math.Min(one, other))
            : Value.Present("one of several numbers");
    }

    private Value Aggregated(Call call, Sequence list, IReadOnlyList<Value> rest)
    {
        if (list.IsDecided && rest.Count >= 2)
        {
            var sum = list.Elements.Aggregate(rest[0], (sum, element) => CallAny(rest[1], [sum, element.Value], call));
            return rest.Count == 2 ? sum : CallAny(rest[2], [sum], call);
        }

        if (list is { IsDecided: true, Elements.Count: > 0 } && rest.Count == 1)
            return list.Contents.Aggregate((sum, element) => CallAny(rest[0], [sum, element], call));

        Forget(call.Arguments, "an aggregate");
        return Found(call.Arguments, call.Method.ReturnType, call);
    }
}
