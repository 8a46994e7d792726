namespace Hale.CSharp.Tests.Evaluation;

/// <summary>YAML in strings: read with the places that it has in the source.</summary>
public class YamlTextTests
{
    [Fact]
    public void Text_is_read_where_no_type_of_a_manifest_is_named() => Assert.Equal(
        "{kind: 'Service', apiVersion: 'v1', metadata: {name: 'web'}}",
        Builders.Show("""
            class Builder { IEnumerable<object> Create() => KubernetesYaml.LoadAllFromString("kind: Service\napiVersion: v1\nmetadata: { name: web }"); }
            """));

    [Fact]
    public void A_port_in_quotes_is_a_number_where_it_is_one() => Assert.Equal(
        "[{port: 80, targetPort: 8080}]",
        Builders.Show(Assert.Single(Builders.Read("""
            class Builder { object Create() => KubernetesYaml.Deserialize<V1Service>("spec: { ports: [{ port: 80, targetPort: '8080' }] }"); }
            """)).Root["spec"]["ports"]));

    [Fact]
    public void Json_is_read() => Builders.Expect("HA0102", """"
        class Builder
        {
            V1Deployment Create() => KubernetesJson.Deserialize<V1Deployment>("""
                { "spec": { "replicas": {|HA0102:0|}, "template": { "spec": { "containers": [{ "name": "web" }] } } } }
                """);
        }
        """");

    [Fact]
    public void A_raw_string_is_read_without_its_indentation() => Builders.Expect("HA1301", """"
        class Web
        {
            V1Pod Create() => KubernetesYaml.Deserialize<V1Pod>("""
                apiVersion: v1
                kind: Pod
                metadata: { name: web }
                spec:
                  containers:
                  - name: web
                    image: {|HA1301:nginx:latest|}
                """);
        }
        """");

    [Fact]
    public void A_verbatim_string_is_read_with_its_doubled_quotes() => Builders.Expect("HA1301", """
        class Web
        {
            V1Pod Create() => KubernetesYaml.Deserialize<V1Pod>(@"
        kind: Pod
        apiVersion: v1
        metadata: { name: ""web"", labels: { ""app"": ""web"" } }
        spec: { containers: [{ name: ""web"", image: {|HA1301:""nginx:latest""|} }] }
        ");
        }
        """);

    [Fact]
    public void A_string_is_read_with_its_escapes() => Builders.Expect("HA1301", """
        class Web
        {
            V1Pod Create() => KubernetesYaml.Deserialize<V1Pod>("kind: Pod\napiVersion: v1\nmetadata: { name: \"web\", labels: { a: \"\u0041\" } }\nspec: { containers: [{ name: \x61, image: {|HA1301:\"nginx:latest\"|} }] }");
        }
        """);

    [Fact]
    public void Doubled_braces_around_holes_are_read_as_one() => Builders.Expect("HA1301", """
        class Web
        {
            V1Pod Create(string name) => KubernetesYaml.Deserialize<V1Pod>(
                $"kind: Pod\napiVersion: v1\nmetadata: {{ name: {name}, labels: {{ a: \"{{\" }} }}\nspec: {{ containers: [{{ name: web, image: {|HA1301:nginx:latest|} }}] }}");

            V1Pod Other(string name) => KubernetesYaml.Deserialize<V1Pod>($@"
        kind: Pod
        apiVersion: v1
        metadata: {{ name: {name}-other, labels: {{ app: ""__NAME__"" }} }}
        spec: {{ containers: [{{ name: __NAME__, image: {|HA1301:__NAME__:latest|} }}] }}
        ".Replace("__NAME__", "web"));
        }
        """);

    [Fact]
    public void A_hole_that_null_fills_is_empty() => Assert.Equal(
        "{apiVersion: 'v1', kind: 'Pod', metadata: {name: 'web', namespace: -}}",
        Builders.Show("""
            class Web
            {
                V1Pod Create() => Make(null);
                static V1Pod Make(string? suffix) => KubernetesYaml.Deserialize<V1Pod>($"apiVersion: v1\nkind: Pod\nmetadata:\n  name: web{suffix}\n  namespace: {suffix}\n");
            }
            """));

    [Fact]
    public void A_sum_of_strings_and_a_constant_of_another_class_are_read_where_they_stand() => Builders.Expect("HA1301", """
        class Web
        {
            V1Pod Create() => KubernetesYaml.Deserialize<V1Pod>(Texts.Pod);
        }

        static class Texts
        {
            public const string Pod = "kind: Pod\napiVersion: v1\nmetadata: { name: web }\n"
                + "spec: { containers: [{ name: web, image: {|HA1301:nginx:latest|} }] }\n";
        }
        """);

    [Fact]
    public void What_stands_instead_of_words_of_a_template_has_their_place() => Builders.Expect("HA1301", """"
        class Web
        {
            const string Template = """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: __NAME__
                spec:
                  containers:
                  - name: web
                    image: {|HA1301:__IMAGE__|}
                  - name: __NAME__-log
                    image: {|HA1301:log:latest|}
                """;
            V1Pod Create(string name) => KubernetesYaml.Deserialize<V1Pod>(Template.Replace("__NAME__", name).Replace("__IMAGE__", Images.Web));
        }
        """", "static class Images { public const string Web = \"web:latest\"; }");

    [Fact]
    public void What_fills_a_hole_of_a_format_has_its_place() => Builders.Expect("HA1301", """"
        class Web
        {
            V1Pod Create(string name) => KubernetesYaml.Deserialize<V1Pod>(string.Format("""
                apiVersion: v1
                kind: Pod
                metadata: {{ name: {0} }}
                spec:
                  containers:
                  - name: web
                    image: {|HA1301:{1}|}
                  - name: {0}-log
                    image: {|HA1301:log:latest|}
                """, name, "web:latest"));
        }
        """");

    [Theory]
    [InlineData("\"\".Replace(\"a\", \"b\")")]
    [InlineData("string.Format(\"\", 1)")]
    [InlineData("$\"{\"\"}\"")]
    public void An_empty_text_is_no_manifest(string text) =>
        Assert.Empty(Builders.Read($"class Web {{ V1Pod Create() => KubernetesYaml.Deserialize<V1Pod>({text}); }}"));

    [Theory]
    [InlineData("Replace(\"__IMAGE__\", image)", "!")]
    [InlineData("Replace(\"__IMAGE__\", image + \":latest\")", "'*:latest'")]
    [InlineData("Replace(\"__IMAGE__\", \"__NAME__:1\").Replace(\"__NAME__\", \"web\")", "'web:1'")]
    [InlineData("Replace(\"__NAME__\", image)", "'__IMAGE__'")]
    [InlineData("Replace(\"image: __IMAGE__\", image)", null)] // may be any number of keys
    [InlineData("Replace(image, \"web\")", null)]
    public void A_template_is_known_as_far_as_what_is_put_in(string replaced, string? image)
    {
        var pods = Builders.Read($$"""
            class Web
            {
                V1Pod Create(string image) => KubernetesYaml.Deserialize<V1Pod>("kind: Pod\napiVersion: v1\nmetadata:\n  name: __NAME__\nspec:\n  containers:\n  - name: a\n    image: __IMAGE__\n".{{replaced}});
            }
            """);

        Assert.Equal(image, pods.Count == 0 ? null : Builders.Show(pods[0].Root["spec"]["containers"].Items[0]["image"]));
    }

    [Fact]
    public void A_hole_is_a_value_that_is_there_and_not_known() => Assert.Equal(
        "{apiVersion: 'v1', kind: 'Pod', metadata: {name: !, labels: {tier: 'web', ...}}, spec: {containers: [{name: 'web', image: '*/web:latest'}]}}",
        Builders.Show(""""
            class Web
            {
                V1Pod Create(string name, string registry, string label) => KubernetesYaml.Deserialize<V1Pod>($$"""
                    apiVersion: v1
                    kind: Pod
                    metadata:
                      name: {{name}}
                      labels:
                        {{label}}: x
                        tier: web
                    spec: { containers: [{ name: web, image: {{registry}}/web:latest }] }
                    """);
            }
            """"));

    [Fact]
    public void What_ends_in_a_hole_is_reported_with_it() => Builders.Expect("HA1301", """"
        class Web
        {
            V1Pod Create(string registry) => KubernetesYaml.Deserialize<V1Pod>($"""
                kind: Pod
                apiVersion: v1
                metadata:
                  name: web
                spec:
                  containers:
                  - name: web
                    image: {|HA1301:{registry}/web:latest|}
                """);
        }
        """");

    [Fact]
    public void A_known_value_in_a_hole_is_read_as_a_part_of_the_text() => Assert.Equal(
        "{apiVersion: 'v1', kind: 'Pod', metadata: {name: 'web'}, spec: {containers: [{name: 'web', image: 'nginx:1.27'}]}}",
        Builders.Show(""""
            class Web
            {
                V1Pod Create()
                {
                    var name = "web";
                    return KubernetesYaml.Deserialize<V1Pod>($$"""
                        apiVersion: v1
                        kind: Pod
                        metadata: { name: {{name}} }
                        spec: { containers: [{ name: {{name}}, image: nginx:{{"1.27"}} }] }
                        """);
                }
            }
            """"));

    [Fact]
    public void What_is_written_over_the_text_counts() => Assert.Equal(
        "{kind: 'Deployment', apiVersion: 'apps/v1', metadata: {name: 'web'}, spec: {template: {spec: {containers: [{name: 'web', image: 'web:1', tty: true}], terminationGracePeriodSeconds: 60}}, replicas: 3}}",
        Builders.Show("""
            class Web
            {
                V1Deployment Create()
                {
                    var web = KubernetesYaml.Deserialize<V1Deployment>("kind: Deployment\napiVersion: apps/v1\nmetadata: {name: web}\nspec: {replicas: 1, template: {spec: {containers: [{name: web, image: 'web:1'}]}}}\n");
                    web.Spec.Replicas = 3;
                    web.Spec.Template.Spec.TerminationGracePeriodSeconds = 60;
                    web.Spec.Template.Spec.Containers[0].Tty = true;
                    return web;
                }
            }
            """));

    [Fact]
    public void Several_documents_are_several_objects() => Assert.Equal(
        ["{apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'web'}}", "{apiVersion: 'v1', kind: 'Service', metadata: {name: 'web', namespace: 'web'}}"],
        Builders.Read("""
            class Web
            {
                async Task Apply(IKubernetes cluster)
                {
                    foreach (var part in KubernetesYaml.LoadAllFromString("apiVersion: v1\nkind: Namespace\nmetadata: {name: web}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\n"))
                    {
                        if (part is V1Namespace space)
                            await cluster.CoreV1.CreateNamespaceAsync(space);
                        else if (part is V1Service service)
                            await cluster.CoreV1.CreateNamespacedServiceAsync(service, "web");
                    }
                }
            }
            """).Select(document => Builders.Show(document.Root)));

    [Theory]
    [InlineData("""$"kind: Pod\napiVersion: v1\nmetadata: {{name: web}}\n{more}\n" """)] // Any number of keys.
    [InlineData("more")]
    [InlineData("System.IO.File.ReadAllText(more)")]
    [InlineData("\"kind: Pod\\nmetadata: [\"")] // No YAML.
    public void What_cannot_be_read_for_sure_is_no_manifest(string text) => Assert.Empty(Builders.Read($$"""
        class Web
        {
            V1Pod Create(string more) => KubernetesYaml.Deserialize<V1Pod>({{text}});
        }
        """));
}
