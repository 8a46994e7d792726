using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class ApiInvalidTests
{
    private const string LongName = "a-name-that-is-much-too-long-for-the-label-that-holds";

    [Theory]
    [InlineData("policy/v1", "PodDisruptionBudget", "spec: { minAvailable: 1, maxUnavailable: {|HA1808:1|} }")]
    [InlineData("apps/v1", "Deployment", "spec: { strategy: { rollingUpdate: { maxUnavailable: {|HA1808:0|}, maxSurge: 0% } } }")]
    [InlineData("apps/v1", "Deployment", "spec: { minReadySeconds: 60, progressDeadlineSeconds: {|HA1808:60|} }")]
    [InlineData("apps/v1", "Deployment", "spec: { minReadySeconds: {|HA1808:600|} }")]
    [InlineData("v1", "PersistentVolumeClaim", "spec: { accessModes: [ReadWriteOnce, {|HA1808:ReadWriteOncePod|}] }")]
    [InlineData("apps/v1", "StatefulSet", "spec: { volumeClaimTemplates: [{ spec: { accessModes: [{|HA1808:ReadWriteOncePod|}, ReadWriteOnce] } }] }")]
    [InlineData("v1", "Service", "spec: { ports: [{ name: a, port: 1 }, { name: {|HA1808:a|}, port: 2 }] }")]
    [InlineData("v1", "Service", "spec: { ports: [{ name: a, port: 1 }, { name: b, port: {|HA1808:1|}, protocol: TCP }] }")]
    [InlineData("v1", "Pod", "spec: { hostNetwork: true, containers: [{ ports: [{ containerPort: 80, hostPort: {|HA1808:8080|} }] }] }")]
    [InlineData("v1", "Pod", "spec: { containers: [{ resources: { requests: { memory: {|HA1808:64Mi|} }, limits: { memory: 64M } } }] }")]
    [InlineData("v1", "Pod", "spec: { containers: [{ env: [{ name: A, value: a }, { name: {|HA1808:A|}, value: b }] }] }")]
    [InlineData("v1", "Pod", "spec: { containers: [{ ports: [{ name: a, containerPort: 1 }, { name: {|HA1808:a|}, containerPort: 2 }] }] }")]
    [InlineData("v1", "Pod", "spec: { initContainers: [{ name: a }], containers: [{ name: {|HA1808:a|} }] }")]
    [InlineData("v1", "Pod", "spec: { containers: [{ env: [{ name: A, value: a, {|HA1808:valueFrom|}: { secretKeyRef: { name: a, key: b } } }] }] }")]
    [InlineData("v1", "Pod", "spec: { containers: [{ volumeMounts: [{ name: v, mountPath: /a }, { name: w, mountPath: {|HA1808:/a|} }] }], volumes: [{ name: v }, { name: w }] }")]
    [InlineData("v1", "Pod", "spec: { initContainers: [{ name: a, {|HA1808:livenessProbe|}: { tcpSocket: { port: 1 } }, {|HA1808:lifecycle|}: { preStop: { exec: { command: [a] } } } }] }")]
    [InlineData("v1", "Pod", "spec: { volumes: [{ name: s, secret: { secretName: s, defaultMode: {|HA1808:777|}, items: [{ key: a, path: a, mode: {|HA1808:600|} }] } }] }")]
    [InlineData("v1", "Pod", "spec: { volumes: [{ name: s, projected: { sources: [{ secret: { name: s, items: [{ key: a, path: a, mode: {|HA1808:644|} }] } }] } }] }")]
    [InlineData("v1", "Pod", "spec: { tolerations: [{ key: a, operator: Exists, value: {|HA1808:b|} }] }")]
    [InlineData("v1", "Pod", "spec: { tolerations: [{ {|HA1808:effect|}: NoSchedule }] }")]
    [InlineData("v1", "Pod", "spec: { tolerations: [{ key: a, operator: Exists, effect: NoSchedule, tolerationSeconds: {|HA1808:30|} }] }")]
    [InlineData("v1", "Service", "spec: { type: LoadBalancer, clusterIP: {|HA1808:None|} }")]
    [InlineData("v1", "Service", "spec: { ipFamilyPolicy: {|HA1808:DualStack|} }")]
    [InlineData("v1", "Service", "spec: { ports: [{ port: 80, nodePort: {|HA1808:30080|} }] }")]
    [InlineData("v1", "Service", "spec: { type: ClusterIP, ports: [{ port: 80, nodePort: {|HA1808:30080|} }] }")]
    [InlineData("v1", "Pod", "spec: { volumes: [{ name: s, configMap: { name: s, defaultMode: {|HA1808:-1|} } }] }")]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", "spec: { minReplicas: {|HA1808:5|}, maxReplicas: 3 }")]
    [InlineData("batch/v1", "CronJob", "spec: { schedule: {|HA1808:'0 */5 * * * *'|} }")]
    [InlineData("networking.k8s.io/v1", "Ingress", "spec: { rules: [{ host: {|HA1808:'https://web.example.com/'|} }, { host: {|HA1808:10.0.0.1|} }, { host: {|HA1808:'*'|} }] }")]
    [InlineData("networking.k8s.io/v1", "Ingress", "spec: { rules: [{ http: { paths: [{ path: {|HA1808:api|} }] } }] }")]
    public void Reports_values_that_exclude_each_other(string apiVersion, string kind, string spec) =>
        Lint.Expect<ApiInvalid>($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: web }}\n{spec}\n");

    [Theory]
    [InlineData("{|HA1808:shopProd|}")]
    [InlineData("{|HA1808:shop.prod|}")]
    [InlineData("{|HA1808:-shop|}")]
    [InlineData("shop-prod")]
    [InlineData("NAMESPACE")] // to be filled in
    [InlineData("<namespace>")]
    [InlineData("'{namespace}'")]
    [InlineData("'[namespace]'")]
    [InlineData("'%namespace%'")]
    [InlineData("'@shop.namespace@'")]
    [InlineData("__namespace__")]
    [InlineData("{|HA1808:shop@prod|}")]
    [InlineData("{|HA1808:shop__prod|}")]
    [InlineData("'${NAMESPACE}_x'")] // unknown: stay silent
    [InlineData("''")]
    public void Reports_namespaces_that_nobody_can_make(string name) =>
        Lint.Expect<ApiInvalid>($"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  namespace: {name}\n");

    [Theory]
    [InlineData("apps/v1", "StatefulSet", "mysql-5.7")]
    [InlineData("v1", "Service", "My_Service")]
    [InlineData("v1", "ConfigMap", "appConfig")]
    [InlineData("apps/v1", "Deployment", "my_web")]
    [InlineData("apps/v1", "Deployment", "web-")]
    [InlineData("apps/v1", "StatefulSet", LongName)]
    [InlineData("rbac.authorization.k8s.io/v1", "ClusterRole", "shop/reader")]
    [InlineData("v1", "Namespace", "shop.prod")]
    [InlineData("v1", "Namespace", LongName + "-and-more-of-it")]
    [InlineData("batch/v1", "CronJob", LongName)]
    [InlineData("v1", "Service", LongName + "-and-more-of-it")]
    public void Reports_names_that_do_not_fit(string apiVersion, string kind, string name) =>
        Lint.Expect<ApiInvalid>($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata:\n  name: {{|HA1808:{name}|}}\n");

    [Fact]
    public void Says_how_long_a_name_may_be()
    {
        static string Named(string apiVersion, string kind, string name) => Lint.One<ApiInvalid>($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: {name} }}\n").Message;
        Assert.Contains("has 53 characters, where 52 are allowed: its pods or jobs get labels", Named("batch/v1", "CronJob", LongName), StringComparison.Ordinal);
        Assert.EndsWith("has 64 characters, where 63 are allowed", Named("v1", "Service", new string('a', 64)), StringComparison.Ordinal);
        Assert.EndsWith("has 254 characters, where 253 are allowed", Named("v1", "ConfigMap", string.Concat(Enumerable.Repeat("abcde.", 42)) + "ab"), StringComparison.Ordinal);
        Assert.EndsWith("has 64 characters, where 63 are allowed", Lint.One<ApiInvalid>($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ labels: {{ app: {new string('a', 64)} }} }}\n").Message, StringComparison.Ordinal);
        Lint.Expect<ApiInvalid>($"apiVersion: v1\nkind: Service\nmetadata: {{ name: {new string('a', 63)}, labels: {{ app: {new string('a', 63)} }} }}\n");
        Lint.Expect<ApiInvalid>($"apiVersion: example.com/v1\nkind: Web\nmetadata: {{ name: {new string('a', 254)} }}\n"); // its definition decides
    }

    [Fact]
    public void Only_warns_of_an_environment_variable_that_is_set_twice() => Assert.Equal(
        ("Two environment variables of container 'web' in Pod 'web' are called 'A'", Severity.Warning),
        Lint.One<ApiInvalid>("apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, env: [{ name: A }, { name: A }] }] }") is var finding
            ? (finding.Message, finding.Severity)
            : default);

    [Theory]
    [InlineData("policy/v1", "PodDisruptionBudget", "spec: { minAvailable: 1, maxUnavailable: }")]
    [InlineData("policy/v1", "PodDisruptionBudget", "spec: { minAvailable: 1, maxUnavailable: '{{ .Values.x }}' }", true)] // there, whatever it is
    [InlineData("apps/v1", "Deployment", "spec: { strategy: { rollingUpdate: { maxUnavailable: 0 } } }")]
    [InlineData("apps/v1", "Deployment", "spec: { strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: '${SURGE}' } } }")] // unknown: stay silent
    [InlineData("apps/v1", "Deployment", "spec: { minReadySeconds: 599 }")]
    [InlineData("v1", "PersistentVolumeClaim", "spec: { accessModes: [ReadWriteOncePod] }")]
    [InlineData("v1", "Pod", "spec: { hostNetwork: true, containers: [{ ports: [{ containerPort: 80, hostPort: 80 }] }] }")]
    [InlineData("v1", "Pod", "spec: { containers: [{ ports: [{ containerPort: 80, hostPort: 8080 }] }] }")]
    [InlineData("v1", "Pod", "spec: { containers: [{ resources: { requests: { cpu: 0.5 }, limits: { cpu: 500m } } }] }")]
    [InlineData("v1", "Pod", "spec: { containers: [{ resources: { requests: { cpu: 2 }, limits: { cpu: '${CPU}' } } }] }")] // unknown: stay silent
    [InlineData("v1", "Pod", "spec: { containers: [{ name: a, ports: [{ name: x }] }, { name: b, ports: [{ name: x }] }] }")] // of another container
    [InlineData("v1", "Pod", "spec: { containers: [{ name: a }, { name: a, $patch: delete }] }")]
    [InlineData("v1", "Service", "spec: { ports: [{ name: a, port: 53 }, { name: b, port: 53, protocol: UDP }] }")]
    [InlineData("v1", "Service", "spec: { ports: [{ name: a, port: 53 }, { name: b, port: 53, protocol: '${PROTOCOL}' }] }")] // unknown: stay silent
    [InlineData("v1", "Service", "spec: { type: NodePort, ports: [{ port: 80, nodePort: 30080 }] }")]
    [InlineData("v1", "Service", "spec: { type: '${TYPE}', clusterIP: None, ports: [{ port: 80, nodePort: 30080 }] }")] // unknown: stay silent
    [InlineData("v1", "Pod", "spec: { containers: [{ env: [{ name: A, value: '', valueFrom: { secretKeyRef: { name: a, key: b } } }] }] }")]
    [InlineData("v1", "Pod", "spec: { containers: [{ volumeMounts: [{ name: v, mountPath: /a }] }, { volumeMounts: [{ name: v, mountPath: /a }] }], volumes: [{ name: v }] }")]
    [InlineData("v1", "Pod", "spec: { initContainers: [{ name: a, restartPolicy: Always, readinessProbe: { tcpSocket: { port: 1 } } }] }")]
    [InlineData("v1", "Pod", "spec: { volumes: [{ name: s, secret: { secretName: s, defaultMode: 0777 } }, { name: t, configMap: { name: s, defaultMode: 420 } }] }")]
    [InlineData("v1", "Pod", "spec: { tolerations: [{ operator: Exists }, { key: a, effect: NoSchedule }, { key: a, operator: Exists, effect: NoExecute, tolerationSeconds: 30 }] }")]
    [InlineData("v1", "Pod", "spec: { tolerations: [{ key: a, operator: '${OPERATOR}', value: b, effect: '${EFFECT}', tolerationSeconds: 30 }] }")] // unknown: stay silent
    [InlineData("v1", "Pod", "spec: { hostNetwork: true, containers: [{ ports: [{ containerPort: '${PORT}', hostPort: 8080 }] }] }")] // unknown: stay silent
    [InlineData("v1", "Pod", "spec: { containers: [{ env: [{ name: A, value: a, valueFrom: null }] }], initContainers: [{ name: a, livenessProbe: null }] }")]
    [InlineData("v1", "Pod", "spec: { containers: [{ volumeMounts: [{ name: v, mountPath: /a }, { name: w, mountPath: /a, $patch: delete }] }], volumes: [{ name: v }, { name: w }] }")]
    [InlineData("v1", "Service", "spec: { ports: [{ name: a, port: 53 }, { name: b, port: 53, $patch: delete }] }")]
    [InlineData("v1", "Service", "spec: { ports: [{ name: a, port: '${PORT}' }, { name: b, port: '${PORT}' }] }")] // unknown: stay silent
    [InlineData("v1", "Pod", "spec: { restartPolicy: OnFailure }")]
    [InlineData("v1", "Pod", "spec: { affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100 }] } } }")]
    [InlineData("example.com/v1", "CronJob", "spec: { schedule: '0 */5 * * * *' }")]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", "spec: { minReplicas: 3, maxReplicas: 3 }")]
    [InlineData("batch/v1", "CronJob", "spec: { schedule: '@daily' }")]
    [InlineData("batch/v1", "CronJob", "spec: { schedule: '${SCHEDULE}' }")] // unknown: stay silent
    [InlineData("networking.k8s.io/v1", "Ingress", "spec: { rules: [{ host: '*.example.com' }, { host: '${HOST}' }, { host: WEB_HOST }, { host: '' }, { http: { paths: [{ path: '/a' }, { path: '${PATH}' }] } }] }")]
    [InlineData("apps/v1", "Deployment", "metadata: { name: mysql-5.7 }")] // pods of a Deployment get other host names
    [InlineData("example.com/v1", "Service", "metadata: { name: mysql-5.7 }")]
    [InlineData("rbac.authorization.k8s.io/v1", "Role", "metadata: { name: 'system:Web_Reader' }")]
    [InlineData("rbac.authorization.k8s.io/v1", "Role", "metadata: { name: '%name%' }")] // to be filled in
    [InlineData("v1", "Namespace", "metadata: { name: '${SHOP}.prod' }")] // unknown: stay silent
    [InlineData("example.com/v1", "Web", "metadata: { name: My_Web }")]
    [InlineData("networking.k8s.io/v1", "IPAddress", "metadata: { name: '2001:db8::1' }")]
    [InlineData("v1", "ConfigMap", "metadata: { name: RELEASE-NAME-web }")]
    [InlineData("v1", "ConfigMap", "metadata: { name: CM_NAME }")] // to be filled in
    [InlineData("v1", "ConfigMap", "metadata: { name: 'web_${STAGE}' }")] // unknown: stay silent
    [InlineData("v1", "ConfigMap", "metadata: { labels: { app.example.com/part-of: shop, Tier_1: web, '${PREFIX}/a b': x, '<key>': x }, annotations: { Example.com/Note: x } }")]
    [InlineData("v1", "ConfigMap", "metadata: { labels: { app: Web_1.0, empty: '', unknown: '${APP}:1', later: <app name>, then: '@app.name@' } }")]
    [InlineData("example.com/v1", "Web", "metadata: { labels: { app: 'a b' } }")]
    public void Is_silent_when_the_values_fit_or_are_unknown(string apiVersion, string kind, string spec, bool isReported = false) =>
        Assert.Equal(isReported ? 1 : 0, Lint.Findings<ApiInvalid>($"apiVersion: {apiVersion}\nkind: {kind}\n{spec}\n").Count);

    [Theory]
    [InlineData("v1", "ConfigMap", "metadata: { labels: { image: {|HA1808:'web:1'|} } }")]
    [InlineData("v1", "ConfigMap", "metadata: { labels: { {|HA1808:'example.com/issuer\"'|}: x } }")]
    [InlineData("v1", "ConfigMap", "metadata: { labels: { {|HA1808:Example.com/app|}: x, {|HA1808:a/b/c|}: x, {|HA1808:app/|}: x } }")]
    [InlineData("v1", "ConfigMap", "metadata: { annotations: { {|HA1808:'my note'|}: x } }")]
    [InlineData("apps/v1", "Deployment", "spec: { template: { metadata: { annotations: { {|HA1808:-note|}: x } } } }")]
    [InlineData("v1", "Pod", "metadata: { labels: { owner: {|HA1808:team shop|} } }")]
    [InlineData("batch/v1", "Job", "spec: { template: { metadata: { labels: { name: {|HA1808:" + LongName + "-and-more-of-it|} } } } }")]
    public void Reports_labels_that_do_not_fit(string apiVersion, string kind, string rest) =>
        Lint.Expect<ApiInvalid>($"apiVersion: {apiVersion}\nkind: {kind}\n{rest}\n");

    [Theory]
    [InlineData("apps/v1", "Deployment", "spec: { strategy: { type: {|HA1808:Rolling|} } }")]
    [InlineData("apps/v1", "StatefulSet", "spec: { podManagementPolicy: {|HA1808:parallel|} }")]
    [InlineData("apps.openshift.io/v1", "DeploymentConfig", "spec: { strategy: { type: {|HA1808:RollingUpdate|} } }")]
    [InlineData("batch/v1", "CronJob", "spec: { concurrencyPolicy: {|HA1808:Deny|} }")]
    [InlineData("policy/v1", "PodDisruptionBudget", "spec: { unhealthyPodEvictionPolicy: {|HA1808:Always|} }")]
    [InlineData("v1", "Service", "spec: { type: {|HA1808:Headless|} }")]
    [InlineData("v1", "PersistentVolumeClaim", "spec: { accessModes: [{|HA1808:RWO|}] }")]
    [InlineData("storage.k8s.io/v1", "StorageClass", "volumeBindingMode: {|HA1808:WaitForConsumer|}")]
    [InlineData("storage.k8s.io/v1", "StorageClass", "volumeBindingMode: {|HA1808:Wait-For-Consumer|}")]
    [InlineData("v1", "Pod", "spec: { containers: [{ imagePullPolicy: {|HA1808:Sometimes|} }] }")]
    [InlineData("v1", "Pod", "spec: { affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: {|HA1808:101|} }] } } }")]
    [InlineData("v1", "Pod", "spec: { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: a, operator: {|HA1808:in|} }] }] } } } }")]
    [InlineData("v1", "Pod", "spec: { topologySpreadConstraints: [{ maxSkew: {|HA1808:0|}, whenUnsatisfiable: {|HA1808:Fail|} }] }")]
    [InlineData("v1", "Pod", "spec: { topologySpreadConstraints: [{ maxSkew: 1, minDomains: {|HA1808:3|}, whenUnsatisfiable: ScheduleAnyway }] }")]
    [InlineData("apps/v1", "Deployment", "spec: { strategy: { rollingUpdate: { maxUnavailable: {|HA1808:'1'|}, maxSurge: 25% } } }")]
    [InlineData("apps/v1", "StatefulSet", "spec: { updateStrategy: { rollingUpdate: { maxUnavailable: {|HA1808:half|} } } }")]
    [InlineData("policy/v1", "PodDisruptionBudget", "spec: { minAvailable: {|HA1808:50 %|} }")]
    public void Reports_words_and_numbers_that_the_field_does_not_take(string apiVersion, string kind, string spec) =>
        Lint.Expect<ApiInvalid>($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: web }}\n{spec}\n");

    [Theory]
    [InlineData("v1", "Service", "{ type: Headless }", "Service 'web' has 'Headless' at spec.type, which takes 'ClusterIP', 'NodePort', 'LoadBalancer' or 'ExternalName'")]
    [InlineData("apps/v1", "Deployment", "{ template: { spec: { restartPolicy: Never } } }", "Deployment 'web' has 'Never' at spec.template.spec.restartPolicy, which takes 'Always'")]
    [InlineData("v1", "Pod", "{ topologySpreadConstraints: [{ maxSkew: 0 }] }", "Pod 'web' has 0 at spec.topologySpreadConstraints[0].maxSkew, which takes 1 or more")]
    [InlineData("v1", "Pod", "{ affinity: { podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 101 }] } } }", "Pod 'web' has 101 at spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight, which takes 1 to 100")]
    [InlineData("v1", "Pod", "{ containers: [{ name: web, ports: [{ name: sixteen-letters-x, containerPort: 1 }] }] }", "The port name 'sixteen-letters-x' of Pod 'web' has 17 characters, where 15 are allowed")]
    [InlineData("v1", "Pod", "{ containers: [{ name: web, ports: [{ name: a--b, containerPort: 1 }] }] }", "'a--b' of Pod 'web' is not a port name, which has lower-case letters, digits and single '-' between them, and at least one letter")]
    [InlineData("apps/v1", "Deployment", "{ minReadySeconds: 600 }", "'progressDeadlineSeconds' of Deployment 'web' is 600 by default and has to be more than minReadySeconds, which is 600")]
    [InlineData("apps/v1", "Deployment", "{ minReadySeconds: 60, progressDeadlineSeconds: 60 }", "'progressDeadlineSeconds' of Deployment 'web' is 60 and has to be more than minReadySeconds, which is 60")]
    public void Says_what_the_field_takes(string apiVersion, string kind, string spec, string message) =>
        Assert.Equal(message, Lint.One<ApiInvalid>($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: web }}\nspec: {spec}").Message);

    [Theory]
    [InlineData("v1", "Pod", "spec: { containers: [{ ports: [{ containerPort: {|HA1808:65536|} }] }] }")]
    [InlineData("v1", "Pod", "spec: { containers: [{ ports: [{ name: {|HA1808:sixteen-letters-x|}, containerPort: 1 }] }] }")]
    [InlineData("v1", "Pod", "spec: { containers: [{ ports: [{ name: {|HA1808:Web|}, containerPort: 1 }] }] }")]
    [InlineData("v1", "Pod", "spec: { containers: [{ ports: [{ name: {|HA1808:'8080'|}, containerPort: 1 }] }] }")]
    [InlineData("v1", "Pod", "spec: { containers: [{ ports: [{ name: {|HA1808:a--b|}, containerPort: 1 }] }] }")]
    [InlineData("v1", "Service", "spec: { ports: [{ port: {|HA1808:0|}, targetPort: {|HA1808:70000|} }] }")]
    [InlineData("v1", "Service", "spec: { ports: [{ port: 80, targetPort: {|HA1808:Web_Port|} }] }")]
    [InlineData("v1", "Service", "spec: { ports: [{ port: 80, targetPort: {|HA1808:'8080'|} }] }")] // in quotes it is a name
    public void Reports_ports_that_are_none(string apiVersion, string kind, string spec) =>
        Lint.Expect<ApiInvalid>($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: web }}\n{spec}\n");

    [Theory]
    [InlineData("batch/v1", "Job", "{|HA1808:spec|}: { containers: [{ name: a }] }")]
    [InlineData("batch/v1", "Job", "spec: { restartPolicy: {|HA1808:Always|}, containers: [{ name: a }] }")]
    [InlineData("batch/v1", "Job", "spec: { restartPolicy: Never, containers: [{ name: a }] }")]
    [InlineData("batch/v1", "Job", "spec: { restartPolicy: '${POLICY}', containers: [{ name: a }] }")]
    [InlineData("batch/v1", "Job", "spec: '${SPEC}'")]
    [InlineData("v1", "ReplicationController", "spec: { restartPolicy: {|HA1808:Never|}, containers: [{ name: a }] }")]
    [InlineData("apps/v1", "Deployment", "spec: { restartPolicy: {|HA1808:Never|}, containers: [{ name: a }] }")]
    [InlineData("apps/v1", "StatefulSet", "spec: { restartPolicy: {|HA1808:OnFailure|}, containers: [{ name: a }] }")]
    [InlineData("apps/v1", "ReplicaSet", "spec: { restartPolicy: {|HA1808:Never|}, containers: [{ name: a }] }")]
    [InlineData("apps/v1", "DaemonSet", "spec: { restartPolicy: {|HA1808:Never|}, containers: [{ name: a }] }")]
    [InlineData("apps/v1", "DaemonSet", "spec: { restartPolicy: Always, containers: [{ name: a }] }")]
    public void Knows_which_restart_policy_a_kind_takes(string apiVersion, string kind, string pod) =>
        Lint.Expect<ApiInvalid>($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: web }}\nspec:\n  template:\n    {pod}\n");

    [Fact]
    public void Knows_the_restart_policies_of_a_CronJob() => Lint.Expect<ApiInvalid>(
        "apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: web }\nspec: { schedule: '@daily', jobTemplate: { spec: { template: { {|HA1808:spec|}: { containers: [{ name: a }] } } } } }\n");

    [Theory]
    [InlineData("apiVersion: batch/v1\nkind: Job\nmetadata: { name: web }\nspec: { template: { spec: { containers: [{ name: a }] } } }\n")]
    [InlineData("apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 80, nodePort: 30080 }] }\n")]
    public void Misses_nothing_in_what_is_only_a_patch(string manifest) => Lint.Expect<ApiInvalid>([("patches/web.yaml", manifest)]);

    [Theory]
    [InlineData("Deployment", "strategy: { type: Recreate, {|HA1808:rollingUpdate|}: { maxSurge: 1 } }")]
    [InlineData("Deployment", "strategy: { type: Recreate, rollingUpdate: null }")]
    [InlineData("Deployment", "strategy: { type: '${TYPE}', rollingUpdate: { maxSurge: 1 } }")]
    [InlineData("StatefulSet", "updateStrategy: { type: OnDelete, {|HA1808:rollingUpdate|}: { partition: 1 } }")]
    [InlineData("DaemonSet", "updateStrategy: { type: OnDelete, rollingUpdate: { maxUnavailable: 1 } }")] // accepted, without effect
    public void Reports_a_rolling_update_beside_another_strategy(string kind, string spec) =>
        Lint.Expect<ApiInvalid>($"apiVersion: apps/v1\nkind: {kind}\nmetadata: {{ name: web }}\nspec:\n  {spec}\n");

    [Theory]
    [InlineData("apps/v1", "Deployment", "spec: { strategy: { type: '${TYPE}' } }")]
    [InlineData("apps/v1", "Deployment", "spec: { strategy: { type: '' } }")] // the default
    [InlineData("example.com/v1", "Deployment", "spec: { strategy: { type: Other } }")]
    [InlineData("v1", "Pod", "spec: { containers: [{ ports: [{ name: a-15-characters, containerPort: 65535, hostPort: 0 }] }] }")]
    [InlineData("v1", "Service", "spec: { ports: [{ port: 1, targetPort: 8080 }, { port: 2, targetPort: web, name: a-name-that-is-much-longer }] }")]
    [InlineData("v1", "Pod", "spec: { topologySpreadConstraints: [{ maxSkew: '{{ .Values.skew }}' }] }")]
    [InlineData("v1", "Pod", "spec: { topologySpreadConstraints: [{ maxSkew: 1, minDomains: 3, whenUnsatisfiable: DoNotSchedule }] }")]
    [InlineData("apps/v1", "DaemonSet", "spec: { updateStrategy: { rollingUpdate: { maxUnavailable: '10%', maxSurge: 0 } } }")]
    [InlineData("policy/v1", "PodDisruptionBudget", "spec: { maxUnavailable: '${MOST}' }")] // unknown: stay silent
    [InlineData("policy/v1", "PodDisruptionBudget", "spec: { maxUnavailable: <MOST> }")] // HA1806
    [InlineData("example.com/v1", "PodDisruptionBudget", "spec: { maxUnavailable: '1' }")] // of another group
    [InlineData("v1", "Pod", "spec: { topologySpreadConstraints: [{ maxSkew: 1, minDomains: null, whenUnsatisfiable: ScheduleAnyway }] }")]
    [InlineData("v1", "Pod", "spec: { topologySpreadConstraints: [{ maxSkew: 1, minDomains: 3, whenUnsatisfiable: '${RULE}' }] }")] // unknown: stay silent
    public void Is_silent_about_words_and_numbers_that_are_taken_or_unknown(string apiVersion, string kind, string spec) =>
        Lint.Expect<ApiInvalid>($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: web }}\n{spec}\n");

    [Theory]
    [InlineData("{|HA1808:v1|}", "Deployment")]
    [InlineData("{|HA1808:apps/v1|}", "Service")]
    [InlineData("{|HA1808:v1|}", "PodDisruptionBudget")]
    [InlineData("policy/v1beta1", "PodDisruptionBudget")] // served once: HA1701
    [InlineData("extensions/v1beta1", "Deployment")]
    [InlineData("v1", "RoleBinding")] // of OpenShift
    [InlineData("v1", "Kafka")]
    [InlineData("example.com/v1", "Service")]
    [InlineData("'${VERSION}'", "Service")]
    [InlineData("{|HA1808:extensions/v1beta1|}", "Pod")]
    [InlineData("{|HA1808:apps/v2|}", "StatefulSet")]
    [InlineData("{|HA1808:app/v1|}", "Deployment")]
    [InlineData("{|HA1808:V1|}", "Service")]
    [InlineData("{|HA1808:core/v1|}", "Pod")]
    [InlineData("{|HA1808:networking/v1|}", "Ingress")]
    [InlineData("{|HA1808:networking.k8s/v1|}", "NetworkPolicy")]
    [InlineData("{|HA1808:rbac/v1|}", "Role")]
    [InlineData("networking/v1", "Gateway")] // of another tool
    [InlineData("networking.example.com/v1", "Ingress")]
    [InlineData("2019-12-01", "Secret")] // of another tool
    [InlineData("openslo/v1", "Service")]
    [InlineData("apps.kruise.io/v1beta1", "StatefulSet")]
    [InlineData("apps/v1", "{|HA1808:deployment|}")]
    [InlineData("v1", "{|HA1808:Services|}")]
    [InlineData("apps/v1", "{|HA1808:DeamonSet|}")]
    [InlineData("apps/v1beta2", "{|HA1808:Deploymnet|}")]
    [InlineData("v1", "ConfigMapList")]
    [InlineData("discovery.k8s.io/v1", "EndpointSliceList")]
    [InlineData("admissionregistration.k8s.io/v1", "MutatingAdmissionPolicyBinding")]
    [InlineData("authentication.k8s.io/v1", "TokenRequest")] // one that the table does not have
    [InlineData("admissionregistration.k8s.io/v1", "MutatingAdmissionPolicy")] // of a beta version
    [InlineData("example.com/v1", "Deployments")]
    [InlineData("apps/v1", "'{{ .Values.kind }}'")]
    public void Reports_a_kind_of_another_group(string apiVersion, string kind) =>
        Lint.Expect<ApiInvalid>($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: web }}\n");

    [Fact]
    public void Leaves_placeholders_to_their_own_rule() =>
        Lint.Expect<ApiInvalid>("apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { type: <TYPE>, ports: [{ port: 80, targetPort: PORT_NAME }] }\n");

    [Fact]
    public void Says_which_kind_or_version_may_be_meant()
    {
        Assert.Equal("'apps/v1' has no deployment: 'Deployment' of apps/v1 may be meant", Lint.One<ApiInvalid>("apiVersion: apps/v1\nkind: deployment\n").Message);
        Assert.Equal("'apps/v1' has no HorizontalPodAutoscaler: use autoscaling/v2", Lint.One<ApiInvalid>("apiVersion: apps/v1\nkind: HorizontalPodAutoscaler\n").Message);
    }

    [Theory]
    [InlineData("volumeMounts: [{ name: {|HA1808:data|}, mountPath: /data }]", "volumes: [{ name: date, emptyDir: {} }]")]
    [InlineData("volumeMounts: [{ name: {|HA1808:data|}, mountPath: /a }, { name: data, mountPath: /b }]", "")] // said once
    [InlineData("volumeDevices: [{ name: {|HA1808:data|}, devicePath: /dev/a }]", "volumes: []")]
    [InlineData("volumeMounts: [{ name: data, mountPath: /data }]", "volumes: [{ name: data, emptyDir: {} }]")]
    [InlineData("volumeMounts: [{ name: data, mountPath: /data }]", "volumes: [{ name: '${VOLUME}', emptyDir: {} }]")]
    [InlineData("volumeMounts: [{ name: '${VOLUME}', mountPath: /data }]", "volumes: []")]
    [InlineData("volumeMounts: [{ name: data, mountPath: /data }]", "volumes: '{{ .Values.volumes }}'")]
    [InlineData("volumeMounts: [{ name: data, mountPath: /data }]", "volume: [{ name: data, emptyDir: {} }]")] // HA1803
    public void Reports_mounts_of_volumes_that_the_pod_does_not_have(string mounts, string volumes) =>
        Lint.Expect<ApiInvalid>($$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: web }
            spec:
              selector: { matchLabels: { app: web } }
              template:
                metadata: { labels: { app: web } }
                spec:
                  containers: [{ name: web, image: web, {{mounts}} }]
                  {{volumes}}
            """);

    [Theory]
    [InlineData("name: data", "name: data", "image: web")]
    [InlineData("name: {|HA1808:data|}", "name: other", "image: web")]
    [InlineData("name: data", "name: '${CLAIM}'", "image: web")]
    [InlineData("name: istio-certs", "name: data", "image: auto")] // Istio completes the container
    public void Counts_claim_templates_as_volumes(string mount, string template, string image)
    {
        Lint.Expect<ApiInvalid>($$"""
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: { name: web }
            spec:
              serviceName: web
              selector: { matchLabels: { app: web } }
              template:
                metadata: { labels: { app: web } }
                spec:
                  containers: [{ name: web, {{image}}, volumeMounts: [{ {{mount}}, mountPath: /data }] }]
              volumeClaimTemplates: [{ metadata: { {{template}} }, spec: {} }]
            """);
    }

    [Theory]
    [InlineData("containers: [{ name: {|HA1808:my_web|}, image: web }]")]
    [InlineData("initContainers: [{ name: {|HA1808:setUp|}, image: web }]")]
    [InlineData("volumes: [{ name: {|HA1808:web.data|}, emptyDir: {} }]")]
    [InlineData("containers: [{ name: {|HA1808:a-name-that-is-much-too-long-for-the-label-that-holds-and-more-of-it|}, image: web }]")]
    [InlineData("containers: [{ name: web-1, image: web }], volumes: [{ name: 1-data, emptyDir: {} }]")]
    [InlineData("containers: [{ name: '${CONTAINER}', image: web }, { name: 'web-{{ .Values.name }}', image: web }]")]
    [InlineData("containers: [{ name: CONTAINER_NAME, image: web }]")] // HA1806
    [InlineData("containers: [{ name: 1, image: web }]")] // HA1805
    public void Reports_names_that_containers_and_volumes_cannot_have(string spec) =>
        Lint.Expect<ApiInvalid>($"apiVersion: v1\nkind: Pod\nmetadata: {{ name: web }}\nspec: {{ {spec} }}\n");

    [Theory]
    [InlineData("name: data, emptyDir: {}, {|HA1808:persistentVolumeClaim|}: { claimName: web }")]
    [InlineData("name: data, emptyDir: null, persistentVolumeClaim: { claimName: web }")]
    [InlineData("name: data, emptyDir: {}, persistentVolumeClaim: '${CLAIM}'")] // unknown: stay silent
    [InlineData("name: data, emptyDir: {}, persistentVolumeClaims: { claimName: web }")] // HA1803
    [InlineData("name: data, emptyDir: {}, $patch: replace")]
    public void Reports_a_volume_with_two_sources(string volume) =>
        Lint.Expect<ApiInvalid>($"apiVersion: v1\nkind: Pod\nmetadata: {{ name: web }}\nspec: {{ containers: [{{ name: web, image: web }}], volumes: [{{ {volume} }}] }}\n");

    [Fact]
    public void Is_silent_about_a_source_that_a_patch_brings() => Lint.Expect<ApiInvalid>(
    [
        ("kustomization.yaml", "resources: [web.yaml]\npatches: [{ path: volume.yaml }]\n"),
        ("web.yaml", "apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, image: web }], volumes: [{ name: data, emptyDir: {} }] }\n"),
        ("volume.yaml", "apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { volumes: [{ name: data, persistentVolumeClaim: { claimName: web } }] }\n"),
    ]);

    [Fact]
    public void Does_not_miss_volumes_in_what_others_complete()
    {
        const string Manifest = "apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, image: web, volumeMounts: [{ name: data, mountPath: /data }] }] }\n";
        Lint.Expect<ApiInvalid>([("patches/web.yaml", Manifest)]);
        Lint.Expect<ApiInvalid>([("base/web.yaml", Manifest)]);
    }
}
