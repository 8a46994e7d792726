// A web application, built in C# to lose a node, a zone or a release without its users noticing: compare samples/web-shop/available.
using k8s;
using k8s.Models;

namespace Samples.Available;

public record Settings(string Registry, string Version);

public class WebShop(IKubernetes cluster, Settings settings)
{
    private const string Name = "shop";
    private const string Namespace = "shop";
    private const int Port = 8080;

    private static readonly V1LabelSelector Selector = new() { MatchLabels = new Dictionary<string, string> { ["app"] = Name } };

    public async Task Install()
    {
        await cluster.SchedulingV1.CreatePriorityClassAsync(new V1PriorityClass
        {
            Metadata = new V1ObjectMeta { Name = "customer-facing" },
            Value = 100_000,
            Description = "What customers see.",
        });
        await cluster.AppsV1.CreateNamespacedDeploymentAsync(Application(), Namespace);
        await cluster.AutoscalingV2.CreateNamespacedHorizontalPodAutoscalerAsync(Autoscaler(), Namespace);
        await cluster.PolicyV1.CreateNamespacedPodDisruptionBudgetAsync(Budget(), Namespace);
        await cluster.CoreV1.CreateNamespacedServiceAsync(Service(), Namespace);
    }

    // No replicas: the autoscaler owns them.
    private V1Deployment Application()
    {
        var pod = new V1PodSpec
        {
            PriorityClassName = "customer-facing",
            TerminationGracePeriodSeconds = 45,
            Containers = [Container()],
            TopologySpreadConstraints = [],
        };
        foreach (var topology in new[] { "kubernetes.io/hostname", "topology.kubernetes.io/zone" })
            pod.TopologySpreadConstraints.Add(Spread(topology));

        return new V1Deployment
        {
            Metadata = new V1ObjectMeta { Name = Name },
            Spec = new V1DeploymentSpec
            {
                Selector = Selector,
                Strategy = new V1DeploymentStrategy
                {
                    Type = "RollingUpdate",
                    RollingUpdate = new V1RollingUpdateDeployment { MaxUnavailable = 0, MaxSurge = 1 },
                },
                Template = new V1PodTemplateSpec { Metadata = new V1ObjectMeta { Labels = Selector.MatchLabels }, Spec = pod },
            },
        };
    }

    private static V1TopologySpreadConstraint Spread(string topology) => new()
    {
        MaxSkew = 1,
        TopologyKey = topology,
        WhenUnsatisfiable = "ScheduleAnyway",
        LabelSelector = Selector,
    };

    private V1Container Container() => new()
    {
        Name = Name,
        Image = $"{settings.Registry}/shop:{settings.Version}",
        Ports = [new V1ContainerPort { Name = "http", ContainerPort = Port }],
        Resources = new V1ResourceRequirements
        {
            Requests = new Dictionary<string, ResourceQuantity> { ["cpu"] = new("250m"), ["memory"] = new("256Mi") },
            Limits = new Dictionary<string, ResourceQuantity> { ["memory"] = new("256Mi") },
        },
        StartupProbe = Probe("/healthz", period: 5, failures: 24),
        ReadinessProbe = Probe("/readyz", period: 5),
        LivenessProbe = Probe("/healthz", period: 10, failures: 6),
        Lifecycle = new V1Lifecycle { PreStop = new V1LifecycleHandler { Sleep = new V1SleepAction { Seconds = 10 } } },
    };

    private static V1Probe Probe(string path, int period, int failures = 3) => new()
    {
        HttpGet = new V1HTTPGetAction { Path = path, Port = "http" },
        PeriodSeconds = period,
        FailureThreshold = failures,
    };

    private static V2HorizontalPodAutoscaler Autoscaler() => new()
    {
        Metadata = new V1ObjectMeta { Name = Name },
        Spec = new V2HorizontalPodAutoscalerSpec
        {
            MinReplicas = 3,
            MaxReplicas = 12,
            ScaleTargetRef = new V2CrossVersionObjectReference { ApiVersion = "apps/v1", Kind = "Deployment", Name = Name },
            Metrics =
            [
                new V2MetricSpec
                {
                    Type = "Resource",
                    Resource = new V2ResourceMetricSource
                    {
                        Name = "cpu",
                        Target = new V2MetricTarget { Type = "Utilization", AverageUtilization = 70 },
                    },
                },
            ],
        },
    };

    private static V1PodDisruptionBudget Budget() => new()
    {
        Metadata = new V1ObjectMeta { Name = Name },
        Spec = new V1PodDisruptionBudgetSpec { MaxUnavailable = 1, UnhealthyPodEvictionPolicy = "AlwaysAllow", Selector = Selector },
    };

    private static V1Service Service() => new()
    {
        Metadata = new V1ObjectMeta { Name = Name },
        Spec = new V1ServiceSpec
        {
            Selector = Selector.MatchLabels,
            Ports = [new V1ServicePort { Name = "http", Port = 80, TargetPort = "http" }],
        },
    };
}
