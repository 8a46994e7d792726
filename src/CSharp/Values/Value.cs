using System.Globalization;
using Hale.CSharp.Evaluation;
using Hale.CSharp.Models;
using Hale.Rules.Tree;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Values;

/// <summary>What an expression may evaluate to, as far as the source tells.</summary>
internal abstract record Value
{
    /// <summary>More possible values than this are no longer told apart.</summary>
    private const int MaximumChoices = 4;

    /// <summary>Null, and what was never written.</summary>
    public static Value Null { get; } = new NullValue();

    /// <summary>Whether it is null.</summary>
    public abstract Truth IsNull { get; }

    /// <summary>The values that it may have, each of them decided; itself where there is only one.</summary>
    public virtual IReadOnlyList<Value> Choices => [this];

    /// <summary>Something that may also be null.</summary>
    public static Value Unknown(string reason) => new Opaque(IsPresent: false, reason);

    /// <summary>Something that is there for sure.</summary>
    public static Value Present(string reason) => new Opaque(IsPresent: true, reason);

    /// <summary>A constant; null for a null one.</summary>
    public static Value Of(object? constant) => constant switch
    {
        null => Null,
        char character => new Scalar(character.ToString()) { IsText = false },
        byte or sbyte or short or ushort or int or uint => new Scalar(Convert.ToInt64(constant, CultureInfo.InvariantCulture)),
        ulong number => number <= long.MaxValue ? new Scalar((long)number) : Present("a number beyond the range of int64"),
        float number => new Scalar(double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)),
        decimal number => IsWhole(number) ? new Scalar((long)number) : Present("a decimal number"),
        _ => new Scalar(constant),
    };

    /// <summary>What a foreign member or call gives: its type tells whether it may be null.</summary>
    public static Value OfType(ITypeSymbol? type, string reason) =>
        new Opaque(type is { IsValueType: true } && !ValueTypes.IsNullable(type)
            || type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated }, reason);

    /// <summary>What a variable of a type holds that nobody has set.</summary>
    public static Value DefaultOf(ITypeSymbol? type) =>
        type is null || type.IsReferenceType || ValueTypes.IsNullable(type) ? Null
        : type.SpecialType is SpecialType.System_Boolean ? Of(false)
        : type.SpecialType is SpecialType.System_Single or SpecialType.System_Double ? Of(0.0)
        : type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double ? Of(0)
        : Unknown("a default value");

    // As text, any other number has as many digits as it was calculated with.
    private static bool IsWhole(decimal number) =>
        decimal.GetBits(number)[3] is 0 or int.MinValue && number is >= long.MinValue and <= long.MaxValue;

    /// <summary>What holds after either of two ways.</summary>
    public static Value Join(Value left, Value right) => left is not Opaque && left.Equals(right) ? left
        : Opaque.SameOf(left, right) ?? OneOfThese([.. left.Choices.Concat(right.Choices).Distinct()]);

    /// <summary>What holds after any of several ways.</summary>
    /// <param name="values">One at least.</param>
    public static Value Join(IReadOnlyList<Value> values) =>
        values.Count == 1 ? values[0] : OneOfThese([.. values.SelectMany(value => value.Choices).Distinct()]);

    private static Value OneOfThese(IReadOnlyList<Value> choices)
    {
        if (choices is [not Opaque])
            return choices[0];
        var opaque = choices.OfType<Opaque>().FirstOrDefault();
        return opaque is null && choices.Count <= MaximumChoices
            ? new OneOf(choices)
            : Opaque.OneOfMany(choices, opaque?.Reason ?? "one of many values");
    }

    /// <summary>The value when it is known not to be null.</summary>
    public Value WithoutNull()
    {
        if (this is Opaque opaque)
            return opaque.IsPresent ? this : opaque with { IsPresent = true };
        var present = Choices.Where(choice => !choice.IsNull.IsTrue).ToList();
        return present.Count == 0 ? this : present.Aggregate(Join);
    }

    /// <summary>What is left when anything may have been done to the place that holds it.</summary>
    public Value Forgotten(string reason) => new Opaque(IsPresent: false, reason) { Aliases = Opaque.AliasesIn(Choices) };

    /// <summary>A known boolean.</summary>
    public Truth AsTruth() =>
        this is Scalar { Content: bool flag } ? flag
        : this is OneOf && Choices.All(choice => choice is Scalar { Content: true }) ? Truth.True
        : Truth.Unknown;

    /// <summary>A known whole number; null for anything else.</summary>
    public long? AsInteger() => this is Scalar { Content: long number } ? number : null;

    /// <summary>Known text; null for anything else.</summary>
    public string? AsText() => (this as Scalar)?.Content as string;

    private sealed record NullValue : Value
    {
        public override Truth IsNull => Truth.True;
    }
}

/// <summary>A known string (also for a character or the name of an enum member), long, double or bool.</summary>
internal sealed record Scalar(object Content) : Value
{
    /// <summary>For text of several lines, and text that was put together: its parts where they were written.</summary>
    public IReadOnlyList<TextPiece>? Pieces { get; init; }

    /// <summary>Whether it is no character and no member of an enum.</summary>
    public bool IsText { get; init; } = true;

    public override Truth IsNull => Truth.False;

    /// <summary>Whether it is the same text in every culture: some write a comma in a number, where others have a point.</summary>
    public bool HasOneText => Content is not double number || Math.Abs(number) < 1e15 && number == Math.Truncate(number);

    /// <summary>As C# and JSON show it with the invariant culture.</summary>
    public string Text => Content is bool flag ? (flag ? "True" : "False") : Convert.ToString(Content, CultureInfo.InvariantCulture)!;

    public bool Equals(Scalar? other) => other is not null && Content.Equals(other.Content);

    public override int GetHashCode() => Content.GetHashCode();
}

/// <summary>Text with holes: what an interpolated string is known to hold.</summary>
/// <param name="Segments">Its pieces in order; null for a hole.</param>
/// <param name="Reason">What the first hole stands for.</param>
internal sealed record PartialText(IReadOnlyList<string?> Segments, string Reason) : Value
{
    public override Truth IsNull => Truth.False;

    /// <summary>Its parts where they were written.</summary>
    public IReadOnlyList<TextPiece>? Pieces { get; init; }

    /// <summary>Its words, and what its holes stand for: the same object for the same value. None when there are too many.</summary>
    public IReadOnlyList<object> Parts { get; init; } = [];

    // The same words around the same values are the same text.
    public bool Equals(PartialText? other) =>
        ReferenceEquals(this, other) || (other is not null && Parts.Count > 0 && Parts.SequenceEqual(other.Parts));

    public override int GetHashCode() => Segments.Count;

    /// <summary>The text when something is done to each of its characters.</summary>
    public PartialText Changed(Func<string, string> change) => this with
    {
        Segments = [.. Segments.Select(segment => segment is null ? null : change(segment))],
        Parts = [.. Parts.Select(part => part is string words ? change(words) : new object())],
        Pieces = null,
    };

    /// <summary>Pieces put together; known text where nothing is a hole, one of several where a piece is.</summary>
    public static Value From(IReadOnlyList<Value> pieces)
    {
        var choices = pieces.Where(piece => piece is OneOf).ToList();
        return choices is [OneOf { Values: var values }] && values.All(IsKnownText)
            ? values.Select(value => Joined(pieces.Select(piece => piece is OneOf ? value : piece))).Aggregate(Join)
            : Joined(pieces);
    }

    private static bool IsKnownText(Value value) => value is Scalar { HasOneText: true } or PartialText || value.IsNull.IsTrue;

    private static Value Joined(IEnumerable<Value> pieces)
    {
        var segments = new List<string?>();
        var parts = new List<object>();
        var reason = "";
        foreach (var piece in pieces)
        {
            foreach (var segment in SegmentsOf(piece, ref reason))
                Append(segments, segment);
            foreach (var part in PartsOf(piece))
                Append(parts, part);
        }

        if (segments.Sum(segment => (long)(segment?.Length ?? 0)) > Limits.TextLength)
            return Present("a long text");
        return segments.Count == 0 ? new Scalar("")
            : segments is [{ } text] ? new Scalar(text)
            : new PartialText([.. segments], reason) { Parts = parts.Count <= Limits.TextParts ? parts : [] };
    }

    private static IReadOnlyList<string?> SegmentsOf(Value piece, ref string reason)
    {
        if (piece is Scalar { HasOneText: true } scalar)
            return [scalar.Text];
        if (piece is PartialText partial)
        {
            reason = reason.Length > 0 ? reason : partial.Reason;
            return partial.Segments;
        }

        if (piece.IsNull.IsTrue)
            return [];
        reason = reason.Length > 0 ? reason : (piece as Opaque)?.Reason ?? "one of several values";
        return [null];
    }

    private static IReadOnlyList<object> PartsOf(Value piece) => piece switch
    {
        Scalar { HasOneText: true } scalar => [scalar.Text],
        PartialText { Parts: { Count: > 0 } parts } => parts,
        Opaque { Origin: var origin } => [origin],
        _ => piece.IsNull.IsTrue ? [] : [new object()],
    };

    private static void Append(List<object> parts, object part)
    {
        if (part is string text && parts.Count > 0 && parts[parts.Count - 1] is string before)
            parts[parts.Count - 1] = before + text;
        else if (part is not "")
            parts.Add(part);
    }

    private static void Append(List<string?> segments, string? segment)
    {
        if (segment?.Length == 0 && segments.Count > 0)
            return;
        if (segment is not null && segments.Count > 0 && segments[segments.Count - 1] is { } before)
            segments[segments.Count - 1] = before + segment;
        else if (segment is not null || segments.Count == 0 || segments[segments.Count - 1] is not null)
            segments.Add(segment);
    }
}

/// <summary>An object of the heap.</summary>
internal sealed record Reference(ObjectId Target) : Value
{
    public override Truth IsNull => Truth.False;
}

/// <summary>One of a few values, and it could not be decided which.</summary>
internal sealed record OneOf(IReadOnlyList<Value> Values) : Value
{
    public override Truth IsNull =>
        Values.All(value => value.IsNull.IsTrue) ? Truth.True : Values.All(value => value.IsNull.IsFalse) ? Truth.False : Truth.Unknown;

    public override IReadOnlyList<Value> Choices => Values;

    public bool Equals(OneOf? other) => other is not null && Values.Count == other.Values.Count && Values.All(other.Values.Contains);

    public override int GetHashCode() => Values.Count;
}

/// <summary>Something that the source does not tell.</summary>
/// <param name="IsPresent">Whether it is known not to be null.</param>
/// <param name="Reason">Where it comes from, in a few words, such as <c>a parameter of Build</c>.</param>
internal sealed record Opaque(bool IsPresent, string Reason) : Value
{
    public override Truth IsNull => IsPresent ? Truth.False : Truth.Unknown;

    /// <summary>What is the same for what is read at one place, and for what is known to be the same value.</summary>
    public object Origin { get; init; } = new();

    /// <summary>The objects and lambdas of the source that it may be, besides anything else: a change to it may be one to them.</summary>
    public IReadOnlyList<Value> Aliases { get; init; } = [];

    public override IReadOnlyList<Value> Choices => Aliases.Count == 0 ? [this] : [this with { Aliases = [] }, .. Aliases];

    /// <summary>The value that two have in common, where it is the same one for sure; null for others.</summary>
    public static Opaque? SameOf(Value left, Value right)
    {
        if (left is not Opaque { Aliases.Count: 0 } one || right is not Opaque { Aliases.Count: 0 } other)
            return null;
        return !ReferenceEquals(one.Origin, other.Origin) ? null : one.IsPresent ? other : one;
    }

    /// <summary>Any of many values.</summary>
    public static Opaque OneOfMany(IReadOnlyList<Value> values, string reason) =>
        new(values.All(value => value.IsNull.IsFalse), reason) { Aliases = AliasesIn(values) };

    /// <summary>The objects and lambdas among some values.</summary>
    public static IReadOnlyList<Value> AliasesIn(IEnumerable<Value> values) =>
        [.. values.SelectMany(value => value.Choices).Where(choice => choice is Reference or Function or Several).Distinct()];

    // Objects of a rehearsal are others in each one.
    public bool Equals(Opaque? other) => other is not null && IsPresent == other.IsPresent
        && (ReferenceEquals(Aliases, other.Aliases) || Lasting(Aliases).SetEquals(Lasting(other.Aliases)));

    private static HashSet<Value> Lasting(IEnumerable<Value> aliases) =>
        [.. aliases.Where(alias => alias is Reference { Target.IsRehearsed: false })];

    public override int GetHashCode() => IsPresent ? 1 : 0;
}

/// <summary>A lambda, or a method taken as a delegate.</summary>
/// <param name="Method">What it runs.</param>
/// <param name="Body">A lambda's body; null for a method, whose body is looked up.</param>
/// <param name="Home">Where a lambda's captured variables live.</param>
/// <param name="Receiver">The object that a method was taken from.</param>
internal sealed record Function(IMethodSymbol Method, IOperation? Body, Frame? Home, Value? Receiver) : Value
{
    /// <summary>Whether it is made only to see what a loop does. Each turn of a loop makes another one.</summary>
    public bool IsRehearsed { get; init; }

    public override Truth IsNull => Truth.False;

    public bool Equals(Function? other) => other is not null && ReferenceEquals(Body, other.Body) && ReferenceEquals(Home, other.Home)
        && SymbolEqualityComparer.Default.Equals(Method, other.Method);

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Method);
}

/// <summary>Several delegates made one, which are called one after the other.</summary>
internal sealed record Several(Value First, Value Then) : Value
{
    public override Truth IsNull => First.IsNull & Then.IsNull;
}

/// <summary>A position counted from the end, as <c>^1</c> writes it.</summary>
internal sealed record FromEnd(long Count) : Value
{
    public override Truth IsNull => Truth.False;
}

/// <summary>The JSON or YAML text of an object.</summary>
internal sealed record Serialized(Value Content) : Value
{
    public override Truth IsNull => Truth.False;
}
