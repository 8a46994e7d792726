using Hale.Rules.Tree;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Values;

/// <summary>One element of a list.</summary>
/// <param name="Value">The element.</param>
/// <param name="At">The expression that put it there.</param>
/// <param name="IsCertain">Whether it is in the list for sure.</param>
internal sealed record Element(Value Value, SyntaxNode At, bool IsCertain)
{
    /// <summary>For an element written as text in a string: where it stands there.</summary>
    public Place? Place { get; init; }

    /// <summary>The element when it may not be there.</summary>
    public Element Maybe => IsCertain ? this with { IsCertain = false } : this;

    /// <summary>Whether it may be an object that was seen.</summary>
    public bool HoldsObject => Opaque.AliasesIn([Value]).Count > 0;
}

/// <summary>A list, array or other sequence.</summary>
/// <param name="Elements">What was seen, in order.</param>
/// <param name="IsOpen">Whether there may be more.</param>
internal sealed record Sequence(IReadOnlyList<Element> Elements, bool IsOpen) : HeapObject(IsOpen)
{
    public static Sequence Empty { get; } = new([], IsOpen: false);

    /// <summary>One of which nothing is known.</summary>
    public static Sequence Any { get; } = new([], IsOpen: true);

    /// <summary>One that holds just these.</summary>
    public static Sequence Of(IEnumerable<Element> elements) => new([.. elements], IsOpen: false);

    /// <summary>One that holds just these, all put there by one expression.</summary>
    public static Sequence Of(IEnumerable<Value> values, SyntaxNode at) =>
        Of(values.Select(value => new Element(value, at, IsCertain: true)));

    /// <summary>For a query that is not run until its result is asked for: on what its result depends.</summary>
    public Deferral? Later { get; init; }

    /// <summary>For a group of elements: what they have in common.</summary>
    public Value? Key { get; init; }

    /// <summary>For a query: whether its result was asked for.</summary>
    public bool IsRead { get; init; }

    /// <summary>For elements that were put into order: which of them the order does not tell apart; null for any other.</summary>
    public IReadOnlyList<int>? Ranks { get; init; }

    public override IEnumerable<Value> Contents => Elements.Select(element => element.Value);

    public override int Count => Elements.Count;

    /// <summary>Whether every element is known and certain.</summary>
    public bool IsDecided => !IsOpen && Elements.All(element => element.IsCertain);

    public Sequence With(Element added) => this with { Elements = [.. Elements, added] };

    /// <summary>The element at a position, which may be counted from the end; any of them where the position is not known.</summary>
    public Value At(Value index, ITypeSymbol? type)
    {
        var position = index is FromEnd end && !IsOpen ? Elements.Count - end.Count : index.AsInteger() ?? -1;
        if (position < 0 || position >= Elements.Count)
            return AnyElement(type);
        var passed = index is FromEnd ? Elements.Skip((int)position) : Elements.Take((int)position + 1);
        return passed.All(element => element.IsCertain) ? Elements[(int)position].Value : AnyElement(type);
    }

    /// <summary>Some element, of which it cannot be told which one it is: a change to it may be one to any of them.</summary>
    public Value AnyElement(ITypeSymbol? type)
    {
        var values = Elements.Select(element => element.Value);
        var mayBeAnother = IsOpen || Elements.Count == 0;
        return Value.Join(mayBeAnother ? [Value.OfType(type, "an element of a list that is not known"), .. values] : [.. values]);
    }

    /// <summary>The list with a value in the place of an element.</summary>
    public Sequence Put(Value index, Value value, SyntaxNode at)
    {
        var position = index is FromEnd end ? Elements.Count - end.Count : index.AsInteger() ?? -1;
        var put = new Element(value, at, IsCertain: true);
        if (position >= 0 && position < Elements.Count && IsDecided)
            return this with { Elements = [.. Elements.Select((element, i) => i == position ? put : element)] };
        return Loosened.With(put with { IsCertain = false });
    }

    // A common beginning is certain; what follows may be there, in either list's order.
    public static Sequence Join(Sequence left, Sequence right)
    {
        var common = CommonLength(left.Elements, right.Elements);
        var both = left.Elements.Take(common).Select((element, i) => right.Elements[i].IsCertain ? element : element.Maybe);
        var either = Either([.. left.Elements.Skip(common)], right.Elements.Skip(common)).Select(element => element.Maybe);
        return new Sequence([.. both, .. either], left.IsOpen || right.IsOpen)
        {
            Later = Deferral.Join(left.Later, right.Later),
            IsRead = left.IsRead || right.IsRead,
        };
    }

    private static int CommonLength(IReadOnlyList<Element> left, IReadOnlyList<Element> right)
    {
        var common = 0;
        while (common < left.Count && common < right.Count && left[common].Value.Equals(right[common].Value))
            common++;
        return common;
    }

    /// <summary>The list when some of its elements may be gone, others there, and their order another.</summary>
    public Sequence Loosened => new([.. Elements.Select(element => element.Maybe)], IsOpen: true);

    public override HeapObject Mapped(Func<Value, Value> valueFor) =>
        this with { Elements = [.. Elements.Select(element => element with { Value = valueFor(element.Value) })] };

    public override HeapObject Forgotten(string reason) =>
        new Sequence([.. Elements.Where(element => element.HoldsObject).Select(element => element.Maybe)], IsOpen: true);

    public override HeapObject Widened(HeapObject before, string reason)
    {
        if (before is not Sequence old)
            return Forgotten(reason);
        var joined = Join(old, this);
        var certain = joined.Elements.TakeWhile(element => element.IsCertain).ToList();
        var others = joined.Elements.Skip(certain.Count).Where(element => element.HoldsObject)
            .GroupBy(element => element.Value).Select(same => same.First().Maybe);
        var isOpen = joined.IsOpen || certain.Count < joined.Elements.Count;
        return new Sequence([.. certain, .. others], isOpen) { Later = joined.Later, IsRead = joined.IsRead };
    }

    public override bool HasSameAs(HeapObject other)
    {
        if (other is not Sequence sequence || IsOpen != sequence.IsOpen || IsRead != sequence.IsRead)
            return false;
        var (own, others) = (Lasting(), sequence.Lasting());
        var same = 0;
        while (same < own.Count && same < others.Count && IsSame(own[same], others[same]))
            same++;
        return same == own.Count && same == others.Count;
    }

    private static bool IsSame(Element one, Element other) => one.IsCertain == other.IsCertain && one.Value.Equals(other.Value);

    private List<Element> Lasting() =>
        [.. Elements.Where(element => element.IsCertain || !IsRehearsed(element.Value))];

    private static bool IsRehearsed(Value value) => value is Reference { Target.IsRehearsed: true } or Function { IsRehearsed: true };

    // What stands in both stands there once.
    private static List<Element> Either(List<Element> left, IEnumerable<Element> right)
    {
        var common = left.ToList();
        var all = left.ToList();
        foreach (var element in right)
        {
            var index = common.FindIndex(other => other.Value.Equals(element.Value));
            if (index < 0)
                all.Add(element);
            else
                common.RemoveAt(index);
        }

        return all;
    }
}
