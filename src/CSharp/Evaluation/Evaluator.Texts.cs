using System.Globalization;
using System.Numerics;
using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>What the methods of <c>string</c> do, and those that read a number from one. What would throw is not known.</summary>
internal sealed partial class Evaluator
{
    private Value? CallText(Call call)
    {
        var isOfString = call.Method.ContainingType.SpecialType is SpecialType.System_String;
        if (call is { Method.Name: "ToString", Receiver: Scalar { Content: not double } scalar } && IsWithoutFormat(call.Method))
            return new Scalar(scalar.Text);
        if (call is { Method.Name: "ToString", Arguments.Count: <= 1, Receiver: PartialText } && isOfString)
            return call.Receiver;
        if (call is { Receiver: Opaque stranger, Arguments.Count: 0 } && HasOneText(call.Method.ContainingType) && call.Method.ReturnType.SpecialType is SpecialType.System_String)
            return SameAgain(stranger, $"{call.Method.Name}()", Value.Present($"the result of '{call.Method.Name}'"));
        if (!isOfString)
            return null;
        return call.Method.Name switch
        {
            "Concat" => PartialText.From([.. call.Arguments.SelectMany(PartsOfText).Select(Texts.Once)]),
            "ToLower" or "ToLowerInvariant" when call.Receiver is PartialText text => text.Changed(part => part.ToLowerInvariant()),
            "ToUpper" or "ToUpperInvariant" when call.Receiver is PartialText text => text.Changed(part => part.ToUpperInvariant()),
            "Join" => JoinText(call),
            "Replace" => Replaced(call.Receiver!, call),
            "Create" when call.Method.Parameters.Last().Type.Name is "DefaultInterpolatedStringHandler" => call.Arguments[call.Arguments.Count - 1],
            "Equals" when call.Receiver is null => CompareTexts(call),
            "Format" => FormatText(call),
            "IsNullOrEmpty" => IsNullOr(call.Arguments[0], text => text.Length == 0),
            "IsNullOrWhiteSpace" => IsNullOr(call.Arguments[0], string.IsNullOrWhiteSpace),
            _ when call.Receiver?.AsText() is { } text => CallOn(text, call),
            _ => null,
        };
    }

    private static bool IsWithoutFormat(IMethodSymbol method) =>
        method.Parameters.All(parameter => parameter.Type.Name is "IFormatProvider");

    private IEnumerable<Value> PartsOfText(Value argument) =>
        SequenceIn(argument) is { IsDecided: true } list ? list.Contents : [argument];

    private static Value IsNullOr(Value value, Func<string, bool> isIt) =>
        value.AsText() is { } text ? Value.Of(isIt(text))
        : value.IsNull.IsTrue ? Value.Of(true)
        : value is PartialText partial && partial.Segments.Any(segment => segment is not null && !isIt(segment)) ? Value.Of(false)
        : Value.Present("a condition");

    private Value? CallOn(string text, Call call)
    {
        var first = call.Arguments.Count > 0 ? call.Arguments[0].AsText() : null;
        return call.Method.Name switch
        {
            "ToLower" or "ToLowerInvariant" => new Scalar(text.ToLowerInvariant()),
            "ToUpper" or "ToUpperInvariant" => new Scalar(text.ToUpperInvariant()),
            "StartsWith" when first is not null && HowCompared(call, 1) is { } how => Value.Of(text.StartsWith(first, how)),
            "EndsWith" when first is not null && HowCompared(call, 1) is { } how => Value.Of(text.EndsWith(first, how)),
            "Contains" when first is not null && HowCompared(call, 1) is { } how => Value.Of(text.IndexOf(first, how) >= 0),
            "Equals" when first is not null && HowCompared(call, 1) is { } how => Value.Of(text.Equals(first, how)),
            _ => PartOf(text, call),
        };
    }

    private static Value? CompareTexts(Call call) => HowCompared(call, 2) switch
    {
        StringComparison.Ordinal => OfTruth(AreEqual(call.Arguments[0], call.Arguments[1])),
        { } how when call.Arguments[0].AsText() is { } one && call.Arguments[1].AsText() is { } other => Value.Of(one.Equals(other, how)),
        _ => null,
    };

    // Null for an order of somebody's language.
    private static StringComparison? HowCompared(Call call, int position) => call.Arguments.Count <= position ? StringComparison.Ordinal
        : call.Arguments[position].AsText() switch
        {
            "Ordinal" => StringComparison.Ordinal,
            "OrdinalIgnoreCase" => StringComparison.OrdinalIgnoreCase,
            _ => null,
        };

    private Value JoinText(Call call)
    {
        var separator = call.Arguments[0];
        var items = call.Arguments.Count == 2 ? SequenceIn(call.Arguments[1]) : null; // The others join a part of an array.
        if (items is not { IsDecided: true })
            return Value.Present("joined text");
        var pieces = items.Elements.SelectMany((element, i) => i == 0 ? [element.Value] : new[] { separator, element.Value });
        return PartialText.From([.. pieces.Select(Texts.Once)]);
    }

    private Value FormatText(Call call)
    {
        if (call.Arguments[0].AsText() is not { } format)
            return Value.Present("formatted text");
        if (call.Arguments.Skip(1).Any(argument => SequenceIn(argument) is { IsDecided: false }))
            return Value.Present("formatted text");
        var written = Texts.PiecesOf(call.Arguments[0], call.SyntaxOf(0)) is [var only] ? only : new TextPiece(call.Arguments[0], call.Syntax);
        return Texts.PutTogether([.. Templates.Format(written, format, call.Arguments.Skip(1).SelectMany(PartsOfText).ToList())]);
    }

    private static Value? Replaced(Value text, Call call) =>
        text is Scalar or PartialText && call.Arguments is [var words, var value] && words.AsText() is { Length: > 0 } sought
            ? Templates.Replace(text, call.Syntax, sought, value)
            : null;

    private Value? PartOf(string text, Call call) => call.Method.Name switch
    {
        "Substring" when call.Arguments.Count == 1 => Cut(text, call.Arguments[0].AsInteger(), text.Length),
        "Substring" => Cut(text, call.Arguments[0].AsInteger(), call.Arguments[0].AsInteger() + call.Arguments[1].AsInteger()),
        "Split" => SplitUp(text, call),
        "Trim" or "TrimStart" or "TrimEnd" => Trimmed(text, call),
        "IndexOf" or "LastIndexOf" => PositionIn(text, call),
        _ => null,
    };

    private static Scalar? Cut(string? text, long? start, long? end) =>
        text is not null && start >= 0 && start <= end && end <= text.Length ? new Scalar(text.Substring((int)start, (int)(end - start))) : null;

    private Value? SplitUp(string text, Call call)
    {
        var separators = (SequenceIn(call.Arguments[0]) is { IsDecided: true } many ? many.Contents : [call.Arguments[0]]).Select(value => value.AsText()).ToArray();
        if (separators.Length == 0 || separators.Any(string.IsNullOrEmpty) || call.ValueOf("count") is not null)
            return null;
        var options = call.ValueOf("options") is { } given ? given.AsText() : "None";
        if (options is not ("None" or "RemoveEmptyEntries" or "TrimEntries"))
            return null;
        var parts = text.Split(separators, options is "RemoveEmptyEntries" ? StringSplitOptions.RemoveEmptyEntries : StringSplitOptions.None);
        var values = parts.Select(part => (Value)new Scalar(options is "TrimEntries" ? part.Trim() : part));
        return Allocate(call.Syntax, call.Method.ReturnType, Sequence.Of(values, call.Syntax));
    }

    // What is taken away: white space, or each of some characters.
    private Scalar? Trimmed(string text, Call call)
    {
        var given = call.Arguments.SelectMany(argument => SequenceIn(argument) is { IsDecided: true } list ? list.Contents : [argument]).Select(value => value.AsText()).ToList();
        if (!given.TrueForAll(one => one is { Length: 1 }))
            return null;
        var characters = given.Count == 0 ? null : given.Select(one => one![0]).ToArray();
        return new Scalar(call.Method.Name switch
        {
            "Trim" => text.Trim(characters),
            "TrimStart" => text.TrimStart(characters),
            _ => text.TrimEnd(characters),
        });
    }

    // Text is looked for as somebody's language has it, where nothing else is said.
    private static Value? PositionIn(string text, Call call)
    {
        var isOrdinal = call.Arguments.Count == 1 ? call.Method.Parameters[0].Type.SpecialType is SpecialType.System_Char
            : call.Arguments.Count == 2 && call.Arguments[1].AsText() is "Ordinal";
        return !isOrdinal || call.Arguments[0].AsText() is not { } sought ? null
            : Value.Of(call.Method.Name is "IndexOf" ? text.IndexOf(sought, StringComparison.Ordinal) : text.LastIndexOf(sought, StringComparison.Ordinal));
    }

    private Value PartOf(Value text, IOperation range)
    {
        var known = text.AsText();
        var part = known is not null && range is IRangeOperation { Method: not null } bounds
            ? Cut(known, BoundOf(bounds.LeftOperand, 0, known.Length), BoundOf(bounds.RightOperand, known.Length, known.Length))
            : null;
        return part ?? Value.Present("a part of a text");
    }

    private long? BoundOf(IOperation? bound, int missing, int length) => bound is null ? missing
        : Evaluate(Plain(bound)) is FromEnd end ? length - end.Count
        : Evaluate(Plain(bound)).AsInteger();

    private static Scalar? CharacterAt(Value text, Value index)
    {
        var known = text.AsText();
        var at = index is FromEnd end ? known?.Length - end.Count : index.AsInteger();
        return Cut(known, at, at + 1) is { } character ? character with { IsText = false } : null;
    }

    // 'int.Parse' and its like. Digits are the same in every culture, signs and white space need not be.
    private Value? CallParse(Call call)
    {
        var type = call.Method.ContainingType;
        if (call.Method.Name is not ("Parse" or "TryParse") || call.Method.Parameters[0].Type.SpecialType is not SpecialType.System_String
            || call.Method.Parameters.Any(parameter => parameter.Type.Name is "NumberStyles"))
        {
            return null;
        }

        var text = call.Arguments[0];
        if (call.Method.Name is "Parse")
            return text.Choices.All(choice => Parsed(choice, type) is not null) ? text.Choices.Select(choice => Parsed(choice, type)!).Aggregate(Value.Join) : null;
        var found = Parsed(text, type);
        if (call.ByReference.ToList() is not [var target] || (found is null && !IsNoNumber(text)))
            return null;
        Write(target.Target, found ?? Value.DefaultOf(type), target.Target.Syntax);
        return Value.Of(found is not null);
    }

    private static Value? Parsed(Value text, ITypeSymbol type)
    {
        if (text.AsText() is not { Length: > 0 and < 19 } known)
            return null;
        if (type.SpecialType is SpecialType.System_Boolean)
            return bool.TryParse(known, out var flag) ? Value.Of(flag) : null;
        return known.All(IsDigit) && Numbers.Within(BigInteger.Parse(known, CultureInfo.InvariantCulture), type) is { } number ? Value.Of(number) : null;
    }

    private static bool IsNoNumber(Value text) =>
        text.IsNull.IsTrue || (text.AsText() is { } known && (known.Length == 0 || known.Any(character => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'))));

    private static bool IsDigit(char character) => character is >= '0' and <= '9';
}
