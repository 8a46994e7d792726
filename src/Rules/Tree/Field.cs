using System.Globalization;

namespace Hale.Rules.Tree;

/// <summary>How a value is known.</summary>
public enum Origin
{
    /// <summary>It is not known, or not decided between several.</summary>
    Unknown,

    /// <summary>Nothing is there, and there is no default.</summary>
    Absent,

    /// <summary>Nothing is there, and Kubernetes' documented default applies.</summary>
    Defaulted,

    /// <summary>It was written.</summary>
    Written,
}

/// <summary>A typed reading of a node: the values that it may have, and how it is known.</summary>
/// <typeparam name="T">What the field holds.</typeparam>
public readonly struct Field<T>
{
    // Most fields have one value, which takes no list.
    private readonly T _only;
    private readonly IReadOnlyList<T>? _several;
    private readonly bool _mayBeAbsent;

    internal Field(Node node, Origin origin, T value)
    {
        Node = node;
        Origin = origin;
        _only = value;
    }

    internal Field(Node node, Origin origin, IReadOnlyList<T> values, bool mayBeAbsent = false, bool mayBeOther = false)
    {
        Node = node;
        Origin = origin;
        _only = default!;
        _several = values;
        _mayBeAbsent = mayBeAbsent;
        MayBeOther = mayBeOther;
    }

    /// <summary>A field of which nothing is known.</summary>
    internal static Field<T> Unknown(Node node) => new(node, Origin.Unknown, [], mayBeOther: true);

    /// <summary>A field that is not there, and has no default.</summary>
    internal static Field<T> Absent(Node node) => new(node, Origin.Absent, []);

    /// <summary>The node that was read; for something absent or defaulted, one that stands where it should be.</summary>
    public Node Node { get; }

    /// <summary>How it is known.</summary>
    public Origin Origin { get; }

    /// <summary>The values that it may have; none when it is absent or nothing is known.</summary>
    internal IReadOnlyList<T> Values => _several ?? [_only];

    /// <summary>Whether it may have a value that is not among <see cref="Values"/>.</summary>
    internal bool MayBeOther { get; }

    /// <summary>The value, when exactly one is possible.</summary>
    public bool TryGet(out T value)
    {
        value = _only;
        if (_several is null)
            return true;
        var isKnown = _several.Count == 1 && !_mayBeAbsent && !MayBeOther;
        value = isKnown ? _several[0] : default!;
        return isKnown;
    }

    /// <summary>Whether the value satisfies the question: yes when every possible value does. An absent one satisfies nothing.</summary>
    public Truth Is(Func<T, bool> question)
    {
        if (_several is null)
            return question(_only);
        if (MayBeOther)
            return Truth.Unknown;
        var yes = 0;
        for (var i = 0; i < _several.Count; i++)
            yes += question(_several[i]) ? 1 : 0;
        return Share(yes);
    }

    /// <summary>Whether the value is this one.</summary>
    public Truth Is(T value)
    {
        if (_several is null)
            return EqualityComparer<T>.Default.Equals(_only, value);
        if (MayBeOther)
            return Truth.Unknown;
        var yes = 0;
        for (var i = 0; i < _several.Count; i++)
            yes += EqualityComparer<T>.Default.Equals(_several[i], value) ? 1 : 0;
        return Share(yes);
    }

    private Truth Share(int yes) =>
        yes == 0 ? Truth.False
        : yes == _several!.Count && !_mayBeAbsent ? Truth.True
        : Truth.Unknown;

    /// <summary>The same field, with Kubernetes' default where it is absent.</summary>
    public Field<T> Or(T byDefault)
    {
        if (Origin is Origin.Absent)
            return new Field<T>(Node, Origin.Defaulted, byDefault);
        return _mayBeAbsent ? new Field<T>(Node, Origin, [.. Values, byDefault], mayBeAbsent: false, MayBeOther) : this;
    }

    /// <summary>The field with each possible value turned into another.</summary>
    public Field<TResult> Select<TResult>(Func<T, TResult> convert) => _several is null
        ? new(Node, Origin, convert(_only))
        : new(Node, Origin, [.. _several.Select(convert)], _mayBeAbsent, MayBeOther);

    /// <summary>The value, or "an unknown value", or "nothing".</summary>
    public override string ToString() =>
        Origin is Origin.Absent ? "nothing"
        : TryGet(out var value) ? value as string ?? string.Format(CultureInfo.InvariantCulture, "{0}", value)
        : "an unknown value";
}

/// <summary>Typed readings of a node. A value of the wrong type is unknown: another rule says that it is wrong.</summary>
public static class NodeReading
{
    /// <summary>Reads text. Numbers and booleans are not text.</summary>
    public static Field<string> Text(this Node node) => node.Read<string>(ScalarText);

    /// <summary>Reads a whole number that fits an int32 or int64.</summary>
    public static Field<long> Integer(this Node node) => node.Read<long>(ScalarInteger);

    /// <summary>Reads a scalar as it is written, a whole number or text.</summary>
    internal static Field<string> NumberOrText(this Node node)
    {
        var number = node.Integer();
        return number.TryGet(out _) ? number.Select(value => value.ToString(CultureInfo.InvariantCulture)) : node.Text();
    }

    /// <summary>Reads a boolean.</summary>
    public static Field<bool> Flag(this Node node) => node.Read<bool>(ScalarFlag);

    /// <summary>Reads a number or a percentage, as <c>maxUnavailable</c> and its like take (api: IntOrString).</summary>
    public static Field<IntOrPercent> IntOrPercent(this Node node) => node.Read<IntOrPercent>(Tree.IntOrPercent.From);

    /// <summary>Reads a whole number that stands in text, as flags and variables have it.</summary>
    internal static Field<long> Number(this Field<string> text)
    {
        if (text.Origin is Origin.Absent)
            return Field<long>.Absent(text.Node);
        return text.TryGet(out var written) && long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new Field<long>(text.Node, text.Origin, number)
            : Field<long>.Unknown(text.Node);
    }

    private delegate bool Reader<T>(ScalarNode scalar, out T value);

    private static Field<T> Read<T>(this Node node, Reader<T> read)
    {
        if (node.Exists.IsFalse)
            return Field<T>.Absent(node);
        if (node is ScalarNode written)
            return read(written, out var only) ? new Field<T>(node, Origin.Written, only) : Field<T>.Unknown(node);
        var values = new List<T>();
        var mayBeOther = node.MayBeOther;
        foreach (var scalar in node.Scalars)
        {
            if (read(scalar, out var value))
                values.Add(value);
            else
                mayBeOther = true;
        }

        var origin = mayBeOther || values.Count != 1 ? Origin.Unknown : Origin.Written;
        return new Field<T>(node, origin, values, mayBeAbsent: !node.Exists.IsTrue, mayBeOther);
    }

    private static bool ScalarText(ScalarNode scalar, out string value)
    {
        value = scalar.Text;
        return scalar.Kind is ScalarKind.String;
    }

    private static bool ScalarInteger(ScalarNode scalar, out long value)
    {
        value = 0;
        return scalar.Kind is ScalarKind.Integer
            && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    private static bool ScalarFlag(ScalarNode scalar, out bool value)
    {
        value = scalar.Text == "true";
        return scalar.Kind is ScalarKind.Boolean;
    }
}
