// A deployment whose parts are spread over small methods, with settings as parameters and choices by '?:'.
public class StationBuilder
{
    private const string ConfigRoot = "/app/config";

    public static string NameOf(string app, string version) => $"deployment-{app}-{version}".ToLowerInvariant();

    public V1Deployment Create(string app, string version, string image, int replicas, bool isSilo, int? webPort)
    {
        var labels = Labels(app, version, isSilo);
        return new V1Deployment
        {
            ApiVersion = "apps/v1",
            Kind = "Deployment",
            Metadata = Metadata(NameOf(app, version), labels),
            Spec = DeploymentSpec(app, image, replicas, labels, isSilo, webPort),
        };
    }

    public async Task DeployAllAsync(IKubernetes client)
    {
        var silo = Create("silo", "v2", "registry.example.com/station/silo:2.4.1", 3, isSilo: true, webPort: null);
        var api = Create("api", "v2", "registry.example.com/station/api:latest", 1, isSilo: false, webPort: 8308);
        await client.AppsV1.CreateNamespacedDeploymentAsync(silo, "station");
        await client.AppsV1.CreateNamespacedDeploymentAsync(api, "station");
        await client.CoreV1.CreateNamespacedServiceAsync(Service("api", 8308, Labels("api", "v2", false)), "station");
    }

    private static Dictionary<string, string> Labels(string app, string version, bool isSilo)
    {
        var labels = new Dictionary<string, string> { { "app", app }, { "version", version } };
        if (isSilo)
            labels["orleans"] = "silo";
        return labels;
    }

    private static V1ObjectMeta Metadata(string name, IDictionary<string, string> labels) => new() { Name = name, NamespaceProperty = "station", Labels = labels };

    private static V1DeploymentSpec DeploymentSpec(string app, string image, int replicas, IDictionary<string, string> labels, bool isSilo, int? webPort)
    {
        var spec = new V1DeploymentSpec
        {
            Replicas = replicas,
            Selector = new V1LabelSelector { MatchLabels = labels },
            Strategy = new V1DeploymentStrategy { Type = "RollingUpdate", RollingUpdate = new V1RollingUpdateDeployment { MaxSurge = "50%", MaxUnavailable = isSilo ? 1 : 0 } },
        };
        spec.Template = new V1PodTemplateSpec { Metadata = new V1ObjectMeta { Labels = labels }, Spec = PodSpec(app, image, isSilo, webPort) };
        return spec;
    }

    private static V1PodSpec PodSpec(string app, string image, bool isSilo, int? webPort) => new()
    {
        Affinity = isSilo ? null : new V1Affinity { NodeAffinity = new V1NodeAffinity() },
        Volumes = new List<V1Volume> { ConfigVolume(app) },
        Containers = new List<V1Container> { Container(app, image, isSilo, webPort) },
    };

    private static V1Volume ConfigVolume(string app) => new() { Name = "config", ConfigMap = new V1ConfigMapVolumeSource { Name = $"appsettings-{app}" } };

    private static V1Container Container(string app, string image, bool isSilo, int? webPort)
    {
        var container = new V1Container
        {
            Name = $"container-{app}",
            Image = image,
            Command = new List<string> { "dotnet" },
            Args = new List<string> { isSilo ? "Silo.dll" : "Api.dll" },
            Env = isSilo ? SiloEnvironment() : new List<V1EnvVar>(),
            VolumeMounts = new List<V1VolumeMount> { new() { Name = "config", MountPath = ConfigRoot } },
            Resources = new V1ResourceRequirements { Requests = Quantities("500m", "512Mi"), Limits = Quantities("2", "1Gi") },
        };
        if (webPort != null)
        {
            container.Ports = new List<V1ContainerPort> { new V1ContainerPort(webPort.Value) };
            container.ReadinessProbe = new V1Probe { HttpGet = new V1HTTPGetAction { Path = "/health", Port = webPort.Value }, PeriodSeconds = 5 };
        }

        return container;
    }

    private static List<V1EnvVar> SiloEnvironment() => new()
    {
        new V1EnvVar { Name = "POD_IP", ValueFrom = new V1EnvVarSource { FieldRef = new V1ObjectFieldSelector { FieldPath = "status.podIP" } } },
    };

    private static Dictionary<string, ResourceQuantity> Quantities(string cpu, string memory) => new() { { "cpu", new ResourceQuantity(cpu) }, { "memory", new ResourceQuantity(memory) } };

    private static V1Service Service(string app, int port, IDictionary<string, string> labels) => new()
    {
        Metadata = Metadata($"service-{app}", labels),
        Spec = new V1ServiceSpec { Selector = labels, Ports = new List<V1ServicePort> { new() { Name = "http", Port = 80, TargetPort = port } } },
    };
}
