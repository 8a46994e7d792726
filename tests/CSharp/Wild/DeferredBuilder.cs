// A builder that keeps what is to be done as delegates, and does it when it builds.
public interface IObjectBuilder<T>
{
    IObjectBuilder<T> Add(Action<T> action);

    T Build();
}

public class ObjectBuilder<T> : IObjectBuilder<T> where T : class, new()
{
    private readonly List<Action<T>> _actions = [];

    public IObjectBuilder<T> Add(Action<T> action)
    {
        _actions.Add(action);
        return this;
    }

    public T Build()
    {
        var result = new T();
        foreach (var action in _actions)
            action(result);
        return result;
    }
}

public static class ObjectBuilderExtensions
{
    public static IObjectBuilder<T> WithName<T>(this IObjectBuilder<T> builder, string name) where T : IMetadata<V1ObjectMeta> =>
        builder.Add(x =>
        {
            x.Metadata ??= new V1ObjectMeta();
            x.Metadata.Name = name;
        });

    public static IObjectBuilder<V1Deployment> WithSpec(this IObjectBuilder<V1Deployment> builder, Action<IObjectBuilder<V1DeploymentSpec>> configure)
    {
        var spec = new ObjectBuilder<V1DeploymentSpec>();
        configure(spec);
        return builder.Add(x => x.Spec = spec.Build());
    }

    public static IObjectBuilder<V1DeploymentSpec> WithReplicas(this IObjectBuilder<V1DeploymentSpec> builder, int replicas) => builder.Add(x => x.Replicas = replicas);

    public static IObjectBuilder<V1DeploymentSpec> WithPod(this IObjectBuilder<V1DeploymentSpec> builder, string image, string app) => builder.Add(x =>
    {
        var labels = new Dictionary<string, string> { ["operator"] = app };
        x.Selector = new V1LabelSelector { MatchLabels = labels };
        x.Template = new V1PodTemplateSpec
        {
            Metadata = new V1ObjectMeta { Labels = labels },
            Spec = new V1PodSpec { TerminationGracePeriodSeconds = 10, Containers = [new() { Name = "operator", Image = image }] },
        };
    });
}

public class InstallCommand(TextWriter output, string image)
{
    public void Run(string name)
    {
        var deployment = new ObjectBuilder<V1Deployment>()
            .WithName($"{name}-operator")
            .WithSpec(spec => spec.WithReplicas(1).WithPod(image, name))
            .Build();
        output.WriteLine(KubernetesYaml.Serialize(deployment));
        var crossing = new ObjectBuilder<V1Deployment>()
            .WithName("crossing")
            .WithSpec(spec => spec.WithReplicas(0).WithPod("registry.example.com/crossing:2.0.0", "crossing"))
            .Build();
        output.WriteLine(KubernetesYaml.Serialize(crossing));
    }
}
