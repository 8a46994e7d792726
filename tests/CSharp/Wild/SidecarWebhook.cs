// An admission webhook: it changes pods that it gets, and answers with a patch. None of that is a manifest of its own.
public interface IPodPatcher
{
    void Patch(V1Pod pod);
}

public class SidecarPatcher(string agentImage) : IPodPatcher
{
    public void Patch(V1Pod pod)
    {
        pod.Spec.InitContainers ??= new List<V1Container>();
        pod.Spec.InitContainers.Add(new V1Container { Name = "agent-init", Image = agentImage, VolumeMounts = [new() { Name = "agent", MountPath = "/agent" }] });
        pod.Spec.Volumes ??= new List<V1Volume>();
        pod.Spec.Volumes.Add(new V1Volume { Name = "agent", EmptyDir = new V1EmptyDirVolumeSource() });
        foreach (var container in pod.Spec.Containers)
        {
            container.Env ??= new List<V1EnvVar>();
            container.Env.Add(new V1EnvVar { Name = "AGENT_HOME", Value = "/agent" });
        }

        pod.Metadata.Annotations ??= new Dictionary<string, string>();
        pod.Metadata.Annotations["agent.example.com/injected"] = "true";
        pod.Spec.TerminationGracePeriodSeconds = 0;
    }
}

public class WebhookHandler(IEnumerable<IPodPatcher> patchers, IKubernetes client)
{
    public V1Pod Mutate(V1Pod pod)
    {
        foreach (var patcher in patchers)
            patcher.Patch(pod);
        return pod;
    }

    public async Task RestartAsync(string name, string ns)
    {
        var restart = new V1Deployment
        {
            Spec = new V1DeploymentSpec
            {
                Template = new V1PodTemplateSpec { Metadata = new V1ObjectMeta { Annotations = new Dictionary<string, string> { ["restartedAt"] = DateTime.UtcNow.ToString("s") } } },
            },
        };
        var patch = new V1Patch(restart, V1Patch.PatchType.StrategicMergePatch);
        await client.AppsV1.PatchNamespacedDeploymentAsync(patch, name, ns);
    }

    public async Task ScaleAsync(string name, string ns)
    {
        var body = KubernetesJson.Serialize(new V1Deployment { Spec = new V1DeploymentSpec { Replicas = 0 } });
        await client.AppsV1.PatchNamespacedDeploymentAsync(new V1Patch(body, V1Patch.PatchType.MergePatch), name, ns);
    }

    public async Task UpdateAsync(string name, string ns, string image)
    {
        var deployment = await client.AppsV1.ReadNamespacedDeploymentAsync(name, ns);
        deployment.Spec.Template.Spec.Containers[0].Image = image;
        deployment.Spec.Replicas = 1;
        await client.AppsV1.ReplaceNamespacedDeploymentAsync(deployment, name, ns);
    }
}
