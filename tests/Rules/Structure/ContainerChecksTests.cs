using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class ContainerChecksTests
{
    [Theory]
    [InlineData("resources: { limits: { {|HA1808:mem|}: 1Gi } }")]
    [InlineData("resources: { requests: { {|HA1808:storage|}: 1Gi, {|HA1808:Memory|}: 1Gi } }")]
    [InlineData("resources: { requests: { cpu: 1, memory: 1Gi, ephemeral-storage: 1Gi, hugepages-2Mi: 4Mi }, limits: { hugepages-2Mi: 4Mi, example.com/gpu: 1 } }")]
    [InlineData("resources: { limits: { '%resource%': 1 } }")] // to be filled in
    [InlineData("resources: '${RESOURCES}'")] // unknown: stay silent
    [InlineData("securityContext: { privileged: true, allowPrivilegeEscalation: {|HA1808:false|} }")]
    [InlineData("securityContext: { privileged: false, allowPrivilegeEscalation: false }")]
    [InlineData("securityContext: { privileged: true, allowPrivilegeEscalation: true }")]
    [InlineData("securityContext: { privileged: '${PRIVILEGED}', allowPrivilegeEscalation: false }")] // unknown: stay silent
    [InlineData("volumeMounts: [{ name: data, mountPath: /data, subPath: {|HA1808:/mysql|} }]")]
    [InlineData("volumeMounts: [{ name: data, mountPath: /data, subPath: {|HA1808:mysql/../x|} }]")]
    [InlineData("volumeMounts: [{ name: data, mountPath: /data, subPath: 'mysql/..data' }, { name: data, mountPath: /b, subPath: '${PATH}' }]")]
    [InlineData("ports: [{ containerPort: 80, hostPort: 80 }, { containerPort: 81, hostPort: {|HA1808:80|}, protocol: TCP }]")]
    [InlineData("ports: [{ containerPort: 53, hostPort: 53 }, { containerPort: 53, hostPort: 53, protocol: UDP }, { containerPort: 54, hostPort: 53, hostIP: 127.0.0.1 }]")]
    [InlineData("ports: [{ containerPort: 80, hostPort: '${PORT}' }, { containerPort: 81, hostPort: '${PORT}' }]")] // unknown: stay silent
    [InlineData("terminationMessagePolicy: {|HA1808:Log|}, resizePolicy: [{ resourceName: cpu, restartPolicy: {|HA1808:Never|} }]")]
    [InlineData("securityContext: { runAsUser: {|HA1808:-1|}, seccompProfile: { type: {|HA1808:Default|} } }")]
    [InlineData("securityContext: { seccompProfile: { type: RuntimeDefault, localhostProfile: {|HA1808:web.json|} } }")]
    [InlineData("securityContext: { seccompProfile: { type: Unconfined, localhostProfile: {|HA1808:web.json|} } }")]
    [InlineData("securityContext: { seccompProfile: { type: RuntimeDefault } }")]
    [InlineData("securityContext: { seccompProfile: { type: Localhost, localhostProfile: web.json } }")]
    [InlineData("livenessProbe: { httpGet: { port: {|HA1808:0|} }, periodSeconds: {|HA1808:-1|}, terminationGracePeriodSeconds: {|HA1808:0|} }")]
    [InlineData("livenessProbe: { httpGet: { port: http }, periodSeconds: 0, terminationGracePeriodSeconds: 1 }, readinessProbe: { tcpSocket: { port: '${PORT}' } }")]
    [InlineData("lifecycle: { preStop: { exec: { command: [a] }, {|HA1808:sleep|}: { seconds: {|HA1808:-1|} } }, postStart: { httpGet: { port: 80, scheme: {|HA1808:http|} } } }")]
    [InlineData("volumeMounts: [{ name: data, mountPath: /data, subPath: a, subPathExpr: {|HA1808:$(B)|} }]")]
    [InlineData("volumeMounts: [{ name: data, mountPath: /data, subPath: '', subPathExpr: $(B) }, { name: data, mountPath: /b, subPath: b, subPathExpr: '' }]")]
    [InlineData("volumeMounts: [{ name: data, mountPath: /data, mountPropagation: {|HA1808:Both|} }]")]
    [InlineData("ports: [{ containerPort: 80, hostPort: {|HA1808:65536|} }, { containerPort: 65535, hostPort: 0, name: '' }]")]
    [InlineData("ports: [{ containerPort: 80, name: a-name-of-15-ch }, { containerPort: 81, name: {|HA1808:a-name-of-16-cha|} }]")]
    [InlineData("envFrom: [{ configMapRef: { name: a }, {|HA1808:secretRef|}: { name: a } }, { configMapRef: { name: a }, prefix: A_ }]")]
    public void Reports_fields_that_no_container_can_have(string fields) => Lint.Expect<ApiInvalid>(Pod($"containers: [{{ name: web, {fields} }}], volumes: [{{ name: data }}]"));

    [Theory]
    [InlineData("dnsPolicy: {|HA1808:None|}")]
    [InlineData("dnsPolicy: {|HA1808:None|}, dnsConfig: { nameservers: [] }")]
    [InlineData("dnsPolicy: None, dnsConfig: { nameservers: [192.0.2.1] }")]
    [InlineData("dnsPolicy: None, dnsConfig: '${DNS}'")] // unknown: stay silent
    [InlineData("dnsPolicy: ClusterFirst, dnsConfig: { searches: [example.com] }")]
    [InlineData("dnsConfig: { nameservers: [192.0.2.1, 192.0.2.2, 192.0.2.3] }")]
    [InlineData("volumes: [{ name: data, emptyDir: {} }, { name: {|HA1808:data|}, emptyDir: {} }]")]
    [InlineData("volumes: [{ name: data, emptyDir: {} }, { name: data, $patch: delete }]")]
    [InlineData("{|HA1808:ephemeralContainers|}: [{ name: debug, image: busybox:1 }]")]
    [InlineData("ephemeralContainers: []")]
    [InlineData("activeDeadlineSeconds: 60")]
    [InlineData("activeDeadlineSeconds: {|HA1808:0|}")]
    [InlineData("hostPID: true, shareProcessNamespace: {|HA1808:true|}")]
    [InlineData("hostPID: true, shareProcessNamespace: '${SHARED}'")] // unknown: stay silent
    [InlineData("shareProcessNamespace: true")]
    [InlineData("resources: { limits: { example.com/gpu: 1 } }")]
    [InlineData("hostname: {|HA1808:web.shop|}, subdomain: {|HA1808:Web_1|}")]
    [InlineData("hostname: web-1, subdomain: '${SUBDOMAIN}'")]
    [InlineData("hostAliases: [{ ip: {|HA1808:192.0.2|}, hostnames: [a] }, { ip: 2001:db8::1 }, { ip: '${ADDRESS}' }]")]
    [InlineData("dnsConfig: { nameservers: [192.0.2.1, 192.0.2.2, 192.0.2.3, {|HA1808:192.0.2.4|}] }")]
    [InlineData("dnsConfig: { nameservers: [{|HA1808:192.0.2.256|}, 2001:db8::1] }")]
    [InlineData("nodeSelector: { tier: {|HA1808:a b|}, {|HA1808:-a|}: b, kubernetes.io/os: linux }")]
    [InlineData("os: { name: {|HA1808:Linux|} }, securityContext: { fsGroup: {|HA1808:-1|}, fsGroupChangePolicy: {|HA1808:Never|}, supplementalGroups: [1, {|HA1808:-2|}] }")]
    public void Reports_fields_that_no_pod_can_have(string fields) => Lint.Expect<ApiInvalid>(Pod($"containers: [{{ name: web }}], {fields}"));

    [Theory]
    [InlineData("lifecycle: { {|HA1808:preStop|}: {} }")]
    [InlineData("lifecycle: { preStop: '${HOOK}' }")] // unknown: stay silent
    [InlineData("securityContext: { seccompProfile: { type: {|HA1808:Localhost|} } }")]
    [InlineData("volumeMounts: [{ name: data, mountPath: /data, mountPropagation: {|HA1808:Bidirectional|} }]")]
    [InlineData("volumeMounts: [{ name: data, mountPath: /data, mountPropagation: Bidirectional }], securityContext: { privileged: true }")]
    [InlineData("volumeMounts: [{ name: data, mountPath: /data, mountPropagation: Bidirectional }], securityContext: { privileged: '${PRIVILEGED}' }")] // unknown: stay silent
    public void Reports_what_a_container_lacks(string fields)
    {
        var manifest = Pod($"containers: [{{ name: web, image: web:1, {fields} }}], volumes: [{{ name: data, emptyDir: {{}} }}]");
        Lint.Expect<ApiInvalid>(manifest);
        Lint.Expect<ApiInvalid>([("base/web.yaml", Marks.Remove(manifest))]); // an overlay may bring it
    }

    [Theory]
    [InlineData("Deployment")]
    [InlineData("StatefulSet")]
    [InlineData("DaemonSet")]
    [InlineData("ReplicaSet")]
    public void Pods_that_are_to_keep_running_have_no_deadline(string kind) =>
        Lint.Expect<ApiInvalid>($"apiVersion: apps/v1\nkind: {kind}\nmetadata: {{ name: web }}\nspec: {{ template: {{ spec: {{ {{|HA1808:activeDeadlineSeconds|}}: 60, {{|HA1808:ephemeralContainers|}}: [{{ name: debug }}] }} }} }}\n");

    [Fact]
    public void A_pod_that_kubectl_wrote_may_have_been_debugged() =>
        Lint.Expect<ApiInvalid>("apiVersion: v1\nkind: Pod\nmetadata: { name: web, uid: 0b2f7a2c-9f0e-4d8b-8a51-6f3f0f2c1d11 }\nspec: { containers: [{ name: web, image: web:1 }], ephemeralContainers: [{ name: debug }] }\n");

    [Fact]
    public void A_deadline_in_another_place_is_none_of_the_pods() => // HA1803
        Lint.Expect<ApiInvalid>("apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { activeDeadlineSeconds: 60, template: { spec: { containers: [{ name: web, image: web:1 }] } } }\n");

    [Fact]
    public void A_patch_may_leave_the_servers_to_its_base() => Lint.Expect<ApiInvalid>(
    [
        ("overlay/kustomization.yaml", "resources: [../base]\npatches: [{ path: dns.yaml }]"),
        ("overlay/dns.yaml", Pod("dnsPolicy: None")),
        ("base/kustomization.yaml", "resources: [web.yaml]"),
        ("base/web.yaml", Pod("containers: [{ name: web, image: web:1 }], dnsConfig: { nameservers: [192.0.2.1] }")),
    ]);

    [Fact]
    public void Says_which_resources_there_are() => Assert.Equal(
        "'mem' of container 'web' in Pod 'web' is not a resource of containers, which are cpu, memory, ephemeral-storage, hugepages-… and names with a domain",
        Lint.One<ApiInvalid>(Pod("containers: [{ name: web, resources: { limits: { mem: 1Gi } } }]")).Message);

    private static string Pod(string spec) => $"apiVersion: v1\nkind: Pod\nmetadata: {{ name: web }}\nspec: {{ {spec} }}\n";
}
