namespace Hale.CSharp.Tests.Evaluation;

public class InitializersTests
{
    [Fact]
    public void A_value_in_nested_initializers_is_reported_where_it_is_written() => Builders.Expect("HA0101", """

        class Builder
        {
            V1Deployment Build() => new V1Deployment
            {
                Metadata = new V1ObjectMeta { Name = "web" },
                Spec = new() { Replicas = {|HA0101:1|}, Template = new() { Spec = new() { Containers = new[] { new V1Container { Image = "web:1.0" } } } } },
            };
        }
        """);

    [Fact]
    public void A_parameter_of_an_entry_may_be_anything() => Builders.Expect("HA0101", """

        class Builder
        {
            V1Deployment Build(int replicas) => new() { Spec = new() { Replicas = replicas, Template = new() { Spec = new() { Containers = new[] { new V1Container { Image = "web:1.0" } } } } } };
        }
        """);

    [Theory]
    [InlineData("""return new V1Container[] { new V1Container { Name = "a", Tty = true } };""", "[{name: 'a', tty: true}]")]
    [InlineData("""return [new() { Name = "a", SecurityContext = new() { Capabilities = new() { Add = ["NET_ADMIN"] } } }];""", "[{name: 'a', securityContext: {capabilities: {add: ['NET_ADMIN']}}}]")]
    [InlineData("""var container = new V1Container(); container.Name = "a"; container.Image = text; return [container];""", "[{name: 'a', image: ?}]")]
    [InlineData("""return [new V1Container { Name = null, Image = "a" }];""", "[{name: -, image: 'a'}]")]
    public void An_object_holds_what_its_initializer_sets(string statements, string expected) => Assert.Equal(expected, Bodies.Containers(statements));

    [Fact]
    public void An_initializer_without_new_fills_what_a_property_holds() => Assert.Equal("{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {labels: {app: 'web'}, annotations: {tier: ?}, name: !}, spec: {replicas: 2, template: {spec: {containers: [{name: 'a'}]}}}}", Builders.Show("""

        using Pulumi.Kubernetes.Apps.V1;
        using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
        using Pulumi.Kubernetes.Types.Inputs.Core.V1;
        using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

        class Builder
        {
            object Build(string tier) => new Deployment("web", new DeploymentArgs
            {
                Metadata = new ObjectMetaArgs { Labels = { { "app", "web" } }, Annotations = { ["tier"] = tier } },
                Spec = new DeploymentSpecArgs { Replicas = 2, Template = new PodTemplateSpecArgs { Spec = new PodSpecArgs { Containers = { new ContainerArgs { Name = "a" } } } } },
            });
        }
        """));
}
