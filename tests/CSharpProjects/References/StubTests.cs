using Hale.CSharp.Projects.References;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hale.CSharp.Projects.Tests.References;

public sealed class StubTests
{
    [Fact]
    public void Code_for_the_client_compiles() => Compiles("""
        using System.Collections.Generic;
        using System.Linq;
        using System.Text.Json.Serialization;
        using System.Threading.Tasks;
        using k8s;
        using k8s.Models;

        var config = KubernetesClientConfiguration.IsInCluster() ? KubernetesClientConfiguration.InClusterConfig() : KubernetesClientConfiguration.BuildConfigFromConfigFile();
        var client = new Kubernetes(config);
        IKubernetes old = client;
        var labels = new Dictionary<string, string> { ["app"] = "web" };
        var deployment = new V1Deployment
        {
            ApiVersion = "apps/v1",
            Kind = V1Deployment.KubeKind,
            Metadata = new() { Name = "web", NamespaceProperty = "shop", Labels = labels },
            Spec = new V1DeploymentSpec
            {
                Replicas = 2,
                Selector = new V1LabelSelector(matchLabels: labels),
                Strategy = new() { RollingUpdate = new() { MaxSurge = "25%", MaxUnavailable = 1 } },
                Template = new V1PodTemplateSpec
                {
                    Spec = new V1PodSpec(containers: new List<V1Container>())
                    {
                        Containers = [new() { Name = "web", Ports = [new V1ContainerPort(80)], Resources = new() { Requests = new Dictionary<string, ResourceQuantity> { ["cpu"] = new("25m"), ["memory"] = "1Gi" } } }],
                        SecurityContext = new V1PodSecurityContext { SupplementalGroups = new List<long?> { 1 } },
                    },
                },
            },
        }.Initialize();
        var service = new V1Service { Spec = new() { Ports = [new() { Port = 80, TargetPort = new IntstrIntOrString { Value = "http" } }, new() { TargetPort = 8080 }, new() { TargetPort = "https" }] } };
        service.Spec.Ports[0].TargetPort = new IntOrString("http");
        IntstrIntOrString port = service.Spec.Ports[0].TargetPort;
        deployment.SetLabel("tier", "front");
        await client.CreateNamespacedDeploymentAsync(deployment, "shop");
        await old.AppsV1.CreateNamespacedDeploymentAsync(deployment, "shop", cancellationToken: default);
        await client.CoreV1.ReplaceNamespacedServiceAsync(service, "web", "shop");
        await client.CoreV1.PatchNamespacedPodAsync(new V1Patch("{}", V1Patch.PatchType.MergePatch), "web", "shop");
        await client.CreateNamespacedHorizontalPodAutoscalerAsync(new V2HorizontalPodAutoscaler(), "shop");
        var pods = await client.CoreV1.ListNamespacedPodAsync("shop", labelSelector: "app=web");
        var running = pods.Items.Where(pod => pod.Status.Phase == "Running").Select(pod => pod.Name()).ToList();
        var parsed = KubernetesYaml.Deserialize<V1Deployment>("kind: Deployment");
        await client.CustomObjects.CreateNamespacedCustomObjectAsync(new Shop(), "example.com", "v1", "shop", "shops");
        await new GenericClient(client, "example.com", "v1", "shops").CreateNamespacedAsync(new Shop(), "shop");
        var created = new Corev1Event { Reason = "x" };
        try { } catch (k8s.Autorest.HttpOperationException error) when (error.Response.StatusCode == System.Net.HttpStatusCode.NotFound) { }

        [KubernetesEntity(Group = "example.com", ApiVersion = "v1", Kind = "Shop", PluralName = "shops")]
        class Shop : KubeOps.Operator.Entities.CustomKubernetesEntity<ShopSpec, ShopStatus>;
        class ShopSpec { [JsonPropertyName("size")] public int Size { get; set; } }
        class ShopStatus;
        """, EmbeddedReferences.KubernetesClient);

    [Fact]
    public void Code_for_Pulumi_compiles() => Compiles("""
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Pulumi;
        using Pulumi.Kubernetes.Apps.V1;
        using Pulumi.Kubernetes.Core.V1;
        using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
        using Pulumi.Kubernetes.Types.Inputs.Core.V1;
        using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
        using Pulumi.Kubernetes.Types.Inputs.Policy.V1;
        using Deployment = Pulumi.Kubernetes.Apps.V1.Deployment;

        return await Pulumi.Deployment.RunAsync(() =>
        {
            var config = new Config();
            var labels = new InputMap<string> { { "app", "web" } };
            var space = new Namespace("shop");
            var deployment = new Deployment("web", new DeploymentArgs
            {
                Metadata = new ObjectMetaArgs { Namespace = space.Metadata.Apply(meta => meta.Name), Labels = { { "tier", "front" }, { "app", "web" } } },
                Spec = new DeploymentSpecArgs
                {
                    Replicas = config.GetInt32("replicas") ?? 2,
                    Selector = new LabelSelectorArgs { MatchLabels = labels },
                    Template = new PodTemplateSpecArgs
                    {
                        Spec = new PodSpecArgs
                        {
                            Containers = new ContainerArgs
                            {
                                Name = "web",
                                Image = Output.Format($"registry/{space.Id}"),
                                Command = new[] { "sh", "-c" },
                                Ports = { new ContainerPortArgs { ContainerPortValue = 80 } },
                                Resources = new ResourceRequirementsArgs { Requests = { ["cpu"] = "100m" } },
                                ReadinessProbe = new ProbeArgs { HttpGet = new HTTPGetActionArgs { Port = 80 } },
                            },
                            Volumes = new List<VolumeArgs>(),
                        },
                    },
                },
            }, new CustomResourceOptions { DependsOn = space });
            var service = new Service("web", new ServiceArgs
            {
                Spec = new ServiceSpecArgs { Type = ServiceSpecType.LoadBalancer, Selector = labels, Ports = [new ServicePortArgs { Port = 80, TargetPort = "http" }] },
            });
            var budget = new Pulumi.Kubernetes.Policy.V1.PodDisruptionBudget("web", new PodDisruptionBudgetArgs { Spec = new PodDisruptionBudgetSpecArgs { MinAvailable = 1 } });
            return new Dictionary<string, object?> { ["ip"] = service.Status.Apply(status => status.LoadBalancer.Ingress[0].Ip), ["cluster"] = service.Spec.Apply(spec => spec.ClusterIP) };
        });
        """, EmbeddedReferences.Pulumi);

    private static void Compiles(string code, MetadataReference stub)
    {
        var compilation = CSharpCompilation.Create(
            "Test",
            [CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Latest))],
            [.. EmbeddedReferences.Framework, stub],
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()));
    }
}
