// A service that deploys what its users register: one method, nested initializers, collection expressions, a spread of LINQ.
public sealed record AdapterRequest(string Name, string Image, int Replicas, Dictionary<string, string>? Env);

public sealed class AdapterDeployments(IKubernetes client, string registry, string targetNamespace)
{
    private const int Port = 8000;
    private static readonly string[] Probed = ["live", "ready"];

    public async Task CreateAsync(AdapterRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var labels = new Dictionary<string, string> { ["app"] = request.Name, ["managed-by"] = "adapter-gateway" };
        var set = new V1StatefulSet
        {
            Metadata = new V1ObjectMeta { Name = request.Name, NamespaceProperty = targetNamespace, Labels = labels },
            Spec = new V1StatefulSetSpec
            {
                ServiceName = $"{request.Name}-service",
                Replicas = request.Replicas,
                Selector = new V1LabelSelector { MatchLabels = labels },
                Template = new V1PodTemplateSpec
                {
                    Metadata = new V1ObjectMeta { Labels = labels },
                    Spec = new V1PodSpec
                    {
                        ServiceAccountName = "workload-sa",
                        Containers =
                        [
                            new()
                            {
                                Name = $"{request.Name}-container",
                                Image = $"{registry}/{request.Image}",
                                ImagePullPolicy = "Always",
                                Ports = [new() { ContainerPort = Port }],
                                Env = [.. request.Env?.Select(pair => new V1EnvVar { Name = pair.Key, Value = pair.Value }) ?? []],
                                Resources = new() { Requests = new Dictionary<string, ResourceQuantity> { ["cpu"] = new("50m"), ["memory"] = new("64Mi") } },
                            },
                        ],
                    },
                },
            },
        };
        var service = new V1Service
        {
            Metadata = new V1ObjectMeta { Name = $"{request.Name}-service", Labels = labels },
            Spec = new V1ServiceSpec
            {
                Selector = labels,
                ClusterIP = "None",
                Ports = [new() { Name = "http", Port = Port, TargetPort = Port }],
            },
        };
        await client.AppsV1.CreateNamespacedStatefulSetAsync(set, targetNamespace).ConfigureAwait(false);
        await client.CoreV1.CreateNamespacedServiceAsync(service, targetNamespace).ConfigureAwait(false);
    }

    public async Task UpdateAsync(AdapterRequest request)
    {
        var set = await client.AppsV1.ReadNamespacedStatefulSetAsync(request.Name, targetNamespace).ConfigureAwait(false);
        set.Spec.Replicas = request.Replicas;
        var container = set.Spec.Template.Spec.Containers.Single(c => c.Name.StartsWith(request.Name));
        container.Image = $"{registry}/{request.Image}";
        container.Env = request.Env?.Select(pair => new V1EnvVar { Name = pair.Key, Value = pair.Value }).ToList();
        await client.AppsV1.ReplaceNamespacedStatefulSetAsync(set, request.Name, targetNamespace).ConfigureAwait(false);
    }

    public V1Deployment Gateway() => new()
    {
        Metadata = new() { Name = "gateway", NamespaceProperty = targetNamespace },
        Spec = new()
        {
            Replicas = 2,
            Selector = new() { MatchLabels = new Dictionary<string, string> { ["app"] = "gateway" } },
            Template = new()
            {
                Metadata = new() { Labels = new Dictionary<string, string> { ["app"] = "gateway" } },
                Spec = new()
                {
                    Containers =
                    [
                        new()
                        {
                            Name = "gateway",
                            Image = $"{registry}/gateway:latest",
                            Ports = [new() { ContainerPort = Port }],
                            LivenessProbe = Probe(Probed[0]),
                            ReadinessProbe = Probe(Probed[1]),
                            Resources = new() { Requests = new Dictionary<string, ResourceQuantity> { ["cpu"] = new("250m"), ["memory"] = new("256Mi") } },
                        },
                    ],
                },
            },
        },
    };

    private static V1Probe Probe(string path) => new() { HttpGet = new V1HTTPGetAction { Path = $"/{path}", Port = Port }, PeriodSeconds = 10 };
}
