namespace Hale.CSharp.Tests.Manifests;

/// <summary>Objects for the cluster that come from elsewhere, and what can then no longer be called missing.</summary>
public class HiddenTests
{
    [Theory]
    [InlineData("")]
    [InlineData("client.CoreV1.CreateNamespacedPod(given, \"shop\");")]
    [InlineData("client.PolicyV1.CreateNamespacedPodDisruptionBudget(new V1PodDisruptionBudget(), \"shop\");")]
    [InlineData("client.PolicyV1.DeleteNamespacedPodDisruptionBudget(\"web\", \"shop\");")]
    [InlineData("client.CustomObjects.CreateNamespacedCustomObject(anything, \"example.com\", \"v1\", \"shop\", \"things\");")]
    [InlineData("client.CustomObjects.CreateNamespacedCustomObject(new object(), group, \"v1\", \"shop\", \"things\");")]
    public void Without_a_budget_the_deployment_is_reported(string statement) => Assert.Contains(Builders.Findings(Source(statement)), finding => finding.Rule.Id == "HA0301");

    [Theory]
    [InlineData("client.PolicyV1.CreateNamespacedPodDisruptionBudget(budget, \"shop\");")]
    [InlineData("await client.PolicyV1.ReplaceNamespacedPodDisruptionBudgetAsync(await KubernetesYaml.LoadFromFileAsync<V1PodDisruptionBudget>(\"budget.yaml\"), \"web\", \"shop\");")]
    [InlineData("if (budget.Metadata != null) Send(budget);")]
    [InlineData("foreach (var one in await KubernetesYaml.LoadAllFromFileAsync(\"all.yaml\")) if (one is V1PodDisruptionBudget found) client.PolicyV1.CreateNamespacedPodDisruptionBudget(found, \"shop\");")]
    [InlineData("client.PolicyV1.PatchNamespacedPodDisruptionBudget(new V1Patch(budget, V1Patch.PatchType.ApplyPatch), \"web\", \"shop\");")]
    [InlineData("client.CustomObjects.CreateNamespacedCustomObject(anything, group, \"v1\", \"shop\", \"poddisruptionbudgets\");")]
    public void A_budget_that_cannot_be_seen_is_not_missing(string statement) => Assert.DoesNotContain(Builders.Findings(Source(statement)), finding => finding.Rule.Id == "HA0301");

    [Fact]
    public void What_a_field_holds_is_not_missing_where_a_method_sends_it_that_names_no_type() => Assert.Equal(
        ["PodDisruptionBudget"],
        Builders.Read("""
            class Budget
            {
                private V1PodDisruptionBudget? _budget;
                public Budget(string name) => Make(name);
                private void Make(string name) => _budget = new V1PodDisruptionBudget { Metadata = new() { Name = name } };
                public async Task Create(Kubernetes client) => await client.CreateNamespacedPodDisruptionBudgetAsync(_budget, "shop");
            }
            abstract class App
            {
                protected App() => Construct();
                protected abstract void Construct();
            }
            class Web : App
            {
                private Budget _budget = null!;
                protected override void Construct() => _budget = new Budget("web");
                public Task Run(Kubernetes client) => _budget.Create(client);
            }
            """).SelectMany(document => document.MentionedKinds ?? []));

    [Theory]
    [InlineData("new Pulumi.Kubernetes.Policy.V1.PodDisruptionBudget(\"b\", args);", "PodDisruptionBudget")]
    [InlineData("new Pulumi.Kubernetes.Policy.V1.PodDisruptionBudget(\"b\", new Pulumi.Kubernetes.Types.Inputs.Policy.V1.PodDisruptionBudgetArgs());", null)]
    public void Arguments_of_Pulumi_that_cannot_be_seen_hide_their_kind(string statement, string? kind) => Assert.Equal(
        kind is null ? [] : new[] { kind },
        Builders.Read($"class C {{ void Run(Pulumi.Kubernetes.Types.Inputs.Policy.V1.PodDisruptionBudgetArgs args) {{ {statement} }} }}").SelectMany(document => document.MentionedKinds ?? []));

    private static string Source(string statement) => $$"""
        class Controller
        {
            async Task Run(IKubernetes client, V1PodDisruptionBudget budget, V1Pod given, object anything, string group)
            {
                client.AppsV1.CreateNamespacedDeployment(new V1Deployment
                {
                    Metadata = new() { Name = "web" },
                    Spec = new()
                    {
                        Replicas = 2,
                        Selector = new() { MatchLabels = new Dictionary<string, string> { ["app"] = "web" } },
                        Template = new() { Metadata = new() { Labels = new Dictionary<string, string> { ["app"] = "web" } }, Spec = new() { Containers = [new() { Name = "web", Image = "web:1.2.3" }] } },
                    },
                }, "shop");
                {{statement}}
                void Send<T>(T body) where T : V1PodDisruptionBudget => client.PolicyV1.CreateNamespacedPodDisruptionBudget(body, "shop");
            }
        }
        """;
}
