namespace Hale.CSharp.Tests.Evaluation;

public class MethodTests
{
    [Fact]
    public void Models_lists_tuples_and_tasks_come_back_from_own_methods() => Builders.Expect("HA1301", """
        class Builder
        {
            async Task<V1Pod> Create()
            {
                var (container, names) = Parts();
                return new V1Pod { Metadata = new() { Name = names[0] }, Spec = await SpecAsync(container).ConfigureAwait(false) };
            }

            (V1Container, List<string>) Parts() => (new V1Container { Image = {|HA1301:"web:latest"|} }, ["web", "api"]);

            Task<V1PodSpec> SpecAsync(V1Container container) => Task.FromResult(new V1PodSpec { Containers = [container] });
        }
        """);

    [Theory]
    [InlineData("ValueTask<V1Container> Web() => new(new V1Container { Name = \"web\" });", "[{name: 'web'}]")]
    [InlineData("ValueTask<V1Container> Web() => new(Later()); async Task<V1Container> Later() { await Task.Yield(); return new() { Name = \"web\" }; }", "[{name: 'web'}]")]
    public void What_a_task_is_made_of_comes_back(string members, string expected) => Assert.Equal(expected, Bodies.Containers("return [Web().Result];", members));

    [Fact]
    public void Methods_change_what_they_are_given_by_value_and_by_reference() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {}, spec: {minReadySeconds: 2, replicas: 2, revisionHistoryLimit: 7}}",
        Builders.Show("""
            class Builder
            {
                V1Deployment Create()
                {
                    var count = 1;
                    Make(out var deployment, ref count);
                    deployment.Spec.MinReadySeconds = count;
                    Complete(deployment);
                    return deployment;
                }

                void Make(out V1Deployment deployment, ref int count) => deployment = new V1Deployment { Spec = new() { Replicas = ++count } };

                void Complete(V1Deployment deployment) => deployment.Spec.RevisionHistoryLimit = 7;
            }
            """));

    [Fact]
    public void Optional_and_params_arguments_have_their_values_at_each_call()
    {
        var manifests = Builders.Read("""
            class Builder
            {
                void Create(List<V1Deployment> all)
                {
                    all.Add(Make("a"));
                    all.Add(Make(replicas: 2, name: "b"));
                    all.Add(Make("c", 3, "x", "y"));
                }

                V1Deployment Make(string name, int replicas = 1, params string[] finalizers) => new() { Metadata = new() { Name = name, Finalizers = finalizers }, Spec = new() { Replicas = replicas } };
            }
            """);

        Assert.Equal(
            ["{name: 'a', finalizers: []} 1", "{name: 'b', finalizers: []} 2", "{name: 'c', finalizers: ['x', 'y']} 3"],
            manifests.Select(manifest => $"{Builders.Show(manifest.Root["metadata"])} {Builders.Show(manifest.Root["spec"]["replicas"])}"));
    }

    [Fact]
    public void Type_parameters_stand_for_what_the_call_says() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web'}, spec: {replicas: 1}}",
        Builders.Show("""
            class Builder<T> where T : class, IKubernetesObject<V1ObjectMeta>, new()
            {
                readonly T _made = Factory.Make<T>("none");
                public Builder<T> Named(string name) { _made.Metadata.Name = name; return this; }
                public Builder<T> With(Action<T> change) { change(_made); return this; }
                public T Build() => _made;
            }
            static class Factory
            {
                public static T Make<T>(string name) where T : IKubernetesObject<V1ObjectMeta>, new() => new T { Metadata = new V1ObjectMeta { Name = name } };
            }
            class Program { V1Deployment Run() => new Builder<V1Deployment>().Named("web").With(d => d.Spec = new() { Replicas = 1 }).Build(); }
            """));

    [Fact]
    public void Local_functions_and_lambdas_share_the_variables_of_their_method() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {}, spec: {replicas: 2, minReadySeconds: 4, revisionHistoryLimit: 12}}",
        Builders.Show("""
            class Builder
            {
                V1Deployment Create()
                {
                    var count = 1;
                    Func<int> next = () => ++count;
                    int Twice() => count * 2;
                    var deployment = new V1Deployment { Spec = new() { Replicas = next() } };
                    deployment.Spec.MinReadySeconds = Twice();
                    Grow();
                    deployment.Spec.RevisionHistoryLimit = count;
                    return deployment;

                    void Grow() => count += 10;
                }
            }
            """));

    [Fact]
    public void Iterators_give_their_manifests_in_order()
    {
        var manifests = Builders.Read("""
            class Builder
            {
                string Write() => string.Join("---", All(stop: false).Select(KubernetesYaml.Serialize));

                IEnumerable<object> All(bool stop)
                {
                    yield return new V1Deployment { Metadata = new() { Name = "a" } };
                    if (stop)
                        yield break;
                    foreach (var name in new[] { "x", "y" })
                        yield return Pod(name);
                }

                V1Pod Pod(string name) => new() { Metadata = new() { Name = name } };
            }
            """);

        Assert.Equal(["'a'", "'x'", "'y'"], manifests.Select(manifest => Builders.Show(manifest.Root["metadata"]["name"])));
    }

    [Fact]
    public void A_method_that_goes_on_calling_itself_may_do_anything() => Builders.Expect("HA0102", """
        class Builder
        {
            V1Deployment Create(int depth)
            {
                var deployment = new V1Deployment { Spec = new() { Replicas = 0, Template = Pods.Web() } };
                Fill(deployment, depth);
                return deployment;
            }

            void Fill(V1Deployment deployment, int depth)
            {
                if (depth > 0)
                    Fill(deployment, depth - 1);
                deployment.Spec.Replicas += 1;
            }
        }
        """, Pods.Source);

    [Fact]
    public void Extension_methods_fluent_builders_and_partial_methods_are_followed() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web'}, spec: {template: {spec: {volumes: [{name: 'v'}, {name: 'w'}]}}, replicas: 3}}",
        Builders.Show("""
            static class Extensions
            {
                public static V1PodSpec AddVolumes(this V1PodSpec pod, params V1Volume[] volumes)
                {
                    pod.Volumes ??= new List<V1Volume>();
                    foreach (var volume in volumes)
                        pod.Volumes.Add(volume);
                    return pod;
                }
            }
            partial class DeploymentBuilder
            {
                readonly V1Deployment _deployment = new() { Metadata = new(), Spec = new() { Template = new() { Spec = new() } } };
                public DeploymentBuilder() => Created();
                partial void Created();
                public DeploymentBuilder Name(string name) { _deployment.Metadata.Name = name; return this; }
                public SpecBuilder Spec() => new(this, _deployment.Spec);
                public V1Deployment Build() => _deployment;
            }
            class SpecBuilder(DeploymentBuilder parent, V1DeploymentSpec spec)
            {
                public SpecBuilder Replicas(int count) { spec.Replicas = count; return this; }
                public SpecBuilder Volumes(params string[] names) { spec.Template.Spec.AddVolumes(names.Select(name => new V1Volume { Name = name }).ToArray()); return this; }
                public DeploymentBuilder End() => parent;
            }
            class Program { object Run() => new DeploymentBuilder().Name("web").Spec().Replicas(3).Volumes("v", "w").End().Build(); }
            """));
}
