namespace Hale.StubGenerator;

/// <summary>The types of src/Rules/Schema/kubernetes.tsv, whose format tools/schema/README.md describes.</summary>
internal sealed class ApiTable
{
    // Types that several API groups share, or that only other groups use, and the version that declares them.
    private static readonly Dictionary<string, string> Shared = new(StringComparer.Ordinal)
    {
        ["V1ObjectMeta"] = "meta/v1",
        ["V1LabelSelector"] = "meta/v1",
        ["V1LabelSelectorRequirement"] = "meta/v1",
        ["V1OwnerReference"] = "meta/v1",
        ["V1FieldSelectorRequirement"] = "meta/v1",
        ["V1TopologySelectorTerm"] = "v1",
        ["V1TopologySelectorLabelRequirement"] = "v1",
    };

    private readonly Dictionary<string, string> _versions = new(StringComparer.Ordinal);

    public ApiTable(string table)
    {
        Types = Parse(table);
        foreach (var type in Types.Where(type => type.ApiVersion is not null))
            Assign(type, type.ApiVersion!, Types.ToDictionary(each => each.Name, StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
    }

    public IReadOnlyList<ApiType> Types { get; }

    /// <summary>The API version that a type belongs to, such as <c>apps/v1</c>, <c>v1</c> or <c>meta/v1</c>.</summary>
    public string VersionOf(string type) => Shared.TryGetValue(type, out var shared) ? shared : _versions[type];

    // What a kind of the core group reaches belongs to the core group, however many other kinds reach it.
    private void Assign(ApiType type, string version, Dictionary<string, ApiType> types, HashSet<string> seen)
    {
        if (!seen.Add(type.Name))
            return;
        if (!_versions.ContainsKey(type.Name) || version == "v1")
            _versions[type.Name] = type.ApiVersion ?? version;
        foreach (var field in type.Fields)
        {
            if (types.TryGetValue(field.Element, out var nested))
                Assign(nested, version, types, seen);
        }
    }

    private static List<ApiType> Parse(string table)
    {
        var types = new List<ApiType>();
        foreach (var columns in table.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')))
        {
            if (columns[0][0] == '@')
                types.Add(columns.Length > 1 ? new ApiType(columns[0].Substring(1), columns[1], columns[2], columns[3], columns[4] == "N") : new ApiType(columns[0].Substring(1)));
            else
                types[types.Count - 1].Fields.Add(new ApiField(columns[0].TrimEnd('!'), columns[1], columns[0] != columns[0].TrimEnd('!')));
        }

        return types;
    }
}

/// <summary>A type of the API; a kind of object when it has an API version.</summary>
internal sealed record ApiType(string Name, string? ApiVersion = null, string Kind = "", string Plural = "", bool IsNamespaced = false)
{
    public List<ApiField> Fields { get; } = [];

    public string Group => ApiVersion!.IndexOf('/') is >= 0 and var slash ? ApiVersion.Substring(0, slash) : "";

    public string Version => ApiVersion!.Substring(ApiVersion.IndexOf('/') + 1);
}

/// <summary>A field: its JSON name, the code of its type, and whether every object must have it.</summary>
internal sealed record ApiField(string Name, string Code, bool IsRequired)
{
    /// <summary>What it holds, or what its lists and maps hold in the end.</summary>
    public string Element => Code.Trim('[', ']', '{', '}');
}
