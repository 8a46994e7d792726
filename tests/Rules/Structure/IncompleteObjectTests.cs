using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

/// <summary>What an object lacks is a mistake only where nobody else can bring it.</summary>
public sealed class IncompleteObjectTests
{
    [Theory]
    [InlineData("rbac.authorization.k8s.io/v1", "ClusterRole", "rules: [{ {|HA1808:resources|}: [pods], verbs: [get] }]")]
    [InlineData("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: web }\nsubjects: [{ kind: ServiceAccount, name: {|HA1808:web|} }]")]
    [InlineData("apps/v1", "DaemonSet", "spec: { updateStrategy: { rollingUpdate: { maxSurge: {|HA1808:1|} } }, selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: web:1 }] } } }")]
    [InlineData("apps/v1", "DaemonSet", "spec: { updateStrategy: { rollingUpdate: { maxUnavailable: {|HA1808:0|} } }, selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: web:1 }] } } }")]
    [InlineData("v1", "Secret", "type: {|HA1808:kubernetes.io/service-account-token|}")]
    [InlineData("v1", "Secret", "type: {|HA1808:kubernetes.io/tls|}")]
    [InlineData("v1", "Pod", "spec: { containers: [{ name: web, image: web:1, env: [{ name: A, {|HA1808:valueFrom|}: {} }] }] }")]
    [InlineData("v1", "Pod", "spec: { containers: [{ name: web, image: web:1, resources: { requests: { {|HA1808:example.com/gpu|}: 1 } } }] }")]
    [InlineData("networking.k8s.io/v1", "Ingress", "{|HA1808:spec|}: { ingressClassName: web }")]
    [InlineData("networking.k8s.io/v1", "Ingress", "spec: { defaultBackend: { {|HA1808:service|}: { name: web } } }")]
    [InlineData("networking.k8s.io/v1", "Ingress", "spec: { rules: [{ http: { paths: [{ pathType: {|HA1808:Prefix|}, backend: { service: { name: web, port: { number: 80 } } } }] } }] }")]
    [InlineData("networking.k8s.io/v1", "NetworkPolicy", "spec: { podSelector: {}, ingress: [{ ports: [{ endPort: {|HA1808:80|} }] }] }")]
    [InlineData("batch/v1", "Job", "spec: { completionMode: {|HA1808:Indexed|} }")]
    [InlineData("batch/v1", "Job", "spec: { {|HA1808:backoffLimitPerIndex|}: 1 }")]
    [InlineData("batch/v1", "Job", "spec: { {|HA1808:selector|}: { matchLabels: { app: web } } }")]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", "spec: { metrics: [{ type: Resource, resource: { name: cpu, {|HA1808:target|}: { type: Utilization } } }] }")]
    [InlineData("v1", "PersistentVolume", "{|HA1808:spec|}: { capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce] }")]
    [InlineData("v1", "Service", "spec: { ports: [{ port: 80, nodePort: {|HA1808:30080|} }] }")]
    [InlineData("v1", "Service", "spec: { type: LoadBalancer, healthCheckNodePort: {|HA1808:30000|} }")]
    [InlineData("v1", "Service", "spec: { {|HA1808:sessionAffinityConfig|}: { clientIP: { timeoutSeconds: 10 } } }")]
    [InlineData("v1", "Service", "spec: { type: {|HA1808:ExternalName|} }")]
    [InlineData("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", "webhooks: [{ name: web.example.com, {|HA1808:clientConfig|}: {} }]")]
    public void An_overlay_may_bring_what_is_missing(string apiVersion, string kind, string fields)
    {
        var manifest = $"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: web }}\n{fields}\n";
        Lint.Expect<ApiInvalid>(manifest);
        Lint.Expect<ApiInvalid>([("base/web.yaml", Marks.Remove(manifest))]);
        Lint.Expect<ApiInvalid>([("patches/web.yaml", Marks.Remove(manifest))]);
    }
}
