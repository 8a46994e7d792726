namespace Hale.CSharp.Tests.Evaluation;

public class HierarchyTests
{
    [Fact]
    public void An_inherited_builder_is_run_as_each_class_has_it()
    {
        var manifests = Builders.Read("""
            abstract class Builder
            {
                public V1Deployment Create()
                {
                    var deployment = new V1Deployment { Metadata = new() { Name = Name }, Spec = new() { Replicas = Count() } };
                    Complete(deployment.Spec);
                    return deployment;
                }

                protected abstract string Name { get; }
                protected virtual int Count() => 1;
                protected virtual void Complete(V1DeploymentSpec spec) { }
            }
            class Web : Builder { protected override string Name => "web"; protected override void Complete(V1DeploymentSpec spec) => spec.Replicas = 3; }
            class Api : Builder { protected override string Name => "api"; protected override int Count() => base.Count() + 1; }
            """);

        Assert.Equal(["'web' 3", "'api' 2"], manifests.Select(manifest => $"{Builders.Show(manifest.Root["metadata"]["name"])} {Builders.Show(manifest.Root["spec"]["replicas"])}"));
    }

    [Fact]
    public void A_hook_without_an_implementation_may_do_anything() => Builders.Expect("HA0102", """
        public abstract class Builder
        {
            public V1Deployment Create()
            {
                var deployment = new V1Deployment { Spec = new() { Replicas = 0, Template = Pods.Web() } };
                Complete(deployment.Spec);
                return deployment;
            }

            protected abstract void Complete(V1DeploymentSpec spec);
        }
        """, Pods.Source);

    [Theory]
    [InlineData("interface INames { string Name(); } class A : INames { public string Name() => \"a\"; }", "'a'")]
    [InlineData("interface INames { string Name(); } class A : INames { public string Name() => \"a\"; } class B : INames { public string Name() => \"b\"; }", "'a'|'b'")]
    [InlineData("public interface INames { string Name(); } public class A : INames { public string Name() => \"a\"; } public class B : INames { public string Name() => \"b\"; }", "!")]
    [InlineData("interface INames { string Name(); }", "!")]
    public void An_interface_means_its_implementations_where_they_are_all_known(string types, string name) => Assert.Equal(
        $"{{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {{name: {name}}}}}",
        Builders.Show(types + " class Builder { V1Deployment Create(INames names) => new() { Metadata = new() { Name = names.Name() } }; }"));

    [Fact]
    public void A_generic_interface_means_the_implementation_for_its_types() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'a', namespace: 'shop'}}",
        Builders.Show("""
            interface IConverter<T> { T Convert(string name); }
            class ToDeployment : IConverter<V1Deployment> { public V1Deployment Convert(string name) => new() { Metadata = new() { Name = name } }; }
            class ToText : IConverter<string> { public string Convert(string name) => name; }
            class Controller { void Run(IKubernetes client, IConverter<V1Deployment> converter) => client.AppsV1.CreateNamespacedDeployment(converter.Convert("a"), "shop"); }
            """));

    [Fact]
    public void A_static_member_of_a_type_parameter_is_the_one_of_the_type() => Assert.Equal(
        ["'api': 1", "'web': 3"],
        Builders.Read("""
            interface IApp<T> where T : IApp<T> { static abstract string Name { get; } static virtual int Count => 1; static abstract string Image(string tag); }
            class Api : IApp<Api> { public static string Name => "api"; public static string Image(string tag) => "a:" + tag; }
            struct Web : IApp<Web> { public static string Name => "web"; public static int Count => 3; public static string Image(string tag) => "w:" + tag; }
            class Builder
            {
                object[] Create() => [Make<Api>(), Make<Web>()];
                V1Deployment Make<T>() where T : IApp<T> => new() { Metadata = new() { Name = T.Name }, Spec = new() { Replicas = T.Count } };
            }
            """).Select(document => $"{Builders.Show(document.Root["metadata"]["name"])}: {Builders.Show(document.Root["spec"]["replicas"])}"));

    [Fact]
    public void A_method_taken_as_a_delegate_is_the_one_of_the_object() => Builders.Expect("HA0102", """
        abstract class Builder
        {
            public V1Deployment Create()
            {
                var deployment = new V1Deployment { Spec = new() { Replicas = 0, Template = Pods.Web() } };
                Action<V1Deployment> complete = Complete;
                complete(deployment);
                return deployment;
            }

            protected virtual void Complete(V1Deployment deployment) { }
        }
        class Web : Builder { protected override void Complete(V1Deployment deployment) => deployment.Spec.Replicas = 3; }
        """, Pods.Source);
}
