namespace Hale.CSharp.Tests.Evaluation;

public class DelegateTests
{
    private const string Deferred = """
        public class PodBuilder
        {
            readonly List<Action<V1PodSpec>> _actions = new();
            public PodBuilder Add(Action<V1PodSpec> action) { _actions.Add(action); return this; }
            public V1Pod Build() { var pod = new V1Pod { Spec = new() { TerminationGracePeriodSeconds = 0 } }; foreach (var action in _actions) action(pod.Spec); return pod; }
        }

        """;

    [Fact]
    public void Callbacks_run_where_own_methods_call_them() => Builders.Expect("HA1301", """
        static class Extensions
        {
            public static T When<T>(this T target, bool condition, Action<T> change)
            {
                if (condition)
                    change(target);
                return target;
            }
        }
        class Builder
        {
            V1Pod Web() => Pod(container => container.Image = {|HA1301:"web:latest"|});

            V1Pod Plain() => Pod();

            V1Pod Pod(Action<V1Container>? configure = null)
            {
                var container = new V1Container { Image = "web:1" };
                configure?.Invoke(container);
                return new() { Spec = new V1PodSpec { Containers = [container] }.When(true, spec => spec.HostNetwork = true) };
            }
        }
        """);

    [Fact]
    public void A_callback_under_a_condition_that_is_not_known_may_have_run() => Assert.Equal(
        "{apiVersion: 'v1', kind: 'Pod', metadata: {}, spec: {hostNetwork: true|-, priority: 1}}",
        Builders.Show("""
            static class Extensions { public static T When<T>(this T target, bool condition, Action<T> change) { if (condition) change(target); return target; } }
            class Builder { V1Pod Create(bool isHost) => new() { Spec = new V1PodSpec().When(isHost, s => s.HostNetwork = true).When(true, s => s.Priority = 1) }; }
            """));

    [Fact]
    public void A_callback_that_nobody_gives_may_do_anything() => Builders.Expect("HA0102", """
        public class Builder
        {
            public V1Deployment Create(Action<V1Deployment>? configure)
            {
                var deployment = new V1Deployment { Spec = new() { Replicas = 0, Template = Pods.Web() } };
                configure?.Invoke(deployment);
                return deployment;
            }
        }
        """, Pods.Source);

    [Fact]
    public void A_lambda_for_foreign_code_runs_with_anything_and_what_it_makes_counts() => Builders.Expect("HA0102", """
        interface IHost { void Map(string path, Func<string, V1Deployment> handler); }
        class Startup
        {
            void Configure(IHost host) => host.Map("/", name => new V1Deployment { Metadata = new() { NamespaceProperty = name }, Spec = new() { Replicas = {|HA0102:0|}, Template = Pods.Web() } });
        }
        """, Pods.Source);

    [Fact]
    public void What_foreign_code_may_hand_back_is_not_known() => Builders.Expect("HA0102", """
        interface ICache { V1Deployment GetOrAdd(Func<V1Deployment> make); }
        class Builder
        {
            V1Deployment Create(ICache cache)
            {
                var deployment = cache.GetOrAdd(() => new V1Deployment { Spec = new() { Replicas = 0, Template = Pods.Web() } });
                deployment.Spec.Replicas = 3;
                return deployment;
            }
        }
        """, Pods.Source);

    [Fact]
    public void A_lambda_in_foreign_code_may_change_what_that_code_gets() => Builders.Expect("HA0102", """
        class Builder
        {
            List<V1Deployment> Create()
            {
                var all = new List<V1Deployment> { new() { Spec = new() { Replicas = 0, Template = Pods.Web() } } };
                Parallel.ForEach(all, deployment => deployment.Spec.Replicas = 3);
                return all;
            }
        }
        """, Pods.Source);

    [Fact]
    public void A_task_that_is_run_gives_its_result() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'b'}}",
        Builders.Show("""
            class Builder { async Task Run() { var made = await Task.Run(() => Make()); made.Metadata.Name = "b"; } V1Deployment Make() => new() { Metadata = new() { Name = "a" } }; }
            """));

    [Fact]
    public void Deferred_delegates_are_done_when_the_builder_builds() => Assert.Equal(
        "{apiVersion: 'v1', kind: 'Pod', metadata: {}, spec: {terminationGracePeriodSeconds: 5, hostNetwork: true}}",
        Builders.Show(Deferred + "class Program { V1Pod Run() => new PodBuilder().Add(s => s.TerminationGracePeriodSeconds = 5).Add(s => s.HostNetwork = true).Build(); }"));

    [Fact]
    public void Deferred_delegates_of_others_may_do_anything() => Assert.Equal("{apiVersion: 'v1', kind: 'Pod', metadata: {}, spec: {terminationGracePeriodSeconds: ?, ...}}", Builders.Show(Deferred));

    [Fact]
    public void Delegates_that_were_put_together_are_called_one_after_the_other() => Assert.Equal(
        "{apiVersion: 'v1', kind: 'Pod', metadata: {}, spec: {priority: 3}}",
        Builders.Show("""
            class PodBuilder { Action<V1PodSpec>? _all; public PodBuilder Add(Action<V1PodSpec> a) { _all += a; return this; } public V1Pod Build() { var pod = new V1Pod { Spec = new() { Priority = 1 } }; _all?.Invoke(pod.Spec); return pod; } }
            class Program { V1Pod Run() => new PodBuilder().Add(s => s.Priority = 3).Build(); }
            """));

    [Fact]
    public void A_lambda_in_a_table_is_run_although_nothing_seen_calls_it() => Builders.Expect("HA0102", """
        class Factories
        {
            V1Deployment Create(string kind)
            {
                var factories = new Dictionary<string, Func<string, V1Deployment>>
                {
                    ["web"] = ns => new V1Deployment { Metadata = new() { NamespaceProperty = ns }, Spec = new() { Replicas = {|HA0102:0|}, Template = Pods.Web() } },
                    ["none"] = ns => new V1Deployment { Spec = new() { Template = Pods.Web() } },
                };
                return factories[kind]("shop");
            }
        }
        """, Pods.Source);
}
