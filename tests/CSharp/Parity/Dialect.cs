using Hale.StubGenerator;
using Microsoft.CodeAnalysis.CSharp;

namespace Hale.CSharp.Tests.Parity;

/// <summary>One way to write an object of the API in C#.</summary>
internal abstract class Dialect
{
    /// <summary>KubernetesClient, with every type named.</summary>
    public static Dialect Explicit { get; } = new ClientDialect(isShort: false);

    /// <summary>KubernetesClient, with <c>new()</c> and collection expressions.</summary>
    public static Dialect Short { get; } = new ClientDialect(isShort: true);

    /// <summary>Pulumi's arguments, with initializers instead of collections.</summary>
    public static Dialect Pulumi { get; } = new PulumiDialect();

    public abstract string Name { get; }

    /// <summary>The types of the API.</summary>
    protected static ApiTable Table { get; } = new(File.ReadAllText(Testing.Repository.PathOf("src/Rules/Schema/kubernetes.tsv")));

    /// <summary>The type of a kind; null where C# has none.</summary>
    public static ApiType? Find(string? apiVersion, string? kind) => Table.Types.FirstOrDefault(type => type.ApiVersion == apiVersion && type.Kind == kind);

    public static ApiType Find(string name) => Table.Types.Single(type => type.Name == name);

    public static bool IsObject(string code) => code.Length > 1 && code[0] is not ('[' or '{');

    /// <summary>What a field, an item or the value of an entry is declared as.</summary>
    public abstract string TypeOf(string code, bool isInner);

    public abstract string PropertyOf(string field);

    /// <summary>What is before the initializer of an object.</summary>
    public abstract string Object(string code, bool isRoot);

    /// <summary>How a list is written; its items are on lines of their own.</summary>
    public abstract (string Open, string Close) List(string code, bool isEmpty);

    public abstract string Map(string code);

    public virtual string Quantity(string text) => Quote(text);

    public virtual string Bytes(string base64) => Quote(base64);

    public static string Quote(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private sealed class ClientDialect(bool isShort) : Dialect
    {
        public override string Name => isShort ? "new() and [...]" : "KubernetesClient";

        public override string TypeOf(string code, bool isInner) => KubernetesClientStub.TypeOf(code);

        public override string PropertyOf(string field) => KubernetesClientStub.PropertyOf(field);

        public override string Object(string code, bool isRoot) => isShort && !isRoot ? "new()" : $"new {KubernetesClientStub.ClassOf(code)}";

        public override (string Open, string Close) List(string code, bool isEmpty) =>
            isShort ? ("[", "]") : ($"new List<{KubernetesClientStub.TypeOf(code[1..^1])}> {{", "}");

        public override string Map(string code) => $"new Dictionary<string, {KubernetesClientStub.TypeOf(code[1..^1])}>";

        public override string Quantity(string text) => isShort ? $"new({Quote(text)})" : $"new ResourceQuantity({Quote(text)})";

        public override string Bytes(string base64) => $"Convert.FromBase64String({Quote(base64)})";
    }

    private sealed class PulumiDialect : Dialect
    {
        public override string Name => "Pulumi";

        public override string TypeOf(string code, bool isInner) => isInner ? PulumiStub.ItemOf(Table, $"[{code}]") : PulumiStub.InputOf(Table, code);

        public override string PropertyOf(string field) => PulumiStub.PropertyOf(field);

        public override string Object(string code, bool isRoot) => $"new {PulumiStub.ItemOf(Table, $"[{code}]")}";

        // An initializer without 'new' cannot say that a list is there and empty.
        public override (string Open, string Close) List(string code, bool isEmpty) =>
            isEmpty ? ($"new {PulumiStub.InputOf(Table, code)} {{", "}") : ("{", "}");

        public override string Map(string code) => "";
    }
}
