// An operator with a custom resource, settings records with 'with', owner references and budgets.
using KubeOps.Abstractions.Entities;

[KubernetesEntity(Group = "saas.example.com", ApiVersion = "v1", Kind = "Tenant", PluralName = "tenants")]
public class V1Tenant : CustomKubernetesEntity<V1Tenant.TenantSpec>
{
    public class TenantSpec
    {
        public string Plan { get; set; } = "basic";
        public string? Host { get; set; }
    }
}

public sealed record TenantSettings(string Image, int Replicas, string Cpu, string Memory, bool IsPublic = false);

public sealed class TenantController(IKubernetes client)
{
    private static readonly TenantSettings Basic = new("registry.example.com/tenant:6.2", 1, "100m", "128Mi");
    private static readonly TenantSettings Premium = Basic with { Replicas = 3, Cpu = "500m", Memory = "512Mi", IsPublic = true };

    public async Task ReconcileAsync(V1Tenant tenant)
    {
        var settings = tenant.Spec.Plan switch
        {
            "premium" => Premium,
            _ => Basic,
        };
        var deployment = Deployment(tenant, settings).Initialize();
        deployment.SetLabel("plan", tenant.Spec.Plan);
        deployment.AddOwnerReference(new V1OwnerReference { ApiVersion = tenant.ApiVersion, Kind = tenant.Kind, Name = tenant.Metadata.Name, Uid = tenant.Metadata.Uid });
        await SaveAsync(deployment, tenant.Metadata.NamespaceProperty);
        if (settings.Replicas > 1)
            await client.PolicyV1.CreateNamespacedPodDisruptionBudgetAsync(Budget(deployment), tenant.Metadata.NamespaceProperty);
        await client.CoreV1.CreateNamespacedServiceAsync(Service(deployment, settings.IsPublic), tenant.Metadata.NamespaceProperty);
    }

    private async Task SaveAsync(V1Deployment deployment, string ns)
    {
        var existing = await client.AppsV1.ListNamespacedDeploymentAsync(ns);
        if (existing.Items.Any(item => item.Metadata.Name == deployment.Metadata.Name))
            await client.AppsV1.ReplaceNamespacedDeploymentAsync(deployment, deployment.Metadata.Name, ns);
        else
            await client.AppsV1.CreateNamespacedDeploymentAsync(deployment, ns);
    }

    private static V1Deployment Deployment(V1Tenant tenant, TenantSettings settings)
    {
        var name = $"tenant-{tenant.Metadata.Name}";
        var deployment = new V1Deployment
        {
            Metadata = new V1ObjectMeta { Name = name, Labels = new Dictionary<string, string> { ["app"] = name } },
            Spec = new V1DeploymentSpec
            {
                Replicas = settings.Replicas,
                Selector = new V1LabelSelector { MatchLabels = new Dictionary<string, string> { ["app"] = name } },
                Template = new V1PodTemplateSpec
                {
                    Metadata = new V1ObjectMeta { Labels = new Dictionary<string, string> { ["app"] = name } },
                    Spec = new V1PodSpec
                    {
                        Containers =
                        [
                            new V1Container
                            {
                                Name = "tenant",
                                Image = settings.Image,
                                Ports = [new V1ContainerPort { Name = "http", ContainerPort = 8080 }],
                                LivenessProbe = Probe("/live", 1),
                                ReadinessProbe = Probe("/ready", 3),
                                Resources = new() { Requests = new Dictionary<string, ResourceQuantity> { ["cpu"] = settings.Cpu, ["memory"] = settings.Memory } },
                            },
                        ],
                    },
                },
            },
        };
        if (tenant.Spec.Host is not null)
            deployment.Spec.Template.Spec.Containers[0].Env = [new V1EnvVar { Name = "HOST", Value = tenant.Spec.Host }];
        return deployment;
    }

    private static V1Probe Probe(string path, int failures) => new() { HttpGet = new() { Path = path, Port = "http" }, PeriodSeconds = 5, FailureThreshold = failures };

    private static V1PodDisruptionBudget Budget(V1Deployment deployment) => new()
    {
        Metadata = new() { Name = deployment.Name() },
        Spec = new() { MinAvailable = deployment.Spec.Replicas, Selector = deployment.Spec.Selector },
    };

    private static V1Service Service(V1Deployment deployment, bool isPublic) => new()
    {
        Metadata = new() { Name = deployment.Metadata.Name },
        Spec = new() { Type = isPublic ? "LoadBalancer" : "ClusterIP", Selector = deployment.Spec.Template.Metadata.Labels, Ports = [new() { Port = 80, TargetPort = "http" }] },
    };
}
