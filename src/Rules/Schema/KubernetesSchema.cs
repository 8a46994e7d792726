namespace Hale.Rules.Schema;

/// <summary>
/// The fields of the Kubernetes API's own objects, from a table that is read when the first question is asked. Source and
/// licence: NOTICE; how it is made: tools/schema/README.md.
/// </summary>
internal sealed class KubernetesSchema
{
    private static readonly Lazy<KubernetesSchema> Loaded = new(() => new KubernetesSchema(EmbeddedText.Read("kubernetes.tsv")));

    private readonly Dictionary<string, SchemaType> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<ApiKind, SchemaType> _kinds = [];
    private readonly Dictionary<ApiKind, SchemaType> _outdated = [];

    private KubernetesSchema(string table)
    {
        for (var (start, end) = (0, 0); start < table.Length; start = end)
        {
            end = table.IndexOf("\n@", start, StringComparison.Ordinal) is >= 0 and var last ? last + 1 : table.Length;
            Add(table, start, end);
        }

        foreach (var outdated in OutdatedKinds.All)
        {
            foreach (var kind in outdated.Kinds)
                _outdated.Add(new ApiKind(outdated.Version, kind), outdated.TypeOf(_kinds[new ApiKind(outdated.Successor, kind)]));
        }
    }

    /// <summary>The schema that Hale ships with.</summary>
    public static KubernetesSchema Default => Loaded.Value;

    /// <summary>Every kind that a client can create.</summary>
    public IReadOnlyCollection<ApiKind> Kinds => _kinds.Keys;

    /// <summary>The type of a kind, also in a version that is no longer served; null when that is not known.</summary>
    public SchemaType? Find(string apiVersion, string kind)
    {
        var key = new ApiKind(apiVersion, kind);
        return _kinds.TryGetValue(key, out var type) || _outdated.TryGetValue(key, out type) ? type : null;
    }

    /// <summary>A type by its name, such as <c>V1PodSpec</c>; null when the table does not have it.</summary>
    public SchemaType? Find(string typeName) => _types.TryGetValue(typeName, out var type) ? type : null;

    // Most types are in no run asked for their fields.
    private void Add(string table, int start, int end)
    {
        var fields = table.IndexOf('\n', start) + 1;
        var columns = table.Substring(start + 1, fields - start - 2).Split('\t');
        var type = new SchemaType(columns[0], () => FieldsOf(table.Substring(fields, end - fields)));
        _types.Add(type.Name, type);
        if (columns.Length > 1)
            _kinds.Add(new ApiKind(columns[1], columns[2]), type);
    }

    private IEnumerable<SchemaField> FieldsOf(string lines) =>
        lines.Split(['\n'], StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Select(columns => SchemaField.Parse(columns[0], columns[1], this));
}

/// <summary>A type of the API: its fields by their JSON names.</summary>
/// <param name="name">Its name.</param>
/// <param name="fields">Its fields, asked for when the first question is.</param>
/// <param name="isOpen">Whether it takes fields that it does not name.</param>
internal sealed class SchemaType(string name, Func<IEnumerable<SchemaField>> fields, bool isOpen = false)
{
    /// <summary>Its name, such as <c>V1PodSpec</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Whether it takes fields that it does not name.</summary>
    public bool IsOpen { get; } = isOpen;

    /// <summary>Its fields, by name.</summary>
    public IReadOnlyDictionary<string, SchemaField> Fields => field ??= fields().ToDictionary(one => one.Name, StringComparer.Ordinal);

    /// <summary>Those of its fields that are required.</summary>
    public IReadOnlyList<SchemaField> Required => field ??= [.. Fields.Values.Where(one => one.IsRequired)];

    /// <summary>One of its fields; null when it has none of that name.</summary>
    public SchemaField? Find(string name) => Fields.TryGetValue(name, out var found) ? found : null;
}

/// <summary>What a value may be.</summary>
internal enum SchemaKind
{
    String,
    Int32,
    Int64,
    Double,
    Boolean,
    DateTime,
    Bytes,
    IntOrString,
    Quantity,

    /// <summary>Any JSON value.</summary>
    Any,
    List,
    Map,

    /// <summary>An object with fields of its own.</summary>
    Object,
}

/// <summary>The type of a value: of a field, of a list's items, or of a map's values.</summary>
internal sealed class SchemaValue
{
    private static readonly Dictionary<string, SchemaKind> Codes = new(StringComparer.Ordinal)
    {
        ["s"] = SchemaKind.String,
        ["i"] = SchemaKind.Int32,
        ["l"] = SchemaKind.Int64,
        ["d"] = SchemaKind.Double,
        ["b"] = SchemaKind.Boolean,
        ["t"] = SchemaKind.DateTime,
        ["y"] = SchemaKind.Bytes,
        ["x"] = SchemaKind.IntOrString,
        ["q"] = SchemaKind.Quantity,
        ["o"] = SchemaKind.Any,
    };

    private readonly SchemaValue? _element;
    private readonly Func<SchemaType>? _type;

    private SchemaValue(SchemaKind kind, SchemaValue? element, Func<SchemaType>? type) => (Kind, _element, _type) = (kind, element, type);

    public SchemaKind Kind { get; }

    /// <summary>The type of the items of a list, or of the values of a map.</summary>
    public SchemaValue Element => _element!;

    /// <summary>The type of an object.</summary>
    public SchemaType Type => _type!();

    public static SchemaValue Of(SchemaKind kind) => new(kind, null, null);

    public static SchemaValue ListOf(SchemaValue element) => new(SchemaKind.List, element, null);

    public static SchemaValue MapOf(SchemaValue element) => new(SchemaKind.Map, element, null);

    public static SchemaValue Object(Func<SchemaType> type) => new(SchemaKind.Object, null, type);

    internal static SchemaValue Parse(string code, KubernetesSchema schema) =>
        Codes.TryGetValue(code, out var kind) ? Of(kind)
        : code[0] is '[' ? ListOf(Parse(code.Substring(1, code.Length - 2), schema))
        : code[0] is '{' ? MapOf(Parse(code.Substring(1, code.Length - 2), schema))
        : Object(() => schema.Find(code)!);
}

/// <summary>A field of a type.</summary>
/// <param name="Name">Its JSON name.</param>
/// <param name="IsRequired">Whether the API's OpenAPI schema requires it.</param>
/// <param name="Value">What it may hold.</param>
internal sealed record SchemaField(string Name, bool IsRequired, SchemaValue Value)
{
    internal static SchemaField Parse(string name, string code, KubernetesSchema schema)
    {
        var isRequired = name[name.Length - 1] == '!';
        return new SchemaField(isRequired ? name.Substring(0, name.Length - 1) : name, isRequired, SchemaValue.Parse(code, schema));
    }
}
