namespace Hale.CSharp.Tests.Evaluation;

public class PulumiTests
{
    private const string Usings = """
        using Pulumi;
        using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
        using Pulumi.Kubernetes.Types.Inputs.Core.V1;
        using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

        """;

    [Fact]
    public void A_resource_in_a_stack_is_what_its_arguments_say() => Builders.Expect("HA1301", Usings + """
        class Web : Stack
        {
            public Web()
            {
                var config = new Config();
                new Pulumi.Kubernetes.Core.V1.Pod("web", new PodArgs
                {
                    Spec = new PodSpecArgs { Containers = new ContainerArgs { Name = "web", Image = {|HA1301:Output.Format($"{config.Require("registry")}/web:latest")|} } },
                });
                new Pulumi.Kubernetes.Core.V1.Pod("api", new PodArgs
                {
                    Spec = new PodSpecArgs { Containers = { new ContainerArgs { Name = "api", Image = config.Get("image") ?? "api:latest" } } },
                });
            }
        }
        """);

    [Fact]
    public void The_name_comes_from_Pulumi_where_nothing_is_written() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: !}, spec: {replicas: 3, selector: {matchLabels: {app: 'web'}}, template: {metadata: {labels: {app: 'web'}}, "
        + "spec: {containers: [{env: [{name: 'A'}], args: ['a', 'b'], name: 'c', ports: [{containerPort: 80}], resources: {requests: {cpu: '1'}}}]}}}}",
        Builders.Show(Usings + """
            return await Pulumi.Deployment.RunAsync(() =>
            {
                var labels = new InputMap<string> { { "app", "web" } };
                var container = new ContainerArgs { Args = new[] { "a", "b" } };
                container.Env.Add(new EnvVarArgs { Name = "A" });
                container.Name = "c";
                container.Ports = new ContainerPortArgs { ContainerPortValue = 80 };
                container.Resources = new ResourceRequirementsArgs { Requests = { ["cpu"] = "1" } };
                new Pulumi.Kubernetes.Apps.V1.Deployment("web", new DeploymentArgs
                {
                    Spec = new DeploymentSpecArgs
                    {
                        Replicas = Output.Create(2).Apply(count => count + 1),
                        Selector = new LabelSelectorArgs { MatchLabels = labels },
                        Template = new PodTemplateSpecArgs { Metadata = new ObjectMetaArgs { Labels = labels }, Spec = new PodSpecArgs { Containers = { container } } },
                    },
                });
            });
            """));

    [Theory]
    [InlineData("config.Require(\"x\")", "!")]
    [InlineData("config.Get(\"x\")", "?")]
    [InlineData("config.Get(\"x\") ?? \"a\"", "!")]
    [InlineData("Output.Create(\"x\").Apply(x => x + \"-a\")", "'x-a'")]
    [InlineData("input.ToOutput().Apply(x => $\"{x}-a\")", "'*-a'")]
    [InlineData("Output.Tuple(input, input).Apply(t => $\"{t.Item1}-b-{t.Item2}\")", "'*-b-*'")]
    [InlineData("Output.Format($\"{input}-a\")", "'*-a'")]
    public void Outputs_and_configuration_are_known_as_far_as_the_source_tells(string name, string shown) => Assert.Equal(
        $"{{apiVersion: 'v1', kind: 'Pod', metadata: {{name: {shown}, namespace: 'shop'}}}}",
        Builders.Show(Usings + $$"""class Builder { PodArgs Create(Input<string> input) { var config = new Config(); return new() { Metadata = new ObjectMetaArgs { Name = {{name}}, Namespace = "shop" } }; } }"""));

    [Fact]
    public void What_is_made_in_an_output_counts() => Assert.Equal(
        "{apiVersion: 'v1', kind: 'Pod', metadata: {name: 'x'}}",
        Builders.Show(Usings + """
            class Web : Stack { public Web() => Output.Create("x").Apply(x => new Pulumi.Kubernetes.Core.V1.Pod("c", new PodArgs { Metadata = new ObjectMetaArgs { Name = x } })); }
            """));

    [Fact]
    public void Transformations_may_change_everything() => Assert.Equal(
        "{apiVersion: 'v1', kind: 'Pod', spec: ?, ...}",
        Builders.Show(Usings + """
            class Web : Stack
            {
                public Web() => new Pulumi.Kubernetes.Core.V1.Pod("c", new PodArgs { Spec = new PodSpecArgs() }, new CustomResourceOptions { ResourceTransformations = { args => null } });
            }
            """));

    [Fact]
    public void Of_patches_and_groups_of_files_nothing_is_known() => Assert.Equal(["!", "!"], Builders.Read(Usings + """
        using Pulumi.Kubernetes.Yaml;
        class Web : Stack
        {
            public Web(string file)
            {
                new Pulumi.Kubernetes.Apps.V1.DeploymentPatch("p", new DeploymentPatchArgs());
                new ConfigGroup("g", new ConfigGroupArgs { Files = new[] { file } });
            }
        }
        """).Select(document => Builders.Show(document.Root)));

    [Theory]
    [InlineData("space.Metadata.Apply(m => m.Name)", "'shop'")]
    [InlineData("space.Metadata.Apply(m => m.Labels[\"a\"])", "'1'")]
    [InlineData("space.Metadata.Apply(m => m.Labels[\"b\"])", "!")]
    [InlineData("space.Metadata.Apply(m => m.Namespace)", "!")]
    [InlineData("$\"x-{space.Metadata.Apply(m => m.Name)}\"", "'x-*'")]
    [InlineData("changed.Metadata.Apply(m => m.Name)", "!")]
    public void What_a_resource_was_made_of_comes_out_of_it_again(string name, string expected) => Assert.Equal(expected, Name(Usings + $$"""
        class Web : Stack
        {
            public Web()
            {
                var space = new Pulumi.Kubernetes.Core.V1.Namespace("n", new NamespaceArgs { Metadata = new ObjectMetaArgs { Name = "shop", Labels = { ["a"] = "1" } } });
                var changed = new Pulumi.Kubernetes.Core.V1.Namespace("c", new NamespaceArgs { Metadata = new ObjectMetaArgs { Name = "shop" } }, new CustomResourceOptions { ResourceTransformations = { args => null } });
                new Pulumi.Kubernetes.Core.V1.Pod("p", new PodArgs { Metadata = new ObjectMetaArgs { Name = {{name}} } });
            }
        }
        """));

    [Fact]
    public void A_Service_may_select_the_labels_that_come_out_of_a_Deployment() => Assert.NotEmpty(Builders.Findings(Usings + """
        class Web : Stack
        {
            public Web()
            {
                var deployment = new Pulumi.Kubernetes.Apps.V1.Deployment("web", new Pulumi.Kubernetes.Types.Inputs.Apps.V1.DeploymentArgs
                {
                    Spec = new Pulumi.Kubernetes.Types.Inputs.Apps.V1.DeploymentSpecArgs
                    {
                        Replicas = 2,
                        Selector = new LabelSelectorArgs { MatchLabels = { { "app", "web" } } },
                        Template = new PodTemplateSpecArgs
                        {
                            Metadata = new ObjectMetaArgs { Labels = { { "app", "web" } } },
                            Spec = new PodSpecArgs { Containers = { new ContainerArgs { Name = "web", Image = "web:1.0.0", Ports = { new ContainerPortArgs { ContainerPortValue = 80 } } } } },
                        },
                    },
                });
                new Pulumi.Kubernetes.Core.V1.Service("web", new ServiceArgs
                {
                    Spec = new ServiceSpecArgs { Selector = deployment.Spec.Apply(spec => spec.Template.Metadata.Labels), Ports = new ServicePortArgs { Port = 80 } },
                });
            }
        }
        """, "HA0601"));

    [Theory]
    [InlineData("Metadata = new ObjectMetaArgs { Labels = { [\"a\"] = \"b\" } }, ", 1)]
    [InlineData("", 1)]
    [InlineData("Metadata = new ObjectMetaArgs { Name = \"web\" }, ", 1)]
    [InlineData("Metadata = shared, ", 1)]
    [InlineData("Metadata = given, ", 0)]
    public void An_object_is_found_by_the_name_that_Pulumi_makes_up(string metadata, int findings) => Assert.Equal(findings, Builders.Findings(Usings + $$"""
        using Pulumi.Kubernetes.Types.Inputs.Autoscaling.V2;
        class Web : Stack
        {
            public Web(ObjectMetaArgs given)
            {
                var shared = new ObjectMetaArgs { Labels = { ["a"] = "b" } };
                new Pulumi.Kubernetes.Core.V1.Pod("other", new PodArgs { Metadata = shared });
                var deployment = new Pulumi.Kubernetes.Apps.V1.Deployment("web", new DeploymentArgs
                {
                    {{metadata}}Spec = new DeploymentSpecArgs
                    {
                        Replicas = 3,
                        Selector = new LabelSelectorArgs { MatchLabels = { { "app", "web" } } },
                        Template = new PodTemplateSpecArgs
                        {
                            Metadata = new ObjectMetaArgs { Labels = { { "app", "web" } } },
                            Spec = new PodSpecArgs { Containers = { new ContainerArgs { Name = "web", Image = "web:1.0.0" } } },
                        },
                    },
                });
                new Pulumi.Kubernetes.Autoscaling.V2.HorizontalPodAutoscaler("web", new HorizontalPodAutoscalerArgs
                {
                    Spec = new HorizontalPodAutoscalerSpecArgs
                    {
                        MinReplicas = 2,
                        MaxReplicas = 5,
                        ScaleTargetRef = new CrossVersionObjectReferenceArgs { Kind = "Deployment", ApiVersion = "apps/v1", Name = deployment.Metadata.Apply(m => m.Name) },
                    },
                });
            }
        }
        """, "HA1002").Count);

    [Theory]
    [InlineData("Settings", "{app: 'web'}")]
    [InlineData("ObjectMetaArgs", "{}")]
    public void A_map_of_Pulumi_is_there_from_the_start_only_in_its_own_classes(string type, string labels) => Assert.Equal(labels, Builders.Show(Builders.Read(Usings + $$"""
        class Settings { public InputMap<string>? Labels { get; set; } public ObjectMetaArgs Metadata => new() { Labels = Labels! }; }
        class Web : Stack
        {
            public Web()
            {
                var held = {{(type == "Settings" ? "new Settings()" : "new ObjectMetaArgs()")}};
                new Pulumi.Kubernetes.Core.V1.Pod("p", new PodArgs { Metadata = new ObjectMetaArgs { Labels = held.Labels ?? new InputMap<string> { ["app"] = "web" } } });
            }
        }
        """).Single().Root["metadata"]["labels"]));

    private static string Name(string source) => Builders.Show(Builders.Read(source).Single(document => Builders.Show(document.Root["kind"]) == "'Pod'").Root["metadata"]["name"]);
}
