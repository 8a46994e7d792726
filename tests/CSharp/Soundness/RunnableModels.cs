using System.Text;
using Hale.StubGenerator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hale.CSharp.Tests.Soundness;

/// <summary>The models of the Kubernetes client as code that runs: the stubs have shapes only.</summary>
internal static class RunnableModels
{
    private const string Base = """
        namespace k8s
        {
            public interface IKubernetesObject { string ApiVersion { get; set; } string Kind { get; set; } }
            public interface IMetadata<T> { T Metadata { get; set; } }
            public interface IKubernetesObject<T> : IKubernetesObject, IMetadata<T> { }
            public interface ISpec<T> { T Spec { get; set; } }
        }
        namespace k8s.Models
        {
            public sealed class FieldAttribute : System.Attribute { public FieldAttribute(string name) => Name = name; public string Name { get; } }
            public abstract class Wrapper { public object Value; public override string ToString() => Value?.ToString(); }
            public class IntOrString : Wrapper
            {
                public static implicit operator IntOrString(int value) => new IntOrString { Value = value };
                public static implicit operator IntOrString(string value) => value is null ? null : new IntOrString { Value = value };
            }
            public class ResourceQuantity : Wrapper
            {
                public ResourceQuantity(string value) => Value = value;
                public static implicit operator ResourceQuantity(string value) => new ResourceQuantity(value);
            }
        }
        """;

    private static readonly Lazy<byte[]> Compiled = new(Compile);

    public static byte[] Image => Compiled.Value;

    public static MetadataReference Reference { get; } = MetadataReference.CreateFromImage(Image);

    /// <summary>An assembly of some sources; null when they do not compile.</summary>
    public static byte[]? Emit(CSharpCompilation compilation)
    {
        using var stream = new MemoryStream();
        return compilation.Emit(stream).Success ? stream.ToArray() : null;
    }

    private static byte[] Compile()
    {
        var table = new ApiTable(File.ReadAllText(Testing.Repository.PathOf("src/Rules/Schema/kubernetes.tsv")));
        var text = new StringBuilder("namespace k8s.Models;\n");
        foreach (var type in table.Types)
            Append(text, type);
        var sources = new[] { Base, text.ToString() }.Select(source => CSharpSyntaxTree.ParseText(source));
        var compilation = CSharpCompilation.Create(
            "RunnableModels", sources, CSharp.Projects.References.EmbeddedReferences.Framework, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return Emit(compilation) ?? throw new InvalidOperationException(string.Join('\n', compilation.GetDiagnostics().Where(each => each.Severity is DiagnosticSeverity.Error).Take(5)));
    }

    private static void Append(StringBuilder text, ApiType type)
    {
        var isKind = type.ApiVersion is not null;
        var spec = type.Fields.Where(field => isKind && field.Name == "spec").Select(field => $", ISpec<{KubernetesClientStub.TypeOf(field)}>").FirstOrDefault();
        text.Append("public class ").Append(KubernetesClientStub.ClassOf(type.Name)).Append(isKind ? $" : IKubernetesObject<V1ObjectMeta>{spec}" : "").Append(" {\n");
        foreach (var field in type.Fields)
            text.Append($"[Field(\"{field.Name}\")] public {KubernetesClientStub.TypeOf(field)} {KubernetesClientStub.PropertyOf(field.Name)} {{ get; set; }}\n");
        text.Append("}\n");
    }
}
