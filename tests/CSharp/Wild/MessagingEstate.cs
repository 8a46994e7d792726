// A whole estate behind fluent builders, with its values in static classes.
internal static class Values
{
    public const string Namespace = "messaging";
    public static readonly string Release = "bus";

    public static ComponentValues Broker { get; } = new() { Name = $"{Release}-broker", Replicas = 3, Image = "messaging/bus:3.2.0", Cpu = "1", Memory = "2Gi", IsPdbUsed = true };

    public static ComponentValues Keeper { get; } = new() { Name = $"{Release}-keeper", Replicas = 2, Image = "zookeeper:3.9", Cpu = "250m", Memory = "512Mi", IsPdbUsed = true, MaxUnavailable = 1 };

    public static ComponentValues Proxy { get; } = new() { Name = $"{Release}-proxy", Image = $"messaging/bus-proxy:{Environment.GetEnvironmentVariable("PROXY_TAG")}", Cpu = "100m", Memory = "128Mi" };
}

internal sealed class ComponentValues
{
    public string Name { get; init; } = "";
    public int Replicas { get; init; } = 1;
    public string Image { get; init; } = "";
    public string Cpu { get; init; } = "100m";
    public string Memory { get; init; } = "64Mi";
    public bool IsPdbUsed { get; init; }
    public int MaxUnavailable { get; init; } = 0;
    public Dictionary<string, string> Labels => new() { ["app"] = Values.Release, ["component"] = Name };
}

internal sealed class StatefulSetBuilder
{
    private readonly V1StatefulSet _set = new() { ApiVersion = "apps/v1", Kind = "StatefulSet", Metadata = new V1ObjectMeta(), Spec = new V1StatefulSetSpec() };

    public StatefulSetBuilder Name(string name, string ns)
    {
        _set.Metadata.Name = name;
        _set.Metadata.NamespaceProperty = ns;
        return this;
    }

    public StatefulSetBuilder Labels(IDictionary<string, string> labels)
    {
        _set.Metadata.Labels = labels;
        return this;
    }

    public StatefulSetSpecBuilder SpecBuilder() => new(_set.Spec);

    public V1StatefulSet Build() => _set;
}

internal sealed class StatefulSetSpecBuilder(V1StatefulSetSpec spec)
{
    public StatefulSetSpecBuilder ServiceName(string name)
    {
        spec.ServiceName = name;
        return this;
    }

    public StatefulSetSpecBuilder Replication(int replicas)
    {
        spec.Replicas = replicas;
        return this;
    }

    public StatefulSetSpecBuilder Selector(IDictionary<string, string> labels)
    {
        spec.Selector = new V1LabelSelector { MatchLabels = labels };
        return this;
    }

    public PodTemplateBuilder TemplateBuilder()
    {
        spec.Template = new V1PodTemplateSpec { Metadata = new V1ObjectMeta(), Spec = new V1PodSpec() };
        return new PodTemplateBuilder(spec.Template);
    }
}

internal sealed class PodTemplateBuilder
{
    private readonly V1PodTemplateSpec _template;

    public PodTemplateBuilder(V1PodTemplateSpec template) => _template = template;

    public PodTemplateBuilder Labels(IDictionary<string, string> labels)
    {
        _template.Metadata.Labels = labels;
        return this;
    }

    public PodTemplateBuilder Grace(int seconds)
    {
        _template.Spec.TerminationGracePeriodSeconds = seconds;
        return this;
    }

    public PodTemplateBuilder AntiAffinity(IDictionary<string, string> labels)
    {
        var term = new V1PodAffinityTerm { TopologyKey = "kubernetes.io/hostname", LabelSelector = new V1LabelSelector { MatchLabels = labels } };
        _template.Spec.Affinity = new V1Affinity { PodAntiAffinity = new V1PodAntiAffinity { RequiredDuringSchedulingIgnoredDuringExecution = new List<V1PodAffinityTerm> { term } } };
        return this;
    }

    public PodTemplateBuilder Containers(params V1Container[] containers)
    {
        _template.Spec.Containers = containers.ToList();
        return this;
    }
}

internal sealed class Estate(IKubernetes client)
{
    public void Deploy()
    {
        foreach (var values in new[] { Values.Broker, Values.Keeper, Values.Proxy })
        {
            client.AppsV1.CreateNamespacedStatefulSet(Set(values), Values.Namespace);
            client.CoreV1.CreateNamespacedService(Headless(values), Values.Namespace);
            if (values.IsPdbUsed)
                client.PolicyV1.CreateNamespacedPodDisruptionBudget(Budget(values), Values.Namespace);
        }
    }

    private static V1StatefulSet Set(ComponentValues values)
    {
        var builder = new StatefulSetBuilder();
        builder.Name(values.Name, Values.Namespace).Labels(values.Labels)
            .SpecBuilder().ServiceName(values.Name).Replication(values.Replicas).Selector(values.Labels)
            .TemplateBuilder().Labels(values.Labels).Grace(30).AntiAffinity(values.Labels).Containers(Container(values));
        return builder.Build();
    }

    private static V1Container Container(ComponentValues values) => new()
    {
        Name = values.Name,
        Image = values.Image,
        Ports = new List<V1ContainerPort> { new() { Name = "tcp", ContainerPort = 6650 } },
        Resources = new V1ResourceRequirements { Requests = new Dictionary<string, ResourceQuantity> { { "cpu", new ResourceQuantity(values.Cpu) }, { "memory", new ResourceQuantity(values.Memory) } } },
        ReadinessProbe = new V1Probe { TcpSocket = new V1TCPSocketAction { Port = "tcp" } },
    };

    private static V1Service Headless(ComponentValues values) => new()
    {
        Metadata = new V1ObjectMeta { Name = values.Name, NamespaceProperty = Values.Namespace },
        Spec = new V1ServiceSpec { ClusterIP = "None", Selector = values.Labels, Ports = new List<V1ServicePort> { new() { Name = "tcp", Port = 6650, TargetPort = "tcp" } } },
    };

    private static V1PodDisruptionBudget Budget(ComponentValues values) => new()
    {
        Metadata = new V1ObjectMeta { Name = values.Name, NamespaceProperty = Values.Namespace },
        Spec = new V1PodDisruptionBudgetSpec { Selector = new V1LabelSelector { MatchLabels = values.Labels }, MaxUnavailable = values.MaxUnavailable },
    };
}
