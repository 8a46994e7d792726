// Runs of jobs and workers: late '??=', merged dictionaries, aliases, and one object used again in a loop.
public record CodeSpec(string Image, int? Replicas, string[]? Args, Dictionary<string, string>? Env, string? NodePool);

public class RunCreator
{
    private readonly IKubernetes _client;
    private readonly string _namespace;

    public RunCreator(IKubernetes client, string @namespace) => (_client, _namespace) = (client, @namespace);

    public async Task<string> CreateAsync(CodeSpec jobSpec, CodeSpec? workerSpec, IReadOnlyList<string> buffers)
    {
        var runId = Guid.NewGuid().ToString();
        var labels = new Dictionary<string, string> { ["run"] = runId };
        var pod = PodTemplate(jobSpec, "main");
        pod.Metadata.Labels = Merge(labels, new Dictionary<string, string> { ["role"] = "job" });
        AddBuffers(pod.Spec, buffers);
        var job = new V1Job
        {
            Metadata = new V1ObjectMeta { Name = $"run-{runId}", Labels = labels },
            Spec = new V1JobSpec { BackoffLimit = 0, Completions = jobSpec.Replicas ?? 1, Parallelism = jobSpec.Replicas ?? 1, Template = pod },
        };
        job.Spec.Template.Spec.RestartPolicy = "Never";
        (job.Spec.Template.Spec.InitContainers ??= new List<V1Container>()).Add(new V1Container
        {
            Name = "wait",
            Image = "busybox",
            Command = new[] { "sh", "-c", "until nslookup workers; do sleep 1; done" },
        });
        await _client.BatchV1.CreateNamespacedJobAsync(job, _namespace);
        if (workerSpec is not null)
            await CreateWorkersAsync(workerSpec, labels, runId);
        await CreatePodsAsync(labels);
        return runId;
    }

    private async Task CreateWorkersAsync(CodeSpec workerSpec, Dictionary<string, string> labels, string runId)
    {
        var workerLabels = Merge(labels, new Dictionary<string, string> { ["role"] = "worker" });
        var template = PodTemplate(workerSpec, "worker");
        template.Metadata.Labels = workerLabels;
        var podSpec = template.Spec;
        podSpec.Affinity ??= new V1Affinity();
        podSpec.Affinity.PodAntiAffinity ??= new V1PodAntiAffinity();
        var workers = new V1StatefulSet
        {
            Metadata = new V1ObjectMeta { Name = $"workers-{runId}", Labels = workerLabels },
            Spec = new V1StatefulSetSpec
            {
                PodManagementPolicy = "Parallel",
                Replicas = workerSpec.Replicas ?? 1,
                ServiceName = "workers",
                Selector = new V1LabelSelector { MatchLabels = workerLabels },
                Template = template,
            },
        };
        workers.Spec.Template.Spec.Containers[0].ReadinessProbe ??= new V1Probe { TcpSocket = new V1TCPSocketAction { Port = 29477 } };
        await _client.AppsV1.CreateNamespacedStatefulSetAsync(workers, _namespace);
        var headless = new V1Service { Metadata = new() { Name = "workers" }, Spec = new() { ClusterIP = "None", Selector = workerLabels } };
        await _client.CoreV1.CreateNamespacedServiceAsync(headless, _namespace);
    }

    private async Task CreatePodsAsync(Dictionary<string, string> labels)
    {
        var pod = new V1Pod { Metadata = new V1ObjectMeta { Labels = labels }, Spec = new V1PodSpec { Containers = [new() { Name = "sync", Image = "registry.example.com/sync:5", Args = [] }] } };
        for (int i = 0; i < 3; i++)
        {
            pod.Metadata.Name = $"sync-{i}";
            pod.Spec.Containers[0].Args = [$"--index={i}"];
            await _client.CoreV1.CreateNamespacedPodAsync(pod, _namespace);
        }
    }

    private static V1PodTemplateSpec PodTemplate(CodeSpec code, string name)
    {
        var container = new V1Container { Name = name, Image = code.Image, Args = code.Args };
        var template = new V1PodTemplateSpec { Metadata = new V1ObjectMeta(), Spec = new V1PodSpec { Containers = new[] { container }, TerminationGracePeriodSeconds = 30 } };
        if (code.NodePool is { } pool)
            template.Spec.NodeSelector = new Dictionary<string, string> { ["pool"] = pool };
        container.Env = code.Env?.Select(pair => new V1EnvVar { Name = pair.Key, Value = pair.Value }).ToList() ?? new List<V1EnvVar>();
        container.Env.Add(new V1EnvVar { Name = "NODE", ValueFrom = new() { FieldRef = new() { FieldPath = "spec.nodeName" } } });
        container.Resources ??= new V1ResourceRequirements();
        container.Resources.Requests ??= new Dictionary<string, ResourceQuantity>();
        container.Resources.Requests["cpu"] = new ResourceQuantity("1");
        container.Resources.Requests["memory"] = new ResourceQuantity("2Gi");
        return template;
    }

    private static void AddBuffers(V1PodSpec spec, IReadOnlyList<string> buffers)
    {
        foreach (var buffer in buffers)
        {
            (spec.Volumes ??= []).Add(new() { Name = buffer, EmptyDir = new() });
            spec.Containers.Single(c => c.Name == "main").VolumeMounts = [new() { Name = buffer, MountPath = "/buffers" }];
        }
    }

    private static Dictionary<string, string> Merge(Dictionary<string, string> first, Dictionary<string, string> second)
    {
        var merged = new Dictionary<string, string>(first);
        foreach (var pair in second)
            merged[pair.Key] = pair.Value;
        return merged;
    }
}
