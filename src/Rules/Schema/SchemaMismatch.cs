using Hale.Rules.Tree;

namespace Hale.Rules.Schema;

/// <summary>How a value differs from what the schema says.</summary>
internal enum MismatchKind
{
    /// <summary>A field that its type does not have.</summary>
    UnknownField,

    /// <summary>A field that its type requires and that is known not to be there.</summary>
    MissingField,

    /// <summary>A value of a type that the field does not take.</summary>
    WrongType,
}

/// <summary>One difference between an object and the schema of its kind.</summary>
/// <param name="Kind">What is different.</param>
/// <param name="Node">The value; for a missing field, where it should be.</param>
/// <param name="Holder">The type that holds the value, directly or in a list or map.</param>
/// <param name="Expected">What the schema says of the value; null for an unknown field.</param>
internal sealed record SchemaMismatch(MismatchKind Kind, Node Node, SchemaType Holder, SchemaValue? Expected)
{
    /// <summary>Whether a compiler lets it pass in typed C#: a field that was forgotten, or text that is no quantity.</summary>
    public bool Compiles => Kind is MismatchKind.MissingField || (Kind is MismatchKind.WrongType && Expected!.Kind is SchemaKind.Quantity);
}
