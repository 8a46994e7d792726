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

    [Theory]
    [InlineData("", true)]
    [InlineData("await client.AppsV1.ReadNamespacedDeploymentScaleAsync(\"web\", \"shop\");", true)]
    [InlineData("await client.AppsV1.PatchNamespacedDeploymentAsync(new V1Patch(\"{\\\"metadata\\\":{}}\", V1Patch.PatchType.MergePatch), \"web\", \"shop\");", true)]
    [InlineData("await client.AppsV1.PatchNamespacedDeploymentAsync(new V1Patch(Web(), V1Patch.PatchType.MergePatch), \"web\", \"shop\");", true)]
    [InlineData("var web = Web(); web.Spec.Replicas = 0; await client.AppsV1.CreateNamespacedDeploymentAsync(web, \"shop\");", true)]
    [InlineData("await client.AppsV1.ReplaceNamespacedDeploymentScaleAsync(new V1Scale { Spec = new() { Replicas = number } }, \"web\", \"shop\");", false)]
    [InlineData("await client.PatchNamespacedStatefulSetScaleAsync(patch, \"web\", \"shop\");", false)]
    [InlineData("await client.AppsV1.PatchNamespacedDeploymentAsync(new V1Patch($\"{{\\\"spec\\\":{{\\\"replicas\\\":{number}}}}}\", V1Patch.PatchType.MergePatch), \"web\", \"shop\");", false)]
    [InlineData("await client.AppsV1.PatchNamespacedDeploymentAsync(new V1Patch(new { spec = new { replicas = number } }, V1Patch.PatchType.MergePatch), \"web\", \"shop\");", false)]
    public void A_program_that_scales_what_it_makes_says_nothing_of_replicas_by_making_it(string statements, bool isReported) => Assert.Equal(
        isReported,
        Builders.Findings($$"""
            class Server
            {
                public async Task Create(IKubernetes client) => await client.AppsV1.CreateNamespacedDeploymentAsync(Web(), "shop");
                public async Task Scale(IKubernetes client, int number, V1Patch patch) { {{statements}} }
                V1Deployment Web() => new() { Metadata = new() { Name = "web" }, Spec = new() { Replicas = 0, Selector = new(), Template = new() { Spec = new() { Containers = [new() { Name = "web", Image = "web:1" }] } } } };
            }
            """).Any(finding => finding.Rule.Id == "HA0102"));

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

    [Theory]
    [InlineData("client.CustomObjects.CreateNamespacedCustomObject(anything, \"example.com\", \"v1\", \"shop\", \"things\");", "things")]
    [InlineData("client.CustomObjects.GetNamespacedCustomObject(\"example.com\", \"v1\", \"shop\", \"things\", \"one\");", null)]
    [InlineData("System.IO.File.WriteAllText(\"all.yaml\", \"apiVersion: example.com/v1\\nkind: Thing\\nmetadata: {}\\n---\\napiVersion: v1\\nkind: Service\\n\");", "Thing, Service")]
    [InlineData("Run($@\"apiVersion: example.com/v1\nkind: Thing\nmetadata:\n  name: {group}\"); void Run(string text) { }", "Thing")]
    [InlineData("var text = \"kind of: a Thing\";", null)]
    [InlineData("var owner = new V1OwnerReference(apiVersion: \"example.com/v1\",\n kind: \"Thing\");", null)]
    [InlineData("client.CoreV1.CreateNamespacedConfigMap(KubernetesYaml.Deserialize<V1ConfigMap>(\"apiVersion: v1\\nkind: ConfigMap\\nmetadata: { name: all }\\n\"), \"shop\");", null)]
    public void What_is_there_without_being_read_is_mentioned(string statement, string? kinds) => Assert.Equal(
        kinds,
        Builders.Read(Source(statement)).SelectMany(document => document.MentionedKinds ?? []).Aggregate((string?)null, (all, kind) => all is null ? kind : $"{all}, {kind}"));

    [Theory]
    [InlineData("", 1)]
    [InlineData("_ = new Pulumi.Kubernetes.Helm.V3.Release(\"web\", new Pulumi.Kubernetes.Types.Inputs.Helm.V3.ReleaseArgs { Chart = \"web\" });", 0)]
    [InlineData("_ = new Pulumi.Kubernetes.Helm.V4.Chart(\"web\", new() { Chart = \"web\" });", 0)]
    [InlineData("_ = new Shop(\"web\", new ShopArgs());", 0)]
    [InlineData("_ = new Pulumi.Kubernetes.ApiExtensions.CustomResource(\"web\", given);", 0)]
    [InlineData("_ = new Mailbox(\"web\", new() { Metadata = new Pulumi.Kubernetes.Types.Inputs.Meta.V1.ObjectMetaArgs() });", 0)]
    public void The_pods_of_a_chart_or_a_custom_resource_are_not_missing(string statement, int findings) => Assert.Equal(findings, Builders.Findings($$"""
        class Site
        {
            public Site(Pulumi.Kubernetes.ApiExtensions.CustomResourceArgs given)
            {
                {{statement}}
                _ = new Pulumi.Kubernetes.Core.V1.Service("web", new()
                {
                    Spec = new Pulumi.Kubernetes.Types.Inputs.Core.V1.ServiceSpecArgs { Selector = { ["app"] = "web" }, Ports = new Pulumi.Kubernetes.Types.Inputs.Core.V1.ServicePortArgs { Port = 80 } },
                });
            }
        }
        class ShopArgs : Pulumi.ResourceArgs;
        class Shop(string name, ShopArgs args) : Pulumi.Kubernetes.KubernetesResource("kubernetes:example.com/v1:Shop", name, args);
        """, "HA0901").Count);

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
