// An operator that builds an object, then goes on with parts of it under other names, in conditions and loops.
[KubernetesEntity(Group = "monitor.example.com", ApiVersion = "v1", Kind = "Dashboard", PluralName = "dashboards")]
public class DashboardResource : IKubernetesObject<V1ObjectMeta>
{
    public string ApiVersion { get; set; } = "";
    public string Kind { get; set; } = "";
    public V1ObjectMeta Metadata { get; set; } = new();
    public DashboardSpec Spec { get; set; } = new();
}

public class DashboardSpec
{
    public string Name { get; set; } = "";
    public string? Image { get; set; }
    public string? ImagePullPolicy { get; set; }
    public string? StylesheetContent { get; set; }
    public int? PortNumber { get; set; }
    public List<WebHook> Webhooks { get; set; } = new();
    public List<V1Toleration>? Tolerations { get; set; }
}

public record WebHook(string Name, string Uri);

internal class DashboardHandler
{
    private readonly IKubernetes _client;

    public DashboardHandler(IKubernetes client) => _client = client ?? throw new ArgumentNullException(nameof(client));

    public async Task<V1Deployment?> GetOrCreateAsync(DashboardResource resource)
    {
        var deployment = await Get(resource);
        if (deployment != null)
            return deployment;
        try
        {
            var body = Build(resource);
            return await _client.AppsV1.CreateNamespacedDeploymentAsync(body, resource.Metadata.NamespaceProperty);
        }
        catch (Exception)
        {
            return null;
        }
    }

    private async Task<V1Deployment?> Get(DashboardResource resource)
    {
        var list = await _client.AppsV1.ListNamespacedDeploymentAsync(resource.Metadata.NamespaceProperty);
        return list.Items.FirstOrDefault(item => item.Metadata.Name == resource.Spec.Name);
    }

    public V1Deployment Build(DashboardResource resource)
    {
        var metadata = new V1ObjectMeta { Labels = new Dictionary<string, string> { ["app"] = resource.Spec.Name }, Name = $"{resource.Spec.Name}-deploy" };
        var spec = new V1DeploymentSpec
        {
            Selector = new V1LabelSelector { MatchLabels = new Dictionary<string, string> { ["app"] = resource.Spec.Name } },
            Replicas = 1,
            Template = new V1PodTemplateSpec
            {
                Metadata = new V1ObjectMeta { Labels = new Dictionary<string, string> { ["app"] = resource.Spec.Name } },
                Spec = new V1PodSpec { Containers = new List<V1Container> { new() { Name = "ui", Image = resource.Spec.Image ?? "healthui/dashboard:latest" } } },
            },
        };
        spec.Template.Spec.Volumes = new List<V1Volume>();
        var specification = spec.Template.Spec;
        var container = specification.Containers.First();
        container.ImagePullPolicy = resource.Spec.ImagePullPolicy ?? "IfNotPresent";
        container.Ports = new List<V1ContainerPort> { new() { ContainerPort = 80 } };
        container.Env = new List<V1EnvVar> { new() { Name = "ui_path", Value = "/health" }, new() { Name = "enable_push", Value = bool.TrueString } };
        int position = 0;
        foreach (var webhook in resource.Spec.Webhooks)
        {
            container.Env.Add(new V1EnvVar { Name = $"Webhooks__{position}__Name", Value = webhook.Name });
            container.Env.Add(new V1EnvVar { Name = $"Webhooks__{position}__Uri", Value = webhook.Uri });
            position++;
        }

        if (!string.IsNullOrWhiteSpace(resource.Spec.StylesheetContent))
        {
            var volume = "styles-volume";
            specification.Volumes ??= new List<V1Volume>();
            container.VolumeMounts ??= new List<V1VolumeMount>();
            specification.Volumes.Add(new V1Volume { Name = volume, ConfigMap = new V1ConfigMapVolumeSource { Name = $"{resource.Spec.Name}-css" } });
            container.VolumeMounts.Add(new V1VolumeMount { Name = volume, MountPath = "/app/css" });
        }

        if (resource.Spec.Tolerations is { Count: > 0 } tolerations)
            specification.Tolerations = tolerations;
        return new V1Deployment { Metadata = metadata, Spec = spec };
    }

    public V1Service Service(DashboardResource resource) => new()
    {
        Metadata = new V1ObjectMeta { Name = $"{resource.Spec.Name}-svc", Labels = new Dictionary<string, string> { ["app"] = resource.Spec.Name } },
        Spec = new V1ServiceSpec
        {
            Selector = new Dictionary<string, string> { ["app"] = resource.Spec.Name },
            Ports = new List<V1ServicePort> { new() { Name = "http", Port = resource.Spec.PortNumber ?? 80, TargetPort = 80 } },
        },
    };
}
