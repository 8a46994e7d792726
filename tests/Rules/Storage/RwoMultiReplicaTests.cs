using Hale.Rules.Storage;
using Hale.Testing;

namespace Hale.Rules.Tests.Storage;

public sealed class RwoMultiReplicaTests
{
    [Fact]
    public void Reports_a_claim_that_two_replicas_share() => Lint.Expect<RwoMultiReplica>(Wiki("replicas: 2", "ReadWriteOnce", "{|HA0701:wiki-data|}"));

    [Fact]
    public void Reports_a_claim_that_an_autoscaler_may_share() => Lint.Expect<RwoMultiReplica>(Wiki("", "ReadWriteOnce", "{|HA0701:wiki-data|}") + """

        ---
        kind: HorizontalPodAutoscaler
        apiVersion: autoscaling/v2
        metadata: { name: wiki }
        spec: { scaleTargetRef: { kind: Deployment, name: wiki }, maxReplicas: 3 }
        """);

    [Theory]
    [InlineData("replicas: 1", "ReadWriteOnce")]
    [InlineData("", "ReadWriteOnce")]
    [InlineData("replicas: 2", "ReadWriteMany")]
    [InlineData("replicas: 2", "ReadWriteOnce, ReadWriteMany")]
    [InlineData("replicas: ${REPLICAS}", "ReadWriteOnce")] // unknown: stay silent
    [InlineData("replicas: 2", "'{{ .Values.mode }}'")] // unknown: stay silent
    public void Is_silent_when_sharing_is_safe_or_unknown(string replicas, string accessModes) =>
        Lint.Expect<RwoMultiReplica>(Wiki(replicas, accessModes, "wiki-data"));

    [Theory]
    [InlineData("StatefulSet")] // HA0804
    [InlineData("DaemonSet")]
    public void Is_silent_about_other_kinds(string kind) =>
        Lint.Expect<RwoMultiReplica>(Wiki("replicas: 2", "ReadWriteOnce", "wiki-data").Replace("Deployment", kind, StringComparison.Ordinal));

    [Theory]
    [InlineData("containers: [", Severity.Error)]
    [InlineData("affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: wiki } } }] } }\n      containers: [", Severity.Note)]
    public void Notes_replicas_that_stand_on_one_node(string pod, Severity severity) => Assert.Equal(
        severity,
        Lint.One<RwoMultiReplica>(Wiki("replicas: 2", "ReadWriteOnce", "wiki-data")
            .Replace("template:\n", "template:\n    metadata: { labels: { app: wiki } }\n", StringComparison.Ordinal)
            .Replace("containers: [", pod, StringComparison.Ordinal)).Severity);

    [Fact]
    public void Is_silent_about_a_claim_that_is_declared_elsewhere() => Lint.Expect<RwoMultiReplica>("""
        kind: Deployment
        metadata: { name: wiki }
        spec:
          replicas: 2
          template:
            spec:
              containers: [{ name: wiki, image: wiki:1 }]
              volumes:
              - persistentVolumeClaim: { claimName: wiki-data }
        """);

    private static string Wiki(string replicas, string accessModes, string claimName) => $$"""
        kind: Deployment
        metadata: { name: wiki }
        spec:
          {{replicas}}
          template:
            spec:
              containers: [{ name: wiki, image: wiki:1 }]
              volumes:
              - persistentVolumeClaim: { claimName: {{claimName}} }
        ---
        kind: PersistentVolumeClaim
        metadata: { name: wiki-data }
        spec: { accessModes: [{{accessModes}}] }
        """;
}
