namespace Hale.CSharp.Tests.Manifests;

public class SinkTests
{
    [Fact]
    public void What_counts_is_how_it_is_when_it_first_leaves() => Builders.Expect("HA0102", """
        class Controller
        {
            async Task Run(IKubernetes client)
            {
                var deployment = new V1Deployment { Spec = new() { Replicas = 3, Template = Pods.Web() } };
                deployment.Spec.Replicas = {|HA0102:0|};
                await client.AppsV1.CreateNamespacedDeploymentAsync(deployment, "shop");
                deployment.Spec.Replicas = 3;
                await client.AppsV1.ReplaceNamespacedDeploymentAsync(deployment, "web", "shop");
            }
        }
        """, Pods.Source);

    [Fact]
    public void A_client_says_the_namespace() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {namespace: 'shop'}}",
        Builders.Show("class C { void Run(IKubernetes client) => client.AppsV1.CreateNamespacedDeployment(new V1Deployment(), namespaceParameter: \"shop\"); }"));

    [Fact]
    public void Foreign_code_may_change_what_it_gets_before_it_leaves() => Builders.Expect("HA0102", """
        interface IDefaults { void Complete(V1Deployment deployment); }
        class Controller
        {
            void Run(IKubernetes client, IDefaults defaults)
            {
                var deployment = new V1Deployment { Spec = new() { Replicas = 0, Template = Pods.Web() } };
                defaults.Complete(deployment);
                client.AppsV1.CreateNamespacedDeployment(deployment, "shop");
            }
        }
        """, Pods.Source);

    [Fact]
    public void A_method_that_says_that_it_takes_manifests_away_is_a_sink() => Builders.Expect("HA0102", """
        interface IStore { Task SaveAsync(object manifest); void ApplyDeployment(V1Deployment deployment); }
        class Controller
        {
            async Task Run(IStore store)
            {
                await store.SaveAsync(new V1Deployment { Spec = new() { Replicas = {|HA0102:0|}, Template = Pods.Web() } });
                store.ApplyDeployment(new V1Deployment { Spec = new() { Replicas = {|HA0102:0|}, Template = Pods.Web() } });
            }
        }
        """, Pods.Source);

    [Fact]
    public void Looking_at_an_object_or_collecting_it_is_no_sink() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {}, spec: {replicas: 3}}",
        Builders.Show("""
            class Builder
            {
                void Add(IList<object> all)
                {
                    var deployment = new V1Deployment { Spec = new() { Replicas = 0 } };
                    ArgumentNullException.ThrowIfNull(deployment);
                    Console.WriteLine(deployment);
                    all.Add(deployment);
                    deployment.Spec.Replicas = 3;
                }
            }
            """));

    [Fact]
    public void Parts_for_the_server_to_merge_are_not_manifests() => Assert.Equal(["HorizontalPodAutoscaler", "Deployment", "HorizontalPodAutoscaler", "Deployment"], Builders.Read("""
        class Controller
        {
            async Task Run(IKubernetes client)
            {
                var part = new V1Deployment { Spec = new() { Replicas = 0 } };
                await client.AppsV1.PatchNamespacedDeploymentAsync(new V1Patch(part, V1Patch.PatchType.MergePatch), "web", "shop");
                var text = KubernetesJson.Serialize(new V1Deployment { Spec = new() { Replicas = 0 } });
                await client.AppsV1.PatchNamespacedDeploymentAsync(new V1Patch(text, V1Patch.PatchType.MergePatch), "web", "shop");
            }
        }
        """).Select(document => Assert.Single(document.MentionedKinds!)));

    [Theory]
    [InlineData("text.Replace(\"\\r\\n\", \"\\n\")", true)]
    [InlineData("text.Trim()", true)]
    [InlineData("text.Replace(\"replicas: 0\", \"replicas: 2\")", false)]
    [InlineData("System.Text.RegularExpressions.Regex.Replace(text, \"0\", \"2\")", false)]
    public void A_text_in_which_words_give_way_is_of_another_object(string written, bool isRead)
    {
        var document = Assert.Single(Builders.Read($$"""
            class Builder
            {
                void Write()
                {
                    var text = KubernetesYaml.Serialize(new V1Deployment { Spec = new() { Replicas = 0 } });
                    Console.WriteLine({{written}});
                }
            }
            """));
        Assert.Equal(isRead ? "0" : "?", Builders.Show(document.Root["spec"]["replicas"]));
        Assert.Equal(isRead ? null : ["Deployment"], document.MentionedKinds);
    }

    [Theory]
    [InlineData("await client.DeleteAsync(web);", 0)]
    [InlineData("await client.DeleteAsync(web); await client.CreateAsync(web);", 1)]
    [InlineData("if (web.Metadata.Name == name) await client.CreateAsync(web); else await client.DeleteAsync(web);", 1)]
    public void What_is_made_to_be_deleted_is_no_manifest(string statements, int documents)
    {
        var method = $"async Task Run(IKubernetesClient client, string name) {{ var web = new V1Service {{ Metadata = new() {{ Name = \"web\" }} }}; {statements} }}";

        Assert.Equal(documents, Builders.Read($"using KubeOps.KubernetesClient; class Controller {{ {method} }}").Count);
        Assert.Equal(documents, Builders.Read($"class Controller {{ {method} }}").Count); // without the package
    }

    [Fact]
    public void An_object_that_is_created_whole_counts_although_it_is_also_applied() => Builders.Expect("HA0102", """
        class Controller
        {
            async Task Run(IKubernetes client, bool exists)
            {
                var deployment = new V1Deployment { Spec = new() { Replicas = {|HA0102:0|}, Template = Pods.Web() } };
                if (exists)
                    await client.AppsV1.PatchNamespacedDeploymentAsync(new V1Patch(deployment, V1Patch.PatchType.ApplyPatch), "web", "shop");
                else
                    await client.AppsV1.CreateNamespacedDeploymentAsync(deployment, "shop");
            }
        }
        """, Pods.Source);

    private const string Web = "new V1Deployment { Metadata = new() { Name = \"web\" }, Spec = new() { Replicas = 2, Selector = new(), Template = Pods.Web() } }";

    [Theory]
    [InlineData("new V1Patch(WEB, V1Patch.PatchType.ApplyPatch)", "'web' in 'shop'")]
    [InlineData("Applied(WEB)", "'web' in 'shop'")]
    [InlineData("new V1Patch(KubernetesYaml.Serialize(WEB), V1Patch.PatchType.ApplyPatch)", "'web' in -")]
    [InlineData("new V1Patch(WEB, V1Patch.PatchType.StrategicMergePatch)", "some Deployment")]
    [InlineData("new V1Patch(WEB, type)", "some Deployment")]
    [InlineData("new V1Patch(new V1Deployment { Spec = new() { Paused = true } }, V1Patch.PatchType.ApplyPatch)", "some Deployment")]
    [InlineData("new V1Patch(new V1Deployment { Spec = new() { Replicas = 0, Template = Pods.Web() } }, V1Patch.PatchType.ApplyPatch)", "some Deployment")]
    [InlineData("new V1Patch(given, V1Patch.PatchType.ApplyPatch)", "some Deployment")]
    public void An_apply_of_all_that_an_object_needs_makes_it(string patch, string expected) => Assert.Equal([expected], Builders.Read($$"""
        class Controller
        {
            async Task Run(IKubernetes client, V1Patch.PatchType type, V1Deployment given) =>
                await client.AppsV1.PatchNamespacedDeploymentAsync({{patch.Replace("WEB", Web, StringComparison.Ordinal)}}, "web", "shop", fieldManager: "a", force: true);

            static V1Patch Applied(object body) => new(body, V1Patch.PatchType.ApplyPatch);
        }
        """, Pods.Source).Select(document => document.MentionedKinds is { } kinds
            ? $"some {kinds[0]}"
            : $"{Builders.Show(document.Root["metadata"]["name"])} in {Builders.Show(document.Root["metadata"]["namespace"])}"));

    [Fact]
    public void Replicas_of_an_object_that_is_applied_are_reported() => Builders.Expect("HA0102", """
        class Controller
        {
            async Task Run(IKubernetes client)
            {
                foreach (IKubernetesObject<V1ObjectMeta> one in new[] { new V1Deployment { Metadata = new() { Name = "web" }, Spec = new() { Replicas = {|HA0102:0|}, Selector = new(), Template = Pods.Web() } } })
                    await Apply(client, one);
            }

            static async Task Apply(IKubernetes client, IKubernetesObject<V1ObjectMeta> one)
            {
                switch (one)
                {
                    case V1Deployment deployment:
                        await client.AppsV1.PatchNamespacedDeploymentAsync(new V1Patch(deployment, V1Patch.PatchType.ApplyPatch), deployment.Metadata.Name, "shop");
                        break;
                }
            }
        }
        """, Pods.Source);

    [Fact]
    public void What_was_read_from_the_cluster_is_not_known() => Assert.Equal([("!", "Deployment"), ("!", "Deployment")], Builders.Read("""
        class Controller
        {
            async Task Run(IKubernetes client)
            {
                var deployment = await client.AppsV1.ReadNamespacedDeploymentAsync("web", "shop");
                deployment.Spec.Replicas = 0;
                deployment.Spec.Template = new V1PodTemplateSpec();
                await client.AppsV1.ReplaceNamespacedDeploymentAsync(deployment, "web", "shop");
                var first = (await client.AppsV1.ListNamespacedDeploymentAsync("shop")).Items[0];
                first.Spec.Replicas = 0;
                await client.AppsV1.ReplaceNamespacedDeploymentAsync(first, "web", "shop");
            }
        }
        """).Select(document => (Builders.Show(document.Root), Assert.Single(document.MentionedKinds!))));

    [Fact]
    public void A_round_trip_through_text_makes_a_copy() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'b'}, spec: {replicas: 3}}",
        Builders.Show("""
            class Builder
            {
                V1Deployment Create()
                {
                    var template = new V1Deployment { Metadata = new() { Name = "a" }, Spec = new() { Replicas = 0 } };
                    var copy = KubernetesJson.Deserialize<V1Deployment>(KubernetesJson.Serialize(template));
                    copy.Metadata.Name = "b";
                    copy.Spec.Replicas = 3;
                    return copy;
                }
            }
            """));

    [Fact]
    public void Methods_of_the_models_change_their_metadata() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', labels: {app: 'web', b: 'c'}, namespace: 'shop', ownerReferences: !, annotations: {p: 'q'}}, spec: {selector: {matchLabels: {app: 'web', b: 'c'}}}}",
        Builders.Show("""
            class Builder
            {
                V1Deployment Create()
                {
                    var deployment = new V1Deployment().Initialize();
                    deployment.Metadata.Name = "web";
                    deployment.SetLabel("app", "web");
                    deployment.Metadata.EnsureLabels()["b"] = "c";
                    deployment.Metadata.SetNamespace("shop");
                    deployment.AddOwnerReference(new V1OwnerReference());
                    deployment.Metadata.EnsureAnnotations().Add("p", "q");
                    deployment.Spec = new() { Selector = new() { MatchLabels = deployment.Labels() } };
                    return deployment;
                }
            }
            """));

    [Fact]
    public void What_a_client_gets_is_what_counts_whatever_a_log_showed_before() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', namespace: 'shop'}, spec: {replicas: 3}}",
        Builders.Show("""
            class Controller
            {
                void Run(IKubernetes client)
                {
                    var deployment = new V1Deployment { Metadata = new() { Name = "web" }, Spec = new() };
                    Console.WriteLine(KubernetesYaml.Serialize(deployment));
                    deployment.Spec.Replicas = 3;
                    client.AppsV1.CreateNamespacedDeployment(deployment, "shop");
                    deployment.Spec.Replicas = 0;
                    Console.WriteLine(KubernetesYaml.Serialize(deployment));
                }
            }
            """));

    [Fact]
    public void One_object_that_is_sent_again_under_other_names_is_reported_once() => Builders.Expect("HA0102", """
        class Controller
        {
            void Run(IKubernetes client)
            {
                var deployment = new V1Deployment { Metadata = new(), Spec = new() { Replicas = {|HA0102:0|}, Template = Pods.Web() } };
                for (var i = 0; i < 3; i++)
                {
                    deployment.Metadata.Name = $"web-{i}";
                    client.AppsV1.CreateNamespacedDeployment(deployment, "shop");
                }
            }
        }
        """, Pods.Source);
}
