namespace Hale.CSharp.Tests.Evaluation;

/// <summary>Code of which a package is missing, so that the compiler knows neither its types nor which methods they are given to.</summary>
public sealed class MissingTypesTests
{
    [Theory]
    [InlineData("{ \"app\", site.Name }")]
    [InlineData("{ \"app\", site.Spec?.Name }")]
    [InlineData("{ \"app\", site.Name() }")]
    [InlineData("[\"app\"] = site.Name")]
    public void An_entry_of_a_missing_type_is_an_entry(string entry) =>
        Assert.Equal("{app: ?, tier: 'web'}", Builders.Show(Labels($$"""new Dictionary<string, string> { {{entry}}, {{(entry[0] == '[' ? "[\"tier\"] = \"web\"" : "{ \"tier\", \"web\" }")}} }""")));

    [Fact]
    public void An_entry_with_a_key_of_a_missing_type_may_be_any() =>
        Assert.Equal("{...}", Builders.Show(Labels("new Dictionary<string, string> { { site.Key, \"web\" } }")));

    [Fact]
    public void A_workload_whose_labels_are_of_a_missing_type_has_a_selector() => Builders.Expect("HA1402", """
        class Controller
        {
            object Reconcile(Site site) => new V1Deployment
            {
                Spec = new V1DeploymentSpec
                {
                    Selector = new V1LabelSelector { MatchLabels = new Dictionary<string, string> { { "app", site.Name } } },
                    Template = new V1PodTemplateSpec { Metadata = new V1ObjectMeta { Labels = new Dictionary<string, string> { { "app", site.Name } } } },
                },
            };
        }
        """);

    [Theory]
    [InlineData("var web = await client.Get<V1Deployment>(\"a\") ?? Web(); web.Spec.Replicas = 0;", "2|0")]
    [InlineData("var web = await client.Get<V1Deployment>(\"a\"); web ??= Web(); web.Spec.Template.Spec.Containers[0].Image = \"b\";", "2")]
    [InlineData("var web = client.Any ? await client.Get<V1Deployment>(\"a\") : Web(); web.Spec.Replicas += 1;", "?")]
    [InlineData("var web = await client.Get<V1Deployment>(\"a\"); if (web == null) web = Web(); web.Metadata.Labels[\"a\"] = \"b\";", "2")]
    [InlineData("var web = await client.Get<V1Deployment>(\"a\") ?? Web(); var other = web; other.Spec.Replicas = 7;", "2|7")]
    [InlineData("var web = await client.Get<V1Deployment>(\"a\") ?? Web(); web.Spec = client.Spec;", null)]
    [InlineData("Missing web = Web(); web.Spec.Replicas = 7;", null)] // may be converted to something else
    public void Parts_of_a_variable_of_a_missing_type_are_those_of_what_it_is_given(string statements, string? replicas)
    {
        var shown = Builders.Read($$"""
            class Controller
            {
                async Task Run(Missing client)
                {
                    {{statements}}
                    await client.SaveAsync(web);
                }

                V1Deployment Web() => new() { Metadata = new() { Labels = new Dictionary<string, string>() }, Spec = new() { Replicas = 2, Template = Pods.Web() } };
            }
            """, Pods.Source).Select(document => Builders.Show(document.Root["spec"]["replicas"])).First(text => text.Length > 0);

        Assert.Equal(replicas ?? "?", shown);
    }

    [Fact]
    public void What_is_changed_by_a_variable_of_a_missing_type_is_reported() => Builders.Expect("HA0102", """
        class Controller
        {
            async Task Run(Missing client)
            {
                var web = await client.Get<V1Deployment>("web");
                web ??= new V1Deployment { Metadata = new() { Name = "web" }, Spec = new() { Replicas = {|HA0102:0|}, Template = Pods.Web() } };
                web.Metadata.NamespaceProperty = "shop";
                await client.SaveAsync(web);
                var other = await client.Get<V1Deployment>("other") ?? new V1Deployment { Metadata = new() { Name = "other" }, Spec = new() { Replicas = 0, Template = Pods.Web() } };
                other.Spec.Replicas = client.Replicas;
                await client.SaveAsync(other);
            }
        }
        """, Pods.Source);

    [Theory]
    [InlineData("web.AddOwnerReference(site.MakeOwnerReference());")]
    [InlineData("web.AddOwnerReference(site);")]
    public void An_owner_of_a_missing_type_leaves_the_rest_as_it_is(string statement) => Assert.Equal(
        "{apiVersion: 'v1', kind: 'Pod', metadata: {name: 'web', ownerReferences: !}, spec: {hostNetwork: true}}",
        Builders.Show($$"""
            class Controller
            {
                V1Pod Run(Site site)
                {
                    var web = new V1Pod { Metadata = new() { Name = "web" }, Spec = new() { HostNetwork = true } };
                    {{statement}}
                    return web;
                }
            }
            """));

    [Theory]
    [InlineData("Status = new V1PodStatus { Phase = \"Running\" }", "{apiVersion: 'v1', kind: 'Pod', metadata: {name: 'web'}, status: ?, spec: {hostNetwork: true}}")]
    [InlineData("Status = Missing.Of(new Options { Phase = \"Running\", Tags = { \"a\" }, Inner = { Phase = \"a\" } })", "{apiVersion: 'v1', kind: 'Pod', metadata: {name: 'web'}, status: ?, spec: {hostNetwork: true}}")]
    public void What_is_set_in_an_object_of_a_missing_type_is_set_in_no_other(string member, string expected) =>
        Assert.Equal(expected, Builders.Show(Root($"new V1Pod {{ Metadata = new() {{ Name = \"web\" }}, {member}, Spec = new() {{ HostNetwork = true }} }}")));

    [Fact]
    public void An_element_of_a_missing_type_is_an_element() =>
        Assert.Equal("[?, 'b']", Builders.Show(Container("Args = new List<string> { site.First, \"b\" }")["args"]));

    [Theory]
    [InlineData("Named(site.Name, 2)")]
    [InlineData("Named(count: 2, name: site.Name)")]
    [InlineData("this.Named(site.Name, 2)")]
    [InlineData("Static(site.Name, 2)")]
    [InlineData("Builder.Static(site.Name, 2)")]
    [InlineData("new V1Pod().With(site.Name)")]
    [InlineData("Several(site.Name, \"a\", \"b\")")]
    public void A_method_is_followed_that_is_given_a_missing_type(string call) =>
        Assert.Equal("{name: ?, labels: {count: '2'}}", Builders.Show(Root(call)["metadata"]));

    [Fact]
    public void Of_several_methods_none_is_followed_that_a_missing_type_could_mean() =>
        Assert.Empty(Builders.Read("""
            class Builder
            {
                object Build(Site site) => Pick(site.Name);
                V1Pod Pick(string name) => null!;
                V1Pod Pick(int number) => null!;
            }
            """));

    [Fact]
    public void Types_that_are_known_say_which_method_is_meant() =>
        Assert.Equal("{name: ?, namespace: 'by text'}", Builders.Show(Root("Pick(site.Name, \"by text\")", """
            V1Pod Pick(string name, string text) => new() { Metadata = new() { Name = name, NamespaceProperty = text } };
            V1Pod Pick(string name, int number) => null!;
            """)["metadata"]));

    [Fact]
    public void A_default_is_what_an_argument_that_is_left_out_is() =>
        Assert.Equal("{labels: {a: ?, b: 'two', c: 3}}", Builders.Show(Root("WithDefaults(site.Name)", """
            V1Pod WithDefaults(string a, string b = "two", int c = 3) => new() { Metadata = new() { Labels = Of(a, b, c) } };
            Dictionary<string, string> Of(string a, string b, object c) => new() { ["a"] = a, ["b"] = b, ["c"] = (string)c };
            """)["metadata"]));

    [Fact]
    public void What_a_method_of_a_missing_type_gets_is_lost() =>
        Assert.Equal("{apiVersion: 'v1', kind: 'Pod', ...}", Builders.Show("""
            class Builder { void Build(Site site) { var pod = new V1Pod { Kind = "Pod" }; site.Change(pod); site.Create(pod); } }
            """));

    [Fact]
    public void The_client_is_known_also_where_it_is_given_a_missing_type() =>
        Assert.Equal("{apiVersion: 'v1', kind: 'Pod', metadata: {namespace: !}}", Builders.Show("""
            class Builder
            {
                IKubernetes client = null!;
                async Task Build(Site site) => await client.CoreV1.CreateNamespacedPodAsync(new V1Pod(), site.Namespace);
            }
            """));

    [Fact]
    public void A_call_with_the_whole_answer_is_one_of_the_client() =>
        Assert.Equal("{apiVersion: 'v1', kind: 'Pod', metadata: {}, spec: {hostNetwork: true}}", Builders.Show("""
            class Builder
            {
                IKubernetes client = null!;
                async Task Build(Site site)
                {
                    var answer = await client.CoreV1.CreateNamespacedPodWithHttpMessagesAsync(new V1Pod { Spec = new() { HostNetwork = true } }, site.Namespace);
                }
            }
            """));

    [Theory]
    [InlineData("CreateNamespacedPersistentVolumeClaimWithHttpMessagesAsync", "{apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: {name: 'data'}}")]
    [InlineData("CreateNamespacedPersistentVolumeClaimFromAsync", "{apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: ?, ...}")]
    public void What_a_call_that_is_missing_does_with_a_claim_is_told_by_its_name(string method, string expected) => Assert.Equal(expected, Builders.Show($$"""
        class Builder
        {
            Kubernetes client = null!;
            async Task Build(Site site)
            {
                var claim = new V1PersistentVolumeClaim { Metadata = new() { Name = "data" } };
                await client.{{method}}(claim, site.Namespace);
            }
        }
        """));

    [Fact]
    public void What_a_constructor_gets_is_known_also_beside_a_missing_type() =>
        Assert.Equal("{name: ?, image: 'nginx:1.27'}", Builders.Show(Root("new V1Pod(spec: new V1PodSpec(containers: new[] { new V1Container(site.Name, image: \"nginx:1.27\") }))")["spec"]["containers"].Items[0]));

    private static Rules.Tree.Node Labels(string labels) => Root($"new V1Pod {{ Metadata = new V1ObjectMeta {{ Labels = {labels} }} }}")["metadata"]["labels"];

    private static Rules.Tree.Node Container(string fields) => Root($"new V1Pod {{ Spec = new V1PodSpec {{ Containers = [new V1Container {{ {fields} }}] }} }}")["spec"]["containers"].Items[0];

    private static readonly string[] Members =
    [
        "public static V1Pod Static(string name, int count) => new() { Metadata = new() { Name = name, Labels = new Dictionary<string, string> { [\"count\"] = count.ToString() } } };",
        "V1Pod Named(string name, int count) => Static(name, count);",
        "V1Pod Several(string name, params string[] all) => Static(name, all.Length);",
    ];

    // Members that nothing calls would be entries of their own.
    private static Rules.Tree.Node Root(string pod, string members = "") => Assert.Single(Builders.Read($$"""
        class Builder
        {
            object Build(Site site) => {{pod}};
            {{string.Join("\n", Members.Where(member => IsUsed(pod, member)))}}
            {{members}}
        }
        {{(pod.Contains("With(", StringComparison.Ordinal) ? Extensions : "")}}
        """)).Root;

    private static bool IsUsed(string pod, string member) => member.Contains(" Static(string", StringComparison.Ordinal)
        ? pod.Contains("Static(", StringComparison.Ordinal) || pod.Contains("Named(", StringComparison.Ordinal) || pod.Contains("Several(", StringComparison.Ordinal)
        : pod.Contains(member.Split('(')[0].Split(' ')[1].Split('<')[0] + "(", StringComparison.Ordinal);

    private const string Extensions = """
        static class Extensions
        {
            public static V1Pod With(this V1Pod pod, string name) { pod.Metadata = new() { Name = name, Labels = new Dictionary<string, string> { ["count"] = "2" } }; return pod; }
        }
        """;

    [Theory]
    [InlineData("client.Create(pod.WithOwnerReference(owner));", "", "{apiVersion: 'v1', kind: 'Pod', metadata: {name: 'web', ownerReferences: !}}")]
    [InlineData("client.Create(pod.WithOwnerReference(owner));", "namespace KubeOps.Abstractions.Entities { public static class Extensions { public extern static T WithOwnerReference<T>(this T entity, Owner owner) where T : V1Pod; } }", "{apiVersion: 'v1', kind: 'Pod', metadata: {name: 'web', ownerReferences: !}}")]
    [InlineData("pod.WithOwnerReference(owner); pod.Spec = new() { HostNetwork = true }; client.Create(pod);", "", "{apiVersion: 'v1', kind: 'Pod', metadata: {name: 'web', ownerReferences: !}, spec: {hostNetwork: true}}")]
    [InlineData("client.Create(pod.WithSomething(owner));", "", "{apiVersion: 'v1', kind: 'Pod', metadata: ?, ...}")]
    public void An_owner_is_set_by_KubeOps_with_or_without_its_package(string statements, string library, string expected) => Assert.Equal(
        expected,
        Builders.Show("using KubeOps.Abstractions.Entities; class Controller { void Run(Missing.Client client, Owner owner) { var pod = new V1Pod { Metadata = new() { Name = \"web\" } }; " + statements + " } }", library, "class Owner { }"));

    [Theory]
    [InlineData("IKubernetesClient client", "await client.SaveAsync(first, token);", "{app: 'web'}")]
    [InlineData("IKubernetesClient client", "await client.ApiClient.CoreV1.CreateNamespacedPodAsync(first, site.Namespace);", "{app: 'web'}")]
    [InlineData("ILogger<Controller> logger", "logger.LogInformation(\"{Pod}\", first);", "{app: 'web'}")]
    [InlineData("IKubernetesClient client", "client.Watch(first, pod => pod.Metadata.Labels.Clear());", "{...}")]
    [InlineData("Missing client", "await client.SaveAsync(first, token);", "{...}")]
    public void What_a_client_or_logger_of_a_missing_package_gets_stays_as_it_is(string parameter, string statement, string expected)
    {
        var pods = Builders.Read($$"""
            class Controller({{parameter}})
            {
                async Task<V1Pod> Run(Site site, Token token)
                {
                    var labels = new Dictionary<string, string> { ["app"] = "web" };
                    var first = new V1Pod { Metadata = new() { Name = "first", Labels = labels } };
                    {{statement}}
                    return new V1Pod { Metadata = new() { Labels = labels } };
                }
            }
            """);

        Assert.Equal(expected, Builders.Show(pods[^1].Root["metadata"]["labels"]));
    }

    [Theory]
    [InlineData("await client.UpdateAsync(budget);", 2)]
    [InlineData("await client.DeleteAsync(budget);", 1)]
    [InlineData("await client.CreateAsync(await client.Find(\"web\"), default);", 2)]
    [InlineData("await client.UpdateAsync(await client.Find(\"web\"), default);", 1)]
    [InlineData("await client.PatchAsync(new V1Pod { Spec = new() { HostNetwork = true } });", 1)]
    public void What_a_client_of_a_missing_package_gets_is_there(string statement, int documents) => Assert.Equal(documents, Builders.Read($$"""
        class Controller(IKubernetesClient client)
        {
            async Task Run(V1PodDisruptionBudget budget)
            {
                {{statement}}
                await client.SaveAsync(new V1Pod { Metadata = new() { Name = "web" } });
            }
        }
        """).Count);
}
