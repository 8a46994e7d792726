using Hale.Rules.Rollout;
using Hale.Testing;

namespace Hale.Rules.Tests.Rollout;

public sealed class RolloutStalledByConfigTests
{
    [Theory]
    [InlineData("Deployment", "paused: {|HA0404:true|}")]
    [InlineData("Deployment", "paused: false")]
    [InlineData("Deployment", "paused: ${PAUSED}")] // unknown: stay silent
    [InlineData("Deployment", "replicas: 3")]
    [InlineData("StatefulSet", "paused: true")] // no such field: another rule's
    public void Reports_a_paused_deployment(string kind, string spec) => Lint.Expect<RolloutStalledByConfig>(Shop(spec, kind));

    [Theory]
    [InlineData("StatefulSet", "updateStrategy: { type: {|HA0404:OnDelete|} }")]
    [InlineData("DaemonSet", "updateStrategy: { type: {|HA0404:OnDelete|} }")]
    [InlineData("StatefulSet", "updateStrategy: { type: {|HA0404:OnDelete|}, rollingUpdate: { partition: 1 } }")]
    [InlineData("StatefulSet", "updateStrategy: { type: RollingUpdate }")]
    [InlineData("StatefulSet", "updateStrategy: { type: '${TYPE}' }")]
    [InlineData("Deployment", "updateStrategy: { type: OnDelete }")] // no such field
    public void Reports_updates_that_wait_for_a_deletion(string kind, string spec) => Lint.Expect<RolloutStalledByConfig>(Shop(spec, kind));

    [Theory]
    [InlineData("hashicorp/vault:1.19")]
    [InlineData("quay.io/cephcsi/cephcsi:v3.14")]
    [InlineData("'${IMAGE}'")] // may be one of them
    public void Is_silent_about_products_that_are_updated_by_hand(string image) =>
        Lint.Expect<RolloutStalledByConfig>(Shop("updateStrategy: { type: OnDelete }", "StatefulSet", image: image));

    [Theory]
    [InlineData("replicas: 3", "{|HA0404:1|}", Severity.Note)]
    [InlineData("replicas: 3", "{|HA0404:2|}", Severity.Note)]
    [InlineData("replicas: 3", "{|HA0404:3|}", Severity.Warning)]
    [InlineData("replicas: 3", "{|HA0404:10|}", Severity.Warning)]
    [InlineData("", "{|HA0404:1|}", Severity.Warning)] // of one replica
    [InlineData("replicas: ${REPLICAS}", "{|HA0404:10|}", Severity.Note)]
    [InlineData("replicas: 0", "{|HA0404:1|}", Severity.Note)]
    public void Reports_a_partition(string replicas, string partition, Severity severity)
    {
        var manifest = Shop($"updateStrategy: {{ rollingUpdate: {{ partition: {partition} }} }}\n  {replicas}", "StatefulSet");
        Lint.Expect<RolloutStalledByConfig>(manifest);
        Assert.Equal(severity, Lint.One<RolloutStalledByConfig>(manifest).Severity);
    }

    [Theory]
    [InlineData("StatefulSet", "0")]
    [InlineData("StatefulSet", "'${PARTITION}'")] // unknown: stay silent
    [InlineData("DaemonSet", "1")] // no such field
    public void Is_silent_without_a_partition(string kind, string partition) =>
        Lint.Expect<RolloutStalledByConfig>(Shop($"updateStrategy: {{ rollingUpdate: {{ partition: {partition} }} }}", kind));

    [Theory]
    [InlineData("Deployment", "revisionHistoryLimit: {|HA0404:0|}")]
    [InlineData("StatefulSet", "revisionHistoryLimit: {|HA0404:0|}")]
    [InlineData("DaemonSet", "revisionHistoryLimit: {|HA0404:0|}")]
    [InlineData("Deployment", "revisionHistoryLimit: 1")]
    [InlineData("Deployment", "revisionHistoryLimit: ${LIMIT}")]
    [InlineData("ReplicaSet", "revisionHistoryLimit: 0")]
    public void Reports_a_history_of_nothing(string kind, string spec) => Lint.Expect<RolloutStalledByConfig>(Shop(spec, kind));

    [Theory]
    [InlineData("paused: true", "Deployment", "Deployment 'shop' is paused, so a change of its pods waits until somebody resumes it")]
    [InlineData("updateStrategy: { type: OnDelete }", "DaemonSet", "DaemonSet 'shop' updates a pod only after somebody has deleted it")]
    [InlineData("replicas: 3\n  updateStrategy: { rollingUpdate: { partition: 1 } }", "StatefulSet", "Partition 1 keeps the first pod of StatefulSet 'shop' on the old version")]
    [InlineData("replicas: 3\n  updateStrategy: { rollingUpdate: { partition: 2 } }", "StatefulSet", "Partition 2 keeps the first 2 pods of StatefulSet 'shop' on the old version")]
    [InlineData("replicas: 3\n  updateStrategy: { rollingUpdate: { partition: 3 } }", "StatefulSet", "Partition 3 keeps all pods of StatefulSet 'shop' with 3 replicas on the old version")]
    [InlineData("revisionHistoryLimit: 0", "Deployment", "Deployment 'shop' keeps no old revision to roll back to")]
    public void Says_what_waits(string spec, string kind, string message) =>
        Assert.Equal(message, Lint.One<RolloutStalledByConfig>(Shop(spec, kind)).Message);

    [Theory]
    [InlineData("name: shop-canary", "app: shop")]
    [InlineData("name: shop, labels: { track: canary }", "app: shop")]
    [InlineData("name: shop", "app: shop, example.com/canary: 'true'")]
    [InlineData("name: shop", "app: shop, track: '${TRACK}'")] // may be one
    [InlineData("name: '${NAME}'", "app: shop")]
    public void Is_silent_about_canaries(string metadata, string labels) =>
        Lint.Expect<RolloutStalledByConfig>(Shop("paused: true", "Deployment", metadata, labels));

    private static string Shop(string spec, string kind, string metadata = "name: shop", string labels = "app: shop", string image = "shop:1") => $$"""
        apiVersion: apps/v1
        kind: {{kind}}
        metadata: { {{metadata}} }
        spec:
          {{spec}}
          selector: { matchLabels: { app: shop } }
          template:
            metadata: { labels: { {{labels}} } }
            spec:
              containers: [{ name: shop, image: {{image}} }]
        """;
}
