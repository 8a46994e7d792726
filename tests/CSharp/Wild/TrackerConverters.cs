// Converters of an operator: a base class with hooks, and one class for each container of a compose file.
internal record ComposeService(string Name, string Image, IReadOnlyList<string> Ports);

internal abstract class ComposeConverter
{
    protected abstract string ServiceName { get; }

    protected virtual int Replicas => 1;

    public IEnumerable<IKubernetesObject<V1ObjectMeta>> Convert(ComposeService service)
    {
        yield return GenerateDeployment(service);
        var kubeService = GenerateService(service);
        if (kubeService != null)
            yield return kubeService;
    }

    protected virtual V1Deployment GenerateDeployment(ComposeService service) => new()
    {
        Metadata = new V1ObjectMeta { Name = ServiceName, Labels = Labels() },
        Spec = new V1DeploymentSpec
        {
            Replicas = Replicas,
            Selector = new V1LabelSelector { MatchLabels = Labels() },
            Template = new V1PodTemplateSpec { Metadata = new V1ObjectMeta { Labels = Labels() }, Spec = GeneratePodSpec(service) },
        },
    };

    protected virtual V1PodSpec GeneratePodSpec(ComposeService service) => new()
    {
        Containers = GenerateContainers(service).ToList(),
        TerminationGracePeriodSeconds = 60,
    };

    protected virtual IEnumerable<V1Container> GenerateContainers(ComposeService service)
    {
        var container = new V1Container
        {
            Name = ServiceName,
            Image = service.Image,
            Env = GenerateEnvVars(service).ToList(),
            Resources = new V1ResourceRequirements { Requests = new Dictionary<string, ResourceQuantity> { ["cpu"] = new("100m"), ["memory"] = new("128Mi") } },
        };
        yield return container;
    }

    protected virtual IEnumerable<V1EnvVar> GenerateEnvVars(ComposeService service)
    {
        yield return new V1EnvVar { Name = "TRACKER_CONF", Value = "/etc/tracker" };
    }

    protected virtual V1Service? GenerateService(ComposeService service) => null;

    protected Dictionary<string, string> Labels() => new() { ["app.kubernetes.io/name"] = ServiceName, ["app.kubernetes.io/managed-by"] = "tracker-operator" };
}

internal sealed class WebConverter : ComposeConverter
{
    protected override string ServiceName => "web";

    protected override int Replicas => 2;

    protected override V1PodSpec GeneratePodSpec(ComposeService service)
    {
        var spec = base.GeneratePodSpec(service);
        spec.Containers[0].Ports = new List<V1ContainerPort> { new() { Name = "http", ContainerPort = 9000 } };
        spec.Containers[0].ReadinessProbe = new V1Probe { HttpGet = new V1HTTPGetAction { Path = "/_health/", Port = "http" }, InitialDelaySeconds = 10 };
        return spec;
    }

    protected override V1Service GenerateService(ComposeService service) => new()
    {
        Metadata = new V1ObjectMeta { Name = ServiceName },
        Spec = new V1ServiceSpec { Selector = Labels(), Ports = new List<V1ServicePort> { new() { Port = 9000, TargetPort = "http" } } },
    };
}

internal sealed class CacheConverter : ComposeConverter
{
    protected override string ServiceName => "memcached";

    protected override IEnumerable<V1Container> GenerateContainers(ComposeService service)
    {
        var container = base.GenerateContainers(service).Single();
        container.Image = "memcached:1.6-alpine";
        container.LivenessProbe = new V1Probe { TcpSocket = new V1TCPSocketAction { Port = 11211 } };
        yield return container;
    }

    protected override V1PodSpec GeneratePodSpec(ComposeService service)
    {
        var spec = base.GeneratePodSpec(service);
        spec.TerminationGracePeriodSeconds = 0;
        return spec;
    }
}

internal sealed class TrackerController(IKubernetes client, IEnumerable<ComposeService> services)
{
    private readonly ComposeConverter[] _converters = [new WebConverter(), new CacheConverter()];

    public async Task ReconcileAsync(string ns)
    {
        foreach (var service in services)
        {
            foreach (var manifest in _converters.SelectMany(converter => converter.Convert(service)))
            {
                if (manifest is V1Deployment deployment)
                    await client.AppsV1.CreateNamespacedDeploymentAsync(deployment, ns);
                else if (manifest is V1Service kubeService)
                    await client.CoreV1.CreateNamespacedServiceAsync(kubeService, ns);
            }
        }
    }
}
