using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class PlaceholderTests
{
    [Theory]
    [InlineData("<SUBNET-ID>")]
    [InlineData("<your domain>")]
    [InlineData("registry/<project>/web:1", "<project>")]
    [InlineData("REPLACE_ME")]
    [InlineData("https://change-me/x", "change-me")]
    [InlineData("REPLACE_ME_SIZE")]
    [InlineData("change-me-db", "change-me")]
    [InlineData("REPLACE_WITH_TOKEN")]
    [InlineData("replace-with-your-token")]
    [InlineData("https://REPLACE-WITH-HOST.example.com", "REPLACE-WITH-HOST")]
    [InlineData("YOUR_PROJECT_ID")]
    [InlineData("https://your-domain.com/", "your-domain")]
    [InlineData("subnet-xxxxxxxx", "xxxxxxxx")]
    [InlineData("BUCKET-NAME-HERE")]
    [InlineData("s3://TOKEN_HERE/x", "TOKEN_HERE")]
    [InlineData("your-api-key-here")]
    [InlineData("'[...]'", "[...]")]
    [InlineData("...")]
    [InlineData("TO_BE_FILLED")]
    [InlineData("to-be-defined")]
    [InlineData("'@@IMAGE@@'", "@@IMAGE@@")]
    [InlineData("<%= image %>")]
    [InlineData("${IMAGE}")]
    [InlineData("{{ image }}")]
    public void Reports_a_value_that_somebody_has_to_fill_in(string value, string? placeholder = null)
    {
        var finding = Lint.One<Placeholder>(Pod("env: [{ name: TARGET, value: \"" + value.Trim('\'') + "\" }]"));
        Assert.Equal($"'{placeholder ?? value}' at spec.containers[0].env[0].value of Pod 'web' is a placeholder that nobody has filled in", finding.Message);
    }

    [Theory]
    [InlineData("web.template.yaml", false)]
    [InlineData("k8s/web.example.yml", false)]
    [InlineData("web.yaml.dist", false)]
    [InlineData("examples/web.yaml", true)]
    [InlineData("template.yaml", true)]
    [InlineData("web-sample.yaml", true)]
    public void Is_silent_where_the_name_says_that_the_file_is_to_be_filled_in(string path, bool isReported) =>
        Assert.Equal(isReported, Lint.Run([new(path, Pod("env: [{ name: TARGET, value: REPLACE_ME }]"))], "HA1806").Count > 0);

    [Fact]
    public void Is_silent_about_a_parameter_of_a_template() => Lint.Expect<Placeholder>("""
        apiVersion: template.openshift.io/v1
        kind: Template
        metadata: { name: web }
        parameters: [{ name: IMAGE, required: true }]
        objects:
        - apiVersion: v1
          kind: Pod
          metadata: { name: web }
          spec: { containers: [{ name: web, image: web:1, env: [{ name: A, value: '${IMAGE}' }] }] }
        """);

    [Theory]
    [InlineData("${A}\\nb: c")]
    [InlineData("a: ${A}")]
    public void Is_silent_about_a_hole_in_a_longer_text(string value) => Lint.Expect<Placeholder>(Pod($"env: [{{ name: A, value: \"{value}\" }}]"));

    [Fact]
    public void Is_silent_about_a_hole_of_what_a_kustomization_builds() => Lint.Expect<Placeholder>(
        [
            ("kustomization.yaml", "resources: [web.yaml]"),
            ("web.yaml", Pod("env: [{ name: A, value: '${A}' }]")),
        ]);

    [Fact]
    public void Is_silent_about_a_kustomization_and_what_names_no_version()
    {
        Lint.Expect<Placeholder>([("kustomization.yaml", "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamePrefix: <PREFIX>\n")]);
        Lint.Expect<Placeholder>("kind: Service\nmetadata: { name: web }\nspec: { type: <TYPE> }\n");
    }

    [Theory]
    [InlineData("roles/web/templates/pod.yaml")]
    [InlineData("pod.tmpl.yaml")]
    public void Is_silent_about_the_hole_of_a_file_that_says_it_is_a_template(string path) =>
        Lint.Expect<Placeholder>([(path, Pod("env: [{ name: A, value: '{{ web_name }}' }]"))]);

    [Theory]
    [InlineData("image: 'shop/web:${CI_COMMIT_SHA}'")]
    [InlineData("image: 'shop/web:$TAG'")]
    [InlineData("image: '{{ image }}'")]
    public void Is_silent_about_an_image_that_a_pipeline_names(string image) => Lint.Expect<Placeholder>(Pod(image));

    [Fact]
    public void Reports_a_list_that_was_cut() => Lint.Expect<Placeholder>(Pod("{|HA1806:env|}: [...]"));

    [Fact]
    public void Reports_a_map_that_was_cut() => Lint.Expect<Placeholder>(Pod("{|HA1806:securityContext|}: { ... }"));

    [Theory]
    [InlineData("containers: [{ name: web, image: {|HA1806:IMAGE_NAME|} }]")]
    [InlineData("containers: [{ name: web, image: {|HA1806:__IMAGE__|} }]")]
    [InlineData("containers: [{ name: web, image: {|HA1806:'registry.example:5000/PROJECT_ID/web:1.4'|} }]")]
    [InlineData("initContainers: [{ name: web, image: {|HA1806:shop/_APP_|} }]")]
    [InlineData("volumes: [{ name: data, persistentVolumeClaim: { claimName: {|HA1806:CLAIM_NAME|} } }]")]
    [InlineData("serviceAccountName: {|HA1806:_ACCOUNT_|}")]
    public void Reports_a_word_in_capitals_where_none_can_be(string field) => Lint.Expect<Placeholder>(Pod(field));

    [Theory]
    [InlineData("containers: [{ name: web, image: 'shop/web:RELEASE_1' }]")] // tags may be in capitals
    [InlineData("containers: [{ name: web, image: 'REGISTRY.example/shop/web:1' }]")] // and so may hosts
    [InlineData("containers: [{ name: web, image: 'shop/web@sha256:ABCD' }]")]
    [InlineData("containers: [{ name: web, image: shop/Web }]")] // a mistake, but no placeholder
    [InlineData("containers: [{ name: web, image: '${IMAGE}:${TAG}' }]")]
    [InlineData("env: [{ name: A, value: __A__ }]")]
    [InlineData("ports: [{ containerPort: '80' }], env: [{ name: A, value: LOUD_WORD }]")]
    [InlineData("workingDir: registry.example/APP_DIR")]
    [InlineData("serviceAccountName: Web")]
    public void Is_silent_about_other_capitals(string field) => Lint.Expect<Placeholder>(Pod(field));

    [Fact]
    public void Reports_the_namespace_that_nobody_has_chosen() => Lint.Expect<Placeholder>(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web, namespace: {|HA1806:NAMESPACE|} }\n");

    [Fact]
    public void Is_silent_about_the_namespace_that_a_kustomization_sets() => Lint.Expect<Placeholder>(
        [
            ("kustomization.yaml", "namespace: shop\nresources: [web.yaml]"),
            ("web.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web, namespace: NAMESPACE }\n"),
        ]);

    [Fact]
    public void Is_silent_about_names_in_custom_resources() => Lint.Expect<Placeholder>(
        "apiVersion: example.com/v1\nkind: Watcher\nmetadata: { name: web }\nspec: { namespace: ALL }\n");

    [Theory]
    [InlineData("clusterIP: {|HA1806:CLUSTER_DNS_IP|}")]
    [InlineData("externalIPs: [{|HA1806:NODE_IP|}]")]
    [InlineData("clusterIP: None")]
    [InlineData("clusterIP: '${DNS_IP}', sessionAffinity: '${AFFINITY}'")] // a template
    [InlineData("sessionAffinity: LOUD")]
    public void Reports_a_word_in_capitals_where_an_address_belongs(string spec) =>
        Lint.Expect<Placeholder>($"apiVersion: v1\nkind: Service\nmetadata: {{ name: dns }}\nspec: {{ {spec} }}\n");

    [Fact]
    public void Reports_a_word_in_capitals_before_a_port() => Lint.Expect<Placeholder>("""
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        controlPlaneEndpoint: {|HA1806:LOAD_BALANCER_IP:6443|}
        """);

    [Fact]
    public void Reports_the_same_placeholder_of_an_object_once() =>
        Assert.Single(Lint.One<Placeholder>(Pod("image: <repo>/web:1\n    env: [{ name: A, value: <repo> }]")).Related);

    [Fact]
    public void Reports_a_word_in_capitals_where_a_number_belongs() => Lint.Expect<Placeholder>(Pod("ports: [{ containerPort: {|HA1806:PORT|} }]"));

    [Theory]
    [InlineData("env: [{ name: A, value: '<b>bold</b>' }]")]
    [InlineData("env: [{ name: A, value: '<em>bold</em>' }]")]
    [InlineData("env: [{ name: A, value: '<link>bold</link>' }]")]
    [InlineData("env: [{ name: A, value: '<link><hr/>' }]")]
    [InlineData("env: [{ name: A, value: 'List<T>' }]")]
    [InlineData("env: []\n    securityContext: {}\n    args: [a]")]
    [InlineData("env: [{ name: A, value: 'a <word> in a sentence' }]")]
    [InlineData("env: [{ name: A, value: '(?P<name>x)' }]")]
    [InlineData("env: [{ name: A, value: 'a<b' }]")]
    [InlineData("env: [{ name: A, value: '<none>' }]")]
    [InlineData("env: [{ name: A, value: 'your-name' }]")] // a name like any other
    [InlineData("env: [{ name: A, value: 'xxx' }]")]
    [InlineData("env: [{ name: A, value: 'LOUD' }]")]
    [InlineData("env: [{ name: A, value: 'from-here' }]")]
    [InlineData("env: [{ name: A, value: 'INSERT_ONLY' }]")]
    [InlineData("env: [{ name: A, value: 'REPLACE_EXISTING' }]")]
    [InlineData("env: [{ name: A, value: 'replace-without' }]")]
    [InlineData("env: [{ name: A, value: '<think>' }]")]
    [InlineData("env: [{ name: A, value: 'HERE' }]")]
    [InlineData("env: [{ name: A, value: 'a.example.org/there' }]")]
    [InlineData("env: [{ name: A, value: '$(HOST)' }]")]
    [InlineData("env: [{ name: PASSWORD, value: changeme }]")] // HA1202
    [InlineData("command: [sh, -c, 'echo ${HOME} <NAME>']")]
    [InlineData("args: ['<NAME>', [...]]")]
    [InlineData("env: [{ name: A, value: '${A}' }, { name: B, value: '${B}' }]")] // a template
    [InlineData("env: [{ name: A, value: '${A:-1}' }]")] // has a default
    [InlineData("env: [{ name: HOST, valueFrom: { fieldRef: { fieldPath: status.hostIP } } }, { name: URL, value: 'http://${HOST}:80' }]")] // the program's own
    [InlineData("env: [{ name: A, value: '${1}' }]")] // of a regular expression
    public void Is_silent_about_text_that_is_meant_so(string field) => Lint.Expect<Placeholder>(Pod(field));

    [Theory]
    [InlineData("command: [etcd, {|HA1806:'--initial-cluster=<initial-cluster>'|}]")]
    [InlineData("args: [{|HA1806:'--node-group=asg:tag=k8s.io/enabled,k8s.io/<YOUR CLUSTER NAME>'|}]")]
    [InlineData("args: [{|HA1806:-name=<NAME>|}]")]
    [InlineData("args: ['--format=<time>', '--format=<Level> <Message>', '--expression=(?<Name>a)', '<NAME>', '--name', '--tag=<B>bold</B>']")]
    [InlineData("command: [sh, -c, 'server', '--name=<NAME>']")]
    public void Reports_an_option_whose_value_nobody_has_filled_in(string field) => Lint.Expect<Placeholder>(Pod(field));

    [Theory]
    [InlineData("v1", "ConfigMap", "data: { page: '<NAME>' }")]
    [InlineData("v1", "Secret", "data: { page: xxxx }")]
    [InlineData("v1", "ConfigMap", "annotations: { kubernetes.io/description: '<NAME>' }")]
    [InlineData("monitoring.coreos.com/v1", "PrometheusRule", "spec: { a: '<NAME>' }")]
    [InlineData("argoproj.io/v1alpha1", "ApplicationSet", "spec: { a: '{{name}}' }")]
    [InlineData("operators.coreos.com/v1alpha1", "ClusterServiceVersion", "annotations: { alm-examples: '<NAME>' }")]
    [InlineData("example.com/v1", "Policy", "spec: { a: '{{request.name}}' }")]
    [InlineData("${API}", "Service", "spec: { a: '<NAME>' }")] // unknown: stay silent
    public void Is_silent_about_kinds_and_fields_of_text(string apiVersion, string kind, string field) =>
        Lint.Expect<Placeholder>($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: a }}\n{field}\n");

    [Fact]
    public void Is_silent_about_what_flux_substitutes() => Lint.Expect<Placeholder>(
        [
            ("flux.yaml", "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: apps }\nspec: { postBuild: { substitute: { TARGET: a } } }"),
            ("web.yaml", Pod("env: [{ name: A, value: '${TARGET}' }]")),
        ]);

    [Theory]
    [InlineData("images: [{ name: web, newName: example.com/web }]", "env: [{ name: A, value: {|HA1806:<name>|} }]")]
    [InlineData("namePrefix: shop-", "image: {|HA1806:<repo>/web|}")]
    [InlineData("namespace: shop", "serviceAccountName: {|HA1806:ACCOUNT_NAME|}")]
    public void Reports_what_a_kustomization_leaves_as_it_is(string kustomization, string field) => Lint.Expect<Placeholder>(
        [
            ("kustomization.yaml", $"resources: [web.yaml]\n{kustomization}"),
            ("web.yaml", Pod(field)),
        ]);

    [Fact]
    public void Is_silent_about_an_image_that_a_kustomization_renames() => Lint.Expect<Placeholder>(
        [
            ("kustomization.yaml", "resources: [web.yaml]\nimages: [{ name: <repo>/web, newName: example.com/web }]"),
            ("web.yaml", Pod("image: <repo>/web")),
        ]);

    private static string Pod(string field) => $"apiVersion: v1\nkind: Pod\nmetadata: {{ name: web }}\nspec:\n  containers:\n  - name: web\n    {field}\n";
}
