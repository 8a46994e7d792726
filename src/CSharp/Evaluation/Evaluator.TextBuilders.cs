using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary><c>StringBuilder</c>: the text that was put into it so far, as long as nothing out of sight has it.</summary>
internal sealed partial class Evaluator
{
    // Under which name it holds its text; one without it may be changed at any time.
    private const string BuiltText = ".text";

    private bool _hasTextBuilders;

    // A text, a capacity, or both.
    private Reference MakeTextBuilder(SyntaxNode site, INamedTypeSymbol type, List<Argument> arguments)
    {
        _hasTextBuilders = true;
        var made = Allocate(site, type, Instance.Empty(isOpen: true));
        var given = arguments.FindAll(argument => argument.Parameter.Type.SpecialType is SpecialType.System_String);
        Value text = arguments.Count > 2 ? Value.Present("a part of a text") : given is [var only] ? Texts.PutTogether([PieceOf(only, site)]) : new Scalar("");
        WriteSlot(made.Target, BuiltText, new Slot(text, site, site), isSure: true);
        return made;
    }

    private static TextPiece PieceOf(Argument argument, SyntaxNode site) =>
        new(argument.Value, ArgumentSyntax(site, argument.Parameter)?.Expression ?? site);

    private Slot? TextIn(Value builder) => InstanceOf(builder) is { } held && held.Slots.TryGetValue(BuiltText, out var slot) ? slot : null;

    private Value? CallTextBuilder(Call call)
    {
        if (!_hasTextBuilders || !KnownCalls.IsTextBuilder(call.Method.ContainingType) || call.Receiver is not { } receiver)
            return null;
        var isText = call.Method.Name is "ToString";
        if (TextIn(receiver) is not { } held)
            LetGo(isText ? [] : receiver.Choices);
        else if (isText && call.Arguments.Count == 0)
            return held.Value;
        else if (!isText)
            WriteSlot(((Reference)receiver).Target, BuiltText, held.With(Built(held, call) ?? Value.Present("a text that is built")), isSure: true);
        LetGo(call.Arguments);
        return KnownCalls.IsTextBuilder(call.Method.ReturnType) ? receiver.WithoutNull() : Value.OfType(call.Method.ReturnType, $"the result of '{call.Method.Name}'");
    }

    // What a line ends with is not the same everywhere.
    private Value? Built(Slot held, Call call)
    {
        var before = new TextPiece(held.Value, held.At);
        var lineEnd = new TextPiece(Value.Present("the end of a line"), call.Syntax);
        return (call.Method.Name, call.Arguments.Count) switch
        {
            ("Append", 1) => Texts.PutTogether([before, Given(call, 0)]),
            ("AppendLine", 0) => Texts.PutTogether([before, lineEnd]),
            ("AppendLine", 1) => Texts.PutTogether([before, Given(call, 0), lineEnd]),
            ("AppendFormat", > 1) => Texts.PutTogether([before, new TextPiece(FormatText(call), call.Syntax)]),
            ("AppendJoin", 2) => Texts.PutTogether([before, new TextPiece(JoinText(call), call.Syntax)]),
            ("Insert", 2) when call.Arguments[0].AsInteger() == 0 => Texts.PutTogether([Given(call, 1), before]),
            ("Replace", 2) => Replaced(held.Value, call),
            ("Clear", 0) => new Scalar(""),
            _ => null,
        };
    }

    private TextPiece Given(Call call, int argument) => call.Passed[argument].Operation is { } operation
        ? TextOf(call.Arguments[argument], operation)
        : new TextPiece(Value.Present("a text"), call.Syntax);

    // 'Length = 0' takes all of it away, a smaller one its end.
    private bool SetLength(Value receiver, ISymbol member, Value value)
    {
        if (TextIn(receiver) is not { } held)
            return false;
        var cut = member.Name is "Length" && value.AsInteger() is { } length
            ? length == 0 ? new Scalar("") : Cut(held.Value.AsText(), 0, length)
            : null;
        WriteSlot(((Reference)receiver).Target, BuiltText, held.With(cut ?? Value.Present("a text that is built")), isSure: true);
        return true;
    }

    // What holds it, as a writer does, may change it at any time.
    private void LetGo(IEnumerable<Value> values)
    {
        if (!_hasTextBuilders)
            return;
        foreach (var value in Opaque.AliasesIn(values).OfType<Reference>().Where(value => KnownCalls.IsTextBuilder(value.Target.Type)))
            Set(value.Target, Instance.Empty(isOpen: true));
    }

    // What '$"..."' becomes where a parameter takes its parts one by one. It may look at none of them.
    private Value Interpolate(IInterpolatedStringHandlerCreationOperation handler)
    {
        var before = _state;
        var text = Texts.PutTogether([.. PiecesIn(handler.Content)]);
        if (handler.HandlerCreationHasSuccessParameter || handler.HandlerAppendCallsReturnBool)
            _state = State.Join(before, _state);
        if (handler.Type is not { } type || !_methods.IsInSource(type))
            return text;
        Lose([], handler.Syntax, "a text that is put together by code that is not followed");
        return Value.Present("a text that is put together by code that is not followed");
    }

    private IEnumerable<TextPiece> PiecesIn(IOperation content) => content switch
    {
        IInterpolatedStringAdditionOperation sum => PiecesIn(sum.Left).Concat(PiecesIn(sum.Right)),
        IInterpolatedStringOperation text => text.Parts.Select(part => new TextPiece(Interpolate(part), part.Syntax)),
        _ => [new TextPiece(Evaluate(content), content.Syntax)],
    };

    private Value Interpolate(IInterpolatedStringContentOperation part)
    {
        var appended = ((part as IInterpolatedStringAppendOperation)?.AppendCall as IInvocationOperation)?.Arguments.Select(argument => argument.Value).ToList();
        if (appended is null or [])
            return Value.Present("part of a text");
        var value = AsText(Evaluate(appended[0]), appended[0]);
        var format = appended.Skip(1).Select(Evaluate).ToList();
        return format.Count == 0 ? value : Value.Present("formatted text");
    }
}
