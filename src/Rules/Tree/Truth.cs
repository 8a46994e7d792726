namespace Hale.Rules.Tree;

/// <summary>
/// The answer to a question about a manifest: yes, no or unknown, in Kleene's logic. <c>if (a &amp;&amp; b)</c> is entered
/// only when both are known to be true; <c>if (!a)</c> only when a is known to be false.
/// </summary>
public readonly struct Truth : IEquatable<Truth>
{
    private readonly sbyte _value; // -1 false, 0 unknown, 1 true

    private Truth(sbyte value) => _value = value;

    /// <summary>Known to be false.</summary>
    public static Truth False => new(-1);

    /// <summary>Neither known to be true nor known to be false.</summary>
    public static Truth Unknown => default;

    /// <summary>Known to be true.</summary>
    public static Truth True => new(1);

    /// <summary>Known to be true; the same test that <c>if</c> makes.</summary>
    public bool IsTrue => _value > 0;

    /// <summary>Known to be false.</summary>
    public bool IsFalse => _value < 0;

    /// <summary>Neither.</summary>
    public bool IsUnknown => _value == 0;

    /// <summary>True when one of them is true, false when all are false.</summary>
    public static Truth Any(IEnumerable<Truth> truths) => Any(truths, truth => truth);

    /// <summary>False when one of them is false, true when all are true.</summary>
    public static Truth All(IEnumerable<Truth> truths) => All(truths, truth => truth);

    /// <summary>True when one of the items satisfies the question, false when none does.</summary>
    public static Truth Any<T>(IEnumerable<T> items, Func<T, Truth> question)
    {
        var any = False;
        foreach (var item in items)
        {
            any |= question(item);
            if (any.IsTrue)
                break;
        }

        return any;
    }

    /// <summary>False when one of the items does not satisfy the question, true when all do.</summary>
    public static Truth All<T>(IEnumerable<T> items, Func<T, Truth> question)
    {
        var all = True;
        foreach (var item in items)
        {
            all &= question(item);
            if (all.IsFalse)
                break;
        }

        return all;
    }

    /// <summary>A boolean is known.</summary>
    public static implicit operator Truth(bool value) => value ? True : False;

    /// <summary>Whether the value is known to be true.</summary>
    public static bool operator true(Truth truth) => truth._value > 0;

    /// <summary>Whether the value is known to be false.</summary>
    public static bool operator false(Truth truth) => truth._value < 0;

    /// <summary>Negation; the negation of unknown is unknown.</summary>
    public static Truth operator !(Truth truth) => new((sbyte)-truth._value);

    /// <summary>Conjunction: the lesser of the two.</summary>
    public static Truth operator &(Truth left, Truth right) => left._value < right._value ? left : right;

    /// <summary>Disjunction: the greater of the two.</summary>
    public static Truth operator |(Truth left, Truth right) => left._value > right._value ? left : right;

    /// <summary>Whether both are the same of the three values.</summary>
    public static bool operator ==(Truth left, Truth right) => left._value == right._value;

    /// <summary>Whether they are different ones of the three values.</summary>
    public static bool operator !=(Truth left, Truth right) => left._value != right._value;

    /// <inheritdoc />
    public bool Equals(Truth other) => _value == other._value;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Truth other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => _value;

    /// <inheritdoc />
    public override string ToString() => IsTrue ? "true" : IsFalse ? "false" : "unknown";
}
