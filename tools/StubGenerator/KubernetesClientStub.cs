using System.Text;

namespace Hale.StubGenerator;

/// <summary>
/// The models and the operations of the package KubernetesClient, in the flavour that code for any of its versions binds to:
/// classes without required members, with a constructor for all fields beside the empty one.
/// </summary>
internal static class KubernetesClientStub
{
    private static readonly Dictionary<string, string> Properties = new(StringComparer.Ordinal)
    {
        ["namespace"] = "NamespaceProperty",
        ["continue"] = "ContinueProperty",
        ["operator"] = "OperatorProperty",
        ["default"] = "DefaultProperty",
        ["readOnly"] = "ReadOnlyProperty",
        ["from"] = "FromProperty",
        ["enum"] = "EnumProperty",
        ["object"] = "ObjectProperty",
        ["$ref"] = "RefProperty",
        ["$schema"] = "Schema",
        ["int"] = "IntValue",
        ["bool"] = "BoolValue",
        ["string"] = "StringValue",
    };

    private static readonly Dictionary<string, string> Scalars = new(StringComparer.Ordinal)
    {
        ["s"] = "string",
        ["i"] = "int?",
        ["l"] = "long?",
        ["d"] = "double?",
        ["b"] = "bool?",
        ["t"] = "System.DateTime?",
        ["y"] = "byte[]",
        ["x"] = "IntOrString",
        ["q"] = "ResourceQuantity",
        ["o"] = "object",
    };

    public static IEnumerable<(string Name, string Text)> Sources(ApiTable table)
    {
        yield return ("Models", Models(table));
        yield return ("Operations", Operations(table));
    }

    private static string Models(ApiTable table)
    {
        var text = new StringBuilder("namespace k8s.Models;\n");
        foreach (var type in table.Types)
            AppendModel(text, type);
        foreach (var kind in table.Types.Where(type => type.ApiVersion is not null))
            AppendList(text, kind);
        return text.ToString();
    }

    private static void AppendModel(StringBuilder text, ApiType type)
    {
        var name = ClassOf(type.Name);
        var fields = type.Fields.Select(field => (Json: field.Name, Type: TypeOf(field), Property: PropertyOf(field.Name))).ToList();
        var isKind = type.ApiVersion is not null;
        var spec = fields.Find(field => isKind && field.Json == "spec");
        if (spec.Json is not null)
            fields.Add(("status", "dynamic", "Status"));
        var interfaces = isKind ? $" : IKubernetesObject<V1ObjectMeta>{(spec.Json is null ? "" : $", ISpec<{spec.Type}>")}" : "";
        if (isKind)
            AppendEntity(text, type.Group, type.Version, type.Kind, type.Plural);
        text.Append("public partial class ").Append(name).Append(interfaces).Append(" {\n");
        if (isKind)
            text.Append($"public const string KubeApiVersion=\"{type.Version}\",KubeKind=\"{type.Kind}\",KubeGroup=\"{type.Group}\",KubePluralName=\"{type.Plural}\";\n");
        AppendConstructors(text, name, fields, new HashSet<string>(type.Fields.Where(field => field.IsRequired).Select(field => field.Name), StringComparer.Ordinal));
        foreach (var (json, code, property) in fields)
            AppendProperty(text, json, code, property);
        text.Append("}\n");
    }

    private static void AppendList(StringBuilder text, ApiType kind)
    {
        var name = ClassOf(kind.Name);
        AppendEntity(text, kind.Group, kind.Version, kind.Kind + "List", kind.Plural);
        text.Append($"public partial class {name}List : IKubernetesObject<V1ListMeta>, IItems<{name}> {{\n");
        List<(string, string, string)> fields =
        [
            ("apiVersion", "string", "ApiVersion"), ("items", $"System.Collections.Generic.IList<{name}>", "Items"), ("kind", "string", "Kind"), ("metadata", "V1ListMeta", "Metadata"),
        ];
        AppendConstructors(text, name + "List", fields, ["items"]);
        foreach (var (json, type, property) in fields)
            AppendProperty(text, json, type, property);
        text.Append("}\n");
    }

    private static void AppendEntity(StringBuilder text, string group, string version, string kind, string plural) =>
        text.Append($"[KubernetesEntity(Group=\"{group}\",Kind=\"{kind}\",ApiVersion=\"{version}\",PluralName=\"{plural}\")]\n");

    // As in the package up to version 17: what is required comes first.
    private static void AppendConstructors(StringBuilder text, string name, IReadOnlyList<(string Json, string Type, string Property)> fields, HashSet<string> required)
    {
        text.Append($"public {name}() {{}}\n");
        if (fields.Count > 0)
        {
            var parameters = fields.OrderBy(field => !required.Contains(field.Json)).ThenBy(field => field.Property, StringComparer.Ordinal)
                .Select(field => $"{field.Type} {Identifier(Words.Camel(field.Property))}{(required.Contains(field.Json) ? "" : "=default")}");
            text.Append($"public {name}({string.Join(",", parameters)}) {{}}\n");
        }

        text.Append("public void Validate() {}\n");
    }

    private static void AppendProperty(StringBuilder text, string json, string type, string property) =>
        text.Append($"[System.Text.Json.Serialization.JsonPropertyName(\"{json}\")] public {type} {property} {{ get; set; }}\n");

    // As in the package, the operations of a group are extension methods on an interface that the client has as a property and
    // implements too; so both client.CoreV1.CreateNamespacedPodAsync and client.CreateNamespacedPodAsync exist.
    private static string Operations(ApiTable table)
    {
        var groups = table.Types.Where(type => type.ApiVersion is not null).GroupBy(type => Words.GroupVersion(type.ApiVersion!)).ToList();
        var text = new StringBuilder("using System.Threading;\nusing System.Threading.Tasks;\nusing k8s.Models;\nnamespace k8s;\n");
        text.Append($"public partial interface IKubernetes : {string.Join(", ", groups.Select(group => $"I{group.Key}Operations"))} {{\n");
        foreach (var group in groups)
            text.Append($"I{group.Key}Operations {group.Key} {{ get; }}\n");
        text.Append("}\npublic partial class Kubernetes {\n");
        foreach (var group in groups)
            text.Append($"public virtual I{group.Key}Operations {group.Key} => null;\n");
        text.Append("}\n");
        foreach (var group in groups)
        {
            text.Append($"public interface I{group.Key}Operations {{}}\npublic static class {group.Key}OperationsExtensions {{\n");
            foreach (var kind in group)
                AppendOperations(text, $"I{group.Key}Operations", kind);
            text.Append("}\n");
        }

        return text.ToString();
    }

    private static void AppendOperations(StringBuilder text, string operations, ApiType kind)
    {
        const string Options = "string dryRun=null,string fieldManager=null,string fieldValidation=null";
        const string Selection = "bool? allowWatchBookmarks=null,string continueParameter=null,string fieldSelector=null,string labelSelector=null,int? limit=null,string resourceVersion=null,string resourceVersionMatch=null,int? timeoutSeconds=null,bool? watch=null";
        const string Deletion = "V1DeleteOptions body=null,string dryRun=null,int? gracePeriodSeconds=null,bool? orphanDependents=null,string propagationPolicy=null";
        var (model, scope, at) = (ClassOf(kind.Name), kind.IsNamespaced ? "Namespaced" : "", kind.IsNamespaced ? "string namespaceParameter," : "");
        Append("Create", model, $"{model} body,{at}{Options}");
        Append("Replace", model, $"{model} body,string name,{at}{Options}");
        Append("Patch", model, $"V1Patch body,string name,{at}{Options},bool? force=null");
        Append("Read", model, $"string name,{at.TrimEnd(',')}".TrimEnd(','));
        Append("List", model + "List", at + Selection);
        Append("Delete", "dynamic", $"string name,{at}{Deletion}");
        if (kind.IsNamespaced)
            AppendMethod(text, operations, $"List{kind.Kind}ForAllNamespaces", model + "List", Selection);

        void Append(string verb, string result, string parameters) => AppendMethod(text, operations, verb + scope + kind.Kind, result, parameters);
    }

    private static void AppendMethod(StringBuilder text, string operations, string name, string result, string parameters) => text
        .Append($"public static {result} {name}(this {operations} operations,{parameters},bool? pretty=null) => null;\n")
        .Append($"public static Task<{result}> {name}Async(this {operations} operations,{parameters},bool? pretty=null,CancellationToken cancellationToken=default) => null;\n");

    /// <summary>The type of a property. A number that every object must have is not nullable, and 0 where nobody sets it.</summary>
    public static string TypeOf(ApiField field) => field.IsRequired ? TypeOf(field.Code).TrimEnd('?') : TypeOf(field.Code);

    public static string TypeOf(string code) =>
        code[0] is '[' ? $"System.Collections.Generic.IList<{ItemOf(code)}>"
        : code[0] is '{' ? $"System.Collections.Generic.IDictionary<string, {ItemOf(code)}>"
        : Scalars.TryGetValue(code, out var scalar) ? scalar
        : ClassOf(code);

    private static string ItemOf(string code) => TypeOf(code.Substring(1, code.Length - 2));

    // The package writes the version of a type in lower case when its group is before it.
    public static string ClassOf(string type)
    {
        var (group, version, name) = Words.Parts(type);
        return group + (group.Length > 0 ? version.ToLowerInvariant() : version) + name;
    }

    public static string PropertyOf(string name) => Properties.TryGetValue(name, out var property) ? property : Words.Pascal(name);

    private static string Identifier(string name) => $"@{name}";
}
