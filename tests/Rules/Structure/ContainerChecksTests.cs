using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class ContainerChecksTests
{
    [Theory]
    [InlineData("resources: { limits: { {|HA1808:mem|}: 1Gi } }")]
    [InlineData("resources: { requests: { {|HA1808:storage|}: 1Gi, {|HA1808:Memory|}: 1Gi } }")]
    [InlineData("resources: { requests: { cpu: 1, memory: 1Gi, ephemeral-storage: 1Gi, hugepages-2Mi: 4Mi, example.com/gpu: 1 } }")]
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
    public void Reports_fields_that_no_container_can_have(string fields) => Lint.Expect<ApiInvalid>(Pod($"containers: [{{ name: web, {fields} }}], volumes: [{{ name: data }}]"));

    [Theory]
    [InlineData("dnsPolicy: {|HA1808:None|}")]
    [InlineData("dnsPolicy: {|HA1808:None|}, dnsConfig: { nameservers: [] }")]
    [InlineData("dnsPolicy: None, dnsConfig: { nameservers: [192.0.2.1] }")]
    [InlineData("dnsPolicy: None, dnsConfig: '${DNS}'")] // unknown: stay silent
    [InlineData("volumes: [{ name: data, emptyDir: {} }, { name: {|HA1808:data|}, emptyDir: {} }]")]
    [InlineData("volumes: [{ name: data, emptyDir: {} }, { name: data, $patch: delete }]")]
    public void Reports_fields_that_no_pod_can_have(string fields) => Lint.Expect<ApiInvalid>(Pod($"containers: [{{ name: web }}], {fields}"));

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
        "'mem' of container 'web' in Pod 'web' is no resource of containers, which are cpu, memory, ephemeral-storage, hugepages-… and names with a domain",
        Lint.One<ApiInvalid>(Pod("containers: [{ name: web, resources: { limits: { mem: 1Gi } } }]")).Message);

    private static string Pod(string spec) => $"apiVersion: v1\nkind: Pod\nmetadata: {{ name: web }}\nspec: {{ {spec} }}\n";
}
