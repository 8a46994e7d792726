namespace Hale.Cli.Tests.Commands;

/// <summary>Manifests for tests that want a certain finding, or none.</summary>
internal static class Manifests
{
    /// <summary>Nothing is wrong with it.</summary>
    public const string Clean = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { a: b }\n";

    /// <summary>Its strategy ends both pods at once: HA0401, a warning.</summary>
    public const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web, namespace: shop }
        spec:
          replicas: 2
          strategy: { type: Recreate }
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec:
              topologySpreadConstraints:
              - { maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: { matchLabels: { app: web } } }
              containers: [{ name: web, image: registry.example/web:1.4 }]

        """;

    /// <summary>The budget without which something else would be wrong with it.</summary>
    public const string Budget = """
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: web, namespace: shop }
        spec: { maxUnavailable: 1, selector: { matchLabels: { app: web } } }

        """;

    /// <summary>Both: a warning and nothing else.</summary>
    public const string Recreate = $"{Deployment}---\n{Budget}";
}
