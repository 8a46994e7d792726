using Hale.Rules.Tree;

namespace Hale.Rules.Schema;

/// <summary>Tells whether a value is of the type that the schema wants, and names both for messages.</summary>
internal static class SchemaTypes
{
    // https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
    private static readonly Pattern Quantity = new(
        @"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$");

    // What fills such text in, or decrypts it, marks it with them.
    private static readonly char[] MarksOfTools = ['$', '<', '>', '{', '}', '(', '[', '%', '#', ':'];

    /// <summary>Whether the API server would take the value; true for what cannot be seen, and for null.</summary>
    public static bool Accepts(SchemaValue expected, Node value) => value switch
    {
        MapNode => expected.Kind is SchemaKind.Object or SchemaKind.Map or SchemaKind.Any,
        ListNode => expected.Kind is SchemaKind.List or SchemaKind.Any,
        ScalarNode scalar => AcceptsScalar(expected.Kind, scalar),
        PartialNode => expected.Kind is not (SchemaKind.List or SchemaKind.Map or SchemaKind.Object),
        _ => true,
    };

    /// <summary>What the schema wants, with its article, such as <c>a whole number</c>.</summary>
    public static string NameOf(SchemaValue expected) => expected.Kind switch
    {
        SchemaKind.Int32 or SchemaKind.Int64 => "a whole number",
        SchemaKind.Double => "a number",
        SchemaKind.Boolean => "true or false",
        SchemaKind.IntOrString => "a whole number or text",
        SchemaKind.Quantity => "a quantity",
        SchemaKind.Bytes => "base64",
        SchemaKind.List => "a list",
        SchemaKind.Map or SchemaKind.Object => "a map",
        _ => "text",
    };

    /// <summary>What a value is, with its article, such as <c>a list</c>.</summary>
    public static string NameOf(Node value) => value switch
    {
        MapNode => "a map",
        ListNode => "a list",
        ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Float } => "a number",
        ScalarNode { Kind: ScalarKind.Boolean } => "a boolean",
        _ => "text",
    };

    private static bool AcceptsScalar(SchemaKind expected, ScalarNode scalar) => expected switch
    {
        SchemaKind.Any => true,
        SchemaKind.String or SchemaKind.DateTime => scalar.Kind is ScalarKind.String,
        SchemaKind.Bytes => scalar.Kind is ScalarKind.String && (IsBase64(scalar.Text) || scalar.Text.IndexOfAny(MarksOfTools) >= 0),
        SchemaKind.Int32 or SchemaKind.Int64 => scalar.Kind is ScalarKind.Integer || IsWholeFloat(scalar),
        SchemaKind.Double => scalar.Kind is ScalarKind.Integer or ScalarKind.Float,
        SchemaKind.Boolean => scalar.Kind is ScalarKind.Boolean,
        SchemaKind.IntOrString => scalar.Kind is ScalarKind.Integer or ScalarKind.String,
        SchemaKind.Quantity => scalar.Kind is ScalarKind.Integer or ScalarKind.Float || Quantity.IsMatch(scalar.Text),
        _ => false,
    };

    // Go skips the ends of lines, and no other white space (https://pkg.go.dev/encoding/base64#Encoding.DecodeString).
    private static bool IsBase64(string text)
    {
        var (digits, padding) = (0, 0);
        foreach (var letter in text)
        {
            if (letter is '\r' or '\n')
                continue;
            if (letter == '=' && digits + padding > 0)
                padding++;
            else if (padding == 0 && letter is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '+' or '/')
                digits++;
            else
                return false;
        }

        return padding <= 2 && (digits + padding) % 4 == 0;
    }

    // JSON has one kind of number: 1e3 and 3.0 are whole.
    private static bool IsWholeFloat(ScalarNode scalar) =>
        scalar.Kind is ScalarKind.Float
        && double.TryParse(scalar.Text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number)
        && number == Math.Floor(number);
}
