// Pulumi factories: pods are put together by methods that take callbacks, and by conditional extensions.
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Deployments = Pulumi.Kubernetes.Apps.V1;

public static class Conditionals
{
    public static T When<T>(this T target, bool condition, Action<T> configure)
    {
        if (condition)
            configure(target);
        return target;
    }

    public static PodSpecArgs AddVolumes(this PodSpecArgs pod, params VolumeArgs[] volumes)
    {
        foreach (var volume in volumes)
            pod.Volumes.Add(volume);
        return pod;
    }
}

public record AppDefinition(string Name, string Image, string Tag, bool HasSecrets, bool IsWeb);

public class PodFactories(string environment)
{
    public PodSpecArgs PodSpec(AppDefinition app, Action<ContainerArgs>? configureContainer = null)
    {
        var container = new ContainerArgs
        {
            Name = app.Name,
            Image = $"{app.Image}:{app.Tag}",
            ImagePullPolicy = "IfNotPresent",
            Env = { new EnvVarArgs { Name = "ENVIRONMENT", Value = environment } },
            Resources = new ResourceRequirementsArgs { Requests = { { "cpu", "100m" }, { "memory", "256Mi" } } },
        };
        configureContainer?.Invoke(container);
        return new PodSpecArgs { Containers = container }
            .When(app.HasSecrets, pod => pod.AddVolumes(new VolumeArgs { Name = "secrets", Secret = new SecretVolumeSourceArgs { SecretName = $"{app.Name}-secrets" } }));
    }

    public Deployments.Deployment Deployment(AppDefinition app, int replicas, Action<ContainerArgs>? configureContainer = null)
    {
        var labels = new InputMap<string> { { "app", app.Name } };
        return new Deployments.Deployment(app.Name, new DeploymentArgs
        {
            Metadata = new ObjectMetaArgs { Name = app.Name, Labels = labels },
            Spec = new DeploymentSpecArgs
            {
                Replicas = replicas,
                Selector = new LabelSelectorArgs { MatchLabels = labels },
                Template = new PodTemplateSpecArgs { Metadata = new ObjectMetaArgs { Labels = labels }, Spec = PodSpec(app, configureContainer) },
            },
        });
    }

    public static ProbeArgs HttpProbe(string path, int port) => new() { HttpGet = new HTTPGetActionArgs { Path = path, Port = port }, TimeoutSeconds = 3 };
}

public class AppStack : Stack
{
    public AppStack()
    {
        var config = new Config();
        var factories = new PodFactories(config.Require("environment"));
        var web = new AppDefinition("web", "registry.example.com/web", "1.8.0", HasSecrets: true, IsWeb: true);
        factories.Deployment(web, 2, container =>
        {
            container.Ports = new ContainerPortArgs { ContainerPortValue = 8080 };
            container.ReadinessProbe = PodFactories.HttpProbe("/ready", 8080);
            container.LivenessProbe = PodFactories.HttpProbe("/ready", 8080);
        });
        var worker = new AppDefinition("worker", "registry.example.com/worker", config.Get("workerTag") ?? "latest", HasSecrets: false, IsWeb: false);
        factories.Deployment(worker, config.GetInt32("workers") ?? 1);
        new Pulumi.Kubernetes.Core.V1.Service("web", new ServiceArgs
        {
            Metadata = new ObjectMetaArgs { Name = "web" },
            Spec = new ServiceSpecArgs { Selector = { { "app", "web" } }, Ports = new ServicePortArgs { Port = 80, TargetPort = 8080 }, Type = config.RequireBoolean("isLocal") ? "ClusterIP" : "LoadBalancer" },
        });
    }
}
