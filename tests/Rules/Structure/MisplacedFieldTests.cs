using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class MisplacedFieldTests
{
    [Fact]
    public void Reports_the_fields_of_a_spec_at_the_root() => Lint.Expect<MisplacedField>("""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
        {|HA1803:name|}: web
        spec:
        {|HA1803:replicas|}: 3
        selector:
          matchLabels: { app: web }
        template:
          metadata:
            labels: { app: web }
        """);

    [Fact]
    public void Reports_once_what_slipped_together()
    {
        var finding = Lint.One<MisplacedField>("""
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: web }
            spec:
              template:
                spec:
                  containers:
                  - name: web
                  image: web:1
                  ports: [{ containerPort: 80 }]
                  env: []
            """);
        Assert.Equal("'image' and 2 more fields stand at spec.template.spec of Deployment 'web' but belong in spec.template.spec.containers[0]", finding.Message);
        Assert.Equal("image", finding.Place.Text);
        Assert.Equal([("ports", "'ports' belongs there, too"), ("env", "'env' belongs there, too")], finding.Related.Select(related => (related.Place.Text, related.Message)));
    }

    [Fact]
    public void Reports_once_what_is_left_of_a_deployment_config()
    {
        var finding = Lint.One<MisplacedField>("""
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: web }
            spec:
              strategy:
                type: Recreate
                recreateParams: { timeoutSeconds: 600 }
                resources: {}
                activeDeadlineSeconds: 21600
            """);
        Assert.Equal("Deployment 'web' has no field 'recreateParams' at spec.strategy: only OpenShift's DeploymentConfig has it", finding.Message);
        Assert.Equal(["resources", "activeDeadlineSeconds"], finding.Related.Select(related => related.Place.Text));
        Assert.Equal("Use the kind or version that has the field, or remove it.", finding.Fix);
    }

    [Fact]
    public void Reports_once_what_knative_takes_on_the_template_only()
    {
        const string Service = """
            apiVersion: serving.knative.dev/v1
            kind: Service
            metadata:
              name: hello
              annotations:
                {|HA1803:autoscaling.knative.dev/min-scale|}: '2'
                autoscaling.knative.dev/target: '20'
                serving.knative.dev/rollout-duration: 380s
            spec: { template: { spec: { containers: [{ image: hello:1 }] } } }
            """;
        Lint.Expect<MisplacedField>(Service);
        var finding = Lint.One<MisplacedField>(Service.Replace("{|HA1803:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal));
        Assert.Equal("'autoscaling.knative.dev/min-scale' stands at metadata.annotations of Knative's Service 'hello' but belongs in spec.template.metadata.annotations", finding.Message);
        Assert.Equal(["'autoscaling.knative.dev/target' belongs there, too"], finding.Related.Select(related => related.Message));
    }

    [Theory]
    [InlineData("serving.knative.dev/v1", "template: { metadata: { annotations: { autoscaling.knative.dev/min-scale: '2' } } }")]
    [InlineData("v1", "selector: { app: hello }")]
    public void Is_silent_about_annotations_of_a_service_that_is_well(string apiVersion, string spec) => Lint.Expect<MisplacedField>($$"""
        apiVersion: {{apiVersion}}
        kind: Service
        metadata: { name: hello, annotations: { {{(apiVersion == "v1" ? "autoscaling.knative.dev/target" : "serving.knative.dev/creator")}}: '20' } }
        spec: { {{spec}} }
        """);

    [Fact]
    public void Knows_the_strategy_of_a_deployment_config() => Lint.Expect<MisplacedField>("""
        apiVersion: apps.openshift.io/v1
        kind: DeploymentConfig
        metadata: { name: web }
        spec: { strategy: { type: Recreate, recreateParams: { timeoutSeconds: 600 }, activeDeadlineSeconds: 21600 } }
        """);

    [Theory]
    [InlineData("extensions/v1beta1", "Deployment", "{|HA1803:replicas|}: 2\nspec:\n  rollbackTo: { revision: 1 }\n  template: { spec: { {|HA1803:image|}: web:1, containers: [{ name: web }] } }")]
    [InlineData("extensions/v1beta1", "DaemonSet", "spec: { templateGeneration: 2 }")]
    [InlineData("apps/v1beta2", "StatefulSet", "spec: { serviceName: web, template: { spec: { containers: [{ name: web, image: web:1, {|HA1803:hostNetwork|}: true }] } } }")]
    [InlineData("policy/v1beta1", "PodDisruptionBudget", "spec: { selector: { matchLabels: { app: web }, {|HA1803:maxUnavailable|}: 1 } }")]
    [InlineData("batch/v1beta1", "CronJob", "spec: { jobTemplate: { spec: { {|HA1803:concurrencyPolicy|}: Forbid } } }")]
    [InlineData("extensions/v1beta1", "Ingress", "spec: { backend: { serviceName: web, servicePort: 80 } }")] // whose fields have changed
    public void Knows_the_fields_of_versions_that_are_no_longer_served(string apiVersion, string kind, string rest) =>
        Lint.Expect<MisplacedField>($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: web }}\n{rest}\n");

    [Fact]
    public void Other_rules_go_on_with_an_object_that_slipped() => Assert.Equal(
        ["HA1803", "HA0101", "HA0602", "HA1101", "HA1102", "HA1301"],
        Lint.Run([new Hale.Rules.Tree.SourceText("manifest.yaml", """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
            name: web
            spec:
            selector:
              matchLabels: { app: web }
            template:
              metadata:
                labels: { app: web }
              spec:
                containers: [{ name: web, image: web }]
            """)]).Select(finding => finding.Rule.Id).Distinct());

    [Theory]
    [InlineData("securityContext: null\n  containers: [{ name: a, image: a, runAsUser: 1000 }]", "spec.containers[0].securityContext.runAsUser")]
    [InlineData("containers:\n  - name: a\n    image: a\n    lifecycle:\n      preStop:\n        exec:\n      command: [sleep, '5']", "spec.containers[0].lifecycle.preStop.exec.command")]
    [InlineData("containers:\n  - name: a\n    image: a\n    lifecycle:\n      preStop:\n        exec:\n    command: [sleep, '5']", "")] // it may be the container's
    public void Prefers_the_key_right_above_that_has_no_value(string spec, string target)
    {
        var findings = Lint.Findings<MisplacedField>($"apiVersion: v1\nkind: Pod\nmetadata: {{ name: web }}\nspec:\n  {spec}\n");
        Assert.Equal(target.Length == 0 ? [] : [target], findings.Select(finding => finding.Message[(finding.Message.LastIndexOf(' ') + 1)..]));
    }

    [Theory]
    [InlineData("replicas: 3", "'replicas' stands at the root of Deployment 'web' but belongs at spec.replicas")]
    [InlineData("labels: { app: web }", "'labels' stands at the root of Deployment 'web' but belongs at metadata.labels")]
    [InlineData("hostNetwork: true", "'hostNetwork' stands at the root of Deployment 'web' but belongs at spec.template.spec.hostNetwork")]
    public void Says_where_a_field_at_the_root_belongs(string field, string message)
    {
        var finding = Lint.One<MisplacedField>("apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\n" + field);
        Assert.Equal((message, Severity.Error), (finding.Message, finding.Severity));
    }

    [Theory]
    [InlineData("policy/v1", "PodDisruptionBudget", "minAvailable: 1\n  selector: { matchLabels: { app: web } }")]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", "scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }\n  maxReplicas: 1")]
    [InlineData("v1", "PersistentVolumeClaim", "accessModes: [ReadWriteOnce]\n  resources: { requests: { storage: 1Gi } }")]
    public void Says_nothing_else_about_an_object_that_lost_the_line_of_its_spec(string apiVersion, string kind, string fields)
    {
        var finding = Assert.Single(Lint.Run([new Hale.Rules.Tree.SourceText("manifest.yaml", $"apiVersion: {apiVersion}\nkind: {kind}\nmetadata:\n  name: web\n  {fields}\n")]));
        Assert.Equal($"'{fields.Split(':')[0]}' and 1 more field stand at metadata of {kind} 'web' but belong in spec", finding.Message);
    }

    [Fact]
    public void Says_where_containers_belong_that_lost_the_line_of_their_spec()
    {
        var finding = Lint.One<MisplacedField>("apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { template: { metadata: { containers: [{ name: a, image: a }] } } }\n");
        Assert.Equal("'containers' stands at spec.template.metadata of Deployment 'web' but belongs at spec.template.spec.containers", finding.Message);
    }

    [Theory]
    [InlineData("terminationGracePeriodSeconds: 60", "spec.containers[0]", "spec.terminationGracePeriodSeconds")]
    [InlineData("httpGet: { port: 80 }\n    readinessProbe: { tcpSocket: { port: 80 } }", "", "")] // one of several probes
    public void Says_where_a_field_of_a_container_belongs(string field, string holder, string target)
    {
        var finding = Lint.One<MisplacedField>("apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n  - name: web\n    " + field + "\n");
        Assert.Equal(target.Length > 0 ? Severity.Error : Severity.Warning, finding.Severity);
        if (target.Length > 0)
            Assert.Equal($"'{field.Split(':')[0]}' stands at {holder} of Pod 'web' but belongs at {target}", finding.Message);
    }

    [Theory]
    [InlineData("containers: [{ name: a, image: a, securityContext: { {|HA1803:fsGroup|}: 27 } }]", "spec.securityContext.fsGroup")]
    [InlineData("securityContext: { {|HA1803:privileged|}: true }\n  containers: [{ name: a, image: a }]", "spec.containers[0].securityContext.privileged")]
    [InlineData("securityContext: { {|HA1803:privileged|}: true }\n  containers: [{ name: a, image: a }, { name: b, image: b }]", "spec.securityContext")] // of which one is not known
    public void Says_which_security_context_a_field_belongs_in(string spec, string target)
    {
        var manifest = $"apiVersion: v1\nkind: Pod\nmetadata: {{ name: web }}\nspec:\n  {spec}\n";
        Lint.Expect<MisplacedField>(manifest);
        Assert.EndsWith(target, Lint.One<MisplacedField>(manifest.Replace("{|HA1803:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("apps/v1", "Deployment", "selector: { app: web }", "spec.selector.matchLabels.app")]
    [InlineData("apps/v1", "Deployment", "selector: { matchLabels: null, app: web }", "spec.selector.matchLabels.app")]
    [InlineData("policy/v1", "PodDisruptionBudget", "selector: { matchLabels: { tier: front }, app: web }", "spec.selector.matchLabels.app")]
    [InlineData("v1", "PersistentVolumeClaim", "resources: { storage: 1Gi }", "spec.resources.requests.storage")]
    [InlineData("v1", "PersistentVolumeClaim", "storage: 1Gi", "spec.resources.requests.storage")]
    public void Says_which_map_a_key_belongs_in(string apiVersion, string kind, string spec, string target)
    {
        var finding = Lint.One<MisplacedField>($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: web }}\nspec: {{ {spec} }}\n");
        Assert.EndsWith($" but belongs at {target}", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("apps/v1", "Deployment", "selector: { matchLabels: { app: web }, app: shop }")] // of the two values either may be meant
    [InlineData("apps/v1", "Deployment", "selector: { operator: Exists }")] // of an expression
    [InlineData("apps/v1", "Deployment", "selector: { app: { name: web } }")]
    [InlineData("v1", "PersistentVolumeClaim", "resources: { requests: { storage: 2Gi }, storage: 1Gi }")]
    public void Sends_no_key_where_it_may_not_be_meant(string apiVersion, string kind, string spec) =>
        Assert.Equal(Severity.Warning, Lint.One<MisplacedField>($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: web }}\nspec: {{ {spec} }}\n").Severity);

    [Fact]
    public void Other_rules_know_what_a_selector_was_meant_to_say() => Assert.DoesNotContain(
        Lint.Run([new Hale.Rules.Tree.SourceText("manifest.yaml", """
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: web }
            spec:
              selector: { app: web }
              template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: web:1 }] } }
            """)]),
        finding => finding.Rule.Id == "HA1402");

    [Fact]
    public void Reports_the_parts_of_an_affinity_term_that_changed_places() => Lint.Expect<MisplacedField>("""
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          affinity:
            podAntiAffinity:
              preferredDuringSchedulingIgnoredDuringExecution:
              - weight: 100
                {|HA1803:topologyKey|}: kubernetes.io/hostname
                podAffinityTerm:
                  labelSelector:
                    matchLabels: { app: web }
              requiredDuringSchedulingIgnoredDuringExecution:
              - labelSelector:
                  matchLabels: { app: web }
                  {|HA1803:topologyKey|}: kubernetes.io/hostname
        """);

    [Theory]
    [InlineData("replica: 3", "Deployment 'web' has no field 'replica' at spec: 'replicas' may be meant")]
    [InlineData("strategey: {}", "Deployment 'web' has no field 'strategey' at spec: 'strategy' may be meant")]
    [InlineData("-turbo: 3", "Deployment 'web' has no field '-turbo' at spec: a space belongs behind the '-' of a list item")]
    [InlineData("\u2013 turbo: 3", "Deployment 'web' has no field '\u2013 turbo' at spec: a list item begins with '-', and not with '\u2013'")]
    [InlineData("--turbo: 3", "Deployment 'web' has no field '--turbo' at spec")]
    [InlineData("turbo: true", "Deployment 'web' has no field 'turbo' at spec")]
    [InlineData("name: other", "Deployment 'web' has no field 'name' at spec")] // what it should be is set
    [InlineData("hostNetwork: ${X}", "Deployment 'web' has no field 'hostNetwork' at spec")] // the value is unknown
    public void Warns_of_a_field_that_belongs_nowhere(string field, string message)
    {
        var finding = Lint.One<MisplacedField>("apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  " + field + "\n");
        Assert.Equal((message, Severity.Warning), (finding.Message, finding.Severity));
    }

    [Fact]
    public void Does_not_send_a_field_into_a_map_that_was_not_chosen() => Assert.Equal(
        Severity.Warning,
        Lint.One<MisplacedField>("""
            apiVersion: v1
            kind: Pod
            metadata: { name: web }
            spec:
              volumes:
              - name: data
                nfs: { server: nas, path: /data, monitors: [a] }
            """).Severity);

    [Fact]
    public void Takes_the_schema_of_a_custom_resource_from_its_definition() => Lint.Expect<MisplacedField>("""
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: wikis.example.com }
        spec:
          group: example.com
          names: { kind: Wiki, plural: wikis }
          scope: Namespaced
          versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    properties:
                      size: { type: integer }
                      extra: { type: object, x-kubernetes-preserve-unknown-fields: true }
                      open:
                        type: object
                        x-kubernetes-preserve-unknown-fields: true
                        properties: { a: { type: string } }
        ---
        apiVersion: example.com/v1
        kind: Wiki
        metadata: { name: a }
        {|HA1803:size|}: 3
        spec:
          {|HA1803:sise|}: 3
          extra: { anything: 1 }
          open: { b: 1 }
        """);

    [Theory]
    [InlineData("networking.k8s.io/v1", "Ingress", "{ rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { serviceName: web } }] } }] }", "'service.name' took its place")]
    [InlineData("networking.k8s.io/v1", "Ingress", "{ backend: { service: { name: web } } }", "'defaultBackend' took its place")]
    [InlineData("autoscaling/v1", "HorizontalPodAutoscaler", "{ maxReplicas: 3, behavior: {} }", "autoscaling/v2 has it")]
    [InlineData("apps/v1", "Deployment", "{ strategy: { activeDeadlineSeconds: 60 }, template: { spec: { containers: [{ name: web }] } } }", "only OpenShift's DeploymentConfig has it")]
    [InlineData("apps/v1", "Deployment", "{ strategy: { resources: {} }, template: { spec: { containers: [{ name: web }] } } }", "only OpenShift's DeploymentConfig has it")]
    [InlineData("v1", "Service", "{ ipFamily: IPv6 }", "'ipFamilies' took its place")]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", "{ maxReplicas: 3, targetCPUUtilizationPercentage: 80 }", "'metrics' took its place")]
    [InlineData("apps/v1", "StatefulSet", "{ strategy: { type: RollingUpdate } }", "'updateStrategy' may be meant")]
    public void Says_what_became_of_a_field(string apiVersion, string kind, string spec, string hint) =>
        Assert.EndsWith($": {hint}", Lint.One<MisplacedField>($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: web }}\nspec: {spec}\n").Message, StringComparison.Ordinal);

    [Fact]
    public void Reports_what_is_called_as_the_record_of_sops_and_is_none() =>
        Lint.Expect<MisplacedField>("apiVersion: v1\nkind: Secret\nmetadata: { name: a }\n{|HA1803:sops|}: { version: 3 }");

    [Theory]
    [InlineData("apiVersion: example.com/v1\nkind: Deployment\nturbo: true")] // no known schema
    [InlineData("apiVersion: v1\nkind: ConfigMap\nx-anchors: {}")]
    [InlineData("apiVersion: v1\nkind: Secret\nsops: { age: [], mac: 'ENC[AES256_GCM,data:x1Y=,type:str]', version: 3.9.1 }")]
    [InlineData("apiVersion: v1\nkind: ConfigMap\nstatus: {}")]
    [InlineData("apiVersion: v1\nkind: ConfigMap\n'{{ .Values.key }}': 1")]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n  - { name: a, $patch: delete }")]
    [InlineData("apiVersion: ${API}\nkind: Deployment\nreplicas: 3")] // unknown: stay silent
    public void Is_silent_when_a_field_may_be_right(string text) => Lint.Expect<MisplacedField>(text);

    [Fact]
    public void Reports_a_field_of_a_patch_where_it_is_written() => Lint.Expect<MisplacedField>(
        [
            ("kustomization.yaml", "resources: [web.yaml]\npatches: [{ path: patch.yaml }]"),
            ("web.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 1 }"),
            ("patch.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { {|HA1803:replica|}: 1 }"),
        ]);
}
