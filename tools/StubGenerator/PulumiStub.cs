using System.Text;

namespace Hale.StubGenerator;

/// <summary>
/// The resources of the package Pulumi.Kubernetes with the arguments that they take. In the package the attribute that names
/// the input of a list or map is on a private field, which a reference assembly does not have, so such properties have none.
/// </summary>
internal static class PulumiStub
{
    private const string Root = "global::Pulumi.Kubernetes";

    private static readonly Dictionary<string, string> Groups = new(StringComparer.Ordinal)
    {
        ["Admissionregistration"] = "AdmissionRegistration",
        ["Apiextensions"] = "ApiExtensions",
        ["Apiregistration"] = "ApiRegistration",
        ["FlowcontrolApiserver"] = "FlowControl",
        ["InternalApiserver"] = "ApiServerInternal",
        ["RbacAuthorization"] = "Rbac",
        ["Storagemigration"] = "StorageMigration",
    };

    private static readonly Dictionary<string, string> Properties = new(StringComparer.Ordinal)
    {
        ["containerPort"] = "ContainerPortValue",
        ["$ref"] = "Ref",
        ["$schema"] = "Schema",
    };

    private static readonly Dictionary<string, string> Scalars = new(StringComparer.Ordinal)
    {
        ["s"] = "string",
        ["i"] = "int",
        ["l"] = "int",
        ["d"] = "double",
        ["b"] = "bool",
        ["t"] = "string",
        ["y"] = "string",
        ["q"] = "string",
        ["o"] = "object",
    };

    public static IEnumerable<(string Name, string Text)> Sources(ApiTable table)
    {
        var (inputs, outputs, resources) = (new StringBuilder("using Pulumi;\n"), new StringBuilder("using Pulumi;\n"), new StringBuilder("using Pulumi;\n"));
        foreach (var type in table.Types)
        {
            AppendInput(inputs, table, type);
            if (type.ApiVersion is null)
                AppendOutput(outputs, table, type);
            else
                AppendResource(resources, table, type);
        }

        return [("Inputs", inputs.ToString()), ("Outputs", outputs.ToString()), ("Resources", resources.ToString())];
    }

    private static void AppendInput(StringBuilder text, ApiTable table, ApiType type)
    {
        text.Append($"namespace Pulumi.Kubernetes.Types.Inputs.{NamespaceOf(table, type.Name)} {{ public class {NameOf(type.Name)}Args : ResourceArgs {{\n");
        foreach (var field in type.Fields)
        {
            var isCollection = field.Code[0] is '[' or '{';
            text.Append(isCollection ? "" : $"[Input(\"{field.Name}\")] ").Append($"public {InputOf(table, field.Code)} {PropertyOf(field.Name)} {{ get; set; }}\n");
        }

        text.Append("}}\n");
    }

    private static void AppendOutput(StringBuilder text, ApiTable table, ApiType type)
    {
        text.Append($"namespace Pulumi.Kubernetes.Types.Outputs.{NamespaceOf(table, type.Name)} {{ public sealed class {NameOf(type.Name)} {{\n");
        foreach (var field in type.Fields)
            text.Append($"public readonly {OutputOf(table, field.Code)} {PropertyOf(field.Name)};\n");
        text.Append("}}\n");
    }

    private static void AppendResource(StringBuilder text, ApiTable table, ApiType kind)
    {
        var (space, name) = (NamespaceOf(table, kind.Name), NameOf(kind.Name));
        text.Append($"namespace Pulumi.Kubernetes.{space} {{ [KubernetesResourceType(\"kubernetes:{kind.ApiVersion}:{kind.Kind}\")] public class {name} : KubernetesResource {{\n")
            .Append($"public {name}(string name, {Root}.Types.Inputs.{space}.{name}Args args = null, CustomResourceOptions options = null) : base(\"\", name, args, options) {{}}\n");
        foreach (var field in kind.Fields)
            text.Append($"public Output<{OutputOf(table, field.Code)}> {PropertyOf(field.Name)} => null;\n");
        if (kind.Fields.Exists(field => field.Name == "spec"))
            text.Append("public Output<dynamic> Status => null;\n");
        text.Append("}}\n");
    }

    public static string InputOf(ApiTable table, string code) =>
        code[0] is '[' ? $"InputList<{ItemOf(table, code)}>"
        : code[0] is '{' ? $"InputMap<{ItemOf(table, code)}>"
        : code is "x" ? "InputUnion<int, string>"
        : $"Input<{InputElementOf(table, code)}>";

    public static string ItemOf(ApiTable table, string code)
    {
        var item = code.Substring(1, code.Length - 2);
        return item[0] is '[' or '{' ? OutputOf(table, item) : InputElementOf(table, item);
    }

    private static string InputElementOf(ApiTable table, string code) =>
        Scalars.TryGetValue(code, out var scalar) ? scalar
        : code is "x" ? "Union<int, string>"
        : $"{Root}.Types.Inputs.{NamespaceOf(table, code)}.{NameOf(code)}Args";

    private static string OutputOf(ApiTable table, string code) =>
        code[0] is '[' ? $"System.Collections.Generic.IReadOnlyList<{OutputOf(table, code.Substring(1, code.Length - 2))}>"
        : code[0] is '{' ? $"System.Collections.Generic.IReadOnlyDictionary<string, {OutputOf(table, code.Substring(1, code.Length - 2))}>"
        : Scalars.TryGetValue(code, out var scalar) ? scalar
        : code is "x" ? "Union<int, string>"
        : table.Types.Any(type => type.Name == code && type.ApiVersion is not null) ? "object"
        : $"{Root}.Types.Outputs.{NamespaceOf(table, code)}.{NameOf(code)}";

    private static string NamespaceOf(ApiTable table, string type)
    {
        var version = table.VersionOf(type);
        var group = Words.Group(version);
        return $"{(Groups.TryGetValue(group, out var name) ? name : group)}.{Words.Parts(type).Version}";
    }

    private static string NameOf(string type) => Words.Parts(type).Name;

    // Hyphens become underscores, which no other name has.
    public static string PropertyOf(string name) => Properties.TryGetValue(name, out var property) ? property : Words.Upper(name.Replace('-', '_'));
}
