// Modern Pulumi: constants, collection expressions, indexers in initializers, outputs.
using Pulumi;
using Pulumi.Kubernetes.Apps.V1;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

return await Pulumi.Deployment.RunAsync(() =>
{
    var database = new PostgresDeployment("prompts", Output.Create("postgres:17"));
    var app = new WebDeployment("prompts-web", database.Host);
    return new Dictionary<string, object?> { ["host"] = database.Host, ["url"] = app.Url };
});

public sealed class PostgresDeployment
{
    const int Port = 5432;
    const string AppLabel = "app";

    public PostgresDeployment(string name, Output<string> image)
    {
        var labels = new InputMap<string> { [AppLabel] = name };
        var claim = new PersistentVolumeClaim($"{name}-data", new PersistentVolumeClaimArgs
        {
            Spec = new PersistentVolumeClaimSpecArgs
            {
                AccessModes = ["ReadWriteOnce"],
                Resources = new VolumeResourceRequirementsArgs { Requests = { ["storage"] = "10Gi" } },
            },
        });
        var deployment = new Pulumi.Kubernetes.Apps.V1.Deployment(name, new DeploymentArgs
        {
            Spec = new DeploymentSpecArgs
            {
                Replicas = 1,
                Selector = new LabelSelectorArgs { MatchLabels = labels },
                Template = new PodTemplateSpecArgs
                {
                    Metadata = new ObjectMetaArgs { Labels = labels },
                    Spec = new PodSpecArgs
                    {
                        Containers =
                        [
                            new ContainerArgs
                            {
                                Name = "postgres",
                                Image = image,
                                Ports = [new ContainerPortArgs { ContainerPortValue = Port }],
                                Env = [new EnvVarArgs { Name = "POSTGRES_PASSWORD", ValueFrom = new EnvVarSourceArgs { SecretKeyRef = new SecretKeySelectorArgs { Name = "postgres", Key = "password" } } }],
                                VolumeMounts = [new VolumeMountArgs { Name = "data", MountPath = "/var/lib/postgresql/data" }],
                                Resources = new ResourceRequirementsArgs { Requests = { ["cpu"] = "100m", ["memory"] = "256Mi" }, Limits = { ["memory"] = "1Gi" } },
                            },
                        ],
                        Volumes = [new VolumeArgs { Name = "data", PersistentVolumeClaim = new PersistentVolumeClaimVolumeSourceArgs { ClaimName = claim.Metadata.Apply(metadata => metadata.Name) } }],
                    },
                },
            },
        });
        var service = new Service(name, new ServiceArgs { Spec = new ServiceSpecArgs { Selector = labels, Ports = [new ServicePortArgs { Port = Port, TargetPort = Port }] } });
        Host = service.Metadata.Apply(metadata => metadata.Name);
    }

    public Output<string> Host { get; }
}

public sealed class WebDeployment
{
    public WebDeployment(string name, Output<string> databaseHost)
    {
        var labels = new InputMap<string> { ["app"] = name };
        _ = new Pulumi.Kubernetes.Apps.V1.Deployment(name, new DeploymentArgs
        {
            Metadata = new ObjectMetaArgs { Name = name },
            Spec = new DeploymentSpecArgs
            {
                Replicas = 3,
                Selector = new LabelSelectorArgs { MatchLabels = labels },
                Template = new PodTemplateSpecArgs
                {
                    Metadata = new ObjectMetaArgs { Labels = labels },
                    Spec = new PodSpecArgs
                    {
                        Containers = new ContainerArgs
                        {
                            Name = "web",
                            Image = Output.Format($"ghcr.example.com/{name}:4.1.2"),
                            Env = { new EnvVarArgs { Name = "DB", Value = Output.Format($"Host={databaseHost};Database=prompts") } },
                            Ports = { new ContainerPortArgs { Name = "http", ContainerPortValue = 8080 } },
                            ReadinessProbe = new ProbeArgs { HttpGet = new HTTPGetActionArgs { Path = "/healthz", Port = "http" } },
                            Resources = new ResourceRequirementsArgs { Requests = new InputMap<string> { ["cpu"] = "50m", ["memory"] = "128Mi" } },
                        },
                    },
                },
            },
        });
        var service = new Service(name, new ServiceArgs { Spec = new ServiceSpecArgs { Selector = labels, Ports = [new ServicePortArgs { Port = 80, TargetPort = "http" }] } });
        Url = Output.Tuple(service.Metadata.Apply(m => m.Name), service.Metadata.Apply(m => m.Namespace)).Apply(t => $"http://{t.Item1}.{t.Item2}");
    }

    public Output<string> Url { get; }
}
