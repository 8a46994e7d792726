// A mapper with an option type, constructor arguments, conditional volumes and tuples of what it prepares.
public readonly struct Maybe<T>
{
    private readonly T? _value;

    public Maybe(T value) => (_value, HasValue) = (value, true);

    public bool HasValue { get; }

    public Maybe<U> Map<U>(Func<T, U> map) => HasValue ? new Maybe<U>(map(_value!)) : default;

    public T OrElse(T other) => HasValue ? _value! : other;

    public void ForEach(Action<T> action)
    {
        if (HasValue)
            action(_value!);
    }
}

public record EdgeModule(string Name, string Image, IDictionary<string, string> Settings, Maybe<int> Port, Maybe<V1ResourceRequirements> Resources);

public class EdgeModuleMapper
{
    private readonly string _proxyImage;
    private readonly bool _enableDataVolume;
    private readonly string _storageClass;

    public EdgeModuleMapper(string proxyImage, bool enableDataVolume, string storageClass)
    {
        _proxyImage = proxyImage;
        _enableDataVolume = enableDataVolume;
        _storageClass = storageClass;
    }

    public static void Main()
    {
        var mapper = new EdgeModuleMapper("mcr.example.com/edge/proxy:1.0", enableDataVolume: true, "managed-csi");
        var settings = new Dictionary<string, string> { ["RuntimeLogLevel"] = "info" };
        var hub = mapper.Map(new EdgeModule("hub", "mcr.example.com/edge/hub:1.4", settings, new Maybe<int>(5671), default));
        Console.WriteLine(KubernetesYaml.Serialize(hub));
        var metrics = mapper.Map(new EdgeModule("metrics", "mcr.example.com/edge/metrics", settings, default, default));
        Console.WriteLine(KubernetesYaml.Serialize(metrics));
        Console.WriteLine(KubernetesYaml.Serialize(mapper.Claim("hub-data")));
    }

    public V1Deployment Map(EdgeModule module)
    {
        var labels = new Dictionary<string, string> { ["edge.example.com/module"] = module.Name };
        var (proxy, proxyVolumes) = Proxy();
        var (container, moduleVolumes) = Module(module);
        var volumes = proxyVolumes.Concat(moduleVolumes).ToList();
        var pod = new V1PodSpec(containers: new List<V1Container> { proxy, container }, volumes: volumes.Any() ? volumes : null, serviceAccountName: module.Name);
        var template = new V1PodTemplateSpec(metadata: new V1ObjectMeta(name: module.Name, labels: labels), spec: pod);
        var selector = new V1LabelSelector(matchLabels: labels);
        var spec = new V1DeploymentSpec(replicas: 1, selector: selector, template: template);
        return new V1Deployment(metadata: new V1ObjectMeta(name: module.Name, labels: labels), spec: spec);
    }

    public V1PersistentVolumeClaim Claim(string name)
    {
        var resources = new V1VolumeResourceRequirements { Requests = new Dictionary<string, ResourceQuantity> { ["storage"] = new ResourceQuantity("10Gi") } };
        var spec = new V1PersistentVolumeClaimSpec(accessModes: new List<string> { "ReadWriteOnce" }, resources: resources, storageClassName: _storageClass);
        return new V1PersistentVolumeClaim(metadata: new V1ObjectMeta(name: name), spec: spec);
    }

    private (V1Container, IReadOnlyList<V1Volume>) Module(EdgeModule module)
    {
        var env = module.Settings.Select(pair => new V1EnvVar(name: pair.Key, value: pair.Value)).Append(new V1EnvVar(name: "EdgeMode", value: "kubernetes")).ToList();
        var container = new V1Container(name: module.Name, image: module.Image, env: env);
        module.Port.ForEach(port => container.Ports = new List<V1ContainerPort> { new() { ContainerPort = port } });
        container.Resources = module.Resources.OrElse(new V1ResourceRequirements(requests: new Dictionary<string, ResourceQuantity> { ["memory"] = new("128Mi"), ["cpu"] = new("100m") }));
        if (!_enableDataVolume)
            return (container, new List<V1Volume>());
        container.VolumeMounts = new List<V1VolumeMount> { new(name: "data", mountPath: "/data") };
        var claim = new V1PersistentVolumeClaimVolumeSource(claimName: $"{module.Name}-data");
        return (container, new List<V1Volume> { new(name: "data", persistentVolumeClaim: claim) });
    }

    private (V1Container, IReadOnlyList<V1Volume>) Proxy()
    {
        var mounts = new List<V1VolumeMount> { new(name: "proxy-config", mountPath: "/etc/proxy") };
        var container = new V1Container(name: "proxy", image: _proxyImage, volumeMounts: mounts);
        return (container, new List<V1Volume> { new(name: "proxy-config", configMap: new V1ConfigMapVolumeSource(name: "proxy-config")) });
    }
}
