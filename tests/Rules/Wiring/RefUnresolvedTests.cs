using Hale.Rules.Model;
using Hale.Rules.Wiring;
using Hale.Testing;

namespace Hale.Rules.Tests.Wiring;

public sealed class RefUnresolvedTests
{
    private const string Data = """

        ---
        { apiVersion: v1, kind: Secret, metadata: { name: token }, stringData: { vale: a } }
        ---
        { apiVersion: v1, kind: ConfigMap, metadata: { name: settings }, data: { modes: a } }
        ---
        { apiVersion: v1, kind: Secret, metadata: { name: filled } }
        ---
        { apiVersion: v1, kind: Secret, metadata: { name: open }, stringData: '${DATA}', data: { a: YQ== } }
        """;

    [Theory]
    [InlineData("envFrom: [{ configMapRef: { name: {|HA1401:settings|} } }]")]
    [InlineData("envFrom: [{ secretRef: { name: {|HA1401:token|} } }]")]
    [InlineData("env: [{ name: A, valueFrom: { configMapKeyRef: { name: {|HA1401:settings|}, key: a } } }]")]
    [InlineData("env: [{ name: A, valueFrom: { secretKeyRef: { name: {|HA1401:token|}, key: a, optional: false } } }]")]
    public void Reports_what_a_container_misses(string container) => Lint.Expect<RefUnresolved>(Web("", container));

    [Theory]
    [InlineData("serviceAccountName: {|HA1401:web|}")]
    [InlineData("priorityClassName: {|HA1401:high|}")]
    [InlineData("runtimeClassName: {|HA1401:kata|}")]
    [InlineData("volumes: [{ name: a, configMap: { name: {|HA1401:settings|} } }]")]
    [InlineData("volumes: [{ name: a, secret: { secretName: {|HA1401:token|} } }]")]
    [InlineData("volumes: [{ name: a, projected: { sources: [{ configMap: { name: {|HA1401:settings|} } }, { secret: { name: {|HA1401:token|} } }] } }]")]
    [InlineData("volumes: [{ name: a, persistentVolumeClaim: { claimName: {|HA1401:data|} } }]")]
    [InlineData("volumes: [{ name: a, ephemeral: { volumeClaimTemplate: { spec: { storageClassName: {|HA1401:fast|} } } } }]")]
    public void Reports_what_a_pod_misses(string pod) => Lint.Expect<RefUnresolved>(Web(pod));

    [Fact]
    public void Reports_the_class_of_a_claim_template() => Lint.Expect<RefUnresolved>(Set("storageClassName: {|HA1401:fast|}"));

    [Theory]
    [InlineData("env: [{ name: A, valueFrom: { secretKeyRef: { name: token, key: {|HA1401:value|} } } }]", "")]
    [InlineData("env: [{ name: A, valueFrom: { configMapKeyRef: { name: settings, key: {|HA1401:mode|} } } }]", "")]
    [InlineData("", "volumes: [{ name: a, secret: { secretName: token, items: [{ key: {|HA1401:value|}, path: b }, { key: vale, path: c }] } }]")]
    public void Reports_a_key_that_the_object_lacks(string container, string pod) => Lint.Expect<RefUnresolved>(Web(pod, container) + Data);

    [Theory]
    [InlineData("env: [{ name: A, valueFrom: { secretKeyRef: { name: token, key: vale } } }]")]
    [InlineData("env: [{ name: A, valueFrom: { secretKeyRef: { name: token, key: value, optional: true } } }]")]
    [InlineData("env: [{ name: A, valueFrom: { secretKeyRef: { name: token, key: '${KEY}' } } }]")]
    [InlineData("env: [{ name: A, valueFrom: { secretKeyRef: { name: filled, key: value } } }]")] // declared empty, for others to fill
    [InlineData("env: [{ name: A, valueFrom: { secretKeyRef: { name: open, key: value } } }]")]
    public void Is_silent_about_a_key_that_is_there_or_may_be(string container) => Lint.Expect<RefUnresolved>(Web("", container) + Data);

    [Theory]
    [InlineData("{ apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: { name: a }, spec: { target: { name: token, creationPolicy: Merge } } }")]
    [InlineData("{ apiVersion: v1, kind: Secret, metadata: { name: token }, stringData: { value: a } }")]
    public void Is_silent_about_a_key_that_another_object_may_add(string other) => Lint.Expect<RefUnresolved>(
        Web("", "env: [{ name: A, valueFrom: { secretKeyRef: { name: token, key: value } } }]") + Data + "\n---\n" + other);

    [Fact]
    public void Warns_of_a_missing_key_and_shows_the_object()
    {
        var finding = Lint.One<RefUnresolved>(Web("", "env: [{ name: A, valueFrom: { secretKeyRef: { name: token, key: value } } }]") + Data);
        Assert.Equal(("Deployment 'web' needs the key 'value' of Secret 'token', which has no such key", Severity.Warning), (finding.Message, finding.Severity));
        Assert.Single(finding.Related);
    }

    [Fact]
    public void Says_it_once_for_each_object() => Assert.Equal(
        "Deployment 'web' needs the Secret 'token', which nothing in the input declares or makes",
        Lint.One<RefUnresolved>(Web("volumes: [{ name: a, secret: { secretName: token } }]", "envFrom: [{ secretRef: { name: token } }]")).Message);

    [Theory]
    [InlineData("serviceAccountName: default")]
    [InlineData("serviceAccountName: ''")]
    [InlineData("serviceAccountName: '{{ .Values.account }}'")]
    [InlineData("serviceAccountName: <ACCOUNT>")] // a placeholder: HA1806
    [InlineData("priorityClassName: system-cluster-critical")]
    [InlineData("volumes: [{ name: ca, configMap: { name: kube-root-ca.crt } }]")]
    [InlineData("volumes: [{ name: ca, configMap: { name: istio-ca-root-cert } }]")]
    [InlineData("volumes: [{ name: a, secret: { secretName: token, optional: true } }]")]
    [InlineData("volumes: [{ name: a, secret: { secretName: token, optional: '${OPTIONAL}' } }]")]
    [InlineData("volumes: [{ name: a, persistentVolumeClaim: { claimName: data-db-0 } }]")] // made by the StatefulSet
    public void Is_silent_about_what_clusters_have_or_a_pod_can_do_without(string pod) => Lint.Expect<RefUnresolved>(Web(pod) + "\n---\n" + Set("storageClassName: ''"));

    [Theory]
    [InlineData("{ apiVersion: v1, kind: Secret, metadata: { name: token } }")]
    [InlineData("{ apiVersion: v1, kind: Secret, metadata: { name: '{{ .Release.Name }}-token' } }")]
    [InlineData("{ apiVersion: v1, kind: '{{ .Values.kind }}', metadata: { name: token } }")]
    [InlineData("{ apiVersion: v1, kind: Secret, metadata: { name: token, namespace: shop } }")] // whoever applies both decides
    [InlineData("kind: Secret\nmetadata: { name: token")] // unreadable
    [InlineData("{ apiVersion: cert-manager.io/v1, kind: Certificate, metadata: { name: web }, spec: { secretName: token } }")]
    [InlineData("{ apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: { name: web }, spec: { target: { name: token } } }")]
    [InlineData("{ apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: { name: token }, spec: {} }")]
    [InlineData("{ apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: { name: web }, spec: { target: { name: '${TARGET}' } } }")]
    [InlineData("{ apiVersion: '{{ .Values.api }}', kind: ExternalSecret, metadata: { name: web } }")]
    [InlineData("{ kind: ExternalSecret, metadata: { name: token ")] // unreadable
    [InlineData("{ apiVersion: bitnami.com/v1alpha1, kind: SealedSecret, metadata: { name: token } }")]
    [InlineData("{ apiVersion: v1, kind: Service, metadata: { name: web, annotations: { service.beta.openshift.io/serving-cert-secret-name: token } } }")]
    [InlineData("{ apiVersion: batch/v1, kind: Job, metadata: { name: certgen }, spec: { template: { spec: { containers: [{ args: [create, --secret-name=token] }] } } } }")]
    [InlineData("{ apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: { name: a }, rules: [{ resources: [secrets], resourceNames: [token], verbs: [update] }] }")]
    [InlineData("{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: web, annotations: { cert-manager.io/cluster-issuer: main } }, spec: { tls: [{ secretName: token }] } }")]
    [InlineData("{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: web, annotations: '{{ .Values.annotations }}' }, spec: { tls: [{ secretName: token }] } }")] // unknown: stay silent
    [InlineData("{ apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: { name: web, annotations: { cert-manager.io/issuer: main } }, spec: { listeners: [{ tls: { certificateRefs: [{ name: token }] } }] } }")]
    public void Is_silent_when_the_input_declares_or_makes_it(string other) =>
        Lint.Expect<RefUnresolved>(Web("volumes: [{ name: a, secret: { secretName: token } }]") + "\n---\n" + other);

    [Fact]
    public void Is_silent_about_what_an_operator_names_after_its_resource() => Lint.Expect<RefUnresolved>(
        Web("volumes: [{ name: a, secret: { secretName: orders-app } }]") + "\n---\n{ apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: { name: orders } }");

    [Theory]
    [InlineData("{ apiVersion: v1, kind: ConfigMap, metadata: { name: token } }")] // of another kind
    [InlineData("{ apiVersion: v1, kind: Secret, metadata: { name: tokens } }")]
    [InlineData("{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: web, annotations: { example.com/size: large } }, spec: { tls: [{ secretName: token }] } }")]
    [InlineData("{ apiVersion: monitoring.coreos.com/v1, kind: ServiceMonitor, metadata: { name: web }, spec: { bearerTokenSecret: { name: token } } }")]
    [InlineData("{ apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: { name: a }, rules: [{ resources: [secrets], resourceNames: [token], verbs: [get] }] }")]
    public void Speaks_beside_what_makes_nothing(string other) =>
        Lint.Expect<RefUnresolved>(Web("volumes: [{ name: a, secret: { secretName: {|HA1401:token|} } }]") + "\n---\n" + other);

    [Fact]
    public void Looks_through_the_whole_input_but_not_into_another_namespace()
    {
        const string secret = "{ apiVersion: v1, kind: Secret, metadata: { name: token, namespace: shop } }";
        Lint.Expect<RefUnresolved>([("web/web.yaml", Web("volumes: [{ name: a, secret: { secretName: token } }]")), ("secrets/token.yaml", secret)]);
        Lint.Expect<RefUnresolved>(
            [("web/web.yaml", Web("volumes: [{ name: a, secret: { secretName: {|HA1401:token|} } }]")), ("secrets/token.yaml", secret)],
            new ClusterFacts { Namespace = "wiki" });
    }

    [Theory]
    [InlineData("priorityClassName: high", "{ apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: { name: high }, value: 1 }")]
    [InlineData("runtimeClassName: kata", "{ apiVersion: node.k8s.io/v1, kind: RuntimeClass, metadata: { name: kata }, handler: kata }")]
    [InlineData("volumes: [{ name: a, ephemeral: { volumeClaimTemplate: { spec: { storageClassName: fast } } } }]", "{ apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: { name: fast }, provisioner: a }")]
    public void Finds_what_has_no_namespace_from_any_of_them(string pod, string other) => Lint.Expect<RefUnresolved>(
        Web(pod).Replace("{ name: web }", "{ name: web, namespace: shop }", StringComparison.Ordinal) + "\n---\n" + other, new ClusterFacts { Namespace = "wiki" });

    [Theory]
    [InlineData("configMapGenerator: [{ name: settings }]")]
    [InlineData("configMapGenerator: [{ name: '${NAME}' }]")]
    [InlineData("configMapGenerator: '${GENERATORS}'")]
    [InlineData("resources: [github.com/example/settings, web.yaml]")]
    [InlineData("resources: ['${SETTINGS}', web.yaml]")]
    [InlineData("{ apiVersion: kustomize.config.k8s.io/v1alpha1, kind: Component, resources: [web.yaml] }")] // Who uses it brings them.
    public void Is_silent_about_what_a_kustomization_generates_or_brings(string kustomization) => Lint.Expect<RefUnresolved>(
    [
        ("web/web.yaml", Web("", "envFrom: [{ configMapRef: { name: settings } }]")),
        ("web/kustomization.yaml", kustomization),
    ]);

    [Theory]
    [InlineData("secretGenerator: [{ name: settings }]")] // of another kind
    [InlineData("configMapGenerator: [{ name: other }]")]
    [InlineData("resources: [web.yaml]")]
    public void Speaks_beside_a_kustomization_that_does_not(string kustomization) => Lint.Expect<RefUnresolved>(
    [
        ("web/web.yaml", Web("", "envFrom: [{ configMapRef: { name: {|HA1401:settings|} } }]")),
        ("web/kustomization.yaml", kustomization),
    ]);

    [Theory]
    [InlineData("settings", "resources: [../web]")] // Who uses the component brings them.
    [InlineData("{|HA1401:settings|}", "patches: [{ patch: '[{ op: add, path: /spec/replicas, value: 2 }]', target: { kind: Deployment } }]")]
    public void Is_silent_about_what_a_component_brings_and_not_about_what_it_changes(string name, string component) => Lint.Expect<RefUnresolved>(
    [
        ("web/web.yaml", Web("", $"envFrom: [{{ configMapRef: {{ name: {name} }} }}]")),
        ("web/kustomization.yaml", $"resources: [web.yaml]{(component.StartsWith("patches", StringComparison.Ordinal) ? "\ncomponents: [../more]" : "")}"),
        ("more/kustomization.yaml", $"apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n{component}"),
    ]);

    [Theory]
    [InlineData("manual", "manual")] // Claims bind volumes by the name of a class that need not be there.
    [InlineData("manual", "'${CLASS}'")] // unknown: stay silent
    [InlineData("{|HA1401:manual|}", "other")]
    [InlineData("{|HA1401:manual|}", "")]
    public void A_class_of_volumes_made_by_hand_needs_no_object(string wanted, string ofVolume) => Lint.Expect<RefUnresolved>(
        Web($"volumes: [{{ name: a, ephemeral: {{ volumeClaimTemplate: {{ spec: {{ storageClassName: {wanted} }} }} }} }}]")
        + $"\n---\n{{ apiVersion: v1, kind: PersistentVolume, metadata: {{ name: one }}, spec: {{ storageClassName: {ofVolume}, hostPath: {{ path: /data }} }} }}");

    [Fact]
    public void Warns_in_a_closed_world()
    {
        Assert.Equal(Severity.Note, Lint.One<RefUnresolved>(Web("serviceAccountName: web")).Severity);
        Assert.Equal(Severity.Warning, Lint.One<RefUnresolved>(Web("serviceAccountName: web"), new ClusterFacts { ClosedWorld = true }).Severity);
    }

    private static string Web(string pod, string container = "") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec:
              {{pod}}
              containers:
              - name: web
                image: web:1
                {{container}}
        """;

    private static string Set(string claim) => $$"""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: db }
        spec:
          selector: { matchLabels: { app: db } }
          template:
            metadata: { labels: { app: db } }
            spec: { containers: [{ name: db, image: db:1 }] }
          volumeClaimTemplates:
          - metadata: { name: data }
            spec: { {{claim}} }
        """;
}
