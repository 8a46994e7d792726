using Hale.Rules.Wiring;
using Hale.Testing;

namespace Hale.Rules.Tests.Wiring;

public sealed class DependencySingletonTests
{
    [Theory]
    [InlineData("env: [{ name: REDIS_HOST, value: {|HA1405:redis|} }]")]
    [InlineData("env: [{ name: CACHE, value: {|HA1405:'redis:6379'|} }]")]
    [InlineData("env: [{ name: CACHE, value: {|HA1405:redis://redis|} }]")]
    [InlineData("env: [{ name: CACHE, value: {|HA1405:'redis://user:x@redis.shop.svc.cluster.local:6379/0'|} }]")]
    [InlineData("env: [{ name: CACHES, value: {|HA1405:'other:6379,redis.shop:6379'|} }]")]
    [InlineData("args: [{|HA1405:'--cache=redis:6379'|}]")]
    [InlineData("args: [{|HA1405:--redis-host=redis|}]")]
    public void Reports_replicas_that_name_a_service_with_one_pod(string container) => Lint.Expect<DependencySingleton>(Web("replicas: 2", container) + Redis("replicas: 1"));

    [Fact]
    public void Reports_an_address_in_a_config_map() => Lint.Expect<DependencySingleton>(Web("replicas: 2", "envFrom: [{ configMapRef: { name: settings } }]") + Redis("") + """
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: settings, namespace: shop }
        data: { redis.conf: {|HA1405:'upstream = redis:6379'|} }
        """);

    [Fact]
    public void Says_it_once_for_each_service() => Assert.Equal(
        "2 replicas of Deployment 'web' depend on Service 'redis', behind which Deployment 'redis' runs 1 replica",
        Lint.One<DependencySingleton>(Web("replicas: 2", "env: [{ name: A_HOST, value: redis }, { name: B_HOST, value: redis }]") + Redis("")).Message);

    [Theory]
    [InlineData("env: [{ name: POSTGRES_USER, value: redis }]")] // a word, not a host
    [InlineData("env: [{ name: IMAGE, value: 'redis:72' }]")] // a tag: the Service has no such port
    [InlineData("env: [{ name: CACHE_HOST, value: redis.example.com }]")]
    [InlineData("env: [{ name: CACHE_HOST, value: my-redis }]")]
    [InlineData("env: [{ name: CACHE_HOST, value: redis.wiki }]")] // another namespace
    [InlineData("env: [{ name: CACHE_HOST, value: '${CACHE}' }]")]
    [InlineData("env: [{ name: CACHE_HOST, valueFrom: { fieldRef: { fieldPath: status.hostIP } } }]")]
    public void Is_silent_about_what_names_no_service(string container) => Lint.Expect<DependencySingleton>(Web("replicas: 2", container) + Redis("replicas: 1"));

    [Theory]
    [InlineData("replicas: 1", "replicas: 1")] // one depends on one
    [InlineData("", "replicas: 1")]
    [InlineData("replicas: '{{ .Values.replicas }}'", "replicas: 1")]
    [InlineData("replicas: 2", "replicas: 2")]
    [InlineData("replicas: 2", "replicas: '{{ .Values.replicas }}'")]
    public void Is_silent_about_other_numbers_of_replicas(string own, string theirs) =>
        Lint.Expect<DependencySingleton>(Web(own, "env: [{ name: REDIS_HOST, value: redis }]") + Redis(theirs));

    [Fact]
    public void Is_silent_about_a_service_far_away() => Lint.Expect<DependencySingleton>(
        [("web/web.yaml", Web("replicas: 2", "env: [{ name: REDIS_HOST, value: redis }]")), ("samples/redis.yaml", Redis("replicas: 1").Replace(", namespace: shop", ""))]);

    [Fact]
    public void Is_silent_when_the_pods_are_not_found() =>
        Lint.Expect<DependencySingleton>(Web("replicas: 2", "env: [{ name: REDIS_HOST, value: redis }]") + Redis("replicas: 1").Replace("labels: { app: redis }", "labels: { app: cache }"));

    private static string Web(string replicas, string container) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web, namespace: shop }
        spec:
          {{replicas}}
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec:
              containers:
              - name: web
                image: web:1
                {{container}}

        """;

    private static string Redis(string replicas) => $$"""
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: redis, namespace: shop }
        spec: { selector: { app: redis }, ports: [{ port: 6379 }] }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: redis, namespace: shop }
        spec:
          {{replicas}}
          selector: { matchLabels: { app: redis } }
          template:
            metadata: { labels: { app: redis } }
            spec: { containers: [{ name: redis, image: redis:7 }] }

        """;
}
