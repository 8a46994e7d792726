namespace Hale.CSharp.Tests.Evaluation;

public class WholeBuilderTests
{
    [Fact]
    public void A_builder_spread_over_methods_conditions_and_loops_becomes_one_manifest()
    {
        var text = Builders.Show("""
            class Factory
            {
                const string Image = "nginx:1.27";

                V1Deployment Create(string name, bool isBig)
                {
                    var labels = new Dictionary<string, string> { ["app"] = name, ["tier"] = "web" };
                    var deployment = new V1Deployment
                    {
                        Metadata = new V1ObjectMeta { Name = name, Labels = labels },
                        Spec = new() { Replicas = isBig ? 3 : 1, Selector = new V1LabelSelector { MatchLabels = labels } },
                    };
                    deployment.Spec.Template = new V1PodTemplateSpec { Spec = new V1PodSpec { Containers = [Container(name)] } };
                    if (isBig)
                        deployment.Spec.Template.Spec.TerminationGracePeriodSeconds = 60;
                    foreach (var port in new[] { 80, 443 })
                    {
                        deployment.Spec.Template.Spec.Containers[0].Ports ??= new List<V1ContainerPort>();
                        deployment.Spec.Template.Spec.Containers[0].Ports.Add(new V1ContainerPort { ContainerPort = port });
                    }

                    return deployment;
                }

                V1Container Container(string name) => new() { Name = $"{name}-main", Image = Image };
            }
            """);

        Assert.Equal(
            "{apiVersion: 'apps/v1', kind: 'Deployment', "
            + "metadata: {name: !, labels: {app: !, tier: 'web'}}, "
            + "spec: {replicas: 3|1, selector: {matchLabels: {app: !, tier: 'web'}}, template: {spec: {"
            + "containers: [{ports: [{containerPort: 80}, {containerPort: 443}], name: '*-main', image: 'nginx:1.27'}], "
            + "terminationGracePeriodSeconds: 60|-}}}}",
            text);
    }
}
