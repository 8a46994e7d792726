using System.Text.Json;
using Hale.CSharp.Projects.References;
using Hale.CSharp.Tests.Soundness;
using Hale.Rules.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hale.CSharp.Tests.RealClient;

/// <summary>What is read of builders is what the package sends to the cluster.</summary>
public sealed class SerializationTests
{
    [ClientPackageTheory]
    [InlineData("new() { Containers = [new() { Ports = [new V1ContainerPort { Name = \"http\" }] }] }", "{containers: [{ports: [{containerPort: 0, name: 'http'}]}]}")]
    [InlineData("new() { TopologySpreadConstraints = [new() { TopologyKey = \"zone\" }] }", "{topologySpreadConstraints: [{maxSkew: 0, topologyKey: 'zone'}]}")]
    [InlineData("new() { Containers = [new() { LivenessProbe = new() { HttpGet = new() { Port = 80 } }, ReadinessProbe = new() { TcpSocket = new() { Port = \"http\" } } }] }", "{containers: [{livenessProbe: {httpGet: {port: 80}}, readinessProbe: {tcpSocket: {port: 'http'}}}]}")]
    [InlineData("new() { Containers = [new() { StartupProbe = new() { HttpGet = new() { Port = \"80\" } } }] }", "{containers: [{startupProbe: {httpGet: {port: 80}}}]}")]
    [InlineData("new() { Containers = [new() { Resources = new() { Requests = new Dictionary<string, ResourceQuantity> { [\"cpu\"] = new(\"100m\"), [\"memory\"] = \"1Gi\" } } }] }", "{containers: [{resources: {requests: {cpu: '100m', memory: '1Gi'}}}]}")]
    [InlineData("new() { SecurityContext = new() { SupplementalGroups = new List<long?> { 1 } }, HostNetwork = false }", "{securityContext: {supplementalGroups: [1]}, hostNetwork: false}")]
    [InlineData("new V1PodSpec { HostPID = true, NodeName = \"a\" } with { NodeName = \"b\" }", "{hostPID: true, nodeName: 'b'}")]
    [InlineData("KubernetesYaml.Deserialize<V1PodSpec>(\"terminationGracePeriodSeconds: 5\\nhostNetwork: true\")", "{terminationGracePeriodSeconds: 5, hostNetwork: true}")]
    public void A_pod_is_read_as_it_is_sent(string spec, string expected) => Expect($"return new V1Pod {{ Spec = {spec} }};", "spec", expected);

    [ClientPackageTheory]
    [InlineData("pod.EnsureMetadata().Name = \"web\"; pod.SetLabel(\"a\", \"b\"); pod.SetAnnotation(\"c\", \"d\");", "{name: 'web', labels: {a: 'b'}, annotations: {c: 'd'}}")]
    [InlineData("pod.EnsureMetadata().EnsureLabels()[\"a\"] = \"b\";", "{labels: {a: 'b'}}")]
    [InlineData("pod.EnsureMetadata().EnsureAnnotations().Add(\"a\", \"b\");", "{annotations: {a: 'b'}}")]
    [InlineData("pod.EnsureMetadata().SetNamespace(\"shop\");", "{namespace: 'shop'}")]
    [InlineData("pod.Metadata = new() { Name = \"web\", NamespaceProperty = \"shop\" }; pod.SetLabel(\"from\", pod.Namespace()); pod.SetAnnotation(\"name\", pod.Name());", "{name: 'web', namespace: 'shop', labels: {from: 'shop'}, annotations: {name: 'web'}}")]
    [InlineData("pod.SetLabel(\"a\", \"b\"); pod.SetLabel(\"c\", \"d\"); pod.SetLabel(\"a\", null);", "{labels: {c: 'd'}}")]
    [InlineData("pod.AddFinalizer(\"x/y\");", "{finalizers: !}")]
    [InlineData("pod.EnsureMetadata().EnsureFinalizers().Add(\"x/y\");", "{finalizers: !}")]
    [InlineData("pod.AddOwnerReference(new() { Name = \"a\" });", "{ownerReferences: !}")]
    public void Metadata_are_read_as_they_are_sent(string statements, string expected) => Expect($"var pod = new V1Pod(); {statements} return pod;", "metadata", expected);

    private static void Expect(string statements, string field, string expected)
    {
        var source = new SourceText("Builder.cs", $$"""
            public class Builder
            {
                public static object Build() { {{statements}} }
            }
            """);
        var compilation = Builders.Compile([source]);
        compilation = compilation
            .WithReferences(ClientPackage.This.References.Concat(EmbeddedReferences.Framework))
            .WithOptions(compilation.Options.WithOutputKind(OutputKind.DynamicallyLinkedLibrary));
        var read = Assert.Single(Builders.Read([source], compilation)).Root[field];
        Assert.Equal(expected, Builders.Show(read));
        Assert.Null(RealRun.Difference(read, Sent(compilation, field), field));
    }

    private static object? Sent(CSharpCompilation compilation, string field)
    {
        using var stream = new MemoryStream();
        Assert.Empty(compilation.Emit(stream).Diagnostics.Where(each => each.Severity is DiagnosticSeverity.Error));
        stream.Position = 0;
        var built = ClientPackage.This.Load(stream).GetType("Builder")!.GetMethod("Build")!.Invoke(null, null);
        var json = ClientPackage.This.Assembly.GetType("k8s.KubernetesJson")!.GetMethod("Serialize", [typeof(object), typeof(JsonSerializerOptions)])!.Invoke(null, [built, null]);
        return ((Dictionary<string, object?>)Plain(JsonDocument.Parse((string)json!).RootElement)!).GetValueOrDefault(field);
    }

    private static object? Plain(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().ToDictionary(property => property.Name, property => Plain(property.Value), StringComparer.Ordinal),
        JsonValueKind.Array => json.EnumerateArray().Select(Plain).ToList(),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.Null => null,
        _ => json.GetBoolean(),
    };
}
