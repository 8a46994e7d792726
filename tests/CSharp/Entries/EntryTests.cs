namespace Hale.CSharp.Tests.Entries;

public class EntryTests
{
    [Theory]
    [InlineData("public class B { public V1Deployment Create(int n) => new() { Spec = new() { Replicas = n } }; }", "!")]
    [InlineData("public class B { public V1Deployment Create(int? n) => new() { Spec = new() { Replicas = n } }; }", "?")]
    [InlineData("public class B { public V1Deployment Create(int n = 2) => new() { Spec = new() { Replicas = n } }; }", "!")]
    [InlineData("public class B { public V1Deployment Create(int n) => new() { Spec = new() { Replicas = n } }; void Use() => Create(4); }", "4")]
    [InlineData("public class B { public V1Deployment Create(int n) => new() { Spec = new() { Replicas = n } }; void Use() { if (false) Create(4); } }", "!")]
    public void Parameters_are_known_where_something_calls(string source, string replicas) =>
        Assert.Equal($"{{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {{}}, spec: {{replicas: {replicas}}}}}", Builders.Show(source));

    [Fact]
    public void Methods_that_call_each_other_are_run_all_the_same() => Assert.NotEmpty(Builders.Read("""
        class Builder
        {
            V1Deployment Even(int n) => n == 0 ? new V1Deployment { Metadata = new() { Name = "a" } } : Odd(n - 1);
            V1Deployment Odd(int n) => Even(n - 1);
        }
        """));

    [Theory]
    [InlineData("")]
    [InlineData("class Site(Web web) { public object Go() => web.Make(); }")]
    public void A_method_that_names_no_type_calls_a_hook_that_does(string caller) => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {}, spec: {replicas: 2}}",
        Builders.Show("""
            abstract class Maker<T> where T : class, new()
            {
                public T Make()
                {
                    var item = new T();
                    Fill(item);
                    return item;
                }

                protected abstract void Fill(T item);
            }
            class Web : Maker<V1Deployment> { protected override void Fill(V1Deployment item) => item.Spec = new() { Replicas = 2 }; }
            """, caller));

    [Fact]
    public void What_is_called_by_an_interface_is_run_with_what_the_caller_gives() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web'}, spec: {replicas: 2}}",
        Builders.Show("""
            public interface IMaker { V1Deployment Make(string name, int replicas); }
            public class Maker : IMaker { public V1Deployment Make(string name, int replicas) => new() { Metadata = new() { Name = name }, Spec = new() { Replicas = replicas } }; }
            public class Service(IMaker maker) { public object Run() => maker.Make("web", 2); }
            """));

    [Fact]
    public void Top_level_statements_and_the_lambdas_in_them_are_entries() => Builders.Expect("HA0102", """
        var app = Host.Create();
        app.Map("/deploy", async (string name, IKubernetes client) =>
        {
            var deployment = new V1Deployment { Metadata = new() { NamespaceProperty = name }, Spec = new() { Replicas = {|HA0102:0|}, Template = Pods.Web() } };
            await client.AppsV1.CreateNamespacedDeploymentAsync(deployment, "shop");
            return deployment;
        });

        abstract class Host { public static extern Host Create(); public abstract void Map(string path, Delegate handler); }
        """, Pods.Source);

    [Fact]
    public void A_pod_that_somebody_else_made_is_not_a_manifest_of_this_source() => Assert.Empty(Builders.Read("""
        class Webhook
        {
            V1Pod Mutate(V1Pod pod)
            {
                pod.Spec.Containers.Add(new V1Container { Name = "agent", Image = "agent:latest" });
                pod.Spec.TerminationGracePeriodSeconds = 0;
                return pod;
            }
        }
        """));

    [Fact]
    public void Generated_code_is_followed_only_where_other_code_calls_it() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {}, spec: {replicas: 2}}",
        Builders.Show("""
            using System.CodeDom.Compiler;
            [GeneratedCode("tool", "1")] class Made
            {
                public static V1Deployment Create(int replicas) => new() { Spec = new() { Replicas = replicas } };
                public static V1Service Serve() => new() { Spec = new() };
            }
            class Builder { V1Deployment Create() => Made.Create(2); }
            """));

    [Fact]
    public void Code_that_the_preprocessor_leaves_out_builds_nothing() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'b'}, spec: {replicas: 3}}",
        Builders.Show("""
            class Builder
            {
            #if LOCAL
                V1Deployment Build() => new() { Metadata = new() { Name = "a" }, Spec = new() { Replicas = 0 } };
            #else
                V1Deployment Build() => new() { Metadata = new() { Name = "b" }, Spec = new() { Replicas = 3 } };
            #endif
            }
            """));
}
