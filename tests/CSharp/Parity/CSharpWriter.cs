using System.Globalization;
using System.Text;
using Hale.Rules.Tree;
using Hale.StubGenerator;

namespace Hale.CSharp.Tests.Parity;

/// <summary>Writes a manifest as the C# that builds it: one method that returns the object, with a parameter for each value that is not known.</summary>
internal sealed class CSharpWriter
{
    private readonly Dialect _dialect;
    private readonly StringBuilder _text = new();
    private readonly List<string> _parameters = [];
    private int _depth = 2;

    private CSharpWriter(Dialect dialect) => _dialect = dialect;

    /// <summary>The method that builds an object.</summary>
    /// <param name="root">The object.</param>
    /// <param name="name">What to call the method.</param>
    /// <param name="dialect">How to write it.</param>
    /// <exception cref="NotSupportedException">C# cannot say this; the message says what.</exception>
    public static string Write(Node root, string name, Dialect dialect)
    {
        var type = Dialect.Find(TextOf(root["apiVersion"]), TextOf(root["kind"]))
            ?? throw new NotSupportedException($"no type for {TextOf(root["apiVersion"])} {TextOf(root["kind"])}");
        var writer = new CSharpWriter(dialect);
        writer.WriteObject(root, type, isRoot: true);
        return $"    public object {name}({string.Join(", ", writer._parameters)}) =>\n        {writer._text};\n";
    }

    private static string? TextOf(Node node) => node is ScalarNode scalar ? scalar.Text : null;

    private void WriteObject(Node node, ApiType type, bool isRoot)
    {
        _text.Append(_dialect.Object(type.Name, isRoot));
        var entries = node.Entries.Where(entry => !isRoot || entry.Key is not ("apiVersion" or "kind")).ToList();
        Open("{");
        foreach (var entry in entries)
        {
            if (entries.Count(other => other.Key == entry.Key) > 1)
                throw new NotSupportedException($"two fields {entry.Key} in {type.Name}");
            var field = type.Fields.Find(field => field.Name == entry.Key) ?? throw new NotSupportedException($"no field {entry.Key} in {type.Name}");
            Line().Append(_dialect.PropertyOf(entry.Key)).Append(" = ");
            WriteValue(entry.Value, field.Code);
            _text.Append(',');
        }

        Close("}");
    }

    private void WriteValue(Node node, string code, bool isInner = false)
    {
        switch (node)
        {
            case AbsentNode:
                _text.Append("null");
                break;
            case UnknownNode when node.Exists.IsTrue && code is "s":
                _text.Append("$\"").Append(Hole()).Append('"');
                break;
            case UnknownNode:
                _text.Append(Parameter(_dialect.TypeOf(code, isInner) + (code is "s" ? "?" : "")));
                break;
            case PartialNode text when code is "s":
                _text.Append("$\"").AppendJoin("", text.Segments.Select(segment => segment is null ? Hole() : Escaped(segment))).Append('"');
                break;
            case MapNode when Dialect.IsObject(code):
                WriteObject(node, Dialect.Find(code), isRoot: false);
                break;
            case MapNode when code[0] is '{':
                WriteMap(node, code);
                break;
            case ListNode when code[0] is '[':
                WriteList(node, code);
                break;
            case ScalarNode scalar:
                _text.Append(Scalar(scalar, code));
                break;
            default:
                throw new NotSupportedException($"a {node.GetType().Name} for {code}");
        }
    }

    private void WriteMap(Node map, string code)
    {
        _text.Append(_dialect.Map(code));
        Open("{");
        foreach (var entry in map.Entries)
        {
            Line().Append(CultureInfo.InvariantCulture, $"[{Dialect.Quote(entry.Key)}] = ");
            WriteValue(entry.Value, code[1..^1], isInner: true);
            _text.Append(',');
        }

        Close("}");
    }

    private void WriteList(Node list, string code)
    {
        var (open, close) = _dialect.List(code, list.Items.Count == 0);
        Open(open);
        foreach (var item in list.Items)
        {
            Line();
            WriteValue(item, code[1..^1], isInner: true);
            _text.Append(',');
        }

        Close(close);
    }

    private string Scalar(ScalarNode scalar, string code) => (code, scalar.Kind) switch
    {
        ("s" or "x", ScalarKind.String) => Dialect.Quote(scalar.Text),
        ("y", ScalarKind.String) => _dialect.Bytes(scalar.Text),
        ("q", ScalarKind.String or ScalarKind.Integer or ScalarKind.Float) => _dialect.Quantity(scalar.Text),
        ("i" or "l" or "x" or "d", ScalarKind.Integer) or ("d", ScalarKind.Float) or ("b", ScalarKind.Boolean) => scalar.Text,
        _ => throw new NotSupportedException($"an {scalar.Kind} for {code}"),
    };

    private static string Escaped(string text) => Dialect.Quote(text)[1..^1].Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    private string Hole() => "{" + Parameter("string") + "}";

    private string Parameter(string type)
    {
        var name = $"given{_parameters.Count}";
        _parameters.Add($"{type} {name}");
        return name;
    }

    private void Open(string opening)
    {
        _text.Append(opening[0] is '{' ? " " : "").Append(opening);
        _depth++;
    }

    private void Close(string closing)
    {
        _depth--;
        Line().Append(closing);
    }

    private StringBuilder Line() => _text.Append('\n').Append(' ', 4 * _depth);
}
