using Hale.Rules.Images;
using Hale.Rules.Probes;
using Hale.Rules.Wiring;
using Hale.Testing;

namespace Hale.Rules.Tests.Model;

public sealed class NestedPodsTests
{
    private const string Pod = "template: { spec: { containers: [{ name: app, image: {|HA1301:app:latest|} }] } }";

    [Theory]
    [InlineData("agones.dev/v1", "Fleet", "template: { spec: { " + Pod + " } }")]
    [InlineData("ray.io/v1", "RayCluster", "headGroupSpec: { " + Pod + " }, workerGroupSpecs: [{ groupName: a, " + Pod + " }]")]
    [InlineData("ray.io/v1", "RayService", "rayClusterConfig: { headGroupSpec: { " + Pod + " } }")]
    [InlineData("kubeflow.org/v1", "PyTorchJob", "pytorchReplicaSpecs: { Master: { replicas: 1, " + Pod + " }, Worker: { replicas: 3, " + Pod + " } }")]
    [InlineData("batch.volcano.sh/v1alpha1", "Job", "tasks: [{ replicas: 2, name: task, " + Pod + " }]")]
    [InlineData("jobset.x-k8s.io/v1alpha2", "JobSet", "replicatedJobs: [{ name: workers, template: { spec: { " + Pod + " } } }]")]
    [InlineData("leaderworkerset.x-k8s.io/v1", "LeaderWorkerSet", "leaderWorkerTemplate: { size: 2, workerTemplate: { spec: { containers: [{ name: app, image: {|HA1301:app:latest|} }] } } }")]
    [InlineData("keda.sh/v1alpha1", "ScaledJob", "jobTargetRef: { " + Pod + " }")]
    public void Rules_look_at_containers_wherever_they_are(string apiVersion, string kind, string spec) =>
        Lint.Expect<ImageMutable>(Nesting(apiVersion, kind, spec));

    [Theory]
    [InlineData("agones.dev/v1", "Fleet", "template: { spec: { template: { spec: { containers: [{ name: app, image: app }] } } } }", Severity.Warning)]
    [InlineData("ray.io/v1", "RayJob", "rayClusterSpec: { headGroupSpec: { template: { spec: { containers: [{ name: app, image: app }] } } } }", Severity.Note)] // that ends
    public void They_know_what_ends(string apiVersion, string kind, string spec, Severity severity)
    {
        var finding = Lint.One<ImageMutable>(Nesting(apiVersion, kind, spec));
        Assert.Equal($"'app' of container 'app' in {kind} 'game' has neither tag nor digest", finding.Message);
        Assert.Equal(severity, finding.Severity);
    }

    [Theory]
    [InlineData("policies.example.io/v1", "Fleet")] // another one
    [InlineData("kyverno.io/v1", "ClusterPolicy")] // a pattern of a pod
    [InlineData("'${VERSION}'", "Fleet")]
    [InlineData("agones.dev/v1", "'${KIND}'")]
    public void Other_kinds_may_mean_something_else(string apiVersion, string kind) => Lint.Expect<ImageMutable>(Nesting(
        apiVersion, kind, "template: { spec: { template: { spec: { containers: [{ name: app, image: app:latest }] } } } }"));

    [Fact]
    public void Nothing_is_said_of_what_their_operators_add()
    {
        var manifest = Nesting("agones.dev/v1", "Fleet", "replicas: 2, template: { spec: { template: { metadata: { labels: { app: game } }, spec: { containers: [{ name: app, image: app:1 }] } } } }");
        Lint.Expect<LivenessMissing>(manifest);
        Lint.Expect<SelectorOverlap>(manifest);
    }

    private static string Nesting(string apiVersion, string kind, string spec) => $$"""
        apiVersion: {{apiVersion}}
        kind: {{kind}}
        metadata: { name: game }
        spec: { {{spec}} }
        """;
}
