// Text as the template: YAML in a raw string, completed as an object before it is sent.
public class TemplateManager(IKubernetes client, string storageAccount)
{
    private const string CoaNamespace = "coa";

    public async Task DeployAsync(string registry, int replicas)
    {
        var deployment = KubernetesYaml.Deserialize<V1Deployment>($"""
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: ubuntu
            spec:
              replicas: 1
              selector:
                matchLabels:
                  app: ubuntu
              template:
                metadata:
                  labels:
                    app: ubuntu
                spec:
                  containers:
                  - name: ubuntu
                    image: {registry}/ubuntu:22.04
                    command: ["/bin/bash", "-c", "sleep infinity"]
            """);
        deployment.Spec.Replicas = replicas;
        deployment.Spec.Template.Spec.Volumes = new List<V1Volume> { new() { Name = "share", AzureFile = new V1AzureFileVolumeSource { ShareName = storageAccount, SecretName = "share" } } };
        await client.AppsV1.CreateNamespacedDeploymentAsync(deployment, CoaNamespace);
    }

    public async Task UpgradeAsync(string file)
    {
        var objects = await KubernetesYaml.LoadAllFromFileAsync(file);
        foreach (var deployment in objects.OfType<V1Deployment>())
        {
            deployment.Spec.Replicas = 1;
            await client.AppsV1.ReplaceNamespacedDeploymentAsync(deployment, deployment.Metadata.Name, CoaNamespace);
        }
    }

    public async Task CreateProxyAsync(string repository)
    {
        var template = new V1Deployment
        {
            Metadata = new V1ObjectMeta { Name = "proxy" },
            Spec = new V1DeploymentSpec
            {
                Replicas = 0,
                Selector = new V1LabelSelector { MatchLabels = new Dictionary<string, string> { ["app"] = "proxy" } },
                Template = new V1PodTemplateSpec
                {
                    Metadata = new V1ObjectMeta { Labels = new Dictionary<string, string> { ["app"] = "proxy" } },
                    Spec = new V1PodSpec
                    {
                        Containers = new List<V1Container>
                        {
                            new()
                            {
                                Name = "proxy",
                                Image = $"{repository}/haproxy:2.9",
                                Resources = new() { Requests = new Dictionary<string, ResourceQuantity> { ["cpu"] = new("100m"), ["memory"] = new("64Mi") } },
                            },
                        },
                    },
                },
            },
        };
        foreach (var zone in new[] { "a", "b" })
        {
            var proxy = Clone(template);
            proxy.Metadata.Name = $"proxy-{zone}";
            proxy.Spec.Replicas = 2;
            proxy.Spec.Template.Spec.NodeSelector = new Dictionary<string, string> { ["topology.kubernetes.io/zone"] = zone };
            await client.AppsV1.CreateNamespacedDeploymentAsync(proxy, CoaNamespace);
        }
    }

    private static T Clone<T>(T original) => KubernetesJson.Deserialize<T>(KubernetesJson.Serialize(original));
}
